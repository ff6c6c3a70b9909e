/** What staff are told of messages: why one failed, and which are of no use any more (product.md “Notices”). */
import { expect, it } from 'vitest'
import { failureWords } from '../../../src/domain/notices/send-failures.ts'
import { isStale, staleAt } from '../../../src/domain/notices/usefulness.ts'
import { ageWords } from '../../../src/domain/pages/age-words.ts'
import { NOTICE_KINDS } from '../../../src/domain/pages/notice-words.ts'
import { addMinutes } from '../../../src/domain/values/durations.ts'

const NOW = new Date('2026-11-29T12:00:00.000Z')
const DAY = 24 * 60

it.each([
  ['smtp_550', 'El buzón no existe, o el servidor no nos deja escribirle (550)'],
  ['smtp_552', 'El buzón está lleno (552)'],
  ['smtp_599', 'El servidor de correo lo rechazó (599)'],
  ['smtp_454', 'El servidor de correo no pudo por ahora (454)'],
  ['http_503', 'El servidor de SMS no pudo por ahora (503)'],
  ['http_401', 'El servidor de SMS no acepta nuestra cuenta (401)'],
  ['ETIMEDOUT', 'El servidor no respondió a tiempo'],
  ['ECONNECTION', 'No hubo conexión con el servidor'],
  ['EALGO', 'No se pudo enviar (EALGO)'],
])('%s is told in plain words', (code, words) => {
  expect(failureWords(code)).toBe(words)
})

it.each([
  ['codigo', 15],
  ['codigo_llamada', 10],
  ['clave_provisoria', 60],
  ['enlace_recuperar', 60],
  ['confirmar_email', 3 * DAY],
  ['funcionario_invitado', 3 * DAY],
  ['documento_pedido', 7 * DAY],
  ['clave_cambiada', 7 * DAY],
] as const)('%s is of no use once what it brings is over: after %i minutes', (kind, minutes) => {
  const stale = staleAt(NOW, 60)
  expect(isStale(stale, { kind, createdAt: addMinutes(NOW, -minutes) })).toBe(true)
  expect(isStale(stale, { kind, createdAt: addMinutes(NOW, 1 - minutes) })).toBe(false)
})

it('no message is of use for more than a week', () => {
  const createdAt = addMinutes(NOW, -7 * DAY)
  expect(NOTICE_KINDS.filter((kind) => !isStale(staleAt(NOW, 60), { kind, createdAt }))).toEqual([])
})

it.each([
  [30, 'menos de un minuto'],
  [60, '1 minuto'],
  [119 * 60, '119 minutos'],
  [120 * 60, '2 horas'],
  [DAY * 60, '24 horas'],
  [2 * DAY * 60, '2 días'],
])('%i seconds are %s', (seconds, words) => {
  expect(ageWords(seconds * 1000)).toBe(words)
})
