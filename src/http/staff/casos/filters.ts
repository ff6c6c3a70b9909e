import type { Request } from 'express'
import type { CasoQuery } from '../../../application/ports.ts'
import { CASO_REASONS, PERFIL_WORDS, reasonWords } from '../../../domain/pages/console-words.ts'
import { PERFILES } from '../../../domain/perfil.ts'
import type { CasosParams } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import { capital } from '../capital.ts'
import { belowNone, choicesOf, type FilterView } from '../filter-view.ts'
import { cursorIn } from '../list-cursor.ts'

const OF_CUENTA = { con: 'Con cuenta', sin: 'Sin cuenta' } as const

/** What a request narrows the list to; what nobody could choose counts as not chosen. */
export function filtersOf(req: Request): CasosParams {
  const chosen = (name: string, options: readonly string[]) =>
    options.find((one) => one === requestParam(req, name))
  const desde = requestParam(req, 'desde')
  return {
    motivo: chosen('motivo', CASO_REASONS),
    perfil: chosen('perfil', PERFILES),
    cuenta: chosen('cuenta', Object.keys(OF_CUENTA)),
    desde: cursorIn(desde) && desde,
  }
}

/** The same as the list is asked. */
export function queryOf({ motivo, perfil, cuenta, desde }: CasosParams): Omit<CasoQuery, 'limit'> {
  const known = PERFILES.find((one) => one === perfil)
  const after = desde === undefined ? undefined : cursorIn(desde)
  return {
    ...(motivo && { reason: motivo }),
    ...(known && { perfil: known }),
    ...(cuenta && { ofCuenta: cuenta === 'con' }),
    ...(after && { after }),
  }
}

/** The choices of each filter, for its page. */
export function filterChoices({ motivo, perfil, cuenta }: CasosParams): FilterView[] {
  const reasons = Object.fromEntries(CASO_REASONS.map((one) => [one, capital(reasonWords(one))]))
  const ofCuenta = { '': 'Con o sin', ...OF_CUENTA }
  return [
    { name: 'motivo', label: 'Motivo', choices: choicesOf(belowNone('Cualquiera', reasons), motivo) },
    { name: 'perfil', label: 'Perfil', choices: choicesOf(belowNone('Cualquiera', PERFIL_WORDS), perfil) },
    { name: 'cuenta', label: 'Cuenta al abrirlo', choices: choicesOf(ofCuenta, cuenta) },
  ]
}
