import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import { becomeNatural, cambiarWithNie, nieCuenta, registerMigrante } from '../../support/data/migrantes.ts'
import { CLAVE, naturalRegistration, rutOf } from '../../support/data/personas.ts'
import {
  cambiar,
  emailOf,
  enlaceFor,
  naturalCuenta,
  noFuiYo,
  validateForCambiar,
} from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const NEW_CLAVE = 'Qu3ltehue!'

describe.each(ENGINES)('“No fui yo” about a migrant who became a natural person, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine, env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
  })
  afterAll(() => p.close())

  it('gets perfil and NIE back with “No fui yo”, which frees the RUT; the call centre decides, since a code did it', async () => {
    const number = 24_000_015
    const me = await registerMigrante(p, number)
    const { id } = await nieCuenta(p, number)
    p.clock.advance({ minutes: 1 })
    await becomeNatural(p, me, number, rutOf(number))
    expect(textOf(await noFuiYo(p, emailOf(number)))).toMatch(/Su número de caso es [A-Z2-9]{8}\./)
    expect(await nieCuenta(p, number)).toMatchObject({
      id,
      perfil: 'migrante',
      estado: 'congelada',
      wayBack: 'mesa',
    })
    const entries = (await auditOf(p, id)).filter(({ event }) => event === 'perfil_cambiado')
    expect(entries[0]).toMatchObject({ result: 'repuesto', detail: { de: 'natural', a: 'migrante' } })
    const owner = await me.submit(
      pasoUrl('natural', 'registrar'),
      naturalRegistration(number, { email: 'duena15@correo.test' }),
    )
    expect(owner.title).toBe('Su cuenta fue creada')
  })

  it('stays as it is, frozen, after “No fui yo” about the registration: the call centre decides', async () => {
    const number = 24_000_016
    await registerMigrante(p, number)
    const fromRegistro = await enlaceFor(p, emailOf(number), 'No fui yo')
    p.clock.advance({ minutes: 1 })
    const intruder = new ScriptFreeBrowser(p.app)
    await becomeNatural(p, intruder, number, rutOf(number))
    const me = new ScriptFreeBrowser(p.app)
    await me.press(await me.open(fromRegistro), paths.enlacePages['no-fui-yo'])
    expect(await naturalCuenta(p, number)).toMatchObject({
      perfil: 'natural',
      estado: 'congelada',
      wayBack: 'mesa',
    })
  })

  it('stays under the RUT after “No fui yo” about a later event', async () => {
    const number = 24_000_017
    const me = await registerMigrante(p, number)
    await becomeNatural(p, me, number, rutOf(number))
    p.clock.advance({ minutes: 1 })
    await cambiar(me, number, CLAVE, NEW_CLAVE)
    await noFuiYo(p, emailOf(number))
    expect(await naturalCuenta(p, number)).toMatchObject({ perfil: 'natural', estado: 'congelada' })
    expect((await validateForCambiar(me, number, NEW_CLAVE)).title).toBe('Su cuenta está congelada')
    expect((await cambiarWithNie(me, number, NEW_CLAVE)).title).toBe('Su cuenta está congelada')
  })
})
