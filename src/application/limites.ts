import type { Cuenta } from '../domain/cuenta.ts'
import type { OperacionDeTramite, Perfil } from '../domain/perfil.ts'
import { HORA_S } from '../domain/plazos.ts'
import { LimiteSuperado } from './errores.ts'
import type { Contexto, Dependencias, UnidadDeTrabajo } from './ports.ts'

/** The key of counters and limits of an identifier, with or without an account. */
export const sujetoDe = (
  deps: Pick<Dependencias, 'huellas'>,
  perfil: Perfil,
  identificador: string,
): string => deps.huellas.huella('sujeto', `${perfil}:${identificador}`)

/**
 * The key of the counters of an account: its own, whichever of its identifiers was typed, so that the one that it had
 * before gives no tries besides. Without an account, that of what was typed.
 */
export const sujetoDeCuenta = (
  deps: Pick<Dependencias, 'huellas'>,
  { perfil, identificador }: { perfil: Perfil; identificador: string },
  cuenta: Pick<Cuenta, 'perfil' | 'identificador'> | undefined,
): string => sujetoDe(deps, cuenta?.perfil ?? perfil, cuenta?.identificador ?? identificador)

/**
 * Counts one use of a limit. Over it nothing more is counted: the refusal rolls the count back to the limit.
 * @throws {LimiteSuperado} when the window has more than `tope`.
 */
export async function contarUso(
  uow: UnidadDeTrabajo,
  uso: { clave: string; ventanaSegundos: number; tope: number },
  ahora: Date,
): Promise<void> {
  const { cuenta, termina } = await uow.limites.sumar(uso.clave, uso.ventanaSegundos, ahora)
  if (cuenta > uso.tope) throw new LimiteSuperado((termina.getTime() - ahora.getTime()) / 1000)
}

/**
 * First steps of an operation by one address on one identifier; never by identifier alone, so that nobody
 * can shut another out (PRODUCT “Limits”).
 * @throws {LimiteSuperado}
 */
export async function contarPrimerPaso(
  deps: Dependencias,
  contexto: Contexto,
  operacion: OperacionDeTramite,
  sujeto: string,
): Promise<void> {
  const uso = {
    clave: `primer-paso:${operacion}:${sujeto}:${contexto.direccion}`,
    ventanaSegundos: HORA_S,
    tope: deps.politica.primerosPasosPorHora,
  }
  await deps.almacen.transaccion((uow) => contarUso(uow, uso, deps.reloj.ahora()))
}

/**
 * Sessions that one network address opens in ten minutes by looking at pages.
 * @throws {LimiteSuperado}
 */
export async function contarSesion(
  deps: Pick<Dependencias, 'almacen' | 'reloj'>,
  { direccion }: Pick<Contexto, 'direccion'>,
  tope: number,
): Promise<void> {
  const uso = { clave: `sesiones:${direccion}`, ventanaSegundos: 600, tope }
  await deps.almacen.transaccion((uow) => contarUso(uow, uso, deps.reloj.ahora()))
}

/**
 * Pictures and sounds of captchas made for one network address in ten minutes.
 * @throws {LimiteSuperado}
 */
export async function contarCaptcha(
  deps: Pick<Dependencias, 'almacen' | 'reloj'>,
  { direccion }: Pick<Contexto, 'direccion'>,
  tope: number,
): Promise<void> {
  const uso = { clave: `captchas:${direccion}`, ventanaSegundos: 600, tope }
  await deps.almacen.transaccion((uow) => contarUso(uow, uso, deps.reloj.ahora()))
}

/**
 * Posts by one network address in ten minutes (PRODUCT “Limits”).
 * @throws {LimiteSuperado}
 */
export async function contarEnvio(
  deps: Pick<Dependencias, 'almacen' | 'reloj'>,
  { direccion }: Pick<Contexto, 'direccion'>,
  tope: number,
): Promise<void> {
  const uso = { clave: `envios:${direccion}`, ventanaSegundos: 600, tope }
  await deps.almacen.transaccion((uow) => contarUso(uow, uso, deps.reloj.ahora()))
}
