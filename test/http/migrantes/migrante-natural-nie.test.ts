import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operacion } from '../../../src/domain/perfil.ts'
import { pasoUrl, paths, urlOfPaso } from '../../../src/domain/urls.ts'
import {
  answerWithNie,
  becomeNatural,
  cambiarWithNie,
  migranteWithCodigo,
  migranteWithRespuesta,
  registerMigrante,
} from '../../support/data/migrantes.ts'
import {
  CLAVE,
  migranteRegistration,
  naturalRegistration,
  nieOf,
  rutOf,
} from '../../support/data/personas.ts'
import { emailOf, enlaceFor, returnFields, validateForCambiar } from '../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'

describe('a migrant who gives an RUT at Actualizar Datos', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
  })
  afterAll(() => p.close())

  it('sees no change with the NIE before proof; after it, each operation leads to the RUT', async () => {
    const number = 24_000_003
    const me = await registerMigrante(p, number)
    const pregunta = await me.submit(pasoUrl('migrante', 'recuperar'), { nie: nieOf(number) })
    await becomeNatural(p, me, number, rutOf(number))
    const other = new ScriptFreeBrowser(p.app)
    const after = await other.submit(pasoUrl('migrante', 'recuperar'), { nie: nieOf(number) })
    expect(textOf(after)).toBe(textOf(pregunta))
    expect((await cambiarWithNie(other, number, 'no es esta')).errors).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
    ])
    const stopPages: [LoadedPage, Operacion][] = [
      [await cambiarWithNie(other, number), 'cambiar'],
      [await answerWithNie(other, number), 'recuperar'],
      [await migranteWithRespuesta(other, number), 'actualizar'],
      [await migranteWithCodigo(p, other, number), 'actualizar'],
      [
        await other.submit(pasoUrl('migrante', 'actualizar', 'clave'), {
          nie: nieOf(number),
          claveActual: CLAVE,
        }),
        'actualizar',
      ],
    ]
    for (const [page, operacion] of stopPages) {
      expect(page).toMatchObject({
        url: urlOfPaso({ perfil: 'migrante', operacion, paso: 'alto' }),
        title: 'Ahora use su RUT',
      })
      expect(page.html).toContain(`href="${urlOfPaso({ perfil: 'natural', operacion })}"`)
      expect(page.html).not.toContain('24.000.003')
    }
    const registration = await other.submit(pasoUrl('migrante', 'registrar'), migranteRegistration(number))
    expect(registration.title).toBe('Ya tiene una cuenta')
    const withRut = await other.submit(pasoUrl('natural', 'registrar'), naturalRegistration(number))
    expect(withRut.title).toBe('Ya tiene una cuenta')
    const facilitador = await other.submit(pasoUrl('facilitador', 'cambiar'), {
      nie: nieOf(number),
      claveActual: CLAVE,
    })
    expect(facilitador.status).toBe(422)
  })

  it('by the tries of one identificador, tells nobody that the other is the same person’s', async () => {
    const number = 24_000_004
    const me = await registerMigrante(p, number)
    const other = new ScriptFreeBrowser(p.app)
    const missRut = (n = number) => validateForCambiar(other, n, 'no es esta')
    const missNie = (n = number) => cambiarWithNie(other, n, 'no es esta')
    const unknown = 24_000_904
    const misses = async () => {
      const pages = [missRut, missNie, missNie, missRut, missNie, missNie, missNie, missRut]
      const errors: string[][] = []
      for (const [at, miss] of pages.entries()) {
        // Halfway the RUT becomes the account's; of the unknown one, nobody's.
        if (at === 2) await becomeNatural(p, me, number, rutOf(number))
        const known = (await miss()).errors
        expect((await miss(unknown)).errors).toEqual(known)
        errors.push(known)
      }
      return errors
    }
    const errors = await misses()
    expect(errors.slice(0, 4).flat()).toEqual(
      [4, 4, 3, 3].map((left) => `Los datos no coinciden. Revíselos. Le quedan ${left} intentos`),
    )
    expect(errors[6]?.[0]).toContain('está cerrada hasta las')
    expect(errors[7]).toEqual(['Los datos no coinciden. Revíselos. Le quedan 2 intentos'])
  })

  it('where it was proven, has the tries of both identificadores together', async () => {
    const number = 24_000_025
    const me = await registerMigrante(p, number)
    await cambiarWithNie(me, number)
    await cambiarWithNie(me, number, 'no es esta')
    await becomeNatural(p, me, number, rutOf(number))
    expect((await validateForCambiar(me, number, 'no es esta')).errors).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 3 intentos',
    ])
    for (const _ of [1, 2]) await cambiarWithNie(me, number, 'no es esta')
    await validateForCambiar(me, number, 'no es esta')
    for (const page of [await validateForCambiar(me, number), await cambiarWithNie(me, number)]) {
      expect(page.errors[0]).toContain('está cerrada hasta las')
    }
  })

  it('gets a link with the NIE that leads to the account under its RUT', async () => {
    const number = 24_000_005
    const me = await registerMigrante(p, number)
    await becomeNatural(p, me, number, rutOf(number))
    await me.submit(pasoUrl('migrante', 'recuperar'), { nie: nieOf(number) })
    await me.submit(pasoUrl('migrante', 'recuperar', 'correo'), {})
    const enlace = await me.open(await enlaceFor(p, emailOf(number), 'Recuperar mi CS'))
    const nuevaPage = await me.press(enlace, paths.enlacePages.recuperar)
    expect(nuevaPage.url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    const finished = await me.submitFrom(nuevaPage, returnFields(NEW_CLAVE))
    expect(finished.title).toBe('Su CS fue cambiada')
    expect((await validateForCambiar(me, number, NEW_CLAVE)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })
})
