import type { ListedCaso } from '../../../application/staff/casos/list-open-casos.ts'
import type { CasoPage } from '../../../application/staff/casos/read-caso-page.ts'
import { ageWords } from '../../../domain/pages/age-words.ts'
import {
  ESTADO_WORDS,
  OUTCOME_WORDS,
  PERFIL_WORDS,
  provenWords,
  reasonWords,
} from '../../../domain/pages/console-words.ts'
import { abrirUrl, type CasosParams, casoPageUrl, casosUrl, cerrarCasoUrl } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { identificadorName } from '../../../domain/values/identificador.ts'
import { capital } from '../capital.ts'
import type { ConsoleContext } from '../context.ts'
import { cursorText } from '../list-cursor.ts'
import { whoseParts } from '../llamadas/whose.ts'
import { filterChoices } from './filters.ts'

const ageOf = (since: Date, now: Date): string => `Hace ${ageWords(now.getTime() - since.getTime())}`

/** The page of the casos that are open. */
export function casosView(
  { casos, hasMore }: { casos: ListedCaso[]; hasMore: boolean },
  filters: CasosParams,
  now: Date,
) {
  const { desde, ...narrowed } = filters
  const last = casos.at(-1)
  return {
    filters: filterChoices(filters),
    isNarrowed: Object.values(narrowed).some(Boolean),
    rows: casos.map(({ id, number, reason, perfil, createdAt, ofCuenta }) => ({
      title: `Caso ${number}`,
      url: casoPageUrl(id),
      reason: capital(reasonWords(reason)),
      perfil: PERFIL_WORDS[perfil],
      age: ageOf(createdAt, now),
      when: formatMoment(createdAt),
      ofCuenta,
    })),
    firstUrl: desde ? casosUrl(narrowed) : null,
    nextUrl: hasMore && last ? casosUrl({ ...narrowed, desde: cursorText(last.createdAt, last.id) }) : null,
  }
}

/** The page of one of them. */
export function casoView(
  { caso, facts, cuenta, isOwn }: CasoPage,
  now: Date,
  actor: ConsoleContext['actor'],
) {
  const { id, number, reason, perfil, createdAt, closedAt, outcome } = caso
  const isOpen = closedAt === null
  const mayOpen = actor.powers.includes('abrir_cuentas') && cuenta !== null && cuenta.estado !== 'cerrada'
  return {
    title: `Caso ${number}`,
    isOpen,
    isOwn,
    facts: [
      ['Motivo', capital(reasonWords(reason))],
      ['Perfil', PERFIL_WORDS[perfil]],
      ['Abierto', `${ageOf(createdAt, now)}, el ${formatMoment(createdAt)}`],
      ...(facts
        ? [
            ['Escribió', `${identificadorName(perfil)} ${facts.maskedIdentificador}`],
            ['Desde la red', facts.network ?? 'Ninguna: lo abrió la mesa de ayuda'],
            ['Había demostrado', capital(provenWords(facts.proofs))],
          ]
        : []),
      ...(closedAt
        ? [['Cerrado', `El ${formatMoment(closedAt)}: ${outcome ? OUTCOME_WORDS[outcome] : ''}`]]
        : []),
    ],
    // Of one that was closed nothing is left to show.
    cuenta: cuenta && cuenta.estado !== 'cerrada' ? cuentaView(cuenta) : null,
    wasClosed: cuenta?.estado === 'cerrada',
    openUrl: isOpen && !isOwn && mayOpen && cuenta ? abrirUrl(cuenta.id, undefined, id) : null,
    closeUrl: isOpen && !isOwn && actor.powers.includes('cerrar_casos') ? cerrarCasoUrl(id) : null,
  }
}

function cuentaView(cuenta: NonNullable<CasoPage['cuenta']>) {
  const { estado, maskedEmail, emailConfirmedAt, maskedCelular, celularConfirmedAt } = cuenta
  const channel = (masked: string | null, confirmedAt: Date | null) =>
    masked === null ? 'No tiene' : `${masked}, ${confirmedAt ? 'confirmado' : 'sin confirmar'}`
  return {
    whose: whoseParts(cuenta)
      .map(({ text }) => text)
      .join(''),
    estado: ESTADO_WORDS[estado],
    isStopped: estado !== 'activa',
    channels: [
      ['Correo', channel(maskedEmail, emailConfirmedAt)],
      ['Celular', channel(maskedCelular, celularConfirmedAt)],
    ],
  }
}
