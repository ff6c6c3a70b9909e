import type { Orden } from './orden.ts'

/** How an order is written. */
export const usageOf = ({ nombre, datos }: Orden): string =>
  [nombre, ...datos.map((dato) => `<${dato}>`)].join(' ')

/** The order that some words begin with, if they do. */
export const orderIn = (orders: readonly Orden[], words: readonly string[]): Orden | undefined =>
  orders.find(({ nombre }) => `${words.join(' ')} `.startsWith(`${nombre} `))

/** The orders of a first word that is none by itself, such as `cuentas`. */
export const ordersOf = (orders: readonly Orden[], [first]: readonly string[]): Orden[] =>
  orders.filter(({ nombre }) => nombre.startsWith(`${first} `))

const listed = (orders: readonly Orden[]) =>
  orders.map((order) => `  ${usageOf(order).padEnd(45)} ${order.ayuda}`)

/** The orders of a first word, one line each. */
export const verbsOf = (orders: readonly Orden[], words: readonly string[]): string[] => [
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
export function helpFor(orders: readonly Orden[], words: readonly string[]): string[] {
  const order = orderIn(orders, words)
  if (order) return [`Uso: npm run cli -- ${usageOf(order)} [--operador <nombre>]`, '', `  ${order.ayuda}`]
  if (ordersOf(orders, words).length > 0) return verbsOf(orders, words)
  return ['Uso: npm run cli -- <orden> [--operador <nombre>]', '', ...listed(orders), '', ...EVERY_ORDER]
}
