import type { TramiteOperacion } from '../perfil.ts'

/** Something proven in a solicitud. */
export type Proof =
  | 'clave'
  | 'provisoria'
  | 'respuesta'
  | 'codigo'
  | 'datos'
  | 'enlace'
  | 'volver'
  /** A code to the channel that the register of organisations owns. */
  | 'registro'
  /** A link that two people granted, at the mailbox that the person named. */
  | 'invitacion'
  /** The link that activates an account registered by phone, at the mailbox that was said. */
  | 'activacion'

export interface Progress {
  operacion: TramiteOperacion
  proofs: readonly Proof[]
  estado: 'abierta' | 'lista' | 'detenida'
}

/**
 * The pasos that a solicitud allows now, the default one first. Depends only on stored facts; nothing else
 * decides whether a person may be on a page.
 */
export function allowedPasos({ operacion, proofs, estado }: Progress): readonly string[] {
  if (estado === 'lista') return ['listo']
  if (estado === 'detenida') return ['alto']
  switch (operacion) {
    case 'registrar':
      return []
    case 'recuperar':
      return proofs.includes('respuesta') ? ['codigo'] : ['pregunta', 'correo']
    case 'cambiar':
      return proofs.length > 0 ? ['nueva'] : []
    case 'actualizar':
      if (!canActualizar(proofs)) return ['seguridad', 'codigo']
      return proofs.includes('codigo') ? ['datos'] : ['datos', 'codigo']
    case 'facilitador/solicitar':
      return proofs.length > 0 ? ['nuevo', 'retirar'] : []
    case 'facilitador/recuperar':
      return proofs.length > 0 ? ['elegir'] : []
  }
}

const canActualizar = (proofs: readonly Proof[]) =>
  proofs.some((proof) => proof === 'respuesta' || proof === 'codigo' || proof === 'clave')

/**
 * Effect of confirming an e-mail: immediate, delayed 24 hours, or none because the address is taken by now, or
 * (`detenido`) because the register stops the organisation. `representante`: it was the legal representative's.
 */
export const CONFIRMATION_EFFECTS = [
  'con_efecto',
  'en_espera',
  'sin_efecto',
  'detenido',
  'representante',
] as const
export type ConfirmationEffect = (typeof CONFIRMATION_EFFECTS)[number]

/** Why a solicitud cannot go on; each reason has its page. */
export const STOP_REASONS = [
  'ya_registrado',
  'otec_no_vigente',
  'otro_representante',
  'congelada',
  'congelada_mesa',
  'cerrada',
  'faltan_datos',
  'datos_completos',
  'clave_provisoria',
  'no_es_otec',
  'otec_no_verificada',
  'sin_facilitadores',
  'use_su_rut',
] as const
export type StopReason = (typeof STOP_REASONS)[number]

/** Whether a stopped solicitud is of an account that nobody can use. */
export const isOfEndedCuenta = (reason: StopReason | null): boolean =>
  reason === 'congelada' || reason === 'congelada_mesa' || reason === 'cerrada'

/** Result of a migrant giving a RUT: profile changed, RUT already has an account, or daily limit reached. */
export const PERFIL_CHANGES = ['hecho', 'rut_en_uso', 'otro_dia'] as const
export type PerfilChangeResult = (typeof PERFIL_CHANGES)[number]
