/** Page states of following a caso. */

import { closeCaso } from '../../../src/application/staff/casos/close-caso.ts'
import { casoUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { naturalRegistration, rutOf } from '../../support/data/personas.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import type { TestSite } from '../../support/http/site.ts'
import { withClave, withCuenta } from './scenes.ts'
import { type GoToState, open, submit } from './state.ts'

/** Opens a caso about a cuenta in another browser. @returns its number. */
async function openCaso(site: TestSite, number: number): Promise<string> {
  const me = new ScriptFreeBrowser(site.app)
  const stopped = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(number))
  const page = await me.press(stopped, casoUrl('natural', 'registrar'))
  return /número de caso es ([A-Z2-9]{8})/.exec(textOf(page))?.[1] ?? ''
}

async function follow(v: BrowserVisit, number: number, numeroCaso: string): Promise<void> {
  await v.goTo(paths.caso)
  await v.submit({ numeroCaso, identificadorCaso: rutOf(number) }, 'Ver mi caso')
}

export const CASO_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  caso: open(paths.caso),
  'caso con errores': submit(paths.caso, 'Ver mi caso', { numeroCaso: 'ABC', identificadorCaso: '???' }),
  'caso que no existe': (v, site) => follow(v, site.number(), 'ZZZZ9999'),
  'caso cerrado a los intentos': withCuenta(async (v, number, site) => {
    const numero = await openCaso(site, number)
    for (let misses = 0; misses < 5; misses++) await follow(v, number + 1, numero)
  }),
  'caso abierto': withCuenta(async (v, number, site) => follow(v, number, await openCaso(site, number))),
  'caso cerrado': withCuenta(async (v, number, site) => {
    const numero = await openCaso(site, number)
    await closeCaso(site.deps, OPERADOR, { number: numero, outcome: 'resuelto' })
    await follow(v, number, numero)
  }),
  'caso cerrado sin cambios': withCuenta(async (v, number, site) => {
    const numero = await openCaso(site, number)
    await closeCaso(site.deps, OPERADOR, { number: numero, outcome: 'sin_cambios' })
    await follow(v, number, numero)
  }),
  'cuenta congelada con caso': withCuenta(
    async (v, number) => {
      await withClave(v, number)
      await v.press('Pedir un número de caso')
    },
    { estado: 'congelada' },
  ),
}
