import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { OTEC_OPERACIONES } from '../../../src/domain/perfil.ts'
import { casoUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { markConfirmed } from '../../support/data/cuentas.ts'
import {
  facilitadorCuenta,
  facilitadorEmail,
  idsIn,
  listIn,
  otecEmail,
  pedido,
  proveOtec,
  RECUPERAR_URL,
  registerOtec,
  requestFacilitador,
  SOLICITAR_URL,
  subjectsFor,
  withFacilitador,
} from '../../support/data/facilitadores.ts'
import { loadRegistro, organismoOf } from '../../support/data/organismos.ts'
import { organizacionCuenta } from '../../support/data/organizaciones.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { mailsFor, provisoriaFor } from '../../support/http/journeys.ts'
import { filledForm, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

describe('what an OTEC cannot do with facilitators', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '5000' } })
  })
  afterAll(() => p.close())

  const MAY_NOT_ASK: [string, number, Partial<Cuenta>, string][] = [
    ['a company', 78_000_001, { tipoOrganismo: 'empresa' }, 'Esta cuenta no es de una OTEC'],
    ['an unverified OTEC', 78_000_002, { identidad: 'declarada' }, 'La OTEC no está verificada'],
    ['a frozen OTEC', 78_000_003, { estado: 'congelada' }, 'Su cuenta está congelada'],
    ['a closed OTEC', 78_000_004, { estado: 'cerrada' }, 'Esta cuenta está cerrada'],
    ['an OTEC without e-mail', 78_000_005, { email: null }, 'Faltan datos mínimos'],
  ]
  it.each(MAY_NOT_ASK)(
    '%s is told why after its proof, and goes no further',
    async (_what, number, changes, title) => {
      const me = await registerOtec(p, number, changes)
      for (const operacion of OTEC_OPERACIONES) {
        const page = await proveOtec(me, pasoUrl('juridica', operacion), number)
        expect([page.url, page.title]).toEqual([pasoUrl('juridica', operacion, 'alto'), title])
      }
      expect((await me.open(pasoUrl('juridica', 'facilitador/solicitar', 'nuevo'))).url).toBe(
        pasoUrl('juridica', 'facilitador/solicitar', 'alto'),
      )
      expect((await proveOtec(me, SOLICITAR_URL, number, 'no es esta')).status).toBe(422)
    },
  )

  it('an unverified OTEC gets a case number for the call centre', async () => {
    const me = await registerOtec(p, 78_000_006, { identidad: 'declarada' })
    const page = await proveOtec(me, SOLICITAR_URL, 78_000_006)
    const withCaso = await me.press(page, casoUrl('juridica', 'facilitador/solicitar'))
    expect(withCaso.url).toBe(pasoUrl('juridica', 'facilitador/solicitar', 'alto'))
    expect(textOf(withCaso)).toMatch(/Su número de caso es [A-Z0-9]{8}/)
  })

  it('a temporary key must be changed first', async () => {
    const me = await registerOtec(p, 78_000_007)
    const pregunta = await me.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(78_000_007) })
    await me.submitFrom(pregunta, { respuestaSecreta: RESPUESTA })
    const clave = await provisoriaFor(p, otecEmail(78_000_007))
    const page = await proveOtec(me, SOLICITAR_URL, 78_000_007, clave)
    expect(page.title).toBe('Primero cambie su CS')
    expect(textOf(page)).toContain('Después vuelva a esta página')
    expect((await me.open(pasoUrl('juridica', 'facilitador/solicitar', 'nuevo'))).url).toBe(
      pasoUrl('juridica', 'facilitador/solicitar', 'alto'),
    )
  })

  it('misses count in the one counter of the OTEC’s CS, whichever the form', async () => {
    const me = await registerOtec(p, 78_000_008)
    for (const url of [SOLICITAR_URL, RECUPERAR_URL, SOLICITAR_URL])
      await proveOtec(me, url, 78_000_008, 'no es esta')
    const cambiar = () =>
      me.submit(pasoUrl('juridica', 'cambiar'), { rut: rutOf(78_000_008), claveActual: 'ni esta' })
    expect((await cambiar()).errors[0]).toContain('Le queda 1 intento')
    await cambiar()
    const closed = await proveOtec(me, SOLICITAR_URL, 78_000_008)
    expect(closed.errors[0]).toContain('está cerrada hasta')
    expect(closed.html).not.toContain(CLAVE)
  })

  it('an OTEC that loses its verification between pasos starts again', async () => {
    const me = await registerOtec(p, 78_000_009)
    const form = await proveOtec(me, SOLICITAR_URL, 78_000_009)
    const cuenta = await organizacionCuenta(p, 78_000_009)
    await p.deps.store.transaction((uow) => uow.cuentas.save({ ...cuenta, identidad: 'declarada' }))
    const page = await me.submitFrom(form, pedido(2009))
    expect(page.url).toBe(SOLICITAR_URL)
    expect(page.errors[0]).toContain('comience de nuevo')
    expect(await facilitadorCuenta(p, 2009)).toBeUndefined()
  })

  it('the e-mail of the OTEC or its representative is refused, ignoring case', async () => {
    const me = await registerOtec(p, 78_000_010)
    for (const email of [otecEmail(78_000_010).toUpperCase(), 'Representante78000010@correo.test']) {
      const page = await requestFacilitador(me, 78_000_010, pedido(2010, { email }))
      expect([page.status, ...page.errors]).toEqual([
        422,
        'Escriba el correo personal del facilitador: no puede ser el de la OTEC ni el de su representante legal',
      ])
    }
    expect(await facilitadorCuenta(p, 2010)).toBeUndefined()
  })

  it('another facilitator’s e-mail is refused like one already in three accounts', async () => {
    const me = await withFacilitador(p, 78_000_011, 2011)
    for (const n of [78_100_001, 78_100_002, 78_100_003].map((one) => one - 65_000_000)) {
      const who = new ScriptFreeBrowser(p.app)
      await who.submit(
        pasoUrl('natural', 'registrar'),
        naturalRegistration(n, { email: 'familia78@correo.test' }),
      )
      await markConfirmed(p, 'natural', rutOf(n))
    }
    const other = await registerOtec(p, 78_000_012)
    const ofOtherFacilitador = await requestFacilitador(
      other,
      78_000_012,
      pedido(2012, { email: facilitadorEmail(2011) }),
    )
    const inThreeCuentas = await requestFacilitador(
      other,
      78_000_012,
      pedido(2012, { email: 'familia78@correo.test' }),
    )
    expect(ofOtherFacilitador.errors).toEqual([
      'Este correo no se puede usar para este facilitador. Escriba otro correo personal suyo',
    ])
    expect(inThreeCuentas.errors).toEqual(ofOtherFacilitador.errors)
    expect(ofOtherFacilitador.status).toBe(422)
    expect(await facilitadorCuenta(p, 2012)).toBeUndefined()
    expect((await requestFacilitador(me, 78_000_011, pedido(2012))).title).toBe('Registramos su solicitud')
  })

  it('requests are limited per day whatever the answer, so nobody tries documents against an e-mail', async () => {
    const q = await createTestProduct({ env: { LIMIT_FACILITATORS_PER_DAY: '3' } })
    await withFacilitador(q, 78_000_013, 2013)
    const me = await registerOtec(q, 78_000_014)
    const prove = async (number: number) => {
      const page = await requestFacilitador(me, 78_000_014, pedido(number, { email: facilitadorEmail(2013) }))
      return [page.status, page.title === 'Registramos su solicitud']
    }
    expect(await prove(2014)).toEqual([422, false])
    expect(await prove(2013)).toEqual([200, true])
    expect(await prove(2015)).toEqual([422, false])
    expect(await prove(2013)).toEqual([429, false])
    expect(await prove(2016)).toEqual([429, false])
    q.clock.advance({ days: 1 })
    expect(await prove(2013)).toEqual([200, true])
    await q.close()
  })

  it('a facilitator of another OTEC, or of none, cannot be recovered or let go with a forged id', async () => {
    await withFacilitador(p, 78_000_021, 2021)
    const foreign = idsIn(await proveOtec(new ScriptFreeBrowser(p.app), RECUPERAR_URL, 78_000_021))
    const me = await withFacilitador(p, 78_000_022, 2022)
    const before = await subjectsFor(p, facilitadorEmail(2021))
    const errors = new Set<string>()
    for (const id of [...foreign, '00000000-0000-4000-8000-000000000000', 'x', "' or 1=1 --"]) {
      const choicePage = await proveOtec(me, RECUPERAR_URL, 78_000_022)
      errors.add((await me.submitFrom(choicePage, { facilitador: id })).errors.join())
      await proveOtec(me, SOLICITAR_URL, 78_000_022)
      errors.add(
        (
          await me.submit(pasoUrl('juridica', 'facilitador/solicitar', 'retirar'), { facilitador: id })
        ).errors.join(),
      )
    }
    expect([...errors]).toEqual(['Elija una de las opciones de Facilitador'])
    expect(await subjectsFor(p, facilitadorEmail(2021))).toEqual(before)
    expect(listIn(await proveOtec(new ScriptFreeBrowser(p.app), SOLICITAR_URL, 78_000_021))[0]).toMatch(
      /Activo$/,
    )
  })

  it('a recovery never shows or changes the e-mail, and says the same over the mailbox’s limit', async () => {
    const me = await withFacilitador(p, 78_000_031, 2031)
    const pages = new Set<string>()
    for (let round = 0; round < 7; round++) {
      const choicePage = await proveOtec(me, RECUPERAR_URL, 78_000_031)
      expect(choicePage.html).not.toContain(facilitadorEmail(2031))
      const [facilitador = ''] = idsIn(choicePage)
      const done = await me.submitFrom(choicePage, { facilitador, email: 'otro2031@correo.test' })
      pages.add(textOf(done))
    }
    expect(pages.size).toBe(1)
    const enlaces = (await subjectsFor(p, facilitadorEmail(2031))).filter((a) => a.startsWith('Enlace'))
    expect(enlaces.length).toBeLessThanOrEqual(5)
    expect((await facilitadorCuenta(p, 2031))?.email).toBe(facilitadorEmail(2031))
  })

  it('the same document number in another notation is the same facilitator', async () => {
    const me = await withFacilitador(p, 78_000_041, 2041)
    for (const nie of ['ab2041', 'A.B-20 41', 'ab–2041']) {
      const page = await requestFacilitador(me, 78_000_041, pedido(2041, { nie, email: 'x2041@correo.test' }))
      expect(page.errors[0]).toContain('ya está activo en la lista')
    }
    expect(listIn(await proveOtec(me, SOLICITAR_URL, 78_000_041))).toHaveLength(1)
  })

  it('a document number that looks like an RUT comes back once, with a checkbox to continue', async () => {
    const me = await registerOtec(p, 78_000_045)
    const nie = rutOf(12_345_678)
    const page = await requestFacilitador(me, 78_000_045, pedido(2045, { nie }))
    expect(page.errors[0]).toContain('debe registrarse como Persona Natural')
    expect(page.html).not.toContain('value="puerta"')
    const fields = pedido(2045, { nie, continuarDeTodosModos: 'si' })
    expect((await me.submitFrom(page, fields)).title).toBe('Registramos su solicitud')
  })

  it('an OTEC no longer in force in the registro goes no further', async () => {
    const me = await registerOtec(p, 78_000_046)
    const form = await proveOtec(me, SOLICITAR_URL, 78_000_046)
    await loadRegistro(p.deps, organismoOf(78_000_046, { vigente: false }))
    expect((await me.submitFrom(form, pedido(2046))).url).toBe(SOLICITAR_URL)
    expect((await proveOtec(me, SOLICITAR_URL, 78_000_046)).title).toBe('Esta OTEC no está vigente')
    await loadRegistro(p.deps, organismoOf(78_000_046))
    expect((await proveOtec(me, SOLICITAR_URL, 78_000_046)).url).toBe(
      pasoUrl('juridica', 'facilitador/solicitar', 'nuevo'),
    )
  })

  it('a double click makes one request', async () => {
    const me = await registerOtec(p, 78_000_051)
    const { action, all } = filledForm(await proveOtec(me, SOLICITAR_URL, 78_000_051), pedido(2051))
    const clicks = await Promise.all([me.post(action, all), me.post(action, all)])
    expect(clicks.map(({ title }) => title)).toEqual(['Registramos su solicitud', 'Registramos su solicitud'])
    expect(await mailsFor(p, facilitadorEmail(2051))).toHaveLength(1)
  })

  it('bad input comes back with everything kept and a message at each field', async () => {
    const me = await registerOtec(p, 78_000_061)
    const form = await proveOtec(me, SOLICITAR_URL, 78_000_061)
    const page = await me.submitFrom(form, {
      nie: '##',
      tipoDocumento: 'carnet',
      nombres: 'José <b>',
      apellidoPaterno: '',
      paisOrigen: 'CHL',
      email: 'no es',
    })
    expect(page.status).toBe(422)
    expect(page.errors).toHaveLength(6)
    expect(page.html).toContain('value="José &lt;b&gt;"')
    expect((await me.submitFrom(page, pedido(2061))).title).toBe('Registramos su solicitud')
  })

  it('neither form can be sent without a valid token, nor the second paso before the first', async () => {
    const me = new ScriptFreeBrowser(p.app)
    for (const url of [
      SOLICITAR_URL,
      RECUPERAR_URL,
      pasoUrl('juridica', 'facilitador/solicitar', 'nuevo'),
      paths.refuseOtec,
    ]) {
      expect((await me.postRaw(url, { rutOtec: rutOf(78_000_061), claveOtec: CLAVE })).status).toBe(403)
    }
    for (const paso of [
      pasoUrl('juridica', 'facilitador/solicitar', 'nuevo'),
      pasoUrl('juridica', 'facilitador/solicitar', 'retirar'),
      pasoUrl('juridica', 'facilitador/recuperar', 'elegir'),
    ]) {
      const page = await me.open(paso)
      expect([SOLICITAR_URL, RECUPERAR_URL]).toContain(page.url)
      expect(page.errors[0]).toContain('comience de nuevo')
    }
  })
})
