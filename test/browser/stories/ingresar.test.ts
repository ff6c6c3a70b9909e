/** People whom another system sends: what has to be done first, and back to it. */
import { describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { type BrowserVisit, OPPOSITE_MODES } from '../../support/browser/browser-visit.ts'
import { answerPregunta } from '../../support/browser/stories.ts'
import { becomeNatural, registerMigrante } from '../../support/data/migrantes.ts'
import { CLAVE, naturalRegistration, nieOf, rutOf } from '../../support/data/personas.ts'
import { authorizeUrl, withSistema } from '../../support/http/ingresar.ts'
import { registerNatural, registerNaturalWith } from '../../support/http/journeys.ts'
import { openTestSite, type TestSite } from '../../support/http/site.ts'
import { authorizationRequest, exchange, registerRelyingParty } from '../../support/openid/relying-party.ts'

const NEW_CLAVE = 'Qu3ltehue!'

/** With a system that gets people back at a page of ours, so that no visit leaves it. */
async function openSite(): Promise<TestSite> {
  const site = await openTestSite()
  await withSistema(site, { redirectUris: [site.base + paths.accesibilidad] })
  return site
}

describeInChromium('somebody whom another system sends', () => {
  const e = browserScene(openSite)
  const send = async (v: BrowserVisit, others: Record<string, string> = {}) => {
    const sistema = await e.site.deps.store.single.sistemas.findById('cursos')
    if (!sistema) throw new Error('no system')
    await v.goTo(authorizeUrl({ ...sistema, redirectUris: [e.site.base + paths.accesibilidad] }, others))
  }
  const arriveBack = async (v: BrowserVisit) => {
    await v.page.waitForURL(`**${paths.accesibilidad}?code=*`)
    expect(new URL(v.page.url()).searchParams.get('state')).toBe('estado')
  }

  describe.each(OPPOSITE_MODES)('$name', (mode) => {
    it('and has no account registers, and comes back signed in', async () => {
      const v = await e.enter(mode)
      await send(v)
      await v.follow('Regístrese')
      await v.follow('Persona Natural')
      await v.submit(naturalRegistration(e.site.number()), 'Crear Cuenta')
      await v.press('Continuar en Cursos en línea')
      await arriveBack(v)
    })

    it('and signs in with a temporary key chooses a CS first', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const v = await e.enter(mode)
      await answerPregunta(v, 'natural', number)
      const clave = (await v.page.locator('#clave-provisoria').textContent()) ?? ''
      await send(v)
      await v.follow('Persona Natural')
      await v.submit({ rut: rutOf(number), clave }, 'Ingresar')
      await v.submit({ claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }, 'Cambiar Clave')
      await v.press('Continuar en Cursos en línea')
      await arriveBack(v)
    })

    it('and lacks data completes them first; the next system finds them signed in', async () => {
      const number = e.site.number()
      await registerNaturalWith(e.site, number, { direccion: null, numero: null })
      const v = await e.enter(mode)
      await send(v)
      await v.follow('Persona Natural')
      await v.submit({ rut: rutOf(number), clave: CLAVE }, 'Ingresar')
      expect(new URL(v.page.url()).pathname).toBe(pasoUrl('natural', 'actualizar', 'datos'))
      await v.submit({ direccion: 'Los Aromos', numero: '12', sinCelular: 'si' }, 'Actualizar Datos')
      await v.press('Continuar en Cursos en línea')
      await arriveBack(v)
      await v.goTo(paths.home)
      await send(v)
      await arriveBack(v)
    })

    it('and became natural is the same person for the system as before', async () => {
      const number = e.site.number()
      const redirectUri = e.site.base + paths.accesibilidad
      const party = await registerRelyingParty(e.site, { redirectUris: [redirectUri] })
      const v = await e.enter(mode)
      /** Sends the person, has them sign in as `enter` does, and asks who they are. */
      const whoEnters = async (enter: () => Promise<unknown>) => {
        const request = await authorizationRequest(party, { redirect_uri: redirectUri, prompt: 'login' })
        await v.goTo(request.url.href)
        await v.follow('Migrante')
        await v.submit({ nie: nieOf(number), clave: CLAVE }, 'Ingresar')
        await enter()
        await v.page.waitForURL(`**${paths.accesibilidad}?code=*`)
        return (await exchange(party, v.page.url(), request)).claims()
      }
      const registered = await registerMigrante(e.site, number)
      const before = await whoEnters(async () => {})
      await becomeNatural(e.site, registered, number, rutOf(number))
      const after = await whoEnters(async () => {
        expect(await v.title()).toBe('Ahora use su RUT')
        await v.follow('Ingresar con mi RUT')
        await v.submit({ rut: rutOf(number), clave: CLAVE }, 'Ingresar')
      })
      expect([before?.tipo_persona, after?.tipo_persona]).toEqual(['migrante', 'natural'])
      expect(after?.sub).toBe(before?.sub)
    })
  })
})
