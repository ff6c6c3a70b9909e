import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { openStore } from '../../../src/storage/index.ts'
import { naturalRegistration } from '../../support/data/personas.ts'
import { filledForm, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const VOLVER = encodeURIComponent('https://asistencia.test/curso')

describe('the session', () => {
  let p: TestProduct
  /** What was asked of the stored sessions since the last look. */
  let calls: string[] = []
  beforeAll(async () => {
    p = await createTestProduct({
      env: { METRICS_TOKEN: 'a-token-of-the-operator' },
      async open(url) {
        const store = await openStore(url)
        const sessions = new Proxy(store.single.sessions, {
          get(target, name, receiver) {
            calls.push(String(name))
            return Reflect.get(target, name, receiver)
          },
        })
        return { ...store, single: { ...store.single, sessions } }
      },
    })
  })
  afterAll(() => p.close())

  /** A browser with a session cookie, and the captcha token of its form. */
  async function visitor() {
    const me = new ScriptFreeBrowser(p.app)
    const form = await me.open(pasoUrl('natural', 'registrar'))
    calls = []
    return { me, form, captcha: String(filledForm(form, {}).all.captchaFicha) }
  }

  it.each([
    ['/', 200],
    [paths.masInformacion, 200],
    [paths.privacidad, 200],
    [paths.accesibilidad, 200],
    ['/Account/Registrar', 301],
    [paths.captchaImage, 200],
    [paths.captchaSound, 200],
    [paths.healthz, 200],
    [paths.readyz, 200],
    [paths.metrics, 404],
    ['/no-existe', 404],
    [`${pasoUrl('natural', 'registrar')}/no-existe`, 404],
    [paths.terminar, 405],
    ['/?volver=https://malo.test/', 200],
    ['/no-existe?volver=https://malo.test/', 404],
  ])('is neither read nor written for %s', async (url, status) => {
    const { me, captcha } = await visitor()
    expect((await me.request(url.replace(':token', captcha))).status).toBe(status)
    expect(calls).toEqual([])
  })

  it('is neither read nor written for static files and metrics', async () => {
    const { me } = await visitor()
    const [, file = ''] = /href="([^"]+\.css)"/.exec((await me.request('/')).text) ?? []
    expect((await me.request(file)).status).toBe(200)
    const metrics = me.request(paths.metrics).set('Authorization', 'Bearer a-token-of-the-operator')
    expect((await metrics).status).toBe(200)
    expect(calls).toEqual([])
  })

  it.each(['/', paths.privacidad, '/no-existe', pasoUrl('natural', 'registrar')])(
    'is read once and written once where %s brings a system to go back to',
    async (url) => {
      const { me } = await visitor()
      await me.request(`${url}?volver=${VOLVER}`)
      expect(calls).toEqual(['read', 'save'])
    },
  )

  it('is read once for a form, and written once when it changes its id', async () => {
    const { me, form } = await visitor()
    await me.request(pasoUrl('natural', 'registrar'))
    expect(calls).toEqual(['read'])
    calls = []
    const { action, all } = filledForm(form, naturalRegistration(24_000_001))
    expect((await me.postRaw(action, all)).status).toBe(303)
    expect(calls).toEqual(['read', 'save'])
  })
})
