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
export function contarPrimerPaso(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  operacion: OperacionDeTramite,
  sujeto: string,
): Promise<void> {
  const uso = {
    clave: `primer-paso:${operacion}:${sujeto}:${contexto.direccion}`,
    ventanaSegundos: HORA_S,
    tope: deps.politica.primerosPasosPorHora,
  }
  return contarUso(uow, uso, deps.reloj.ahora())
}

/**
 * Counts one of what a network address gets only so many of in ten minutes (PRODUCT “Limits”): posts, sessions that it
 * opens by looking at pages, pictures and sounds of captchas.
 * @throws {LimiteSuperado}
 */
export async function contarPorDireccion(
  deps: Pick<Dependencias, 'almacen' | 'reloj'>,
  { direccion }: Pick<Contexto, 'direccion'>,
  que: 'envios' | 'sesiones' | 'captchas',
  tope: number,
): Promise<void> {
  const uso = { clave: `${que}:${direccion}`, ventanaSegundos: 600, tope }
  await deps.almacen.transaccion((uow) => contarUso(uow, uso, deps.reloj.ahora()))
}
