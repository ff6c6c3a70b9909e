import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { entryOf } from '../../../domain/organisations/organismo.ts'
import { ORDENES, type Orden, ordenDocumentsOf, ordenReasonsOf } from '../../../domain/staff/orden.ts'
import { wrongDatum } from '../../../domain/staff/ordenes/data.ts'
import { SETTLES } from '../../../domain/staff/ordenes/verificar.ts'
import { findOrdenImpediment, type OrdenImpediment } from '../../accounts/ordenes.ts'
import { findOtherAsked, recordOfOther } from '../../accounts/other-cuenta.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { cuentaSubject } from '../../proof/limits.ts'
import { isOwn, isOwnContact } from '../llamadas/own-cuenta.ts'
import { requirePower } from '../require-power.ts'
import { type AskedOrden, dataAsked, makeOrden } from './make-orden.ts'
import { stillMay } from './still-may.ts'

/**
 * `propia`: the cuenta, the other that it is about, or what it is to be reached at, is of whoever asks.
 * `no_corresponde`: reason, document or what is asked for are of another perfil or kind. `use_su_rut`: the cuenta changed
 * to perfil natural, and is asked about by its RUT. `ya_no_puede`: whoever asks was suspended, or given another role, a
 * moment ago.
 */
export type AskRefusal = OrdenImpediment | 'no_existe' | 'propia' | 'use_su_rut' | 'ya_pedida' | 'ya_no_puede'
/** Of an organisation that the register lacks, which stops nothing. */
const NO_ENTRY = 'no_esta'

export type AskResult = { result: 'bien'; orden: Orden } | { result: AskRefusal }

/**
 * Asks for an orden that a second person grants (product.md “Two people”). Audited, also when there is no such cuenta.
 * A cuenta has one open orden; what its kind needs of it is a rule of the kind.
 */
export function askOrden(
  deps: Pick<Deps, 'store' | 'random' | 'cipher' | 'fingerprints' | 'clock'>,
  context: StaffContext,
  asked: AskedOrden,
): Promise<AskResult> {
  requirePower(context, ORDENES[asked.kind].power)
  return deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(asked.perfil, asked.identificador)
    const done: AskResult = cuenta
      ? await askForOrden(deps, uow, context, asked, cuenta)
      : { result: 'no_existe' }
    await recordAudit(uow, context, deps.clock.now(), 'orden_pedida', {
      cuentaId: cuenta?.id ?? null,
      subject: cuentaSubject(deps, asked, cuenta),
      result: done.result,
      detail: {
        ...{ orden: asked.kind, motivo: asked.reason, documento: asked.documentoVisto },
        ...(done.result === 'bien' && { numero: done.orden.number }),
      },
    })
    return done
  })
}

/** The same in a transaction, which the caller records of the cuenta; of another that it is about, this does. */
export async function askForOrden(
  deps: Pick<Deps, 'random' | 'cipher' | 'fingerprints' | 'clock'>,
  uow: UnitOfWork,
  context: StaffContext,
  given: AskedOrden,
  cuenta: Cuenta,
): Promise<AskResult> {
  const { actor } = context
  if (!(await stillMay(uow, actor, ORDENES[given.kind].power))) return { result: 'ya_no_puede' }
  if (await isOwn(deps, uow, actor, cuenta)) return { result: 'propia' }
  if (await isOwnContact(deps, uow, actor, dataAsked(given))) return { result: 'propia' }
  const other = await findOtherAsked(uow, given)
  if (other && (await isOwn(deps, uow, actor, other))) return { result: 'propia' }
  const registro = await entryAgainst(uow, given, cuenta)
  const asked = { ...given, registro, otra: other?.id ?? null }
  const refusal = await whyNotAsked(deps, uow, asked, cuenta)
  if (refusal) return { result: refusal }
  const orden = makeOrden(deps, context, asked, { cuenta, other })
  await uow.ordenes.create(orden)
  await recordOfOther(deps, uow, context, 'orden_pedida', { orden, other, result: 'bien' })
  return { result: 'bien', orden }
}

/** The entry of the register against which the papers are to stand, as it is now: another one is not settled with it. */
async function entryAgainst(uow: UnitOfWork, { reason }: AskedOrden, cuenta: Cuenta): Promise<string | null> {
  if (reason !== SETTLES || cuenta.perfil !== 'juridica') return null
  const organismo = await uow.organismos.findByRut(cuenta.identificador)
  return organismo ? entryOf(organismo) : NO_ENTRY
}

async function whyNotAsked(
  deps: Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  asked: AskedOrden,
  cuenta: Cuenta,
): Promise<AskRefusal | undefined> {
  const { kind, perfil, reason, documentoVisto } = asked
  if (cuenta.perfil !== perfil) return 'use_su_rut'
  if (!ordenReasonsOf(kind, perfil).includes(reason)) return 'no_corresponde'
  if (!ordenDocumentsOf(kind, perfil).includes(documentoVisto)) return 'no_corresponde'
  const data = dataAsked(asked)
  if (wrongDatum(ORDENES[kind], data)) return 'no_corresponde'
  if (await uow.ordenes.findOpenByCuenta(cuenta.id)) return 'ya_pedida'
  return findOrdenImpediment(uow, { kind, data, now: deps.clock.now() }, cuenta)
}
