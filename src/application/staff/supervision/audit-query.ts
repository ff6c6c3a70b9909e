import { type AuditFilter, DOER_KINDS } from '../../../domain/staff/audit-filter.ts'
import { readSearch } from '../../../domain/staff/busqueda.ts'
import { ROLES } from '../../../domain/staff/roles.ts'
import { addDias, startOfDia } from '../../../domain/values/dia.ts'
import { maskIdentificador } from '../../../domain/values/mask.ts'
import { cuentaOfCaso, factsOf } from '../../accounts/casos.ts'
import { type AuditQuery, type Deps, formatActor, type Queries } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'

/** What is looked for. `typedCuenta`: as typed, the RUT or NIE of one or the number of a caso; it is in no address. */
export interface AuditAsked {
  filter: AuditFilter
  typedCuenta?: string
}

/** The same as the audit is asked, and how the page names the account. */
export interface AskedAudit {
  query: AuditQuery
  /** Masked; null where none was asked for. */
  cuentaName: string | null
  /** The one account that it is about. */
  cuentaId: string | null
}

/** @returns the query; an account that is not there finds nothing. */
export async function auditQuery(
  deps: Pick<Deps, 'cipher' | 'fingerprints'>,
  queries: Queries,
  { filter, typedCuenta }: AuditAsked,
): Promise<AskedAudit> {
  const { event, doer, from, to, cuentaId } = filter
  const typed = typedCuenta === undefined ? undefined : await ownersOf(deps, queries, typedCuenta)
  const owners = cuentaId ? [cuentaId] : typed?.owners
  return {
    query: {
      ...(event && { event }),
      ...(doer && { actors: actorsOf(doer) }),
      ...(owners && { owners }),
      ...(from && { from: startOfDia(from) }),
      ...(to && { until: startOfDia(addDias(to, 1)) }),
    },
    cuentaName: cuentaId ?? typed?.name ?? null,
    cuentaId: cuentaId ?? typed?.cuentaId ?? null,
  }
}

/** Whoever acted, in any role. */
function actorsOf(doer: string): NonNullable<AuditQuery['actors']> {
  if (doer === 'operador') return { beginning: 'operador:' }
  if (DOER_KINDS.some((kind) => kind === doer)) return [doer]
  return ROLES.map((rol) => formatActor({ kind: 'funcionario', id: doer, rol, powers: [], renewedFor: null }))
}

/** The accounts that a text names, and what stands for them where there is none. */
async function ownersOf(
  deps: Pick<Deps, 'cipher' | 'fingerprints'>,
  queries: Queries,
  text: string,
): Promise<{ owners: string[]; name: string; cuentaId: string | null }> {
  const search = readSearch(text)
  const none = { owners: [], name: 'No se entiende qué cuenta es', cuentaId: null }
  if (typeof search === 'string') return none
  const caso = search.number ? await queries.casos.findByNumber(search.number) : undefined
  const ofCaso = caso && (await cuentaOfCaso(queries, caso, factsOf(deps, caso)))
  if (ofCaso) return { owners: [ofCaso.id], name: `La del caso ${caso.number}`, cuentaId: ofCaso.id }
  const [first] = search.identificadores
  if (!first) return none
  const owners: string[] = []
  const ids: string[] = []
  for (const { perfil, identificador } of search.identificadores) {
    const cuenta = await queries.cuentas.findByIdentificador(perfil, identificador)
    if (cuenta) ids.push(cuenta.id)
    owners.push(subjectOf(deps, perfil, identificador))
  }
  const name = maskIdentificador(first.perfil, first.identificador)
  return { owners: [...ids, ...owners], name, cuentaId: ids.length === 1 ? (ids[0] ?? null) : null }
}
