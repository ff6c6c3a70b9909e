import type { Perfil, TramiteOperacion } from '../perfil.ts'
import type { Cuenta } from './cuenta.ts'

/** What has been proven in a request. */
export type Proof = 'clave' | 'provisoria' | 'respuesta' | 'codigo' | 'datos' | 'enlace' | 'volver'

export interface Progress {
  operacion: TramiteOperacion
  proofs: readonly Proof[]
  estado: 'abierta' | 'lista' | 'detenida'
}

/**
 * The steps that a request may show now, the one to go to first. A function of stored facts alone: nothing
 * else decides whether a person may be on a page.
 */
export function allowedPasos({ operacion, proofs, estado }: Progress): readonly string[] {
  if (estado === 'lista') return ['listo']
  if (estado === 'detenida') return ['alto']
  switch (operacion) {
    case 'registrar':
      return []
    case 'recuperar':
      return ['pregunta', 'correo']
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

/** What comes of confirming an e-mail: at once, in 24 hours, or nothing because it no longer fits. */
export const CONFIRMATION_EFFECTS = ['con_efecto', 'en_espera', 'sin_efecto'] as const
export type ConfirmationEffect = (typeof CONFIRMATION_EFFECTS)[number]

/** Why a request cannot go on; each has its page. */
export const STOP_REASONS = [
  'ya_registrado',
  'otec_no_vigente',
  'otro_representante',
  'congelada',
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

/**
 * Why an account cannot go on, once something was proven: its state, or that it was reached by the NIE that it had
 * before it became a natural person's.
 * @param perfil under which the operation was begun.
 */
export function cuentaStopReason({ estado, perfil: own }: Cuenta, perfil: Perfil): StopReason | undefined {
  if (estado !== 'activa') return estado
  return own === perfil ? undefined : 'use_su_rut'
}

/** What comes of a migrant giving an RUT: done, nothing because it has an account, or not today any more. */
export const PERFIL_CHANGES = ['hecho', 'rut_en_uso', 'otro_dia'] as const
export type PerfilChange = (typeof PERFIL_CHANGES)[number]
