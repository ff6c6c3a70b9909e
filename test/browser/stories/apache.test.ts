/** A system that is Apache with mod_auth_openidc, set up as docs/integracion.md says. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingresarPaths } from '../../../src/domain/ingresar-paths.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { type BrowserVisit, OPPOSITE_MODES, WITHOUT_JAVASCRIPT } from '../../support/browser/browser-visit.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import { registerNatural, registerNaturalWith } from '../../support/http/journeys.ts'
import { openTestSite, type TestSite } from '../../support/http/site.ts'
import { registerRelyingParty } from '../../support/openid/relying-party.ts'
import { apachePaths, findApache, startApache, type TestApache } from '../../support/peers/apache.ts'

const DOC = readFileSync(new URL('../../../docs/integracion.md', import.meta.url), 'utf8')
const [, DOCUMENTED = ''] = /```apache\n(.*?)```/s.exec(DOC) ?? []

/** Registers the system, and gives the configuration of the document with what is its own. */
async function configure(site: TestSite, base: string): Promise<string> {
  const { sistema, secret } = await registerRelyingParty(site, {
    redirectUris: [base + apachePaths.callback],
    postLogoutUris: [base + apachePaths.goodbye],
    backchannelLogoutUri: base + apachePaths.backChannel,
  })
  return DOCUMENTED.replaceAll('https://clave.sence.example', site.base)
    .replaceAll('https://cursos.cl', base)
    .replaceAll('EL_CLIENT_ID', sistema.id)
    .replaceAll('EL_CLIENT_SECRET', secret)
}

describe.skipIf(!findApache())('with Debian’s packages', () => {
  describeInChromium('Apache with mod_auth_openidc', () => {
    const e = browserScene(() => openTestSite({ OPENID_BACKCHANNEL_ALLOWED_HOSTS: 'localhost' }))
    let apache: TestApache
    beforeAll(async () => {
      apache = await startApache((base) => configure(e.site, base))
      e.site.product.worker.start()
    })
    afterAll(async () => {
      await e.site.product.worker.stop()
      await apache.close()
    })

    const signIn = async (v: BrowserVisit, number: number) => {
      v.mayGoTo(apache.base)
      const [request] = await Promise.all([
        v.page.waitForRequest(/\/openid\/authorize\?/),
        v.goTo(apache.base + apachePaths.inside),
      ])
      expect(new URL(request.url()).searchParams.get('code_challenge_method')).toBe('S256')
      await v.follow('Persona Natural')
      await v.submit({ rut: rutOf(number), clave: CLAVE }, 'Ingresar')
      await v.page.waitForURL(apache.base + apachePaths.inside)
    }

    describe.each(OPPOSITE_MODES)('$name', (mode) => {
      it('signs a person in with PKCE, knows who it is, and signs them out of everything', async () => {
        const number = e.site.number()
        await registerNatural(e.site, number)
        const v = await e.enter(mode)
        await signIn(v, number)
        expect(await v.title()).toBe('Dentro')
        await v.goTo(apache.base + apachePaths.info)
        const { userinfo, id_token } = JSON.parse((await v.page.locator('body').textContent()) ?? '')
        expect(id_token).toMatchObject({ acr: 'urn:sence:cs', amr: ['pwd'] })
        expect(userinfo).toMatchObject({ sub: id_token.sub, RolUnico: { numero: number, tipo: 'RUN' } })

        await v.goTo(apache.base + apachePaths.inside)
        await v.page.getByRole('link', { name: 'Salir' }).click()
        await v.page.waitForURL(apache.base + apachePaths.goodbye)
        await v.goTo(apache.base + apachePaths.inside)
        expect(v.path()).toBe(ingresarPaths.elegir)
      })
    })

    it('lets nobody in whose CS the secret answer alone recovered', async () => {
      const number = e.site.number()
      await registerNaturalWith(e.site, number, { recoveredWithRespuestaAt: e.site.clock.now() })
      const v = await e.enter(WITHOUT_JAVASCRIPT)
      await signIn(v, number)
      expect(await v.title()).toBe('Forbidden')
    })

    it('takes our word that somebody signed out elsewhere', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const v = await e.enter(WITHOUT_JAVASCRIPT)
      await signIn(v, number)
      await e.site.deps.store.transaction(async (uow) => {
        const cuenta = await uow.cuentas.findByIdentificador('natural', rutOf(number))
        await uow.openId.endByCuenta(cuenta?.id ?? '', e.site.clock.now())
      })
      await expect
        .poll(async () => {
          await v.goTo(apache.base + apachePaths.inside)
          return v.path()
        })
        .toBe(ingresarPaths.elegir)
    })
  })
})
