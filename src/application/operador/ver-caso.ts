import type { Cuenta } from '../../domain/cuenta.ts'
import { enmascararCelular, enmascararEmail } from '../../domain/enmascarar.ts'
import { anotar } from '../anotar.ts'
import type { Caso, Dependencias } from '../ports.ts'
import { actorDe, type Operador } from './operador.ts'

/** What an operator may see of a case: no identifier, no name, no whole address. */
export interface FichaCaso {
  caso: Pick<Caso, 'numero' | 'motivo' | 'perfil' | 'creadoEn'>
  /** Of its account; null where it was opened for an identifier without one. */
  cuenta: {
    estado: Cuenta['estado']
    emailEnmascarado: string | null
    celularEnmascarado: string | null
  } | null
}

/**
 * Shows a case to an operator by the number that the person tells, and notes that it was seen.
 * @returns nothing when there is no such case; that one was looked for is noted too, without what was typed.
 */
export function verCaso(
  deps: Pick<Dependencias, 'almacen' | 'reloj'>,
  operador: Operador,
  numero: string,
): Promise<FichaCaso | undefined> {
  return deps.almacen.transaccion(async (uow) => {
    const caso = await uow.casos.porNumero(numero)
    await anotar(uow, operador, deps.reloj.ahora(), 'caso_visto', {
      actor: actorDe(operador),
      sujeto: caso?.sujeto ?? null,
      cuentaId: caso?.cuentaId ?? null,
      resultado: caso ? 'bien' : 'no_existe',
      detalle: caso ? { numero: caso.numero } : null,
    })
    if (!caso) return undefined
    const cuenta = caso.cuentaId ? await uow.cuentas.porId(caso.cuentaId) : undefined
    const { motivo, perfil, creadoEn } = caso
    return {
      caso: { numero: caso.numero, motivo, perfil, creadoEn },
      cuenta: cuenta
        ? {
            estado: cuenta.estado,
            emailEnmascarado: cuenta.email && enmascararEmail(cuenta.email),
            celularEnmascarado: cuenta.celular && enmascararCelular(cuenta.celular),
          }
        : null,
    }
  })
}
