import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cuenta } from '../../../../src/domain/account/cuenta.ts'
import { KNOWN_PREGUNTAS } from '../../../../src/domain/secrets/respuesta-secreta.ts'
import { pasoUrl, urlOfPaso } from '../../../../src/domain/urls.ts'
import { auditOf } from '../../../support/data/cuentas.ts'
import { nieOf, RESPUESTA, rutOf } from '../../../support/data/personas.ts'
import {
  cambiar,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerNaturalWith,
  respond,
  validateForCambiar,
} from '../../../support/http/journeys.ts'
import { type FormFields, ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const HOURLY_LIMIT = 5

describe('recuperar when temporary keys are sent', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' } })
  })
  afterAll(() => p.close())

  const celularOf = (number: number) => `9${number}`
  /** Registers an account with a mobile and `changes`. */
  const withCelular = (number: number, changes: Partial<Cuenta> = {}) =>
    registerNaturalWith(p, number, { celular: celularOf(number), ...changes })
  const smsFor = async (number: number): Promise<string[]> => {
    await p.dispatch()
    return p.sms.sent.filter(({ to }) => to === celularOf(number)).map(({ text }) => text)
  }
  const claveIn = (text = '') => /clave provisoria(?: es|:) ([A-Z2-9]{10})/i.exec(text)?.[1] ?? 'none'

  it('sends one key by mail and SMS; the page shows masked destinations, never the key', async () => {
    const me = await withCelular(29_000_021)
    const page = await respond(me, 29_000_021)
    const [sms] = await smsFor(29_000_021)
    const mail = (await mailsFor(p, emailOf(29_000_021))).at(-1)
    expect(claveIn(sms)).toBe(claveIn(mail?.text))
    expect(sms).toMatch(/^SENCE: .* hasta el \d\d-\d\d-\d{4} \d\d:\d\d \(hora de Chile\)\. No la comparta/)
    expect(page.title).toBe('Enviamos su clave provisoria')
    expect(textOf(page)).toContain(
      'La enviamos por correo a p****1@correo.test y por mensaje de texto (SMS) al +56 9 •••• ••21.',
    )
    expect(textOf(page)).toMatch(
      /¿Ese número ya no es suyo\? .* Actualizar Datos ?\. ¿Ese correo ya no es suyo\? .* llame gratis/,
    )
    for (const secret of [claveIn(sms), celularOf(29_000_021), emailOf(29_000_021)]) {
      expect(page.html).not.toContain(secret)
    }
    expect((await cambiar(me, 29_000_021, claveIn(sms), NEW_CLAVE)).title).toBe('Su CS fue cambiada')
  })

  it('sends “No fui yo” by mail only', async () => {
    await respond(await withCelular(29_000_002), 29_000_002)
    expect((await mailsFor(p, emailOf(29_000_002))).at(-1)?.text).toContain('No fui yo:\nhttp')
    expect((await smsFor(29_000_002)).join()).not.toContain('http')
  })

  it('sends only an SMS to an account without e-mail', async () => {
    const me = await withCelular(29_000_003, { email: null, emailConfirmedAt: null })
    const page = await respond(me, 29_000_003)
    const sent = p.mail.sent.length
    const [sms] = await smsFor(29_000_003)
    expect(p.mail.sent.slice(sent).map(({ subject }) => subject)).not.toContain(
      'Clave provisoria para recuperar su Clave Sence',
    )
    expect(textOf(page)).toContain('La enviamos por mensaje de texto (SMS) al +56 9 •••• ••03. Puede')
    expect(textOf(page)).toContain('Su cuenta no tiene correo')
    expect((await cambiar(me, 29_000_003, claveIn(sms), NEW_CLAVE)).title).toBe('Su CS fue cambiada')
  })

  it('sends only a mail to an account without mobile, and the page names no mobile', async () => {
    const page = await respond(await registerNaturalWith(p, 29_000_004, {}), 29_000_004)
    expect(await smsFor(29_000_004)).toEqual([])
    expect(textOf(page)).toContain('La enviamos por correo a p****4@correo.test. Puede tardar')
    expect(textOf(page)).not.toContain('SMS')
    expect(textOf(page)).toContain('¿Ya no usa ese correo?')
  })

  it('stops for an account with neither, and says what is missing', async () => {
    const me = await registerNaturalWith(p, 29_000_005, { email: null, emailConfirmedAt: null })
    const page = await respond(me, 29_000_005)
    expect(page).toMatchObject({
      url: pasoUrl('natural', 'recuperar', 'alto'),
      title: 'Faltan datos mínimos',
    })
  })

  it('sends nothing for a wrong answer', async () => {
    await respond(await withCelular(29_000_006), 29_000_006, 'otra cosa')
    expect(await smsFor(29_000_006)).toEqual([])
  })

  it('reveals no channel, nor whether there is an account, before the right answer', async () => {
    const email = { email: null, emailConfirmedAt: null }
    await withCelular(29_000_031)
    await withCelular(29_000_032, email)
    await registerNaturalWith(p, 29_000_033, {})
    await registerNaturalWith(p, 29_000_034, email)
    const seen = []
    for (const number of [29_000_031, 29_000_032, 29_000_033, 29_000_034, 29_000_035]) {
      const page = await respond(new ScriptFreeBrowser(p.app), number, 'no es esta')
      const text = KNOWN_PREGUNTAS.reduce(
        (everything, pregunta) => everything.replaceAll(pregunta.text, ''),
        textOf(page),
      )
      seen.push({
        status: page.status,
        url: page.url,
        text: text.replace(/29\.000\.0\d\d-[\dK]/g, 'RUT'),
      })
    }
    expect(new Set(seen.map((view) => JSON.stringify(view))).size).toBe(1)
    expect(seen[0]).toMatchObject({ status: 422, text: expect.stringContaining('RUT') })
  })

  it('shows the same page over the limit of mailbox and mobile, and the last key sent still works', async () => {
    const me = await withCelular(29_000_007)
    let previous = await respond(me, 29_000_007)
    // Besides the first of the day.
    for (let round = 0; round < HOURLY_LIMIT; round++) {
      previous = await respond(new ScriptFreeBrowser(p.app), 29_000_007)
    }
    const before = await smsFor(29_000_007)
    expect(before).toHaveLength(1 + HOURLY_LIMIT)
    const page = await respond(new ScriptFreeBrowser(p.app), 29_000_007)
    expect(textOf(page)).toBe(textOf(previous))
    expect(await smsFor(29_000_007)).toEqual(before)
    expect((await validateForCambiar(me, 29_000_007, claveIn(before.at(-1)))).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })

  it('records the channels in the audit, without number or key', async () => {
    await respond(await withCelular(29_000_008), 29_000_008)
    const [sms] = await smsFor(29_000_008)
    const { id } = await naturalCuenta(p, 29_000_008)
    const entries = await auditOf(p, id)
    expect(entries).toContainEqual(
      expect.objectContaining({
        event: 'provisoria_generada',
        detail: { enPagina: false, correo: true, sms: true },
      }),
    )
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${claveIn(sms)}|${celularOf(29_000_008)}`))
  })
})

describe('recuperar with the default settings', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const CASES: [string, number, Partial<Cuenta> & Pick<Cuenta, 'perfil'>, FormFields][] = [
    ['a migrant', 29_000_041, { perfil: 'migrante', identificador: nieOf(41) }, { nie: nieOf(41) }],
    [
      'an organisation',
      29_000_042,
      { perfil: 'juridica', razonSocial: 'Comercial Uno Limitada' },
      { rut: rutOf(29_000_042) },
    ],
  ]
  it.each(CASES)(
    '%s gets the key by mail and by SMS, and changes the CS with it',
    async (_who, number, others, id) => {
      const celular = `9${number}`
      const me = await registerNaturalWith(p, number, { celular, ...others })
      const pregunta = await me.submit(urlOfPaso({ perfil: others.perfil, operacion: 'recuperar' }), id)
      const page = await me.submitFrom(pregunta, { respuestaSecreta: RESPUESTA })
      expect(textOf(page)).toContain('@correo.test y por mensaje de texto (SMS) al +56 9 •••• ••4')
      const [mail] = (await mailsFor(p, emailOf(number))).slice(-1)
      const sms = p.sms.sent.find(({ to }) => to === celular)
      const clave = /es ([A-Z2-9]{10})\./.exec(sms?.text ?? '')?.[1] ?? 'none'
      expect(mail?.text).toContain(`Clave provisoria: ${clave}`)
      const button = await me.open(await enlaceFor(p, emailOf(number), 'Cambiar mi CS'))
      expect(button.url).toBe(urlOfPaso({ perfil: others.perfil, operacion: 'cambiar' }))
      const validated = await me.submit(urlOfPaso({ perfil: others.perfil, operacion: 'cambiar' }), {
        ...id,
        claveActual: clave,
      })
      const changed = await me.submitFrom(validated, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
      expect(changed.title).toBe('Su CS fue cambiada')
    },
  )
})

describe('recuperar when temporary keys are shown', () => {
  it('sends no SMS, and the page does not mention the mobile', async () => {
    const p = await createTestProduct()
    const me = await registerNaturalWith(p, 29_000_009, { celular: '929000009' })
    const page = await respond(me, 29_000_009)
    await p.dispatch()
    expect(page.title).toBe('Su clave provisoria está lista')
    expect(page.html).not.toContain('•••• ••09')
    expect(p.sms.sent).toEqual([])
    await p.close()
  })
})
