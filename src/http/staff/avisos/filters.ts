import type { Request } from 'express'
import { AVISO_ESTADOS, type OutboxQuery } from '../../../application/ports.ts'
import { NOTICE_KINDS, noticeWords } from '../../../domain/pages/notice-words.ts'
import type { OutboxParams } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import { belowNone, choicesOf, type FilterView } from '../filter-view.ts'
import { cursorIn } from '../list-cursor.ts'

const ESTADO_FILTERS = {
  pendiente: 'Esperan',
  abandonado: 'Fallaron',
  enviado: 'Salieron',
  todos: 'Todos',
} as const
const CHANNEL_FILTERS = { correo: 'Correo', sms: 'SMS' } as const
const ORDERS = { antiguos: 'Más antiguos primero', recientes: 'Más recientes primero' } as const

/** Names of the filters, as addresses and forms have them. */
export const FILTERS = ['estado', 'tipo', 'canal', 'orden', 'desde'] as const

/** What a request narrows the outbox to; what nobody could choose counts as not chosen. */
export function filtersOf(req: Request): OutboxParams {
  const chosen = (name: string, options: object) => {
    const value = requestParam(req, name)
    return Object.hasOwn(options, value) ? value : undefined
  }
  const kinds = Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, kind]))
  return {
    estado: chosen('estado', ESTADO_FILTERS) ?? 'pendiente',
    tipo: chosen('tipo', kinds),
    canal: chosen('canal', CHANNEL_FILTERS),
    orden: chosen('orden', ORDERS) ?? 'antiguos',
    desde: cursorIn(requestParam(req, 'desde')) && requestParam(req, 'desde'),
  }
}

/** The same as the outbox is asked. */
export function queryOf({ estado, tipo, canal, orden, desde }: OutboxParams): Omit<OutboxQuery, 'limit'> {
  const known = AVISO_ESTADOS.find((one) => one === estado)
  const kind = NOTICE_KINDS.find((one) => one === tipo)
  const after = desde === undefined ? undefined : cursorIn(desde)
  return {
    order: orden === 'recientes' ? 'recientes' : 'antiguos',
    ...(known && { estado: known }),
    ...(kind && { kind }),
    ...(canal && { channel: canal === 'sms' ? 'sms' : 'correo' }),
    ...(after && { after }),
  }
}

/** The choices of each filter, for its page. */
export const filterChoices = ({ estado, tipo, canal, orden }: OutboxParams): FilterView[] => {
  const kinds = Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, noticeWords(kind)]))
  return [
    { name: 'estado', label: 'Estado', choices: choicesOf(ESTADO_FILTERS, estado) },
    { name: 'tipo', label: 'Aviso', choices: choicesOf(belowNone('Cualquiera', kinds), tipo) },
    { name: 'canal', label: 'Canal', choices: choicesOf({ '': 'Los dos', ...CHANNEL_FILTERS }, canal) },
    { name: 'orden', label: 'Orden', choices: choicesOf(ORDERS, orden) },
  ]
}
