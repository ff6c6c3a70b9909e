/** What takes two of the staff, as each of them does it in a browser of their own (product.md “Two people”). */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { OrdenKind } from '../../../src/domain/staff/orden.ts'
import { accionUrl, ordenUrl, paths } from '../../../src/domain/urls.ts'
import type { FormFields } from '../http/script-free-browser.ts'
import type { TestSite } from '../http/site.ts'
import type { BrowserVisit } from './browser-visit.ts'
import { enterAs } from './console-visit.ts'

/** An agent opens the account of an RUT in a call, asks for what another person decides, and ends it. @returns the number of the orden. */
export async function askInCall(
  v: BrowserVisit,
  site: TestSite,
  asked: { rut: string; kind: OrdenKind; fields: FormFields; button: string },
): Promise<string> {
  const agent = randomUUID()
  await enterAs(v, site, 'ejecutivo', agent)
  await v.goTo(paths.console.buscar)
  await v.submit({ q: asked.rut }, 'Buscar')
  await v.submit({ motivoLlamada: 'otra_consulta', numeroLlamada: '4821' }, 'Abrir la cuenta')
  // They have just shown their second factor again.
  const llamada = v.address().searchParams.get('llamada') ?? ''
  await enterAs(v, site, 'ejecutivo', agent, llamada)
  await v.goTo(accionUrl(`pedir_${asked.kind}`, llamada))
  await v.submit(asked.fields, asked.button)
  const [, number = ''] = /pedido ([A-Z2-9]{8})/.exec(await v.text('main')) ?? []
  await v.press('Terminar la llamada')
  return number
}

/**
 * A supervisor opens an orden from the list, reads it, and decides.
 * @param who the id of one who decided before; another person each time, where it is missing.
 * @returns what its page said before the decision.
 */
export async function decideInConsole(
  v: BrowserVisit,
  site: TestSite,
  { number, who = randomUUID() }: { number: string; who?: string },
): Promise<string> {
  const orden = await site.deps.store.read(({ ordenes }) => ordenes.findByNumber(number))
  await enterAs(v, site, 'supervisor', who, orden?.id)
  await v.goTo(paths.console.ordenes)
  await v.follow(new RegExp(number))
  expect(v.page.url()).toBe(site.base + ordenUrl(number))
  const seen = await v.text('main')
  await v.follow('Conceder o rechazar')
  await v.submit({ decision: 'conceder' }, 'Decidir')
  return seen
}
