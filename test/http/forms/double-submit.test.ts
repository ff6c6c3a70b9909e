import type { Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import {
  actualizarFields,
  codeFor,
  emailOf,
  mailsFor,
  registerConfirmed,
  registerNatural,
  shownProvisoria,
  validateForActualizar,
  validateForCambiar,
  withRespuesta,
} from '../../support/http/journeys.ts'
import {
  type FormFields,
  filledForm,
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const NEW_CLAVE = 'Qu3ltehue!'

describe.each(ENGINES)('the same form sent twice at once, on %s', (engine) => {
  let p: TestProduct
  let server: Server
  beforeAll(async () => {
    p = await createTestProduct({ engine })
    server = p.app.listen(0)
  })
  afterAll(async () => {
    server.close()
    await p.close()
  })

  const browser = () => new ScriptFreeBrowser(server)

  /** A double click. @returns the pages that both responses lead to. */
  async function submitTwice(
    me: ScriptFreeBrowser,
    page: LoadedPage,
    fields: FormFields,
  ): Promise<LoadedPage[]> {
    const { action, all } = filledForm(page, fields)
    const responses = await Promise.all([me.postRaw(action, all), me.postRaw(action, all)])
    const pages: LoadedPage[] = []
    for (const response of responses) pages.push(await me.follow(response, action))
    return pages
  }
  const titles = (pages: LoadedPage[]) => [...new Set(pages.map(({ title }) => title))]

  it('creates one account, and both get the same page', async () => {
    const me = browser()
    const pages = await submitTwice(
      me,
      await me.open(pasoUrl('natural', 'registrar')),
      naturalRegistration(26_000_001),
    )
    expect(titles(pages)).toEqual(['Su cuenta fue creada'])
    expect(await mailsFor(p, emailOf(26_000_001))).toHaveLength(1)
  })

  it('creates one temporary key, and both show it', async () => {
    await registerNatural(p, 26_000_002)
    const me = browser()
    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(26_000_002) })
    const pages = await submitTwice(me, pregunta, { respuestaSecreta: RESPUESTA })
    expect(shownProvisoria(pages[0] ?? pregunta)).not.toBe('')
    expect(new Set(pages.map(shownProvisoria)).size).toBe(1)
  })

  it('changes the CS once, and both say so', async () => {
    await registerNatural(p, 26_000_003)
    const me = browser()
    const pages = await submitTwice(me, await validateForCambiar(me, 26_000_003, CLAVE), {
      claveNueva: NEW_CLAVE,
      repetirClaveNueva: NEW_CLAVE,
    })
    expect(titles(pages)).toEqual(['Su CS fue cambiada'])
    expect(await mailsFor(p, emailOf(26_000_003))).toHaveLength(2)
  })

  it('validates once with CS, data, answer or code, and both continue', async () => {
    await registerConfirmed(p, 26_000_004)
    const me = browser()
    const credential = { rut: rutOf(26_000_004), claveActual: CLAVE }
    const cambiar = await submitTwice(me, await me.open(pasoUrl('natural', 'cambiar')), credential)
    expect(cambiar.map(({ url }) => url)).toEqual(Array(2).fill(pasoUrl('natural', 'cambiar', 'nueva')))
    const seguridad = await validateForActualizar(me, 26_000_004)
    const respuesta = { preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }
    const byRespuesta = await submitTwice(me, seguridad, respuesta)
    expect(byRespuesta.map(({ url }) => url)).toEqual(
      Array(2).fill(pasoUrl('natural', 'actualizar', 'datos')),
    )
    const page = await me.submitFrom(await validateForActualizar(me, 26_000_004), {}, 'codigo')
    const codigo = await codeFor(p, emailOf(26_000_004))
    const byCodigo = await submitTwice(me, page, { codigo })
    expect(byCodigo.map(({ url }) => url)).toEqual(Array(2).fill(pasoUrl('natural', 'actualizar', 'datos')))
  })

  it('updates once, and both say so', async () => {
    await registerNatural(p, 26_000_005)
    const me = browser()
    const data = await withRespuesta(me, 26_000_005)
    const pages = await submitTwice(me, data, actualizarFields(26_000_005, { direccion: 'Otra 5' }))
    expect(titles(pages)).toEqual(['Datos actualizados'])
    expect(await mailsFor(p, emailOf(26_000_005))).toHaveLength(2)
  })

  it('costs one try if the CS, the data, the answer or the code is wrong, and both say the same', async () => {
    await registerNatural(p, 26_000_007)
    const me = browser()
    const missed = Array(2).fill(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
    const errors = async (page: LoadedPage, fields: FormFields) =>
      (await submitTwice(me, page, fields)).map((one) => one.errors)
    const credential = { rut: rutOf(26_000_007), claveActual: 'no es esta' }
    expect(await errors(await me.open(pasoUrl('natural', 'cambiar')), credential)).toEqual(missed)
    const data = {
      rut: rutOf(26_000_007),
      fechaNacimiento: '04-10-1994',
      emailRegistrado: emailOf(26_000_007),
    }
    expect(await errors(await me.open(pasoUrl('natural', 'actualizar')), data)).toEqual(missed)
    const seguridad = await validateForActualizar(me, 26_000_007)
    const respuesta = { preguntaSecreta: 'p03', respuestaSecreta: 'no es esta' }
    expect(await errors(seguridad, respuesta)).toEqual(missed)
    const codigo = await me.submitFrom(await validateForActualizar(me, 26_000_007), {}, 'codigo')
    expect(await errors(codigo, { codigo: '000000' })).toEqual(missed)
  })

  it('sends one code, and both pages ask for it', async () => {
    await registerConfirmed(p, 26_000_008)
    const me = browser()
    const seguridad = await validateForActualizar(me, 26_000_008)
    const pages = await submitTwice(me, seguridad, { accion: 'codigo' })
    expect(pages.map(({ url }) => url)).toEqual(Array(2).fill(pasoUrl('natural', 'actualizar', 'codigo')))
    const mails = await mailsFor(p, emailOf(26_000_008))
    expect(mails.filter(({ subject }) => /código/i.test(subject))).toHaveLength(1)
  })

  it('begins one recovery, and both show its question', async () => {
    await registerNatural(p, 26_000_009)
    const me = browser()
    const pages = await submitTwice(me, await me.open(pasoUrl('natural', 'recuperar')), {
      rut: rutOf(26_000_009),
    })
    expect(new Set(pages.map((page) => inputValue(page, 'solicitud'))).size).toBe(1)
  })

  it('costs one try if the answer is wrong', async () => {
    await registerNatural(p, 26_000_006)
    const me = browser()
    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(26_000_006) })
    const pages = await submitTwice(me, pregunta, { respuestaSecreta: 'no es esta' })
    expect(pages.map(({ errors }) => errors)).toEqual(
      Array(2).fill(['Los datos no coinciden. Revíselos. Le quedan 4 intentos']),
    )
  })
})
