import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markBounce } from '../../../src/application/notices/bounces.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { KNOWN_PREGUNTAS } from '../../../src/domain/secrets/respuesta-secreta.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { rutOf } from '../../support/data/personas.ts'
import {
  naturalCuenta,
  registerNaturalWith,
  requestEnlace,
  requestProvisoria,
  respond,
  shownProvisoria,
  validateForActualizar,
  validateForCambiar,
} from '../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { type CountedProduct, createCountedProduct } from '../../support/product/counted-product.ts'

const CUENTAS: [string, Partial<Cuenta>][] = [
  ['active', {}],
  ['frozen', { estado: 'congelada' }],
  ['closed', { estado: 'cerrada' }],
  ['without question', { preguntaSecreta: null, respuestaHash: null }],
  ['without e-mail', { email: null }],
  ['with a mobile', { celular: '933000005' }],
  ['with a mobile only', { email: null, celular: '933000006' }],
  ['without birth date', { fechaNacimiento: null }],
  ['without CS', { claveHash: null }],
  ['whose mail comes back', {}],
]
const DECOY = 33_000_099

/** What a stranger sees: status, headers, cookie names and page, without per-render tokens. */
function visible({ status, url, html, headers }: LoadedPage) {
  const { 'x-request-id': _id, date: _date, etag: _etag, 'content-length': _length, ...rest } = headers
  const withoutNonces = JSON.stringify(rest)
    .replace(/nonce-[^']+/g, 'nonce')
    .replace(/clave=[^;]+/g, 'clave=')
  const preguntas = KNOWN_PREGUNTAS.reduce(
    (text, pregunta) => text.replaceAll(pregunta.text, 'PREGUNTA'),
    html,
  )
  const page = preguntas
    .replace(/(type="hidden"[^>]* value|nonce)="[^"]*"/g, '$1')
    .replace(/visita-[\w-]+/g, 'VISITA')
    .replace(/\/captcha\/[^"]+/g, 'CAPTCHA')
    .replace(/\?solicitud=[\da-f-]+/g, '')
    .replace(/33\.?000\.?0\d\d-[\dK]/g, 'RUT')
  return { status, url, headers: withoutNonces, page }
}

describe('before any proof', () => {
  let p: CountedProduct
  beforeAll(async () => {
    p = await createCountedProduct()
    for (const [n, [, changes]] of CUENTAS.entries()) await registerNaturalWith(p, 33_000_001 + n, changes)
    const comesBack = await naturalCuenta(p, 33_000_000 + CUENTAS.length)
    await p.deps.store.transaction((uow) =>
      markBounce(p.deps, uow, { to: comesBack.email ?? '', cuentaId: comesBack.id }, 'direccion'),
    )
  })
  afterAll(() => p.close())

  const FLOWS: [string, (me: ScriptFreeBrowser, number: number) => Promise<LoadedPage>][] = [
    [
      'the question of recuperar',
      (me, number) => me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(number) }),
    ],
    ['a wrong answer', (me, number) => respond(me, number, 'no es esta')],
    ['a wrong CS', (me, number) => validateForCambiar(me, number, 'no es esta')],
    ['a wrong temporary key', (me, number) => validateForCambiar(me, number, 'ABCDEFGHJK')],
    [
      'wrong data in actualizar',
      (me, number) => validateForActualizar(me, number, { emailRegistrado: 'x@correo.test' }),
    ],
    ['the link by mail', requestEnlace],
    [
      'a wrong CS in actualizar',
      (me, number) =>
        me.submit(pasoUrl('natural', 'actualizar', 'clave'), { rut: rutOf(number), claveActual: 'mala' }),
    ],
  ]

  /** What a stranger sees after a flow, how many hashes it cost, and what it asked of the database. */
  async function view(flow: (me: ScriptFreeBrowser, number: number) => Promise<LoadedPage>, number: number) {
    const before = p.composition.hasherStatus().done
    let page: ReturnType<typeof visible> | undefined
    const work = await p.count(async () => {
      page = visible(await flow(new ScriptFreeBrowser(p.app), number))
    })
    return { ...page, work, hashes: p.composition.hasherStatus().done - before }
  }

  it.each(FLOWS)(
    '%s looks the same for every account as without one, and costs the same hashes and statements',
    async (_what, flow) => {
      const decoy = await view(flow, DECOY)
      for (const n of CUENTAS.keys()) expect(await view(flow, 33_000_001 + n)).toEqual(decoy)
    },
  )

  it('a lockout after five misses does too', async () => {
    const close = async (me: ScriptFreeBrowser, number: number) => {
      let page = await validateForCambiar(me, number, 'no es esta')
      while (!page.errors[0]?.includes('está cerrada hasta'))
        page = await validateForCambiar(me, number, 'ni esta')
      return page
    }
    const decoy = await view(close, DECOY)
    for (const n of CUENTAS.keys()) expect(await view(close, 33_000_001 + n)).toEqual(decoy)
  })

  it('a wrong temporary key gets the same whether or not one is live', async () => {
    await registerNaturalWith(p, 33_000_020, {})
    expect(await requestProvisoria(new ScriptFreeBrowser(p.app), 33_000_020)).not.toBe('')
    const wrong = (me: ScriptFreeBrowser, number: number) => validateForCambiar(me, number, 'ABCDEFGHJK')
    expect(await view(wrong, 33_000_020)).toEqual(await view(wrong, 33_000_021))
  })

  it('only the proof reveals the state of an account', async () => {
    await registerNaturalWith(p, 33_000_030, { estado: 'cerrada' })
    const page = await respond(new ScriptFreeBrowser(p.app), 33_000_030)
    expect(page).toMatchObject({
      url: pasoUrl('natural', 'recuperar', 'alto'),
      title: 'Esta cuenta está cerrada',
    })
    expect(shownProvisoria(page)).toBe('')
  })
})
