import { afterEach, describe, expect, it } from 'vitest'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { captchaUrls, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { htmlErrors } from '../../support/copy/html.ts'
import { CLAVE, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { registerNatural } from '../../support/http/journeys.ts'
import { paidFields } from '../../support/http/price.ts'
import {
  filledForm,
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES, type EngineName } from '../../support/storage/databases.ts'

const CAMBIAR = pasoUrl('natural', 'cambiar')
const NUEVA = pasoUrl('natural', 'cambiar', 'nueva')
const RECUPERAR = pasoUrl('natural', 'recuperar')
const ENV = { TRUST_PROXY: '1', LIMIT_FREE_POSTS_PER_10_MINUTES: '4' }
const MINE = { rut: rutOf(32_000_001), claveActual: CLAVE }
const QUARTER_MINUTE = { minutes: 0.25 }

let p: TestProduct
afterEach(() => p.close())

const from = (ip: string) => new ScriptFreeBrowser(p.app, { 'X-Forwarded-For': ip })
/** Forms come thick from 10.0.0.1, where somebody with an account is. */
async function crowded(engine?: EngineName): Promise<ScriptFreeBrowser> {
  await start({}, engine)
  return crowdedAt('10.0.0.1')
}
async function start(env = {}, engine: EngineName = 'sqlite'): Promise<void> {
  p = await createTestProduct({ engine, env: { ...ENV, ...env } })
  await registerNatural(p, 32_000_001)
}
async function crowdedAt(ip: string): Promise<ScriptFreeBrowser> {
  const others = from(ip)
  for (let number = 0; number < 4; number++)
    await others.submit(RECUPERAR, { rut: rutOf(32_500_000 + number) })
  return from(ip)
}
const early = (segundos: number) => refusalText('precio_espera', { segundos })

describe('the price without scripts', () => {
  it('says how long to wait; before that the form comes back with everything and the seconds left', async () => {
    const me = await crowded()
    const page = await me.open(CAMBIAR)
    expect(textOf(page)).toContain('debe esperar 15 segundos antes de presionar «Validar»')
    expect(await htmlErrors(page.html)).toEqual([])
    p.clock.advance({ minutes: 0.1 })
    const soon = await me.submitFrom(page, MINE)
    expect([soon.status, soon.headers['retry-after'], soon.errors[0]]).toEqual([429, '9', early(9)])
    expect(textOf(soon)).toContain('debe esperar 9 segundos')
    for (const name of ['rut', 'precio', 'captchaFicha'])
      expect(inputValue(soon, name)).toBe(String(filledForm(page, MINE).all[name]))
    p.clock.advance({ minutes: 0.15 })
    expect((await me.submitFrom(soon, MINE)).url).toBe(NUEVA)
  })

  it('the usual letters are for who worked: with them alone nobody enters', async () => {
    const me = await crowded()
    const pregunta = await me.open(RECUPERAR)
    const page = await me.submitFrom(pregunta, await paidFields(pregunta, { rut: rutOf(32_000_001) }))
    const { precioSolucion, ...easier } = await paidFields(page, { respuestaSecreta: RESPUESTA })
    p.clock.advance(QUARTER_MINUTE)
    const refused = await me.submitFrom(page, easier)
    expect([refused.status, refused.errors[0]]).toEqual([422, refusalText('captcha_vencida')])
    p.clock.advance(QUARTER_MINUTE)
    const right = await me.submitFrom(page, { respuestaSecreta: RESPUESTA })
    expect(right.title).toBe('Su clave provisoria está lista')
  })

  it('of a network that is as thick as each of its addresses too', async () => {
    await start({ LIMIT_FREE_NETWORK_POSTS_PER_10_MINUTES: '8' })
    const two = [await crowdedAt('10.0.0.1'), await crowdedAt('10.0.0.2')]
    const pages = await Promise.all(two.map((one) => one.open(CAMBIAR)))
    p.clock.advance({ minutes: 1 })
    const sent = await Promise.all(two.map((one, n) => one.submitFrom(pages[n] as LoadedPage, MINE)))
    expect(sent.map(({ status }) => status).toSorted()).toEqual([200, 429])
  })

  it('an error in a field loses neither the wait nor the price', async () => {
    const me = await crowded()
    const page = await me.open(CAMBIAR)
    p.clock.advance(QUARTER_MINUTE)
    const wrong = await me.submitFrom(page, { ...MINE, rut: '' })
    expect([wrong.status, inputValue(wrong, 'precio')]).toEqual([422, inputValue(page, 'precio')])
    expect((await me.submitFrom(wrong, MINE)).url).toBe(NUEVA)
  })

  it('Refrescar gives other letters of the same kind', async () => {
    const me = await crowded()
    const page = await me.open(CAMBIAR)
    await me.post(paths.refreshCaptcha, {
      _csrf: String(filledForm(page, {}).all._csrf),
      formulario: CAMBIAR,
      ficha: String(filledForm(page, {}).all.captchaFicha),
    })
    p.clock.advance(QUARTER_MINUTE)
    expect((await me.submitFrom(page, MINE)).url).toBe(NUEVA)
  })
})

// What is spent is kept in the database.
describe.each(ENGINES)('the price without scripts, on %s', (engine) => {
  it('takes the letters of a harder picture, also where the form has none of its own', async () => {
    const me = await crowded(engine)
    const page = await me.open(CAMBIAR)
    expect(textOf(page)).toContain('Validación de seguridad anti-Robots')
    p.clock.advance(QUARTER_MINUTE)
    const { captchaFicha } = filledForm(page, {}).all
    expect((await me.request(captchaUrls(String(captchaFicha)).image)).status).toBe(200)
    const wrong = await me.submitFrom(page, { ...MINE, captcha: 'ZZZZ' })
    expect([wrong.status, wrong.errors[0]]).toEqual([422, refusalText('captcha_distinta')])
    const used = await me.submitFrom(page, MINE)
    expect(used.errors[0]).toBe(refusalText('captcha_vencida'))
    // Neither lost the wait.
    expect((await me.submitFrom(wrong, MINE)).url).toBe(NUEVA)
  })

  it('of one network one form at a time waits: a program gains nothing by waiting with many', async () => {
    const me = await crowded(engine)
    const pages = [await me.open(CAMBIAR), await me.open(CAMBIAR), await me.open(CAMBIAR)]
    p.clock.advance({ minutes: 1 })
    const sent = await Promise.all(
      pages.map((page, n) => me.submitFrom(page, { ...MINE, rut: rutOf(32_600_000 + n) })),
    )
    expect(sent.filter(({ status }) => status === 429)).toHaveLength(2)
    const turnedAway = sent.find(({ status }) => status === 429)
    p.clock.advance({ minutes: 0.5 })
    expect(turnedAway && (await me.submitFrom(turnedAway, MINE)).url).toBe(NUEVA)
  })
})
