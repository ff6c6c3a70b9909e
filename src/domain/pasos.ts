import type { Cuenta } from './cuenta.ts'
import type { OperacionDeTramite, Perfil } from './perfil.ts'

/** What has been proven in a request. */
export type Prueba = 'clave' | 'provisoria' | 'respuesta' | 'codigo' | 'datos' | 'enlace' | 'volver'

export interface Avance {
  operacion: OperacionDeTramite
  pruebas: readonly Prueba[]
  estado: 'abierta' | 'lista' | 'detenida'
}

/**
 * The steps that a request may show now, the one to go to first. A function of stored facts alone: nothing
 * else decides whether a person may be on a page.
 */
export function pasosPermitidos({ operacion, pruebas, estado }: Avance): readonly string[] {
  if (estado === 'lista') return ['listo']
  if (estado === 'detenida') return ['alto']
  switch (operacion) {
    case 'registrar':
      return []
    case 'recuperar':
      return ['pregunta', 'correo']
    case 'cambiar':
      return pruebas.length > 0 ? ['nueva'] : []
    case 'actualizar':
      if (!puedeActualizar(pruebas)) return ['seguridad', 'codigo']
      return pruebas.includes('codigo') ? ['datos'] : ['datos', 'codigo']
    case 'facilitador/solicitar':
      return pruebas.length > 0 ? ['nuevo', 'retirar'] : []
    case 'facilitador/recuperar':
      return pruebas.length > 0 ? ['elegir'] : []
  }
}

const puedeActualizar = (pruebas: readonly Prueba[]) =>
  pruebas.some((prueba) => prueba === 'respuesta' || prueba === 'codigo' || prueba === 'clave')

/** What comes of confirming an e-mail: at once, in 24 hours, or nothing because it no longer fits. */
export const EFECTOS = ['con_efecto', 'en_espera', 'sin_efecto'] as const
export type EfectoConfirmacion = (typeof EFECTOS)[number]

/** Why a request cannot go on; each has its page. */
export const MOTIVOS_DE_ALTO = [
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
export type MotivoAlto = (typeof MOTIVOS_DE_ALTO)[number]

/**
 * Why an account cannot go on, once something was proven: its state, or that it was reached by the NIE that it had
 * before it became a natural person's.
 * @param perfil under which the operation was begun.
 */
export function motivoDeCuenta({ estado, perfil: suyo }: Cuenta, perfil: Perfil): MotivoAlto | undefined {
  if (estado !== 'activa') return estado
  return suyo === perfil ? undefined : 'use_su_rut'
}

/** What comes of a migrant giving an RUT: done, nothing because it has an account, or not today any more. */
export const CAMBIOS_DE_PERFIL = ['hecho', 'rut_en_uso', 'otro_dia'] as const
export type CambioDePerfil = (typeof CAMBIOS_DE_PERFIL)[number]
