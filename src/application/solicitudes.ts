import type { Cuenta, DatoMinimo } from '../domain/cuenta.ts'
import type { CambioDePerfil, MotivoAlto, Prueba } from '../domain/pasos.ts'
import type { Operacion, OperacionDeTramite, Perfil } from '../domain/perfil.ts'
import { enMinutos, SOLICITUD_MINUTOS, SOLICITUD_PROBADA_MINUTOS } from '../domain/plazos.ts'
import { SolicitudPerdida } from './errores.ts'
import { sujetoDeCuenta } from './limites.ts'
import type { Dependencias, Solicitud, UnidadDeTrabajo } from './ports.ts'

export interface NuevaSolicitud {
  operacion: OperacionDeTramite
  perfil: Perfil
  identificador: string
  /** Its account; undefined for a decoy. */
  cuenta: Pick<Cuenta, 'id' | 'perfil' | 'identificador'> | undefined
  pruebas?: Prueba[]
  origen?: Operacion | null
  volver: Solicitud['volver']
}

/** A request lives 30 minutes, 10 after something was proven (PRODUCT “How every form behaves”). */
const finDe = (pruebas: readonly Prueba[], ahora: Date): Date =>
  enMinutos(ahora, pruebas.length > 0 ? SOLICITUD_PROBADA_MINUTOS : SOLICITUD_MINUTOS)

/** Makes a request in progress; it is not stored yet. */
export function nuevaSolicitud(deps: Dependencias, datos: NuevaSolicitud): Solicitud {
  const id = deps.azar.uuid()
  const ahora = deps.reloj.ahora()
  const pruebas = datos.pruebas ?? []
  return {
    id,
    operacion: datos.operacion,
    perfil: datos.perfil,
    cuentaId: datos.cuenta?.id ?? null,
    sujeto: sujetoDeCuenta(deps, datos, datos.cuenta),
    identificadorCifrado: deps.cifrador.cifrar(datos.identificador, `solicitud:${id}:identificador`),
    pruebas,
    estado: 'abierta',
    motivo: null,
    resultadoCifrado: null,
    secretoCifrado: null,
    secretoVenceEn: null,
    origen: datos.origen ?? null,
    volver: datos.volver,
    creadaEn: ahora,
    venceEn: finDe(pruebas, ahora),
  }
}

/**
 * A request that is still alive.
 * @throws {SolicitudPerdida} when it is unknown, over, or not of that operation and state.
 */
export async function solicitudAbierta(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  id: string,
  operacion: OperacionDeTramite,
): Promise<Solicitud> {
  const solicitud = await uow.solicitudes.porId(id)
  if (
    solicitud?.operacion !== operacion ||
    solicitud.estado !== 'abierta' ||
    solicitud.venceEn <= deps.reloj.ahora()
  ) {
    throw new SolicitudPerdida()
  }
  return solicitud
}

/**
 * A request of any operation and state whose time is not over.
 * @throws {SolicitudPerdida}
 */
export async function verSolicitud(
  deps: Pick<Dependencias, 'almacen' | 'reloj'>,
  id: string,
): Promise<Solicitud> {
  const solicitud = await deps.almacen.transaccion((uow) => uow.solicitudes.porId(id))
  if (!solicitud || solicitud.venceEn <= deps.reloj.ahora()) throw new SolicitudPerdida()
  return solicitud
}

/**
 * A request that is still alive, and its account if it is not a decoy.
 * @throws {SolicitudPerdida}
 */
export const solicitudConCuenta = (deps: Dependencias, id: string, operacion: OperacionDeTramite) =>
  deps.almacen.transaccion(async (uow) => {
    const solicitud = await solicitudAbierta(deps, uow, id, operacion)
    return { solicitud, cuenta: await uow.cuentas.porId(solicitud.cuentaId ?? '') }
  })

/** The request with one more proof and its time begun anew. */
export const conPrueba = (deps: Dependencias, solicitud: Solicitud, prueba: Prueba): Solicitud => {
  const pruebas = [...solicitud.pruebas, prueba]
  return { ...solicitud, pruebas, venceEn: finDe(pruebas, deps.reloj.ahora()) }
}

/** What was typed, as its boxes had it and without secrets, and the version of the account that it was about. */
export interface Borrador {
  version: number
  tecleado: Readonly<Record<string, string | readonly string[]>>
}

/** What a step keeps for a later one or for the last page. Encrypted in the request. */
export interface ResultadoSolicitud {
  /** End of the temporary key that was made, ISO-8601. */
  provisoriaVence?: string
  /** Fingerprint of the temporary key with which it was proven. */
  provisoriaHuella?: string
  emailEnmascarado?: string
  /** Mobile to which the temporary key went. */
  celularEnmascarado?: string
  emailPendiente?: { enmascarado: string; espera24h: boolean }
  /** The organisation is not vouched for any more. */
  yaNoVerificada?: true
  faltan?: DatoMinimo[]
  /** Version of the account as this request left it. */
  version?: number
  caso?: string
  enlaceEnviado?: true
  /** The OTEC's request that is accepted when the CS is chosen. */
  lazoId?: string
  /** The request let a facilitator go. */
  retirado?: true
  /** RUT under which a migrant wants to go on, and what came of it. */
  rutAlternativo?: string
  /** What was typed into the last step when a code was asked for there. */
  borrador?: Borrador
  cambioDePerfil?: CambioDePerfil
}

export const conResultado = (
  deps: Dependencias,
  solicitud: Solicitud,
  resultado: ResultadoSolicitud,
): Solicitud => ({
  ...solicitud,
  resultadoCifrado: deps.cifrador.cifrar(JSON.stringify(resultado), `solicitud:${solicitud.id}:resultado`),
})

export const resultadoDe = (
  deps: Pick<Dependencias, 'cifrador'>,
  solicitud: Solicitud,
): ResultadoSolicitud =>
  solicitud.resultadoCifrado
    ? JSON.parse(deps.cifrador.descifrar(solicitud.resultadoCifrado, `solicitud:${solicitud.id}:resultado`))
    : {}

export const identificadorDe = (deps: Pick<Dependencias, 'cifrador'>, solicitud: Solicitud): string =>
  deps.cifrador.descifrar(solicitud.identificadorCifrado, `solicitud:${solicitud.id}:identificador`)

/** The request, done: its last page may be seen for ten minutes. */
export const lista = (
  deps: Dependencias,
  solicitud: Solicitud,
  resultado: ResultadoSolicitud,
): Solicitud => ({
  ...conResultado(deps, solicitud, resultado),
  estado: 'lista',
  venceEn: enMinutos(deps.reloj.ahora(), SOLICITUD_PROBADA_MINUTOS),
})

/** The request, stopped: it cannot go on and its page says why and what to do. */
export const detenida = (
  deps: Dependencias,
  solicitud: Solicitud,
  motivo: MotivoAlto,
  resultado: ResultadoSolicitud = {},
): Solicitud => ({ ...conResultado(deps, solicitud, resultado), estado: 'detenida', motivo })
