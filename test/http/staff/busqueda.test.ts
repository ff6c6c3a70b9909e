import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casoContext } from '../../../src/application/accounts/casos.ts'
import { indexNames } from '../../../src/application/worker/index-names.ts'
import { paths } from '../../../src/domain/urls.ts'
import { makeCaso } from '../../support/data/casos.ts'
import { rutOf } from '../../support/data/personas.ts'
import { signedIn } from '../../support/http/console.ts'
import { emailOf, registerConfirmed } from '../../support/http/journeys.ts'
import type { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const RUT_NUMBER = 33_000_001

describe('the search of the console', () => {
  let p: TestProduct
  let me: ScriptFreeBrowser
  beforeAll(async () => {
    p = await createTestProduct()
    await registerConfirmed(p, RUT_NUMBER)
    await indexNames(p.deps)
    me = (await signedIn(p, 'ejecutivo')).me
  })
  afterAll(() => p.close())

  const search = async (q: string) => me.submit(paths.console.buscar, { q })

  it('shows who was searched for, masked, in an address that does not say it', async () => {
    const page = await search('nancupil maria')
    expect(page.status).toBe(200)
    expect(page.url).toMatch(/^\/funcionarios\/resultados\?busqueda=[\w-]{20,}$/)
    expect(page.html).toContain('33.•••.•••-')
    expect(page.html).toContain('Una cuenta')
    expect(page.html).not.toContain('@correo.test"')
  })

  it('leads from the whole RUT of an account to opening it, and whoever may not open it to what was found', async () => {
    const page = await search(rutOf(RUT_NUMBER))
    expect(page.url).toMatch(/^\/funcionarios\/abrir\?cuenta=/)
    expect(page.html).toContain('33.•••.•••-')
    expect(page.html).toContain(`href="${paths.console.buscar}">Volver`)
    const { me: revisor } = await signedIn(p, 'revisor')
    const found = await revisor.submit(paths.console.buscar, { q: rutOf(RUT_NUMBER) })
    expect(found.html).toContain('Una cuenta')
  })

  it('keeps the search of each tab, and what was typed only encrypted', async () => {
    const one = await search(emailOf(RUT_NUMBER))
    await search('Nadie Conocido')
    expect((await me.open(one.url)).html).toContain('Una cuenta')
    expect((await me.open(`${paths.console.found}?busqueda=otra`)).url).toBe(paths.console.buscar)
    const other = (await signedIn(p, 'supervisor')).me
    expect((await other.open(one.url)).url).toBe(paths.console.buscar)
  })

  it('comes back with what is too short, and says what to do where there is nobody', async () => {
    expect(await search('an')).toMatchObject({ status: 422 })
    expect((await search('an')).html).toContain('Escriba 3 letras o números, o más')
    expect((await search('Zutano')).html).toContain('No encontramos nada')
    const nobody = await search(rutOf(39_000_000))
    expect(nobody.html).toContain(`No hay cuenta con el RUT 39.000.000-${rutOf(39_000_000).slice(-1)}`)
  })

  it('leads from the number of a caso and from an error’s reference to what they stand for', async () => {
    const facts = { identificador: rutOf(RUT_NUMBER), network: null, proofs: ['clave'] }
    await p.deps.store.transaction(async (uow) => {
      await uow.casos.create(
        makeCaso({
          number: 'CASE2345',
          encryptedFacts: p.deps.cipher.encrypt(JSON.stringify(facts), casoContext('CASE2345')),
        }),
      )
      await uow.errorReferences.save({
        ...{ id: '0a1b2c3d-x', reference: '0A1B2C3D', route: 'GET /algo', status: 500, kind: 'TypeError' },
        createdAt: p.clock.now(),
      })
    })
    const caso = (await search('case 2345')).html
    for (const text of ['Caso CASE2345', 'dice que no creó la cuenta', 'Sigue abierto', '33.•••.•••-'])
      expect(caso).toContain(text)
    const error = (await search('0a1b2c3d')).html
    for (const text of ['Error 0A1B2C3D', '500 en GET /algo']) expect(error).toContain(text)
  })

  it('shows text as text, whatever is searched for', async () => {
    const { html } = await search('<b>"Ana\'s"</b>')
    expect(html).not.toContain('<b>"Ana')
    expect(html).toContain('&lt;b&gt;&#34;Ana')
  })

  it('is for whoever may search', async () => {
    const { me: admin } = await signedIn(p, 'administrador')
    expect((await admin.open(paths.console.buscar)).status).toBe(403)
    expect((await admin.open(paths.console.found)).status).toBe(403)
    expect((await (await signedIn(p, 'revisor')).me.open(paths.console.buscar)).status).toBe(200)
  })
})
