import type { CasoFacts } from '../../../domain/account/caso.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { cuentaOfCaso, factsOf } from '../../accounts/casos.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Caso, Deps, ErrorReference, StaffContext, UnitOfWork } from '../../ports.ts'
import { type MaskedChannels, maskChannels } from '../masked-channels.ts'
import { requirePower } from '../require-power.ts'

/** What staff may see of a caso and its cuenta: no name, no full address. */
export interface CasoSheet {
  caso: Pick<Caso, 'id' | 'number' | 'reason' | 'perfil' | 'createdAt' | 'closedAt' | 'outcome'>
  /** Null in casos of before they were kept. */
  facts: CasoFacts | null
  /** As it is now; null when the identificador has none. */
  cuenta: (Pick<Cuenta, 'perfil' | 'identificador' | 'estado'> & MaskedChannels) | null
}

/** What a number told by phone stands for: a caso, or pages of an error. */
export interface FoundByNumber {
  caso: CasoSheet | undefined
  errors: ErrorReference[]
}

/**
 * Finds a caso for staff by the number that the person tells, or what an error page's reference stands for
 * (product.md “Cases”). Audited; when there is no such one, without what was typed.
 */
export function readCaso(
  deps: Pick<Deps, 'store' | 'clock' | 'cipher'>,
  context: StaffContext,
  number: string,
): Promise<FoundByNumber | undefined> {
  requirePower(context, 'ver_casos')
  return deps.store.transaction(async (uow) => {
    const caso = await uow.casos.findByNumber(number)
    const errors = await uow.errorReferences.findByReference(number)
    const isFound = caso !== undefined || errors.length > 0
    await recordAudit(uow, context, deps.clock.now(), 'caso_visto', {
      subject: caso?.subject ?? null,
      cuentaId: caso?.cuentaId ?? null,
      result: isFound ? 'bien' : 'no_existe',
      detail: isFound ? { numero: number } : null,
    })
    return isFound ? { caso: caso && (await sheetOf(deps, uow, caso)), errors } : undefined
  })
}

async function sheetOf(
  deps: Pick<Deps, 'cipher' | 'clock'>,
  uow: UnitOfWork,
  caso: Caso,
): Promise<CasoSheet> {
  const { id, number, reason, perfil, createdAt, closedAt, outcome } = caso
  const facts = factsOf(deps, caso)
  const cuenta = await cuentaOfCaso(uow, caso, facts)
  return {
    caso: { id, number, reason, perfil, createdAt, closedAt, outcome },
    facts,
    cuenta: cuenta
      ? {
          perfil: cuenta.perfil,
          identificador: cuenta.identificador,
          estado: cuenta.estado,
          ...maskChannels(cuenta, deps.clock.now()),
        }
      : null,
  }
}
