import type { Command } from './command.ts'

/** How an order is written. */
export const usageOf = ({ name, words }: Command): string =>
  [name, ...words.map((word) => `<${word}>`)].join(' ')

/** The order that some words begin with, if they do. */
export const orderIn = (orders: readonly Command[], words: readonly string[]): Command | undefined =>
  orders.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `))

/** The orders of a first word that is none by itself, such as `cuentas`. */
export const ordersOf = (orders: readonly Command[], [first]: readonly string[]): Command[] =>
  orders.filter(({ name }) => name.startsWith(`${first} `))

const listed = (orders: readonly Command[]) =>
  orders.map((order) => `  ${usageOf(order).padEnd(45)} ${order.help}`)

/** The orders of a first word, one line each. */
export const verbsOf = (orders: readonly Command[], words: readonly string[]): string[] => [
  `Órdenes de «${words[0]}» (npm run cli -- <orden>):`,
  ...listed(ordersOf(orders, words)),
]

const EVERY_ORDER = [
  'La frase de los respaldos se lee de BACKUP_PASSPHRASE o se pregunta en el terminal.',
  '--operador es el nombre que queda en la bitácora; si falta, el usuario del sistema.',
  'Después de cualquier orden, --help muestra cómo se escribe.',
  'Termina con 0 si todo está bien, con 1 si algo está mal o no se pudo, con 2 si la orden está mal escrita.',
]

/** What to tell who asks for help after some words: of that order, of those that begin so, or of all. */
export function helpFor(orders: readonly Command[], words: readonly string[]): string[] {
  const order = orderIn(orders, words)
  if (order) return [`Uso: npm run cli -- ${usageOf(order)} [--operador <nombre>]`, '', `  ${order.help}`]
  if (ordersOf(orders, words).length > 0) return verbsOf(orders, words)
  return ['Uso: npm run cli -- <orden> [--operador <nombre>]', '', ...listed(orders), '', ...EVERY_ORDER]
}
