/** The pages of the open casos, without scripts (product.md “Cases”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCaso } from '../../../src/application/accounts/casos.ts'
import type { Caso } from '../../../src/application/ports.ts'
import { casoPageUrl, casosUrl, cerrarCasoUrl, paths } from '../../../src/domain/urls.ts'
import { loadCuenta, registerCuenta } from '../../support/data/cuentas.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { naturalRegistration, rutOf } from '../../support/data/personas.ts'
import { signedIn } from '../../support/http/console.ts'
import { textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const { console: urls } = paths
const RUT = 34_000_001

describe('the casos of the console', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const create = (identificador: string, cuentaId: string | null, reason: string) =>
    p.deps.store.transaction(async (uow): Promise<Caso> => {
      const about = { perfil: 'natural', identificador, cuentaId, proofs: ['datos'] } as const
      const caso = await uow.casos.findByNumber(await createCaso(p.deps, uow, OPERADOR, about, reason))
      if (!caso) throw new Error('no caso')
      return caso
    })

  it('lead from the list to a call that goes on with the caso, and say nothing in full', async () => {
    const { me: early } = await signedIn(p, 'ejecutivo')
    expect(textOf(await early.open(urls.casos))).toContain('No hay casos abiertos: todos están resueltos')
    await registerCuenta(p, 'natural', naturalRegistration(RUT, { email: 'rosa.vera@ejemplo.cl' }))
    const caso = await create(
      rutOf(RUT),
      (await loadCuenta(p, 'natural', rutOf(RUT))).id,
      'otro_representante',
    )
    p.clock.advance({ hours: 3 })
    const { me } = await signedIn(p, 'ejecutivo')
    const list = await me.open(casosUrl({ motivo: 'otro_representante', cuenta: 'con' }))
    for (const text of [`Caso ${caso.number}`, 'Hace 3 horas', 'Con cuenta'])
      expect(textOf(list)).toContain(text)
    expect(list.html).toContain('value="otro_representante" selected')
    expect(textOf(await me.open(casosUrl({ perfil: 'migrante' })))).toContain('No hay casos abiertos así')

    const page = await me.open(casoPageUrl(caso.id))
    expect(page.url).not.toContain(caso.number)
    for (const text of [
      'RUT 34.•••.•••-',
      'Había demostrado Datos que otros pueden saber',
      'r****a@ejemplo.cl',
    ])
      expect(textOf(page)).toContain(text)
    for (const whole of ['34.000.001', '34000001', 'rosa.vera']) expect(page.html).not.toContain(whole)
    const [, href = ''] = /href="([^"]+)">Abrir la cuenta para devolver/.exec(page.html) ?? []
    const form = await me.open(href.replaceAll('&amp;', '&'))
    expect(form.html).toContain('value="seguimiento_de_caso" selected')
    const opened = await me.submit(form.url, { motivoLlamada: 'seguimiento_de_caso', numeroLlamada: 'T-1' })
    const [, id = ''] = /llamada=([\w-]+)/.exec(opened.url) ?? []
    const llamada = await p.deps.store.read(({ llamadas }) => llamadas.findById(id))
    expect(llamada).toMatchObject({ casoNumber: caso.number, reason: 'seguimiento_de_caso' })
  })

  it('close one of who has no account, once, and show how it ended', async () => {
    const { me } = await signedIn(p, 'supervisor')
    const caso = await create(rutOf(RUT + 1), null, 'sin_cuenta')
    const page = await me.open(casoPageUrl(caso.id))
    expect(textOf(page)).toContain('No tiene cuenta')
    expect(page.html).not.toContain(urls.abrir)
    const { me: revisor } = await signedIn(p, 'revisor')
    expect((await revisor.open(casoPageUrl(caso.id))).html).not.toContain(urls.cerrarCaso)
    const empty = await me.submit(cerrarCasoUrl(caso.id), {})
    expect(empty.status).toBe(422)
    const stale = await (await signedIn(p, 'ejecutivo')).me.open(cerrarCasoUrl(caso.id))
    const done = await me.submit(cerrarCasoUrl(caso.id), { finDelCaso: 'resuelto' })
    expect([done.url, textOf(done)]).toEqual([casoPageUrl(caso.id), expect.stringContaining(': resuelto')])
    expect(done.html).not.toContain(urls.cerrarCaso)
    expect(stale.status).toBe(200)
    expect((await me.open(cerrarCasoUrl(caso.id))).url).toBe(casoPageUrl(caso.id))
    expect((await me.open(casoPageUrl('nada'))).status).toBe(404)
    const found = await me.submit(urls.buscar, { q: caso.number })
    expect(found.html).toContain(casoPageUrl(caso.id))
  })
})
