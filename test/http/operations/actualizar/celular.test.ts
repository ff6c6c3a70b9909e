import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalText } from '../../../../src/domain/outcome/refusals.ts'
import { celularUrl, completarUrl, pasoUrl } from '../../../../src/domain/urls.ts'
import { auditOf } from '../../../support/data/cuentas.ts'
import { CLAVE } from '../../../support/data/personas.ts'
import {
  askForSms,
  confirmCelular,
  lastPage,
  smsCodeFor,
  smsTo,
  withCelular,
} from '../../../support/http/celular.ts'
import {
  cambiar,
  naturalCuenta,
  registerNatural,
  registerNaturalWith,
  requestProvisoria,
  withRespuesta,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const THIRD_CLAVE = 'Ch1ncol.77'
const BUTTON = 'Enviar código por SMS'
const otherCode = (codigo: string) => (codigo === '000000' ? '111111' : '000000')
const inDays = (days: number) => ({ hours: 24 * days })

describe('a mobile is confirmed', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
  })
  afterAll(() => p.close())

  const register = (number: number) => registerNatural(p, number, withCelular(`9${number}`))
  const confirmedAt = async (number: number) => (await naturalCuenta(p, number)).celularConfirmedAt

  it('by the code that the person asks for after registering, which is sent there alone and says nobody’s name', async () => {
    const number = 41_000_001
    const me = await register(number)
    const page = await lastPage(me, 'registrar')
    expect(textOf(page)).toContain('Confirme su celular +56 9 •••• ••01. Le enviaremos un código por SMS.')
    const form = await askForSms(me, page, 'registrar')
    expect(form.title).toBe('Confirme su celular')
    expect(textOf(form)).toContain('Enviamos un código de 6 números al +56 9 •••• ••01')
    expect(form.html).not.toContain(`9${number}`)
    const [sms] = await smsTo(p, `9${number}`)
    expect(sms).toMatch(/^SENCE: para confirmar este celular escriba \d{6} donde se lo piden\./)
    expect(await confirmedAt(number)).toBeNull()
    const done = await me.submitFrom(form, { codigo: await smsCodeFor(p, `9${number}`) })
    expect(done).toMatchObject({
      title: 'Su cuenta fue creada',
      url: pasoUrl('natural', 'registrar', 'listo'),
    })
    expect(textOf(done)).toContain('Su celular +56 9 •••• ••01 quedó confirmado.')
    expect(done.html).not.toContain(BUTTON)
    expect(await confirmedAt(number)).toEqual(p.clock.now())
    expect((await naturalCuenta(p, number)).factores).toEqual({})
    const events = (await auditOf(p, (await naturalCuenta(p, number)).id)).map(({ event }) => event)
    expect(events.slice(0, 3)).toEqual(['celular_confirmado', 'codigo_presentado', 'codigo_pedido'])
  })

  it('with tries counted like those of any code, for 15 minutes, and in its own solicitud', async () => {
    const number = 41_000_002
    const me = await register(number)
    const form = await askForSms(me, await lastPage(me, 'registrar'), 'registrar')
    const codigo = await smsCodeFor(p, `9${number}`)
    const wrong = await me.submitFrom(form, { codigo: otherCode(codigo) })
    expect(wrong).toMatchObject({ status: 422, errors: [refusalText('no_coinciden', { restantes: 4 })] })

    // A code serves in the solicitud that asked for it.
    const other = new ScriptFreeBrowser(p.app)
    const changed = await cambiar(other, number, CLAVE, NEW_CLAVE)
    const otherForm = await askForSms(other, changed, 'cambiar')
    expect((await other.submitFrom(otherForm, { codigo })).errors[0]).toMatch(/^Los datos no coinciden/)
    p.clock.advance({ minutes: 15 })
    const late = await other.submitFrom(otherForm, { codigo: await smsCodeFor(p, `9${number}`) })
    expect(late.title).not.toBe('Confirme su celular')
    expect(await confirmedAt(number)).toBeNull()
  })

  it('closes after five wrong codes', async () => {
    const number = 41_000_003
    const me = await register(number)
    let page = await askForSms(me, await lastPage(me, 'registrar'), 'registrar')
    const codigo = await smsCodeFor(p, `9${number}`)
    for (let i = 0; i < 5; i++) page = await me.submitFrom(page, { codigo: otherCode(codigo) })
    page = await me.submitFrom(page, { codigo })
    expect(page.errors[0]).toContain('está cerrada hasta')
    expect(await confirmedAt(number)).toBeNull()
  })

  it('by the newest of several codes; over the limit of messages the page stays the same and the last one serves', async () => {
    const number = 41_000_004
    const me = await register(number)
    let form = await askForSms(me, await lastPage(me, 'registrar'), 'registrar')
    const first = await smsCodeFor(p, `9${number}`)
    for (let i = 0; i < 6; i++) {
      form = await me.submitFrom(form, {}, 'codigo')
      await p.dispatch()
      expect(form.title).toBe('Confirme su celular')
    }
    expect(await smsTo(p, `9${number}`)).toHaveLength(5)
    expect((await me.submitFrom(form, { codigo: first })).status).toBe(422)
    const done = await me.submitFrom(form, { codigo: await smsCodeFor(p, `9${number}`) })
    expect(done.title).toBe('Su cuenta fue creada')
  })

  it('not while its mobile is over the limit: any code is a wrong one', async () => {
    const number = 41_000_017
    const others = [await register(number), await registerNatural(p, 41_000_018, withCelular(`9${number}`))]
    for (const [index, me] of others.entries()) {
      let form = await askForSms(me, await lastPage(me, 'registrar'), 'registrar')
      for (let i = 0; i < 5; i++) form = await me.submitFrom(form, {}, 'codigo')
      if (index === 0) continue
      expect((await me.submitFrom(form, { codigo: '123456' })).errors[0]).toMatch(/^Los datos no coinciden/)
    }
    expect(await smsTo(p, `9${number}`)).toHaveLength(5)
  })

  it('not by a double click twice, and once confirmed its page leads back to the last one', async () => {
    const number = 41_000_005
    const me = await register(number)
    const form = await askForSms(me, await lastPage(me, 'registrar'), 'registrar')
    const codigo = await smsCodeFor(p, `9${number}`)
    const pages = [await me.submitFrom(form, { codigo }), await me.submitFrom(form, { codigo })]
    expect(pages.map(({ title }) => title)).toEqual(['Su cuenta fue creada', 'Su cuenta fue creada'])
    expect((await me.open(celularUrl('natural', 'registrar'))).title).toBe('Su cuenta fue creada')
  })

  it('after Cambiar too: by who knows the CS alone it ranks no higher for ten days, and the code proves nothing of the account', async () => {
    const number = 41_000_006
    await register(number)
    const me = new ScriptFreeBrowser(p.app)
    const changed = await cambiar(me, number, CLAVE, NEW_CLAVE)
    const done = await confirmCelular(p, me, changed, 'cambiar', `9${number}`)
    expect(done.title).toBe('Su CS fue cambiada')
    const { id, factores } = await naturalCuenta(p, number)
    expect(factores.celular?.rank).toBe('clave')
    const browsers = await p.deps.store.single.provenBrowsers.findByCuenta(id)
    // Where the account was made, and here.
    expect(browsers.map(({ rank }) => rank)).toEqual([1, 1])
  })

  it('until it was not used for twelve months; then the last pages offer it again', async () => {
    const number = 41_000_007
    const me = await register(number)
    await confirmCelular(p, me, await lastPage(me, 'registrar'), 'registrar', `9${number}`)
    expect((await cambiar(me, number, CLAVE, NEW_CLAVE)).html).not.toContain(BUTTON)
    p.clock.advance(inDays(366))
    expect((await cambiar(me, number, NEW_CLAVE, CLAVE)).html).toContain(BUTTON)
  })

  it('no longer from a last page of before the CS changed', async () => {
    const number = 41_000_008
    const me = await register(number)
    const form = await askForSms(me, await lastPage(me, 'registrar'), 'registrar')
    const codigo = await smsCodeFor(p, `9${number}`)
    await cambiar(new ScriptFreeBrowser(p.app), number, CLAVE, NEW_CLAVE)
    expect((await me.submitFrom(form, { codigo })).title).toBe('Su cuenta fue creada')
    expect((await lastPage(me, 'registrar')).html).not.toContain(BUTTON)
    expect(await confirmedAt(number)).toBeNull()
  })

  it('and goes on with what the last page offers besides: to complete missing data', async () => {
    const number = 41_000_009
    const me = await registerNaturalWith(p, number, { celular: `9${number}`, direccion: null })
    const changed = await cambiar(me, number, CLAVE, NEW_CLAVE)
    const done = await confirmCelular(p, me, changed, 'cambiar', `9${number}`)
    const data = await me.press(done, completarUrl('natural'))
    expect(data.title).toBe('ACTUALIZAR DATOS PERSONA NATURAL')
  })

  it('by three accounts: the fourth is refused on its page, which offers another number; those that only typed it take no place', async () => {
    const celular = '941000010'
    const numbers = [41_000_011, 41_000_012, 41_000_013, 41_000_014]
    const people = []
    for (const number of numbers) people.push(await registerNatural(p, number, withCelular(celular)))
    const pages = []
    for (const me of people) {
      pages.push(await confirmCelular(p, me, await lastPage(me, 'registrar'), 'registrar', celular))
    }
    expect(pages.map(({ title }) => title).slice(0, 3)).toEqual(Array(3).fill('Su cuenta fue creada'))
    const fourth = pages.at(-1)
    expect(fourth).toMatchObject({ status: 422, errors: [refusalText('celular_en_tres_cuentas')] })
    expect(fourth?.html).toContain('Registrar otro celular en Actualizar Datos')
    expect(await confirmedAt(numbers[3] ?? 0)).toBeNull()
  })

  it('never without a mobile: no last page offers it', async () => {
    const me = await registerNatural(p, 41_000_015)
    expect((await lastPage(me, 'registrar')).html).not.toContain(BUTTON)
    expect((await me.open(celularUrl('natural', 'registrar'))).title).toBe('Su cuenta fue creada')
    const data = await withRespuesta(me, 41_000_015)
    expect(data.html).not.toContain(BUTTON)
  })

  it('never by a temporary key', async () => {
    const number = 41_000_016
    const me = await register(number)
    const provisoria = await requestProvisoria(me, number)
    expect((await cambiar(me, number, provisoria, THIRD_CLAVE)).html).toContain(BUTTON)
    expect(await confirmedAt(number)).toBeNull()
  })
})

