import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logoUrl } from '../../../src/domain/sistema-urls.ts'
import type { Sistema } from '../../../src/domain/sistemas/sistema.ts'
import { completarUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { sistemaOf } from '../../support/data/sistemas.ts'
import {
  actualizarFields,
  cambiar,
  emailOf,
  enlaceFor,
  registerConfirmed,
  registerNatural,
  respond,
  validateForActualizar,
} from '../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const DESTINATION = 'https://asistencia.test/curso?id=7&x=a b'
const ENCODED_DESTINATION = 'https://asistencia.test/curso?id=7&x=a%20b'
const NEW_CLAVE = 'Qu3ltehue!'

/** The destination of the link “Volver a Asistencia” of a page. */
const volverIn = (page: LoadedPage): string | undefined =>
  /href="([^"]+)"[^>]*>Volver a Asistencia</.exec(page.html)?.[1]?.replaceAll('&amp;', '&')

describe('?volver=', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  /** A browser that another SENCE system sent here. */
  async function arrivedWithVolver(path: string, volver = DESTINATION): Promise<ScriptFreeBrowser> {
    const me = new ScriptFreeBrowser(p.app)
    await me.open(`${path}?volver=${encodeURIComponent(volver)}`)
    return me
  }

  it('is offered on the last page of registrar', async () => {
    const me = await arrivedWithVolver(pasoUrl('natural', 'registrar'))
    const finished = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(20_000_001))
    expect(volverIn(finished)).toBe(ENCODED_DESTINATION)
  })

  it('is offered to somebody already registered', async () => {
    await registerNatural(p, 20_000_002)
    const me = await arrivedWithVolver(pasoUrl('natural', 'registrar'))
    const stopped = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(20_000_002))
    expect(volverIn(stopped)).toBe(ENCODED_DESTINATION)
  })

  it('survives recuperar and cambiar, mistakes included', async () => {
    await registerNatural(p, 20_000_003)
    const me = await arrivedWithVolver(pasoUrl('natural', 'recuperar'))
    const failed = await respond(me, 20_000_003, 'no es esta')
    const finished = await me.submitFrom(failed, { respuestaSecreta: RESPUESTA })
    expect(volverIn(finished)).toBe(ENCODED_DESTINATION)
    const clave = /id="clave-provisoria"[^>]*>([^<]+)</.exec(finished.html)?.[1] ?? ''
    expect(volverIn(await cambiar(me, 20_000_003, clave, NEW_CLAVE))).toBe(ENCODED_DESTINATION)
  })

  it('survives the mailed link when it is opened in the same browser', async () => {
    await registerConfirmed(p, 20_000_004)
    const me = await arrivedWithVolver('/')
    await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(20_000_004) })
    expect(volverIn(await me.submit(pasoUrl('natural', 'recuperar', 'correo'), {}))).toBe(ENCODED_DESTINATION)
    const enlace = await enlaceFor(p, emailOf(20_000_004), 'Recuperar mi CS')
    const nuevaPage = await me.press(await me.open(enlace), paths.enlacePages.recuperar)
    const finished = await me.submitFrom(nuevaPage, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    expect(volverIn(finished)).toBe(ENCODED_DESTINATION)
  })

  it('survives actualizar and completing data after a change of CS', async () => {
    await registerNatural(p, 20_000_005)
    const me = await arrivedWithVolver(pasoUrl('natural', 'actualizar'))
    const seguridad = await validateForActualizar(me, 20_000_005)
    const data = await me.submitFrom(seguridad, { preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA })
    expect(volverIn(await me.submitFrom(data, actualizarFields(20_000_005)))).toBe(ENCODED_DESTINATION)

    await p.deps.store.transaction(async (uow) => {
      const cuenta = await uow.cuentas.findByIdentificador('natural', rutOf(20_000_005))
      if (cuenta) await uow.cuentas.save({ ...cuenta, direccion: null })
    })
    const changed = await cambiar(me, 20_000_005, CLAVE, NEW_CLAVE)
    const complete = await me.press(changed, completarUrl('natural'))
    expect(volverIn(await me.submitFrom(complete, actualizarFields(20_000_005)))).toBe(ENCODED_DESTINATION)
  })

  it('survives a second click, after the first renewed the session', async () => {
    const me = await arrivedWithVolver(pasoUrl('natural', 'registrar'))
    const form = await me.open(pasoUrl('natural', 'registrar'))
    await me.submitFrom(form, naturalRegistration(20_000_006))
    const again = await me.submitFrom(form, naturalRegistration(20_000_006))
    expect(volverIn(again)).toBe(ENCODED_DESTINATION)
  })

  it.each([
    ['javascript:', 'javascript:alert(1)//https://asistencia.test'],
    ['credentials', 'https://yo:clave@asistencia.test/'],
    ['another origin', 'https://asistencia.test.malo.test/'],
    ['another port', 'https://asistencia.test:8443/'],
    ['http', 'http://asistencia.test/'],
    ['2,001 characters', `https://asistencia.test/${'a'.repeat(1977)}`],
    ['a line break', 'https://asistencia.test/\r\nSet-Cookie: a=b'],
    ['a backslash', 'https:\\\\asistencia.test\\'],
    ['no scheme', '//asistencia.test/'],
  ])('is ignored with %s', async (_what, volver) => {
    const me = await arrivedWithVolver(pasoUrl('natural', 'recuperar'), volver)
    await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(20_000_007) })
    const finished = await me.submit(pasoUrl('natural', 'recuperar', 'correo'), {})
    expect(finished.status).toBe(200)
    expect(finished.html).not.toContain('Volver a Asistencia')
  })

  it('is accepted up to 2,000 characters, and ignored if repeated', async () => {
    const longest = `https://asistencia.test/${'a'.repeat(1976)}`
    const me = await arrivedWithVolver(pasoUrl('natural', 'recuperar'), longest)
    await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(20_000_008) })
    expect(volverIn(await me.submit(pasoUrl('natural', 'recuperar', 'correo'), {}))).toBe(longest)
    const twice = await new ScriptFreeBrowser(p.app).request(
      `/?volver=${ENCODED_DESTINATION}&volver=${ENCODED_DESTINATION}`,
    )
    expect(twice.status).toBe(200)
    expect(twice.headers).not.toHaveProperty('set-cookie')
  })
})

