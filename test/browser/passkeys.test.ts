/** Passkeys of staff in Chromium, with an authenticator of its own that it pretends to have. */
import { beforeAll, expect, it } from 'vitest'
import { decidirOrdenUrl, paths } from '../../src/domain/urls.ts'
import { prepareAxe } from '../support/browser/axe.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_JAVASCRIPT, WITHOUT_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../support/data/personal.ts'
import { registerConfirmed } from '../support/http/journeys.ts'
import { ask, estadoOf } from '../support/http/ordenes.ts'
import { openTestSite } from '../support/http/site.ts'

const { console: urls } = paths
const EMAIL = 'supervisora@sence.test'

describeInChromium('passkeys of staff', () => {
  const e = browserScene(() => openTestSite({}, 'localhost'))
  let secret: string
  beforeAll(async () => {
    ;({ secret } = await activeFuncionario(e.site.deps, { email: EMAIL, rol: 'supervisor' }))
  })

  /** Gives the browser a passkey device. @returns what says whether its person shows a finger. */
  const plugIn = async (v: BrowserVisit) => {
    const cdp = await v.devTools()
    await cdp.send('WebAuthn.enable')
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
    })
    return (isUserVerified: boolean) =>
      cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  }
  const violations = async ({ page }: BrowserVisit) => (await prepareAxe(page))({})
  const showPassword = async (v: BrowserVisit) => {
    await v.goTo(urls.ingresar)
    await v.submit({ email: EMAIL, contrasena: CONTRASENA }, 'Continuar')
  }
  const showCode = (v: BrowserVisit) => {
    e.site.clock.advance({ minutes: 1 })
    return v.submit({ codigo: totpCode(secret, e.site.clock.now()) }, 'Ingresar')
  }

  it('without JavaScript, whoever needs one reads what to do', async () => {
    const v = await e.enter(WITHOUT_JAVASCRIPT)
    await showPassword(v)
    await showCode(v)
    expect(v.path()).toBe(urls.passkeyNew)
    expect(await v.text('[data-without-passkeys]')).toContain('abra esta página en otro navegador')
  })

  it('the first one is registered, and from then on it opens the console and decides for two', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    const setVerified = await plugIn(v)
    await setVerified(true)
    await showPassword(v)
    await showCode(v)
    expect(v.path()).toBe(urls.passkeyNew)
    expect(await v.page.locator('[data-without-passkeys]').count()).toBe(0)
    expect(await violations(v)).toEqual([])
    await v.submit({ nombrePasskey: 'Notebook' }, 'Registrar la llave')
    expect(v.path()).toBe(urls.home)

    await v.press('Salir')
    await showPassword(v)
    expect(v.path()).toBe(urls.passkey)
    expect(await violations(v)).toEqual([])
    // Nobody shows a finger: the page says so, and the button asks again.
    await setVerified(false)
    await v.button('Usar mi llave').click()
    await expect.poll(() => v.text('.field-status[role=status]')).toContain('No se usó la llave')
    await setVerified(true)
    await v.press('Usar mi llave')
    expect(v.path()).toBe(urls.home)

    await v.goTo(urls.passkeys)
    expect(await v.text('.listing')).toContain('Notebook')
    expect(await violations(v)).toEqual([])
    // Its device refuses to make a second one.
    await v.follow('Registrar otra')
    await v.press('Usar mi llave')
    expect(v.path()).toBe(urls.passkeyNew)
    await v.button('Registrar la llave').click()
    await expect.poll(() => v.text('.field-status[role=status]')).toContain('ya está registrada')

    // Nothing else shows that it is they who decide for two, and for one orden alone.
    const person = e.site.number()
    await registerConfirmed(e.site, person)
    const orden = await ask(e.site, person)
    await v.goTo(decidirOrdenUrl(orden))
    expect(v.path()).toBe(urls.otraVezPasskey)
    await v.press('Usar mi llave')
    await v.submit({ decision: 'conceder' }, 'Decidir')
    expect(await estadoOf(e.site, orden)).toBe('concedida')
  })
})