it('a key that went to the confirmed mobile alone keeps it confirmed once it is used', async () => {
  const p = await createTestProduct({ env: { NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' } })
  for (const [number, celularConfirmedAt] of [
    [41_000_021, p.clock.now()],
    [41_000_022, null],
  ] as const) {
    const celular = `9${number}`
    const withoutEmail = { email: null, emailConfirmedAt: null }
    const me = await registerNaturalWith(p, number, { celular, celularConfirmedAt, ...withoutEmail })
    p.clock.advance({ hours: 1 })
    await requestProvisoria(me, number)
    const [sms = ''] = await smsTo(p, celular)
    await cambiar(me, number, /clave provisoria es (\w{10})/.exec(sms)?.[1] ?? '', NEW_CLAVE)
    const changed = await naturalCuenta(p, number)
    expect(changed.celularConfirmedAt).toEqual(celularConfirmedAt && p.clock.now())
  }
  await p.close()
})

it('a key sent by mail and SMS confirms neither where it is typed', async () => {
  const p = await createTestProduct({ env: { NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' } })
  const number = 41_000_020
  const me = await registerNatural(p, number, withCelular(`9${number}`))
  await requestProvisoria(me, number)
  const [sms = ''] = await smsTo(p, `9${number}`)
  const provisoria = /clave provisoria es (\w{10})/.exec(sms)?.[1] ?? ''
  expect((await cambiar(me, number, provisoria, NEW_CLAVE)).title).toBe('Su CS fue cambiada')
  expect(await naturalCuenta(p, number)).toMatchObject({ celularConfirmedAt: null, emailConfirmedAt: null })
  await p.close()
})
