import type { Perfil, TramiteOperacion } from '../perfil.ts'
import type { Cuenta } from './cuenta.ts'

/** Something proven in a solicitud. */
export type Proof = 'clave' | 'provisoria' | 'respuesta' | 'codigo' | 'datos' | 'enlace' | 'volver'

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
 * Effect of confirming an e-mail: immediate, delayed 24 hours, or none because the address is taken by now.
 */
export const CONFIRMATION_EFFECTS = ['con_efecto', 'en_espera', 'sin_efecto'] as const
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

/** Whether a frozen account comes back by mail: the call centre need not decide, and it has a confirmed mailbox. */
export const returnsByMail = ({ wayBack, emailConfirmedAt }: Pick<Cuenta, 'wayBack' | 'emailConfirmedAt'>) =>
  wayBack === 'correo' && emailConfirmedAt !== null

/**
 * Why an account cannot go on once something was proven: its estado ('congelada_mesa' where Recuperar mails
 * no link back, so that nobody is sent to ask for one), or it was found by the NIE that it had before changing
 * to perfil natural.
 * @param perfil the profile whose form was used.
 */
export function cuentaStopReason(cuenta: Cuenta, perfil: Perfil): StopReason | undefined {
  const { estado } = cuenta
  if (estado === 'congelada') return returnsByMail(cuenta) ? estado : 'congelada_mesa'
  if (estado !== 'activa') return estado
  return cuenta.perfil === perfil ? undefined : 'use_su_rut'
}

/** Whether a stopped solicitud is of an account that nobody can use. */
export const isOfEndedCuenta = (reason: StopReason | null): boolean =>
  reason === 'congelada' || reason === 'congelada_mesa' || reason === 'cerrada'

/** Result of a migrant giving a RUT: profile changed, RUT already has an account, or daily limit reached. */
export const PERFIL_CHANGES = ['hecho', 'rut_en_uso', 'otro_dia'] as const
export type PerfilChangeResult = (typeof PERFIL_CHANGES)[number]
