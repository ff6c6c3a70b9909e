import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REFUSAL_TEXTS } from '../../../src/domain/outcome/refusals.ts'
import { enlaceUrl, pasoUrl } from '../../../src/domain/urls.ts'
import { markConfirmed, updateCuenta } from '../../support/data/cuentas.ts'
import {
  organizacionActualizarFields,
  organizacionCuenta,
  organizacionWithCodigo,
  organizacionWithRespuesta,
  registerOrganizacion,
  representanteEmail,
  updateOrganizacionCuenta,
  validateOrganizacion,
} from '../../support/data/organizaciones.ts'
import { CLAVE, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { codeFor, emailOf, enlaceFor, mailsFor, noFuiYo } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const OTHER_REPRESENTANTE = rutOf(9_000_001)
const OTHER_EMAIL = 'otra.persona@otro.test'
const requiresClave = (label: string) =>
  `Para cambiar ${label}, escriba la CS Actual más abajo o presione «Recibir un código por correo»`
const requiresCodigo = (label: string) =>
  `Por seguridad, ahora ${label} solo se cambia con un código. Presione «Recibir un código por correo», o deje el dato como estaba`

describe('an organisation that updates its data', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('changes its address with the answer alone', async () => {
    const me = await registerOrganizacion(p, 77_000_001)
    const data = await organizacionWithRespuesta(me, 77_000_001)
    expect(textOf(data)).toContain('Razón Social Capacitaciones del Sur Limitada')
    const page = await me.submitFrom(data, organizacionActualizarFields(77_000_001, { direccion: 'Otra 12' }))
    expect(page.title).toBe('Datos actualizados')
    expect(await organizacionCuenta(p, 77_000_001)).toMatchObject({ direccion: 'Otra 12' })
  })

  it.each([
    ['email', 'Email Actual', 77_000_002, { email: 'nuevo2@otro.test' }],
    [
      'rutRepresentante',
      'Rut del Representante Legal',
      77_000_003,
      { rutRepresentante: OTHER_REPRESENTANTE },
    ],
    ['emailRepresentante', 'Email del Representante Legal', 77_000_004, { emailRepresentante: OTHER_EMAIL }],
    [
      'celularRepresentante',
      'Celular del Representante Legal',
      77_000_005,
      { celularRepresentante: '87654321' },
    ],
  ])(
    '%s does not change with the answer alone, nor with a wrong CS',
    async (_field, label, number, change) => {
      const me = await registerOrganizacion(p, number)
      const before = await organizacionCuenta(p, number)
      const data = await organizacionWithRespuesta(me, number)
      const without = await me.submitFrom(data, organizacionActualizarFields(number, change))
      expect(without).toMatchObject({ status: 422, errors: [requiresClave(label)] })
      const wrong = await me.submitFrom(
        without,
        organizacionActualizarFields(number, { ...change, claveParaConfirmar: 'Otra#1234' }),
      )
      expect(wrong).toMatchObject({
        status: 422,
        errors: ['Los datos no coinciden. Revíselos. Le quedan 4 intentos'],
      })
      expect(wrong.html).not.toContain('Otra#1234')
      expect(wrong.html).toContain('href="#claveParaConfirmar"')
      expect(await organizacionCuenta(p, number)).toEqual(before)
      const valid = await me.submitFrom(
        wrong,
        organizacionActualizarFields(number, { ...change, claveParaConfirmar: CLAVE }),
      )
      expect(valid.title).toBe('Datos actualizados')
    },
  )

  it('spends tries on a wrong CS, and five lock it out', async () => {
    const me = await registerOrganizacion(p, 77_000_006)
    let page = await organizacionWithRespuesta(me, 77_000_006)
    const fields = organizacionActualizarFields(77_000_006, {
      email: 'x@otro.test',
      claveParaConfirmar: 'Otra#1234',
    })
    for (let i = 0; i < 5; i++) page = await me.submitFrom(page, fields)
    expect(page.errors[0]).toContain('esta validación está cerrada hasta')
    const enteredPage = await me.submit(pasoUrl('juridica', 'cambiar'), {
      rut: rutOf(77_000_006),
      claveActual: CLAVE,
    })
    expect(enteredPage.errors[0]).toContain('esta validación está cerrada hasta')
  })

  it('does not try a CS that nothing needs', async () => {
    const me = await registerOrganizacion(p, 77_000_007)
    const fields = organizacionActualizarFields(77_000_007, {
      direccion: 'Otra 7',
      claveParaConfirmar: 'Otra#1234',
    })
    const page = await me.submitFrom(await organizacionWithRespuesta(me, 77_000_007), fields)
    expect(page.title).toBe('Datos actualizados')
  })

  it('gets the code at the representative’s mailbox, and changes e-mail and representative at once', async () => {
    const me = await registerOrganizacion(p, 77_000_008)
    await markConfirmed(p, 'juridica', rutOf(77_000_008))
    const requested = await me.submitFrom(await validateOrganizacion(me, 77_000_008), {}, 'codigo')
    expect(textOf(requested)).toContain(
      'Escriba el código que enviamos al correo del representante legal, o al de la organización si él no ha confirmado el suyo.',
    )
    expect(await codeFor(p, emailOf(77_000_008))).toBe('')
    const data = await me.submitFrom(requested, {
      codigo: await codeFor(p, representanteEmail(77_000_008)),
    })
    expect(data.html).not.toContain('name="claveParaConfirmar"')
    const changes = {
      email: 'nuevo8@otro.test',
      rutRepresentante: OTHER_REPRESENTANTE,
      emailRepresentante: OTHER_EMAIL,
    }
    const page = await me.submitFrom(data, organizacionActualizarFields(77_000_008, changes))
    expect(textOf(page)).toContain('El cambio tendrá efecto en cuanto confirme.')
    expect(await organizacionCuenta(p, 77_000_008)).toMatchObject({
      rutRepresentante: OTHER_REPRESENTANTE,
      emailRepresentante: OTHER_EMAIL,
    })
  })

  it('waits 24 hours after confirming a new e-mail proven with answer and CS', async () => {
    const me = await registerOrganizacion(p, 77_000_009)
    const fields = organizacionActualizarFields(77_000_009, {
      email: 'nuevo9@otro.test',
      claveParaConfirmar: CLAVE,
    })
    const page = await me.submitFrom(await organizacionWithRespuesta(me, 77_000_009), fields)
    expect(textOf(page)).toContain('24 horas después de que confirme')
  })

  it('gets the code at the registered mailbox if the representative has none', async () => {
    const me = await registerOrganizacion(p, 77_000_010)
    await updateOrganizacionCuenta(p, 77_000_010, { emailRepresentante: null })
    const data = await organizacionWithCodigo(p, me, 77_000_010, emailOf(77_000_010))
    expect(data.url).toBe(pasoUrl('juridica', 'actualizar', 'datos'))
  })

  it('cannot add a mailbox for codes with the answer alone', async () => {
    const me = await registerOrganizacion(p, 77_000_011)
    await updateOrganizacionCuenta(p, 77_000_011, { emailRepresentante: null })
    const fields = organizacionActualizarFields(77_000_011, { emailRepresentante: OTHER_EMAIL })
    const page = await me.submitFrom(await organizacionWithRespuesta(me, 77_000_011), fields)
    expect(page.errors).toEqual([requiresClave('Email del Representante Legal')])
  })

  it('has its imported hash upgraded without losing the data sent with the CS', async () => {
    const number = 77_000_030
    const me = await registerOrganizacion(p, number)
    const adoptedHash = p.deps.hasher.adopt(`md5$${createHash('md5').update(CLAVE).digest('hex')}`)
    if (typeof adoptedHash === 'string') throw new Error(adoptedHash)
    await updateOrganizacionCuenta(p, number, { claveHash: adoptedHash.hash })
    const other = new ScriptFreeBrowser(p.app)
    const [data, late] = [
      await organizacionWithRespuesta(me, number),
      await organizacionWithRespuesta(other, number),
    ]
    const fields = (direccion: string, email = emailOf(number)) =>
      organizacionActualizarFields(number, { direccion, email, claveParaConfirmar: CLAVE })
    const saved = await me.submitFrom(data, fields('Otra 30', 'nuevo30@otro.test'))
    expect(saved.title).toBe('Datos actualizados')
    const cuenta = await organizacionCuenta(p, number)
    expect(cuenta.direccion).toBe('Otra 30')
    expect(cuenta.claveHash).not.toBe(adoptedHash.hash)
    // Data that another page saved meanwhile are still not overwritten.
    expect((await other.submitFrom(late, fields('Otra 31'))).errors).toEqual([
      REFUSAL_TEXTS.cambio_entretanto,
    ])
  })

  it('tells old mailbox and old representative, and either can undo it once', async () => {
    for (const [number, who] of [
      [77_000_012, emailOf(77_000_012)],
      [77_000_013, representanteEmail(77_000_013)],
    ] as const) {
      const me = await registerOrganizacion(p, number)
      const confirmed = { emailConfirmedAt: p.clock.now(), emailRepresentanteConfirmedAt: p.clock.now() }
      const { identificador } = await organizacionCuenta(p, number)
      await updateCuenta(p, 'juridica', identificador, confirmed)
      const before = await organizacionCuenta(p, number)
      const changes = {
        rutRepresentante: OTHER_REPRESENTANTE,
        emailRepresentante: OTHER_EMAIL,
        claveParaConfirmar: CLAVE,
      }
      p.clock.advance({ minutes: 1 })
      await me.submitFrom(
        await organizacionWithRespuesta(me, number),
        organizacionActualizarFields(number, changes),
      )
      const avisos = []
      for (const mailbox of [emailOf(number), representanteEmail(number)]) {
        avisos.push((await mailsFor(p, mailbox)).at(-1)?.text ?? '')
      }
      for (const aviso of avisos) expect(aviso).toContain('Rut del Representante Legal')
      expect((await noFuiYo(p, who)).title).toBe('Congelamos la cuenta')
      const { rutRepresentante, emailRepresentante } = before
      expect(await organizacionCuenta(p, number)).toMatchObject({
        estado: 'congelada',
        rutRepresentante,
        emailRepresentante,
      })
      expect(await enlaceFor(p, who, 'Volver a usar mi cuenta')).toContain(enlaceUrl(''))
      expect((await new ScriptFreeBrowser(p.app).open(await enlaceFor(p, who, 'No fui yo'))).status).toBe(410)
      const theOther = who === emailOf(number) ? representanteEmail(number) : emailOf(number)
      expect((await noFuiYo(p, theOther)).title).toBe('Este enlace ya no sirve')
    }
  })

  it('tells only the registered mailbox about a change of address', async () => {
    const me = await registerOrganizacion(p, 77_000_014)
    const fields = organizacionActualizarFields(77_000_014, { direccion: 'Otra 14' })
    await me.submitFrom(await organizacionWithRespuesta(me, 77_000_014), fields)
    expect((await mailsFor(p, emailOf(77_000_014))).at(-1)?.subject).toContain('fueron actualizados')
    const subjects = (await mailsFor(p, representanteEmail(77_000_014))).map(({ subject }) => subject)
    expect(subjects).toEqual(['Confirme que es representante legal de una organización'])
  })

  it('cannot change e-mail or representative for 72 hours after a recovery by answer, even with CS', async () => {
    const me = await registerOrganizacion(p, 77_000_015)
    const pregunta = await me.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(77_000_015) })
    await me.submitFrom(pregunta, { respuestaSecreta: RESPUESTA })
    const data = await organizacionWithRespuesta(me, 77_000_015)
    expect(data.html).not.toContain('name="claveParaConfirmar"')
    const changes = { email: 'nuevo15@otro.test', emailRepresentante: OTHER_EMAIL, claveParaConfirmar: CLAVE }
    const page = await me.submitFrom(data, organizacionActualizarFields(77_000_015, changes))
    expect(page.errors.toSorted()).toEqual(
      ['Email Actual', 'Email del Representante Legal'].map(requiresCodigo).toSorted(),
    )
  })

  it('completes a missing representative with its CS and continues', async () => {
    const me = await registerOrganizacion(p, 77_000_016)
    const empty = { rutRepresentante: null, emailRepresentante: null, celularRepresentante: null }
    await updateOrganizacionCuenta(p, 77_000_016, empty)
    const data = await me.submit(pasoUrl('juridica', 'actualizar', 'clave'), {
      rut: rutOf(77_000_016),
      claveActual: CLAVE,
    })
    expect(data.url).toBe(pasoUrl('juridica', 'actualizar', 'datos'))
    const other = await me.submitFrom(
      data,
      organizacionActualizarFields(77_000_016, { email: 'nuevo16@otro.test' }),
    )
    expect(other.errors).toEqual([requiresCodigo('Email Actual')])
    const page = await me.submitFrom(other, organizacionActualizarFields(77_000_016))
    expect(page.title).toBe('Datos actualizados')
    expect(await organizacionCuenta(p, 77_000_016)).toMatchObject({
      emailRepresentante: representanteEmail(77_000_016),
    })
  })
})
