import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { casoUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { markConfirmed } from '../../support/data/cuentas.ts'
import { loadRegistro, organismoOf } from '../../support/data/organismos.ts'
import { juridicaRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { emailOf, enlaceFor, mailsFor } from '../../support/http/journeys.ts'
import {
  type FormFields,
  type LoadedPage,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const OTHER = rutOf(9_000_001)

async function cuentaOf(p: TestProduct, number: number): Promise<Cuenta | undefined> {
  return p.deps.store.transaction((uow) => uow.cuentas.findByIdentificador('juridica', rutOf(number)))
}

const registrar = (p: TestProduct, number: number, others: FormFields = {}): Promise<LoadedPage> =>
  new ScriptFreeBrowser(p.app).submit(pasoUrl('juridica', 'registrar'), juridicaRegistration(number, others))

describe('registering an organisation', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
    await loadRegistro(
      p.deps,
      ...[76_200_001, 76_200_002, 76_200_006].map((number) => organismoOf(number)),
      organismoOf(76_200_003, { razonSocial: 'Zutalupi Limitada' }),
      organismoOf(76_200_004, { vigente: false }),
      organismoOf(76_200_005, { vigente: false, tipo: 'empresa' }),
    )
  })
  afterAll(() => p.close())

  it('in the registro takes its name and type from there, and coincides with it', async () => {
    const page = await registrar(p, 76_200_001, { razonSocial: 'Otra Cosa', tipoOrganismo: 'empresa' })
    expect(page.title).toBe('Su cuenta fue creada')
    expect(textOf(page)).toContain(
      'Razón social: Organismo 76200001 SpA. Tipo: OTEC. Sus datos coinciden con el registro de SENCE. Su cuenta aún no está verificada: que coincidan no muestra quién los escribió. Hasta que la verifiquemos, no puede solicitar CS para facilitadores extranjeros.',
    )
    expect(await cuentaOf(p, 76_200_001)).toMatchObject({
      razonSocial: 'Organismo 76200001 SpA',
      tipoOrganismo: 'otec',
      identidad: 'coincide',
    })
  })

  it('not in the registro keeps what was typed, and is told what it cannot do yet', async () => {
    const page = await registrar(p, 76_200_100)
    expect(textOf(page)).toContain('Razón social: Capacitaciones del Sur Limitada. Tipo: OTEC.')
    expect(textOf(page)).toContain('no puede solicitar CS para facilitadores extranjeros')
    expect(textOf(page)).toContain('Para verificarla, llame gratis al 800 80 10 30')
    expect(await cuentaOf(p, 76_200_100)).toMatchObject({ identidad: 'declarada' })
    const empresa = await registrar(p, 76_200_101, { tipoOrganismo: 'empresa' })
    expect(textOf(empresa)).not.toContain('facilitadores')
  })

  it('is refused at the representative’s field for anybody else, with everything kept', async () => {
    const page = await registrar(p, 76_200_002, { rutRepresentante: OTHER })
    expect(page).toMatchObject({
      status: 422,
      errors: [
        'Revise el RUT del representante legal: en el registro de SENCE hay otro para esta organización. Si cambió hace poco, llame gratis al 800 80 10 30',
      ],
    })
    expect(page.html).toContain('value="Capacitaciones del Sur Limitada"')
    expect(textOf(page)).not.toContain('Organismo 76200002')
    expect(await cuentaOf(p, 76_200_002)).toBeUndefined()
  })

  it('limits misses per address and day, so nobody finds out representatives', async () => {
    const limited = await createTestProduct({ env: { LIMIT_ALREADY_REGISTERED_PER_DAY: '2' } })
    await loadRegistro(
      limited.deps,
      organismoOf(76_200_001),
      organismoOf(76_200_002),
      organismoOf(76_200_003),
    )
    const tries = [76_200_001, 76_200_002, 76_200_003].map((number) => number)
    const estados = []
    for (const number of tries) {
      estados.push((await registrar(limited, number, { rutRepresentante: OTHER })).status)
    }
    expect(estados).toEqual([422, 422, 429])
    await limited.close()
  })

  it('stops for an OTEC no longer in force, and says what to do; not for another organisation', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.submit(pasoUrl('juridica', 'registrar'), juridicaRegistration(76_200_004))
    expect(page).toMatchObject({
      url: pasoUrl('juridica', 'registrar', 'alto'),
      title: 'Esta OTEC no está vigente',
    })
    const withCaso = await me.press(page, casoUrl('juridica', 'registrar'))
    expect(textOf(withCaso)).toMatch(/Su número de caso es \w{8}\./)
    expect(await cuentaOf(p, 76_200_004)).toBeUndefined()
    const foreign = await registrar(p, 76_200_004, { rutRepresentante: OTHER })
    expect(foreign.status).toBe(422)
    expect((await registrar(p, 76_200_005)).title).toBe('Su cuenta fue creada')
  })

  it('refuses a CS that contains the name from the registro', async () => {
    const clave = 'Zutalupi#7'
    const page = await registrar(p, 76_200_003, { clave, repetirClave: clave })
    expect(page).toMatchObject({
      status: 422,
      errors: ['Elija una clave que no contenga la razón social de la organización'],
    })
  })
})

