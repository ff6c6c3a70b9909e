import { CUENTAS_QUE_COMPARTEN } from '../../domain/cuenta.ts'
import { esEmailDeOtec, puedeReescribir } from '../../domain/lazo.ts'
import { type Rechazado, rechazar } from '../../domain/resultado.ts'
import { guardarCuenta } from '../guardar-cuenta.ts'
import type { Dependencias, UnidadDeTrabajo } from '../ports.ts'
import { olvidarInvitados } from './invitar.ts'
import type { Otec } from './otec.ts'

/**
 * Whether an OTEC may give this e-mail for a facilitator. That another facilitator has it and that three accounts
 * have it read alike: the OTEC learns neither who nor which (decision 0013).
 * @param facilitadorId account of the document that was typed, whose own address it may be.
 * @returns nothing when it may; otherwise `email_de_la_otec` or `email_no_disponible`.
 */
export async function juzgarEmail(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  otec: Otec,
  email: string,
  facilitadorId: string | undefined,
): Promise<Rechazado | undefined> {
  if (esEmailDeOtec(email, otec)) return rechazar('email_de_la_otec', 'email')
  const ajenas = (await uow.cuentas.conEmail(email)).filter(({ id }) => id !== facilitadorId)
  let cuantas = ajenas.length
  for (const { id } of ajenas.filter(({ perfil }) => perfil === 'facilitador')) {
    if (await soltarEmail(deps, uow, otec, id)) cuantas -= 1
    else return noDisponible()
  }
  return cuantas >= CUENTAS_QUE_COMPARTEN ? noDisponible() : undefined
}

const noDisponible = (): Rechazado => rechazar('email_no_disponible', 'email')

/**
 * An account that nobody ever chose a CS for, and whose invitation is over or of this same OTEC, lets its address
 * go: a mistyped request keeps nobody's mailbox.
 * @returns whether it did.
 */
async function soltarEmail(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  otec: Otec,
  cuentaId: string,
): Promise<boolean> {
  const cuenta = await uow.cuentas.porId(cuentaId)
  const lazos = await uow.lazos.deFacilitador(cuentaId)
  if (!cuenta || !puedeReescribir(cuenta, lazos, otec.id, deps.reloj.ahora())) return false
  await guardarCuenta(uow, { ...cuenta, email: null, emailConfirmadoEn: null })
  await olvidarInvitados(uow, cuenta.id)
  return true
}
