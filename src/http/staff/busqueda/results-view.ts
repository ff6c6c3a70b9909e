import type { Found, Hit } from '../../../application/staff/busqueda/search-cuentas.ts'
import type { FoundByNumber } from '../../../application/staff/casos/read-caso.ts'
import {
  ESTADO_WORDS,
  OUTCOME_WORDS,
  PERFIL_WORDS,
  provenWords,
  reasonWords,
} from '../../../domain/pages/console-words.ts'
import { type SearchSummary, searchSummary } from '../../../domain/pages/search-page.ts'
import { casoPageUrl } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { identificadorName } from '../../../domain/values/identificador.ts'
import type { LinkView } from '../../views/view-models.ts'

/** The page of what was found. */
export interface ResultsView extends SearchSummary {
  /** What was typed, in the box. */
  text: string
  /** A caso, or pages of an error: a title, what is known of each, and its page. */
  numbers: { title: string; facts: string[]; url?: string }[]
  hits: HitView[]
  /** What can be done for whom has none. */
  ways: LinkView[]
}

interface HitView {
  /** The form that opens it; undefined where whoever looks may not. */
  url: string | undefined
  name: string
  identificador: string
  perfil: string
  estado: string
  /** Whether to mark it: nobody can use the account. */
  isStopped: boolean
  email: string
  celular: string
}

/**
 * @param urlOf the form that opens an account; undefined where whoever looks may not.
 * @param ways what whoever looks may do for whom has none.
 */
export function resultsView(
  found: Found,
  text: string,
  number: FoundByNumber | undefined,
  urlOf: (cuentaId: string) => string | undefined,
  ways: LinkView[],
): ResultsView {
  const { hits, more, nobody, closedAt } = found
  return {
    ...searchSummary({ count: hits.length, more, nobody, isNumber: number !== undefined, closedAt }),
    text,
    numbers: number ? numberViews(number) : [],
    hits: hits.map((hit) => hitView(hit, urlOf(hit.cuentaId))),
    ways,
  }
}

const hitView = (hit: Hit, url: string | undefined): HitView => ({
  url,
  name: hit.maskedName ?? 'Sin nombre registrado',
  identificador: `${identificadorName(hit.perfil)} ${hit.maskedIdentificador}`,
  perfil: PERFIL_WORDS[hit.perfil],
  estado: ESTADO_WORDS[hit.estado],
  isStopped: hit.estado !== 'activa',
  email: hit.maskedEmail ?? 'Sin correo',
  celular: hit.maskedCelular ?? 'Sin celular',
})

const numberViews = ({ caso, errors }: FoundByNumber): ResultsView['numbers'] => [
  ...(caso ? [casoView(caso)] : []),
  ...errors.map(({ reference, route, status, kind, createdAt }) => ({
    title: `Error ${reference}`,
    facts: [`${status} en ${route}`, kind, formatMoment(createdAt)],
  })),
]

function casoView({ caso, facts }: NonNullable<FoundByNumber['caso']>): ResultsView['numbers'][number] {
  const { id, number, reason, perfil, createdAt, closedAt, outcome } = caso
  return {
    title: `Caso ${number}`,
    facts: [
      `${PERFIL_WORDS[perfil]}: ${reasonWords(reason)}`,
      `Abierto el ${formatMoment(createdAt)}`,
      closedAt
        ? `Cerrado el ${formatMoment(closedAt)}: ${outcome ? OUTCOME_WORDS[outcome] : ''}`
        : 'Sigue abierto',
      ...(facts ? [`Había demostrado: ${provenWords(facts.proofs)}`] : []),
    ],
    url: casoPageUrl(id),
  }
}