describe('?volver= of the systems of the table', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { RETURN_SYSTEMS: '' } })
    await p.deps.store.transaction(({ sistemas }) =>
      sistemas.create(sistemaOf({ nombre: 'Asistencia', volverOrigins: ['https://asistencia.test'] })),
    )
  })
  afterAll(() => p.close())

  const opensSession = async (volver: string) => {
    const { headers } = await new ScriptFreeBrowser(p.app).request(`/?volver=${encodeURIComponent(volver)}`)
    return 'set-cookie' in headers
  }

  it('is offered, exactly for its origins', async () => {
    const me = new ScriptFreeBrowser(p.app)
    await me.open(`/?volver=${encodeURIComponent(DESTINATION)}`)
    await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(20_200_001) })
    expect(volverIn(await me.submit(pasoUrl('natural', 'recuperar', 'correo'), {}))).toBe(ENCODED_DESTINATION)
    for (const other of ['http://asistencia.test/', 'https://asistencia.test:444/', 'https://otro.test/'])
      expect(await opensSession(other), other).toBe(false)
  })

  it('ends at once with its suspension, and begins at once with a change', async () => {
    const change = (changes: Partial<Sistema>) =>
      p.deps.store.transaction(async ({ sistemas }) => {
        const [one] = await sistemas.findAll()
        return one ? sistemas.save({ ...one, ...changes }) : false
      })
    const me = new ScriptFreeBrowser(p.app)
    await me.open(`/?volver=${encodeURIComponent(DESTINATION)}`)
    const done = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(20_200_002))
    const offeredNow = async () => volverIn(await me.open(done.url))
    expect(await offeredNow()).toBe(ENCODED_DESTINATION)
    expect(await change({ estado: 'suspendido' })).toBe(true)
    expect(await opensSession(DESTINATION)).toBe(false)
    expect(await offeredNow(), 'kept from before').toBeUndefined()
    expect(await change({ estado: 'activo', volverOrigins: ['https://otro.test'] })).toBe(true)
    expect([await opensSession(DESTINATION), await opensSession('https://otro.test/')]).toEqual([false, true])
    expect(await offeredNow(), 'kept from before').toBeUndefined()
  })

  it('its picture is kept under the address of its content, and is gone with it', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const put = (logoHash: string | null) =>
      p.deps.store.transaction(async ({ sistemas }) => {
        const [one] = await sistemas.findAll()
        if (!one) throw new Error('it is gone')
        await sistemas.putLogo(one.id, logoHash === null ? null : Buffer.from('png'))
        await sistemas.save({ ...one, logoHash })
        return one.id
      })
    const id = await put('abc')
    const kept = await me.request(logoUrl(id, 'abc'))
    expect([kept.status, kept.headers['content-type'], kept.headers['cache-control']]).toEqual([
      200,
      'image/png',
      'public, max-age=31536000, immutable',
    ])
    expect([kept.headers['x-content-type-options'], 'set-cookie' in kept.headers]).toEqual(['nosniff', false])
    expect((await me.request(logoUrl(id, 'otro'))).headers['cache-control']).toBe('public, max-age=300')
    await put(null)
    expect((await me.request(logoUrl(id, 'abc'))).status).toBe(404)
    expect((await me.request(logoUrl('nadie', 'abc'))).status).toBe(404)
  })
})

describe('the links of the old system', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it.each([
    ['/Account', '/'],
    ['/account/', '/'],
    ['/Account/Registrar', pasoUrl('natural', 'registrar')],
    ['/ACCOUNT/RECUPERARCLAVE', pasoUrl('natural', 'recuperar')],
    ['/account/cambiarClave', pasoUrl('natural', 'cambiar')],
    ['/Account/ActualizarDatos', pasoUrl('natural', 'actualizar')],
  ])('%s still work, in any letter case and with any query string', async (legacy, fresh) => {
    const me = new ScriptFreeBrowser(p.app)
    const response = await me.request(`${legacy}?ReturnUrl=%2F%2Fmalo.test&a=b`)
    expect(response.status).toBe(301)
    expect(response.headers.location).toBe(`${fresh}?ReturnUrl=%2F%2Fmalo.test&a=b`)
    expect((await me.request(legacy)).headers.location).toBe(fresh)
  })

  it('keep ?volver=', async () => {
    const me = new ScriptFreeBrowser(p.app)
    await me.open(`/Account/RecuperarClave?volver=${encodeURIComponent(DESTINATION)}`)
    await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(20_100_001) })
    expect(volverIn(await me.submit(pasoUrl('natural', 'recuperar', 'correo'), {}))).toBe(ENCODED_DESTINATION)
  })
})
