import type { CasoFacts } from '../../../domain/account/caso.ts'
import { maskIdentificador } from '../../../domain/values/mask.ts'
import { cuentaOfCaso, factsOf } from '../../accounts/casos.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Caso, Deps, StaffContext } from '../../ports.ts'
import { type MaskedCuenta, maskCuenta } from '../llamadas/mask-cuenta.ts'
import { requirePower } from '../require-power.ts'
import { isOwnCaso } from './close-caso.ts'

/** A caso as the console shows it: what it keeps, masked, and its account as it is now. */
export interface CasoPage {
  caso: Omit<Caso, 'cuentaId' | 'subject' | 'encryptedFacts'>
  /** Null in casos of before they were kept. */
  facts: (Omit<CasoFacts, 'identificador'> & { maskedIdentificador: string }) | null
  /** Null when the identificador has none. */
  cuenta: (MaskedCuenta & { id: string }) | null
  /** Whether it is about whoever looks: somebody else attends it. */
  isOwn: boolean
}

/**
 * A caso of the list (product.md “Cases”). Audited.
 * @returns undefined when there is none (any more).
 * @throws {PowerMissing}
 */
export function readCasoPage(
  deps: Pick<Deps, 'store' | 'clock' | 'cipher' | 'fingerprints'>,
  context: StaffContext,
  id: string,
): Promise<CasoPage | undefined> {
  requirePower(context, 'ver_casos')
  return deps.store.transaction(async (uow) => {
    const caso = await uow.casos.findById(id)
    const now = deps.clock.now()
    await recordAudit(uow, context, now, 'caso_visto', {
      subject: caso?.subject ?? null,
      cuentaId: caso?.cuentaId ?? null,
      result: caso ? 'bien' : 'no_existe',
      detail: caso ? { numero: caso.number } : null,
    })
    if (!caso) return undefined
    const { cuentaId: _cuentaId, subject: _subject, encryptedFacts: _facts, ...shown } = caso
    const facts = factsOf(deps, caso)
    const cuenta = await cuentaOfCaso(uow, caso, facts)
    return {
      caso: shown,
      facts: facts && {
        ...{ network: facts.network, proofs: facts.proofs },
        maskedIdentificador: maskIdentificador(caso.perfil, facts.identificador),
      },
      cuenta: cuenta ? { ...maskCuenta(cuenta, now), id: cuenta.id } : null,
      isOwn: await isOwnCaso(deps, uow, context.actor, { cuenta, facts }),
    }
  })
}
