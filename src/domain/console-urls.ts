/** Addresses of the console with what they name filled in. */
import { consolePaths } from './console-paths.ts'
import type { PhonePerfil } from './perfil.ts'
import type { Accion } from './staff/acciones.ts'
import { fill, withQuery } from './url-parts.ts'

/** What a search found. @param ref stands for what was typed, which is in no address. */
export const foundUrl = (ref: string): string => withQuery(consolePaths.found, { busqueda: ref })

/** The form that opens an account. @param ref the search that found it. @param casoId what the call goes on with. */
export const abrirUrl = (cuentaId: string, ref?: string, casoId?: string): string =>
  withQuery(consolePaths.abrir, { cuenta: cuentaId, busqueda: ref, caso: casoId })

/** The form that takes over the call of somebody else. */
export const tomarUrl = (cuentaId: string, ref?: string, casoId?: string): string =>
  withQuery(consolePaths.tomar, { cuenta: cuentaId, busqueda: ref, caso: casoId })

/** A list of the open casos: what it is narrowed to, and where it goes on. */
export interface CasosParams {
  motivo?: string | undefined
  perfil?: string | undefined
  cuenta?: string | undefined
  desde?: string | undefined
}
export const casosUrl = (params: CasosParams = {}): string => withQuery(consolePaths.casos, { ...params })

/** One of them. @param id stands for its number, which is in no address. */
export const casoPageUrl = (id: string): string => withQuery(consolePaths.caso, { caso: id })

/** Where it is closed outside a call. */
export const cerrarCasoUrl = (id: string): string => withQuery(consolePaths.cerrarCaso, { caso: id })

/** The page of a call. */
export const llamadaUrl = (llamadaId: string): string =>
  withQuery(consolePaths.llamada, { llamada: llamadaId })

/** Where what its caller reads back is typed. */
export const decirCodigoUrl = (llamadaId: string): string =>
  withQuery(consolePaths.decirCodigo, { llamada: llamadaId })
/** The page of an action in a call. */
export const accionUrl = (accion: Accion, llamadaId: string): string =>
  withQuery(consolePaths.acciones[accion], { llamada: llamadaId })

/** Where who has no account is registered by phone. @param ref the search that found nobody. */
export const registrarUrl = (perfil: PhonePerfil, ref?: string): string =>
  withQuery(perfil === 'natural' ? consolePaths.acciones.registrar : consolePaths.registrarMigrante, {
    busqueda: ref,
  })

/** Where a caso of who has no account is opened. @param ref the search that found nobody. */
export const casoSinCuentaUrl = (ref?: string): string =>
  withQuery(consolePaths.casoSinCuenta, { busqueda: ref })

/** The number of one, to read aloud. @param ref stands for it. */
export const casoAbiertoUrl = (ref: string): string => withQuery(consolePaths.casoAbierto, { caso: ref })

/** What was done in a call. */
export const resumenUrl = (llamadaId: string): string =>
  withQuery(consolePaths.resumen, { llamada: llamadaId })

/** An orden of two people. @param ref its number, which names nobody. */
export const ordenUrl = (ref: string): string => withQuery(consolePaths.orden, { orden: ref })

/** Where it is granted or refused. */
export const decidirOrdenUrl = (ref: string): string => withQuery(consolePaths.decidirOrden, { orden: ref })

/** A list of messages of the outbox: what it is narrowed to, and where it goes on. */
export interface OutboxParams {
  estado?: string | undefined
  tipo?: string | undefined
  canal?: string | undefined
  orden?: string | undefined
  desde?: string | undefined
}
export const avisosUrl = (params: OutboxParams = {}): string => withQuery(consolePaths.avisos, { ...params })

/** A page of the mailboxes that came back. @param desde where it begins; the first one without it. */
export const devueltosUrl = (desde?: string): string => withQuery(consolePaths.devueltos, { desde })

/** What the activation link of a funcionario holds. */
export const activarUrl = (token: string): string => fill(consolePaths.enlace, { ficha: token })

/** What the bitácora is filtered by, as addresses say it. `busqueda` stands for an account that was typed. */
export interface AuditParams {
  suceso?: string | undefined
  quien?: string | undefined
  desde?: string | undefined
  hasta?: string | undefined
  cuenta?: string | undefined
  busqueda?: string | undefined
  /** Only entries with smaller numbers. */
  antes?: string | undefined
}

/** The bitácora so filtered, or its export. */
export const auditUrl = (
  params: AuditParams,
  path: (typeof consolePaths)['audit' | 'auditExport' | 'auditCuenta'] = consolePaths.audit,
): string => withQuery(path, { ...params })

/** A page of the console about a funcionario. */
export const aboutFuncionario = (path: `${typeof consolePaths.personal}/${string}`, id: string): string =>
  withQuery(path, { funcionario: id })

export const funcionarioUrl = (id: string): string => aboutFuncionario(consolePaths.funcionario, id)

/** Where one of one's own passkeys is removed. @param ref stands for it. */
export const passkeyRemoveUrl = (ref: string): string => withQuery(consolePaths.passkeyRemove, { ref })

/** Where one is given another name. */
export const passkeyRenameUrl = (ref: string): string => withQuery(consolePaths.passkeyRename, { ref })
