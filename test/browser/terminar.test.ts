/** “Terminar” beside other systems under the same registrable domain. */
import { expect, it } from 'vitest'
import { pasoUrl } from '../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { WITHOUT_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import { rutOf } from '../support/data/personas.ts'
import { registerNatural } from '../support/http/journeys.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'

const DOMAIN = 'sence.localhost'

/** The same site under a name; Chromium takes every name under localhost to loopback, and trusts it like https. */
async function openNamedSite(): Promise<TestSite> {
  const site = await openTestSite()
  return { ...site, base: site.base.replace('127.0.0.1', `clave.${DOMAIN}`) }
}

describeInChromium('Terminar, beside another system of sence.cl', () => {
  const e = browserScene(openNamedSite)

  it('ends our session and nobody else’s', async () => {
    const number = e.site.number()
    await registerNatural(e.site, number)
    const v = await e.enter(WITHOUT_JAVASCRIPT)
    const shared = { value: 'suya', path: '/', expires: Date.now() / 1000 + 3600 }
    await v.page.context().addCookies([
      { name: 'otro', domain: `otro.${DOMAIN}`, ...shared },
      { name: 'comun', domain: `.${DOMAIN}`, ...shared },
    ])
    await v.goTo(pasoUrl('natural', 'recuperar'))
    await v.submit({ rut: rutOf(number) }, 'Validar')
    const names = async () => (await v.page.context().cookies()).map(({ name }) => name).sort()
    const before = await names()
    expect(before).toEqual(expect.arrayContaining(['comun', 'otro']))
    expect(before).toHaveLength(3)
    await v.press('Terminar y borrar mis datos de este equipo')
    expect(await names()).toEqual(['comun', 'otro'])
  })
})
