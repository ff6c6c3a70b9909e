import type { Cuenta } from '../../domain/account/cuenta.ts'
import { maskCelular, maskEmail } from '../../domain/values/mask.ts'
import { recordAudit } from '../audit/record.ts'
import type { Caso, Deps, OperadorContext } from '../ports.ts'
import { requirePower } from '../staff/require-power.ts'

/** What an operator may see of a caso: no identificador, no name, no full address. */
export interface CasoSheet {
  caso: Pick<Caso, 'number' | 'reason' | 'perfil' | 'createdAt'>
  /** Null when the identificador has no cuenta. */
  cuenta: {
    estado: Cuenta['estado']
    maskedEmail: string | null
    maskedCelular: string | null
  } | null
}

/**
 * Reads a caso for an operator by the number that the person tells. Audited; when there is no such caso,
 * without what was typed.
 */
export function readCaso(
  deps: Pick<Deps, 'store' | 'clock'>,
  context: OperadorContext,
  number: string,
): Promise<CasoSheet | undefined> {
  requirePower(context, 'ver_casos')
  return deps.store.transaction(async (uow) => {
    const caso = await uow.casos.findByNumber(number)
    await recordAudit(uow, context, deps.clock.now(), 'caso_visto', {
      subject: caso?.subject ?? null,
      cuentaId: caso?.cuentaId ?? null,
      result: caso ? 'bien' : 'no_existe',
      detail: caso ? { numero: caso.number } : null,
    })
    if (!caso) return undefined
    const cuenta = caso.cuentaId ? await uow.cuentas.findById(caso.cuentaId) : undefined
    const { reason, perfil, createdAt } = caso
    return {
      caso: { number: caso.number, reason, perfil, createdAt },
      cuenta: cuenta
        ? {
            estado: cuenta.estado,
            maskedEmail: cuenta.email && maskEmail(cuenta.email),
            maskedCelular: cuenta.celular && maskCelular(cuenta.celular),
          }
        : null,
    }
  })
}
