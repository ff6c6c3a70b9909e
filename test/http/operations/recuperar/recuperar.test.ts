import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KNOWN_PREGUNTAS } from '../../../../src/domain/secrets/respuesta-secreta.ts'
import { enlaceUrl, pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { CLAVE, RESPUESTA, rutOf } from '../../../support/data/personas.ts'
import {
  cambiar,
  emailOf,
  mailsFor,
  naturalCuenta,
  provisoriaFor,
  registerNatural,
  requestProvisoria,
  respond,
  shownProvisoria,
  validateForCambiar,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'

describe('recuperar with the secret answer', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const preguntaFor = async (number: number) => {
    const page = await new ScriptFreeBrowser(p.app).submit(pasoUrl('natural', 'recuperar'), {
      rut: rutOf(number),
    })
    return KNOWN_PREGUNTAS.find(({ text }) => textOf(page).includes(text))?.id
  }

  it('always asks the same question for an identificador without account', async () => {
    const numbers = Array.from({ length: 12 }, (_, i) => 11_000_100 + i)
    const preguntas = async () => {
      const all: (string | undefined)[] = []
      for (const number of numbers) all.push(await preguntaFor(number))
      return all
    }
    const first = await preguntas()
    expect(first).not.toContain(undefined)
    expect(new Set(first).size).toBeGreaterThan(2)
    p.clock.advance({ days: 30 })
    expect(await preguntas()).toEqual(first)
  })

  it('compares the answer ignoring case, accents and repeated spaces', async () => {
    await registerNatural(p, 11_000_001)
    const page = await respond(new ScriptFreeBrowser(p.app), 11_000_001, '  LAUTARO   Pehuén ')
    expect(shownProvisoria(page)).toMatch(/^[A-HJKMNP-Z2-9]{10}$/)
  })

  it('shows the key with its expiry and a button to Cambiar CS; the mail does not carry it', async () => {
    await registerNatural(p, 11_000_002)
    const page = await respond(new ScriptFreeBrowser(p.app), 11_000_002)
    const [, aviso] = await mailsFor(p, emailOf(11_000_002))
    expect(page.title).toBe('Su clave provisoria está lista')
    expect(textOf(page)).toMatch(/Úsela antes del \d\d-\d\d-\d{4} \d\d:\d\d para crear su nueva CS/)
    expect(page.html).toContain(`href="${pasoUrl('natural', 'cambiar')}"`)
    expect(aviso?.subject).toBe('Se generó una clave provisoria para su Clave Sence')
    expect(aviso?.text).not.toContain(shownProvisoria(page))
    expect(aviso?.html).not.toContain(shownProvisoria(page))
  })

  it('shows the key for five minutes, to that session only', async () => {
    const me = await registerNatural(p, 11_000_003)
    const clave = await requestProvisoria(me, 11_000_003)
    p.clock.advance({ minutes: 4 })
    expect(shownProvisoria(await me.open(pasoUrl('natural', 'recuperar', 'listo')))).toBe(clave)
    expect(
      (await new ScriptFreeBrowser(p.app).open(pasoUrl('natural', 'recuperar', 'listo'))).html,
    ).not.toContain(clave)
    p.clock.advance({ minutes: 1 })
    const after = await me.open(pasoUrl('natural', 'recuperar', 'listo'))
    expect(after.html).not.toContain(clave)
    expect(after.title).toBe('Su clave provisoria ya se mostró')
    expect(after.html).toContain(`href="${pasoUrl('natural', 'recuperar')}"`)
  })

  it('hides the key after “Terminar”, and says how to get another', async () => {
    const me = await registerNatural(p, 11_000_004)
    const page = await respond(me, 11_000_004)
    const start = await me.press(page, paths.terminar)
    expect(start.url).toBe('/')
    const after = await me.open(pasoUrl('natural', 'recuperar', 'listo'))
    expect(shownProvisoria(after)).toBe('')
    expect(after.title).toBe('Su clave provisoria ya se mostró')
    expect(after.html).toContain(`href="${pasoUrl('natural', 'recuperar')}"`)
  })

  it('hides the key once it was used', async () => {
    const me = await registerNatural(p, 11_000_005)
    const clave = await requestProvisoria(me, 11_000_005)
    expect((await cambiar(new ScriptFreeBrowser(p.app), 11_000_005, clave, NEW_CLAVE)).title).toBe(
      'Su CS fue cambiada',
    )
    const after = await me.open(pasoUrl('natural', 'recuperar', 'listo'))
    expect(after.html).not.toContain(clave)
    expect(after.title).toBe('Su clave provisoria ya se mostró')
  })

  it('replaces the previous key', async () => {
    const me = await registerNatural(p, 11_000_006)
    const first = await requestProvisoria(me, 11_000_006)
    const second = await requestProvisoria(new ScriptFreeBrowser(p.app), 11_000_006)
    expect((await me.open(pasoUrl('natural', 'recuperar', 'listo'))).html).not.toContain(first)
    expect((await validateForCambiar(me, 11_000_006, first)).status).toBe(422)
    expect((await validateForCambiar(me, 11_000_006, second)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })

  it('leaves the old CS working until the change', async () => {
    const me = await registerNatural(p, 11_000_007)
    await requestProvisoria(me, 11_000_007)
    expect((await validateForCambiar(me, 11_000_007, CLAVE)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('changes nothing after a wrong answer and says how many tries remain', async () => {
    const me = await registerNatural(p, 11_000_008)
    const before = await naturalCuenta(p, 11_000_008)
    const page = await respond(me, 11_000_008, 'otra cosa')
    expect(page).toMatchObject({ status: 422, url: pasoUrl('natural', 'recuperar', 'pregunta') })
    expect(page.errors).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
    expect((await me.submitFrom(page, { respuestaSecreta: RESPUESTA })).title).toBe(
      'Su clave provisoria está lista',
    )
    expect((await naturalCuenta(p, 11_000_008)).version).toBe(before.version + 1)
  })
})

describe('recuperar when temporary keys are mailed', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' } })
  })
  afterAll(() => p.close())

  it('mails the key with a button to Cambiar CS, and never shows it on the page', async () => {
    const me = await registerNatural(p, 11_100_001)
    const page = await respond(me, 11_100_001)
    const mail = (await mailsFor(p, emailOf(11_100_001))).at(-1)
    const clave = await provisoriaFor(p, emailOf(11_100_001))
    expect(page.title).toBe('Enviamos su clave provisoria')
    expect(textOf(page)).toContain('p****1@correo.test')
    expect(page.html).not.toContain(clave)
    expect(mail?.text).toContain(`Cambiar mi CS:\nhttp://clave.localhost${enlaceUrl('')}`)
    expect((await me.open(pasoUrl('natural', 'recuperar', 'listo'))).html).not.toContain(clave)
    expect((await cambiar(me, 11_100_001, clave, NEW_CLAVE)).title).toBe('Su CS fue cambiada')
  })
})
