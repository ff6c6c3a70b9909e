/** Finding an account for staff (product.md “Finding”). */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { MAX_HITS, readSearch, type Search } from '../../../domain/staff/busqueda.ts'
import { DAY_S } from '../../../domain/values/durations.ts'
import { maskIdentificador, maskName } from '../../../domain/values/mask.ts'
import { cuentaOfCaso, factsOf } from '../../accounts/casos.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, Queries, StaffContext, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { type CapDeps, spendCap } from '../acciones/caps.ts'
import { requireFuncionario } from '../llamadas/require-llamada.ts'
import { type MaskedChannels, maskChannels } from '../masked-channels.ts'
import { findByWords } from './find-by-words.ts'

/** An account that was found, masked: whoever looks has not opened it. */
export interface Hit extends Pick<MaskedChannels, 'maskedEmail' | 'maskedCelular'> {
  cuentaId: string
  perfil: Perfil
  estado: Cuenta['estado']
  maskedIdentificador: string
  /** Null where the account has none. */
  maskedName: string | null
}

export interface Found {
  hits: Hit[]
  /** There are more than are shown: a further word tells them apart. */
  more: boolean
  /** The number of a caso, or the reference of an error page, if what was typed is one. */
  number: string | null
  /** Whom it names, as an RUT does, without an account. */
  nobody: { perfil: Perfil; identificador: string } | null
  /** The account whose RUT or NIE was typed, where that is all there is: nothing is left to choose. */
  only: string | null
  /** When the last account ended that had the RUT or NIE; null where none did. */
  closedAt: Date | null
}

type SearchDeps = Pick<Deps, 'store' | 'clock' | 'cipher' | 'fingerprints'> & CapDeps

/**
 * Finds accounts by what was typed into the one box of the console: at most {@link MAX_HITS}, those that it names
 * exactly first. Audited with how many there were, without what was typed.
 * @param ref what stands for the search where its results are shown again: a reload spends nothing of the day.
 * @returns what was found; `busqueda_corta` or `texto_largo`, and then nothing was looked for; `tope` when whoever asks
 *   searched as often as they may today.
 * @throws {PowerMissing}
 */
export async function searchCuentas(
  deps: SearchDeps,
  context: StaffContext,
  text: string,
  ref?: string,
): Promise<Found | 'busqueda_corta' | 'texto_largo' | 'tope'> {
  const { id: funcionarioId } = requireFuncionario(context, 'buscar_cuentas')
  const search = readSearch(text)
  if (typeof search === 'string') return search
  const { cuentas, closedAt, ...rest } = await deps.store.read(async (queries) => ({
    ...(await find(deps, queries, search)),
    closedAt: await findClosed(deps, queries, search),
  }))
  const now = deps.clock.now()
  const isLeft = await deps.store.transaction(async (uow) => {
    const spent = await spendSearch(deps, uow, { funcionarioId, ref, now })
    await recordAudit(uow, context, now, 'cuentas_buscadas', {
      result: !spent ? 'tope' : cuentas.length > 0 || rest.number ? 'bien' : 'no_existe',
      ...(spent && { detail: { cuantas: cuentas.length } }),
    })
    return spent
  })
  if (!isLeft) return 'tope'
  return {
    hits: cuentas.map((cuenta) => toHit(cuenta, now)),
    ...rest,
    nobody: cuentas.length === 0 ? search.named : null,
    only: search.named && !rest.number && cuentas.length === 1 ? (cuentas[0]?.id ?? null) : null,
    closedAt,
  }
}

/**
 * Spends one search of the day, or none of what was shown already.
 * @param ref what stands for what is shown.
 * @returns false when none is left.
 */
export async function spendSearch(
  deps: CapDeps,
  uow: UnitOfWork,
  { funcionarioId, ref, now }: { funcionarioId: string; ref: string | undefined; now: Date },
): Promise<boolean> {
  const key = `busqueda:${funcionarioId}:${ref}`
  if (ref && (await uow.rateLimits.readCount(key, DAY_S, now))) return true
  const isLeft = await spendCap(deps, uow, { capped: 'buscar', funcionarioId, now })
  if (ref && isLeft) await uow.rateLimits.increment(key, DAY_S, now)
  return isLeft
}

/** When the last account ended that had what the text names, then or before. */
async function findClosed(
  deps: Pick<Deps, 'fingerprints'>,
  { closedCuentas }: Queries,
  { identificadores }: Search,
): Promise<Date | null> {
  const found: number[] = []
  for (const { perfil, identificador } of identificadores) {
    const closed = await closedCuentas.findBySubject(subjectOf(deps, perfil, identificador))
    found.push(...closed.map(({ closedAt }) => closedAt.getTime()))
  }
  return found.length > 0 ? new Date(Math.max(...found)) : null
}

interface FoundCuentas {
  cuentas: Cuenta[]
  more: boolean
  number: string | null
}

async function find(deps: SearchDeps, queries: Queries, search: Search): Promise<FoundCuentas> {
  const found = new Map<string, Cuenta>()
  const add = (cuentas: readonly (Cuenta | undefined)[]) => {
    for (const cuenta of cuentas) if (cuenta && cuenta.estado !== 'cerrada') found.set(cuenta.id, cuenta)
  }
  const number = search.number && (await addByNumber(deps, queries, search.number, add))
  for (const { perfil, identificador } of search.identificadores) {
    add([await queries.cuentas.findByIdentificador(perfil, identificador)])
  }
  if (search.email) add(await queries.busqueda.findByEmail(search.email, MAX_HITS + 1))
  if (search.celular) add(await queries.busqueda.findByCelular(search.celular, MAX_HITS + 1))
  const isCommon =
    search.words.length > 0 && (await findByWords(deps.fingerprints, queries, search.words, found))
  const cuentas = [...found.values()]
  return { cuentas: cuentas.slice(0, MAX_HITS), more: isCommon || cuentas.length > MAX_HITS, number }
}

/** Adds the account of a caso. @returns the number, if it stands for a caso or for pages of an error. */
async function addByNumber(
  deps: SearchDeps,
  queries: Queries,
  number: string,
  add: (cuentas: readonly (Cuenta | undefined)[]) => void,
): Promise<string | null> {
  const caso = await queries.casos.findByNumber(number)
  if (!caso) return (await queries.errorReferences.findByReference(number)).length > 0 ? number : null
  add([await cuentaOfCaso(queries, caso, factsOf(deps, caso))])
  return number
}

function toHit(cuenta: Cuenta, now: Date): Hit {
  const { id, perfil, estado, identificador, nombres, apellidoPaterno, apellidoMaterno, razonSocial } = cuenta
  const names = razonSocial ? [razonSocial] : [nombres, apellidoPaterno, apellidoMaterno]
  const name = names.filter((one) => one !== null).join(' ')
  const { maskedEmail, maskedCelular } = maskChannels(cuenta, now)
  return {
    cuentaId: id,
    perfil,
    estado,
    maskedIdentificador: maskIdentificador(perfil, identificador),
    maskedName: name === '' ? null : maskName(name),
    maskedEmail,
    maskedCelular,
  }
}