describe('an organisation whose representative changed in the registro', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
    await registrar(p, 76_300_001)
    await registrar(p, 76_300_002)
    await loadRegistro(p.deps, organismoOf(76_300_001, { rutRepresentante: OTHER }), organismoOf(76_300_002))
  })
  afterAll(() => p.close())

  const ask = (me: ScriptFreeBrowser, number: number) =>
    me.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(number) })

  it('gets the same pages as any other until a proof', async () => {
    const pages = []
    for (const number of [76_300_001, 76_300_099]) {
      const me = new ScriptFreeBrowser(p.app)
      const pregunta = await ask(me, number)
      const wrong = await me.submitFrom(pregunta, { respuestaSecreta: 'Otra Respuesta' })
      const mail = await me.submit(pasoUrl('juridica', 'recuperar', 'correo'), {})
      pages.push([pregunta.url, wrong.status, wrong.errors, mail.title, mail.url])
    }
    expect(pages[0]).toEqual(pages[1])
  })

  it('with the right answer is told that it cannot recover alone, and gets a caso and no key', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.submitFrom(await ask(me, 76_300_001), { respuestaSecreta: RESPUESTA })
    expect(page.title).toBe('Cambió el representante legal')
    expect(textOf(page)).toContain('800 80 10 30')
    const withCaso = await me.press(page, casoUrl('juridica', 'recuperar'))
    expect(textOf(withCaso)).toMatch(/Su número de caso es \w{8}\./)
    const mails = await mailsFor(p, emailOf(76_300_001))
    expect(mails.map(({ subject }) => subject).join()).not.toContain('provisoria')
  })

  it('with the mailed link is told so too', async () => {
    const me = new ScriptFreeBrowser(p.app)
    await ask(me, 76_300_001)
    await me.submit(pasoUrl('juridica', 'recuperar', 'correo'), {})
    await markConfirmed(p, 'juridica', rutOf(76_300_001))
    const enlace = await enlaceFor(p, emailOf(76_300_001), 'Recuperar mi CS')
    const page = await me.press(await me.open(enlace), paths.enlacePages.recuperar)
    expect(page).toMatchObject({
      url: pasoUrl('juridica', 'cambiar', 'alto'),
      title: 'Cambió el representante legal',
    })
  })

  it('recovers if its representative is the same, and coincides since the load', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.submitFrom(await ask(me, 76_300_002), { respuestaSecreta: RESPUESTA })
    expect(page.title).toMatch(/^Enviamos su clave provisoria/)
    expect(await cuentaOf(p, 76_300_002)).toMatchObject({
      identidad: 'coincide',
      razonSocial: 'Organismo 76300002 SpA',
    })
  })
})
