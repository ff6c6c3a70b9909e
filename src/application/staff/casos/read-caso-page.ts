import type { CasoFacts } from '../../../domain/account/caso.ts'
import { maskIdentificador } from '../../../domain/values/mask.ts'
import { cuentaOfCaso, factsOf } from '../../accounts/casos.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Caso, Deps, StaffContext } from '../../ports.ts'
import { spendSearch } from '../busqueda/search-cuentas.ts'
import { type MaskedCuenta, maskCuenta } from '../llamadas/mask-cuenta.ts'
import { requireFuncionario } from '../llamadas/require-llamada.ts'
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
 * A caso of the list (product.md “Cases”). Audited. Where it shows an account it costs as a search, once a day.
 * @returns undefined when there is none (any more); `tope` when whoever asks searched as often as they may today.
 * @throws {PowerMissing}
 */
export function readCasoPage(
  deps: Pick<Deps, 'store' | 'clock' | 'cipher' | 'fingerprints' | 'policy'>,
  context: StaffContext,
  id: string,
): Promise<CasoPage | 'tope' | undefined> {
  const { id: funcionarioId } = requireFuncionario(context, 'ver_casos')
  return deps.store.transaction(async (uow) => {
    const caso = await uow.casos.findById(id)
    const now = deps.clock.now()
    const facts = caso ? factsOf(deps, caso) : null
    const cuenta = caso && (await cuentaOfCaso(uow, caso, facts))
    const isLeft = !cuenta || (await spendSearch(deps, uow, { funcionarioId, ref: `caso:${id}`, now }))
    await recordAudit(uow, context, now, 'caso_visto', {
      subject: caso?.subject ?? null,
      cuentaId: caso?.cuentaId ?? null,
      result: !isLeft ? 'tope' : caso ? 'bien' : 'no_existe',
      detail: caso ? { numero: caso.number } : null,
    })
    if (!isLeft) return 'tope'
    if (!caso) return undefined
    const { cuentaId: _cuentaId, subject: _subject, encryptedFacts: _facts, ...shown } = caso
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
