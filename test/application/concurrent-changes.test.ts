import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noFuiYo } from '../../src/application/citizen/no-fui-yo.ts'
import { SolicitudLost } from '../../src/application/errors.ts'
import { confirmEmail } from '../../src/application/links/confirm-email.ts'
import { recuperarWithEnlace } from '../../src/application/links/open-enlace.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { CLAVE } from '../support/data/personas.ts'
import { naturalCuenta } from '../support/http/journeys.ts'
import { authenticate } from '../support/product/authenticate.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import {
  chooseClave,
  credentialOf,
  enlaceIdFor,
  registerNumber,
  startCambiar,
} from '../support/product/use-cases.ts'
import { ENGINES } from '../support/storage/databases.ts'

describe.each(ENGINES)('concurrent changes of one cuenta, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const cambiarNumber = async (number: number) =>
    chooseClave(p.deps, await startCambiar(p.deps, number, `cambia ${number}`), 'Qu3ltehue7')

  const confirmWith = (id: string, clave: string) =>
    confirmEmail(p.deps, CONTEXT, {
      id,
      kind: 'confirmar-correo',
      clave,
      respuesta: null,
      form: { body: `confirma ${id}` },
    })

  it('only one of two solicitudes proven with the old clave changes it', async () => {
    await registerNumber(p.deps, 25_000_010)
    const proven = await Promise.all([1, 2].map((n) => startCambiar(p.deps, 25_000_010, `entrada ${n}`)))
    const changes = proven.map((start, n) => chooseClave(p.deps, start, `Qu3ltehue${n}`))
    const results = await Promise.allSettled(changes)
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(results).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ name: 'SolicitudLost' }) }),
    )
  })

  it('a clave that is changed while it is being compared proves nothing', async () => {
    const number = 25_000_016
    await registerNumber(p.deps, number)
    const { hasher } = p.deps
    const whileComparing: typeof hasher = {
      ...hasher,
      async reserve(...given) {
        const compared = await hasher.reserve(...given)
        await chooseClave(p.deps, await startCambiar(p.deps, number, 'del dueño'), 'Qu3ltehue#16')
        return compared
      },
    }
    const late = await startCambiar({ ...p.deps, hasher: whileComparing }, number, 'de quien sabe la antigua')
    await expect(chooseClave(p.deps, late, 'C0ndor#del16')).rejects.toThrow(SolicitudLost)
    expect(await authenticate(p.deps, CONTEXT, credentialOf(number, 'Qu3ltehue#16'))).toMatchObject({
      ok: true,
    })
  })

  it('a link works in only one of two sessions', async () => {
    const number = 25_000_011
    const idFor = (text: string) => enlaceIdFor(p, number, text)
    await registerNumber(p.deps, number)
    await confirmWith(await idFor('Confirmar mi correo'), CLAVE)
    await cambiarNumber(number)
    await noFuiYo(p.deps, CONTEXT, { id: await idFor('No fui yo'), page: 'a' })
    const id = await idFor('Volver a usar mi cuenta')
    const uses = ['b', 'c'].map((page) => recuperarWithEnlace(p.deps, CONTEXT, { id, page }, 'volver', null))
    const estados = (await Promise.allSettled(uses)).map(({ status }) => status)
    expect(estados.toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('“No fui yo” freezes the cuenta whatever else writes it', async () => {
    for (const number of [25_000_012, 25_000_013, 25_000_014]) {
      await registerNumber(p.deps, number)
      await cambiarNumber(number)
      const ids = [
        await enlaceIdFor(p, number, 'No fui yo'),
        await enlaceIdFor(p, number, 'Confirmar mi correo'),
      ] as const
      const freeze = () => noFuiYo(p.deps, CONTEXT, { id: ids[0], page: `d${number}` })
      const [congelada] = await Promise.allSettled([freeze(), confirmWith(ids[1], 'Qu3ltehue7')])
      if (congelada.status === 'rejected') await freeze()
      expect((await naturalCuenta(p, number)).estado).toBe('congelada')
    }
  })
})
