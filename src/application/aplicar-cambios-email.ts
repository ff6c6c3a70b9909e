import { nombreDe } from '../domain/cuenta.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import { anotar } from './anotar.ts'
import { avisarHecho } from './eventos.ts'
import { guardarCuenta } from './guardar-cuenta.ts'
import type { CambioEmail, Dependencias, UnidadDeTrabajo } from './ports.ts'

const TANDA = 50

/**
 * Makes a confirmed change of e-mail the registered one and tells the old mailbox, which can still undo it.
 * A change that no longer fits (the account is frozen, the address has three accounts) ends without effect.
 * @returns whether it took effect.
 */
export async function aplicarCambioEmail(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  cambio: CambioEmail,
): Promise<boolean> {
  const ahora = deps.reloj.ahora()
  const cuenta = await uow.cuentas.porId(cambio.cuentaId)
  await uow.cambiosEmail.borrarDeCuenta(cambio.cuentaId)
  if (cuenta?.estado !== 'activa') return false
  const guardado = await guardarCuenta(uow, {
    ...cuenta,
    email: cambio.nuevo,
    emailConfirmadoEn: cambio.confirmadoEn,
    actualizadaEn: ahora,
  })
  await anotar(uow, { origen: null }, ahora, 'email_cambiado', {
    actor: 'sistema',
    cuentaId: cuenta.id,
    resultado: guardado,
  })
  if (guardado !== 'guardada') return false
  await avisarHecho(deps, uow, {
    tipo: 'actualizar',
    cuentaId: cuenta.id,
    antes: cuenta,
    buzon: cuenta.email ?? cambio.nuevo,
    otroBuzon: cuenta.emailRepresentante,
    conRespuesta: !cambio.conCodigo,
    aviso: (enlaceNoFuiYo) => ({
      tipo: 'email_cambiado',
      nombre: nombreDe(cuenta),
      cuando: mostrarMomento(ahora),
      enlaceNoFuiYo,
    }),
  })
  return true
}

/**
 * Applies the changes of e-mail whose hour has come, each in a transaction of its own: one that fails stays for the
 * next round and keeps no other one waiting.
 * @returns how many.
 * @throws {AggregateError} at the end, with what each of those that failed threw.
 */
export async function aplicarCambiosEmail(deps: Dependencias): Promise<number> {
  const porAplicar = await deps.almacen.transaccion((uow) =>
    uow.cambiosEmail.porAplicar(deps.reloj.ahora(), TANDA),
  )
  const fallos: unknown[] = []
  for (const { id } of porAplicar) {
    const aplicado = deps.almacen.transaccion(async (uow) => {
      const cambio = await uow.cambiosEmail.porId(id)
      if (cambio) await aplicarCambioEmail(deps, uow, cambio)
    })
    await aplicado.catch((error: unknown) => fallos.push(error))
  }
  if (fallos.length > 0) throw new AggregateError(fallos, 'some changes of e-mail could not be applied')
  return porAplicar.length
}
