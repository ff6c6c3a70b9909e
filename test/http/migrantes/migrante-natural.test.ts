import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideDocumento } from '../../../src/application/accounts/decide-documento.ts'
import { REFUSAL_TEXTS } from '../../../src/domain/outcome/refusals.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import {
  answerWithNie,
  becomeNatural,
  migranteWithCodigo,
  migranteWithRespuesta,
  nieCuenta,
  registerMigrante,
  validateMigrante,
} from '../../support/data/migrantes.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { nieOf, rutOf } from '../../support/data/personas.ts'
import { confirmCelular } from '../../support/http/celular.ts'
import {
  actualizarFields,
  codeFor,
  emailOf,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  respond,
  validateForCambiar,
} from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NOW_USES_RUT = 'Desde ahora use su RUT.'

describe('a migrant who gives an RUT at Actualizar Datos', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
  })
  afterAll(() => p.close())

  it('becomes a natural person with the same account and CS, told on page and by mail, and audited', async () => {
    const number = 24_000_001
    const me = await registerMigrante(p, number)
    const before = await nieCuenta(p, number)
    const data = await migranteWithCodigo(p, me, number, rutOf(number))
    expect(textOf(data)).toContain('24.000.001')
    const finished = await me.submitFrom(data, actualizarFields(number, { direccion: 'Otra 9' }))
    expect(finished).toMatchObject({
      url: pasoUrl('migrante', 'actualizar', 'listo'),
      title: 'Datos actualizados',
    })
    expect(textOf(finished)).toContain(NOW_USES_RUT)
    expect(await naturalCuenta(p, number)).toMatchObject({
      id: before.id,
      perfil: 'natural',
      direccion: 'Otra 9',
      paisOrigen: 'VEN',
      createdAt: before.createdAt,
    })
    const aviso = (await mailsFor(p, emailOf(number))).at(-1)
    expect(aviso?.subject).toBe('Sus datos de Clave Sence fueron actualizados')
    expect(aviso?.text).toContain('Desde ahora use su RUT en lugar de su NIE')
    expect(aviso?.text).not.toContain('24.000.001')
    const entry = (await auditOf(p, before.id)).find(({ event }) => event === 'perfil_cambiado')
    expect(entry).toMatchObject({ result: 'hecho', detail: { de: 'migrante', a: 'natural' } })
    expect((await validateForCambiar(me, number)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('needs the code: the answer alone is refused at the RUT, also just after a recovery', async () => {
    const [number, recovered] = [24_000_020, 24_000_021]
    for (const n of [number, recovered]) await registerMigrante(p, n)
    await answerWithNie(new ScriptFreeBrowser(p.app), recovered)
    for (const n of [number, recovered]) {
      const thief = new ScriptFreeBrowser(p.app)
      const data = await migranteWithRespuesta(thief, n, rutOf(n))
      const refused = await thief.submitFrom(data, actualizarFields(n))
      expect(refused).toMatchObject({ status: 422, errors: [REFUSAL_TEXTS.cambio_exige_codigo_rut] })
      expect(refused.html).toContain('href="#rutAlternativo"')
      expect(refused.html).toContain('id="rutAlternativo-error"')
      expect((await nieCuenta(p, n)).perfil).toBe('migrante')
      expect((await respond(thief, n)).title).not.toBe('Su clave provisoria está lista')
    }
  })

  it('keeps what was typed, except secrets, when the code is requested at the data', async () => {
    const number = 24_000_022
    const me = await registerMigrante(p, number)
    const fields = actualizarFields(number, {
      direccion: 'Otra 22',
      celular: '9 8765 4322',
      sinCelular: '',
      preguntaNueva: 'p05',
      respuestaNueva: 'Nahuel Elefantito',
    })
    const refused = await me.submitFrom(await migranteWithRespuesta(me, number, rutOf(number)), fields)
    expect(refused.errors).toContain(REFUSAL_TEXTS.cambio_exige_codigo_rut)
    const requested = await me.submitFrom(refused, fields, 'codigo')
    // Mails dispatched in one round have no order under a stopped clock.
    await p.dispatch()
    const other = await me.submitFrom(requested, {}, 'codigo')
    const returned = await me.submitFrom(other, { codigo: await codeFor(p, emailOf(number)) })
    expect(returned.url).toBe(pasoUrl('migrante', 'actualizar', 'datos'))
    expect(returned.html).toContain('value="Otra 22"')
    expect(returned.html).toContain('value="9 8765 4322"')
    expect(returned.html).not.toMatch(/id="sinCelular"[^>]* checked/)
    expect(returned.html).not.toContain('Elefantito')
    const finished = await me.submitFrom(returned, fields)
    expect(textOf(finished)).toContain(NOW_USES_RUT)
    await confirmCelular(p, me, finished, 'actualizar', '987654322', 'migrante')
    expect(await naturalCuenta(p, number)).toMatchObject({ direccion: 'Otra 22', celular: '987654322' })
  })

  it('sees newer saved data rather than what was typed before the code', async () => {
    const number = 24_000_023
    const me = await registerMigrante(p, number)
    const data = await migranteWithRespuesta(me, number)
    const requested = await me.submitFrom(data, actualizarFields(number, { direccion: 'Vieja 23' }), 'codigo')
    const codigo = await codeFor(p, emailOf(number))
    const other = new ScriptFreeBrowser(p.app)
    await other.submitFrom(
      await migranteWithRespuesta(other, number),
      actualizarFields(number, { direccion: 'Nueva 23' }),
    )
    const returned = await me.submitFrom(requested, { codigo })
    expect(returned.html).toContain('value="Nueva 23"')
    expect(returned.html).not.toContain('Vieja 23')
  })

  it('is told at the question that an RUT needs the code', async () => {
    const me = await registerMigrante(p, 24_000_024)
    const read = async (rut: string) => textOf(await validateMigrante(me, 24_000_024, rut))
    const sentence = 'Para usar su RUT en lugar de su NIE, presione «Recibir un código en mi correo».'
    expect(await read(rutOf(24_000_024))).toContain(sentence)
    expect(await read('')).not.toContain(sentence)
  })

  it('loses “verificada”, which covered the documento and not the RUT', async () => {
    const number = 24_000_002
    const me = await registerMigrante(p, number)
    await p.deps.store.transaction(async (uow) => {
      const cuenta = await uow.cuentas.findByIdentificador('migrante', nieOf(number))
      if (cuenta) await uow.cuentas.save({ ...cuenta, identidad: 'verificada' })
    })
    p.clock.advance({ minutes: 1 })
    await becomeNatural(p, me, number, rutOf(number))
    expect((await naturalCuenta(p, number)).identidad).toBe('declarada')
    await noFuiYo(p, emailOf(number))
    expect((await nieCuenta(p, number)).identidad).toBe('verificada')
  })

  it('stays “declarada” when the documento is verified later: it does not prove the RUT', async () => {
    const number = 24_000_019
    const me = await registerMigrante(p, number)
    await becomeNatural(p, me, number, rutOf(number))
    const { id } = await naturalCuenta(p, number)
    const decided = await p.deps.store.transaction(async (uow) => {
      const documento = (await uow.documentos.findPending(1000)).find(({ cuentaId }) => cuentaId === id)
      if (!documento) throw new Error('no document')
      return decideDocumento(p.deps, uow, documento, { estado: 'verificado', reason: null }, OPERADOR)
    })
    expect(decided).toEqual({ identidadVerificada: false, notified: true })
    expect((await naturalCuenta(p, number)).identidad).toBe('declarada')
  })

  it('ends the account’s other solicitudes, and can return to where the person came from', async () => {
    const number = 24_000_014
    await registerMigrante(p, number)
    const neighbor = new ScriptFreeBrowser(p.app)
    const open = await migranteWithRespuesta(neighbor, number)
    const me = new ScriptFreeBrowser(p.app)
    await me.open(`${pasoUrl('migrante', 'actualizar')}?volver=https%3A%2F%2Fasistencia.test%2Fcurso`)
    const finished = await becomeNatural(p, me, number, rutOf(number))
    expect(finished.html).toContain('href="https://asistencia.test/curso"')
    expect((await neighbor.submitFrom(open, actualizarFields(number))).url).toBe(
      pasoUrl('migrante', 'actualizar'),
    )
  })

  it('recovers with the RUT like everybody', async () => {
    const number = 24_000_018
    const me = await registerMigrante(p, number)
    await becomeNatural(p, me, number, rutOf(number))
    expect((await respond(me, number)).title).toBe('Su clave provisoria está lista')
  })
})
