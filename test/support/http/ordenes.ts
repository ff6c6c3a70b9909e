/** Orders of two people, given by use cases as any entrance of staff gives them. */
import type { StaffContext } from '../../../src/application/ports.ts'
import { askOrden } from '../../../src/application/staff/ordenes/ask-orden.ts'
import {
  type DecideResult,
  type Decision,
  decideOrden,
} from '../../../src/application/staff/ordenes/decide-orden.ts'
import type { AskedOrden } from '../../../src/application/staff/ordenes/make-orden.ts'
import { applyOrdenes } from '../../../src/application/worker/apply-ordenes.ts'
import { POWERS } from '../../../src/domain/staff/powers.ts'
import { paths } from '../../../src/domain/urls.ts'
import { rutOf } from '../data/personas.ts'
import type { TestProduct } from '../product/test-product.ts'
import { enlaceFor } from './journeys.ts'
import { type LoadedPage, ScriptFreeBrowser } from './script-free-browser.ts'

/** An operador by that name. */
export const operador = (nombre: string): StaffContext => ({
  actor: { kind: 'operador', nombre, powers: POWERS },
  requestId: 'una orden',
})

export const LIBERAR = {
  kind: 'liberar',
  reason: 'creada_por_otra_persona',
  documentoVisto: 'cedula',
} as const

/** Ana asks for an order about a natural person. @returns its number. @throws Error when it is refused. */
export async function ask(p: TestProduct, number: number, asked: Partial<AskedOrden> = {}): Promise<string> {
  const about = { perfil: 'natural', identificador: rutOf(number) } as const
  const done = await askOrden(p.deps, operador('ana'), { ...LIBERAR, ...about, ...asked } as AskedOrden)
  if (done.result !== 'bien') throw new Error(done.result)
  return done.orden.number
}

/** Eva grants it, or somebody else decides otherwise. */
export const decide = (
  p: TestProduct,
  number: string,
  { by = 'eva', ...others }: Partial<Decision> & { by?: string } = {},
): Promise<DecideResult> => decideOrden(p.deps, operador(by), { number, verdict: 'conceder', ...others })

/** The worker's round, so long after. */
export async function later(
  p: TestProduct,
  wait: Parameters<TestProduct['clock']['advance']>[0],
): Promise<void> {
  p.clock.advance(wait)
  await applyOrdenes(p.deps)
}

/** The worker's round, with the hour of an order come: the clock stays. */
export async function applyNow(p: TestProduct, number: string): Promise<void> {
  await p.deps.store.transaction(async ({ ordenes }) => {
    const orden = await ordenes.findByNumber(number)
    if (orden) await ordenes.advance(orden, { ...orden, effectiveAt: p.clock.now() })
  })
  await applyOrdenes(p.deps)
}

/** Two people saw the papers of an organisation; `settles`: which stand against the register. @throws Error as {@link ask}. */
export async function verifyByTwo(
  p: TestProduct,
  number: number,
  { settles }: { settles: boolean },
): Promise<void> {
  const orden = await ask(p, number, {
    ...{ kind: 'verificar', perfil: 'juridica', documentoVisto: 'poder' },
    reason: settles ? 'registro_atrasado' : 'papeles_vistos',
  })
  await decide(p, orden)
  await applyNow(p, orden)
}

/** The estado of an order. */
export const estadoOf = (p: TestProduct, number: string) =>
  p.deps.store.read(async ({ ordenes }) => (await ordenes.findByNumber(number))?.estado)

/** Opens the link in the notice to a mailbox and presses its button. */
export async function objetar(p: TestProduct, to: string, text = 'Detener el cierre'): Promise<LoadedPage> {
  const me = new ScriptFreeBrowser(p.app)
  const page = await me.open(await enlaceFor(p, to, text))
  return whileTimePasses(p, () => me.press(page, paths.enlacePages.objetar))
}

/** As everywhere but in tests, two reads of the clock are two moments. */
async function whileTimePasses<T>({ clock }: TestProduct, work: () => Promise<T>): Promise<T> {
  const { now } = clock
  let reads = 0
  clock.now = () => new Date(now().getTime() + reads++)
  try {
    return await work()
  } finally {
    const passed = reads
    clock.now = () => new Date(now().getTime() + passed)
  }
}
