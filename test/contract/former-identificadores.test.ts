import { expect, it } from 'vitest'
import { type Cuenta, closedCuenta } from '../../src/domain/account/cuenta.ts'
import type { SqlStore } from '../../src/storage/index.ts'
import {
  completeCuenta,
  describeOnEachEngine,
  runAtOnce,
  withCuenta,
  writtenOf,
} from '../support/storage/contract.ts'

const save = (store: SqlStore, cuenta: Cuenta) => store.transaction(({ cuentas }) => cuentas.save(cuenta))
const find = (store: SqlStore, { perfil, identificador }: Cuenta) =>
  store.transaction(({ cuentas }) => cuentas.findByIdentificador(perfil, identificador))
const findFormerIdentificador = (store: SqlStore, { id }: Cuenta) =>
  store.transaction(({ cuentas }) => cuentas.findFormerIdentificador(id))

describeOnEachEngine('a cuenta that changes identificador', (store) => {
  /** A stored migrante cuenta, and what it becomes as natural. */
  const createPair = async (rut: string, changes: Partial<Cuenta> = {}) => {
    const migrante = await withCuenta(store(), { perfil: 'migrante', identidad: 'verificada', ...changes })
    const natural = {
      ...migrante,
      perfil: 'natural' as const,
      identificador: rut,
      identidad: 'declarada' as const,
    }
    return { migrante, natural }
  }

  it('is found by both, and keeps the former one with its identidad', async () => {
    const { migrante, natural } = await createPair('muda-1')
    expect(await findFormerIdentificador(store(), migrante)).toBeUndefined()
    const saved = await save(store(), natural)
    expect(saved).toEqual({ ...natural, version: 2 })
    for (const which of [migrante, natural]) expect(await find(store(), which)).toEqual(saved)
    expect(await find(store(), { ...migrante, perfil: 'facilitador' })).toBeUndefined()
    const { perfil, identificador, identidad } = migrante
    expect(await findFormerIdentificador(store(), natural)).toEqual({ perfil, identificador, identidad })
  })

  it('reserves the former one within its perfil against registrations and changes', async () => {
    const { migrante, natural } = await createPair('muda-2')
    await save(store(), natural)
    const other = await withCuenta(store(), { perfil: 'migrante' })
    const { perfil, identificador } = migrante
    await store().transaction(async ({ cuentas }) => {
      expect(await cuentas.create(completeCuenta({ perfil, identificador }))).toBe('identificador_en_uso')
      expect(await cuentas.save({ ...other, identificador })).toBe('identificador_en_uso')
      const facilitador = completeCuenta({ perfil: 'facilitador', identificador })
      expect(await cuentas.create(facilitador)).toEqual(facilitador)
    })
  })

  it('is not touched by an import of its former one', async () => {
    const { migrante, natural } = await createPair('muda-8')
    await save(store(), natural)
    const { perfil, identificador } = migrante
    const [addResult] = await store().transaction(({ importaciones }) =>
      importaciones.add([{ cuenta: completeCuenta({ perfil, identificador }), toWrap: false }], 'una'),
    )
    expect(addResult?.exists).toBe(true)
    expect((await find(store(), migrante))?.id).toBe(migrante.id)
  })

  it('can go back, which frees the other one, and change again', async () => {
    const { migrante, natural } = await createPair('muda-3')
    await save(store(), natural)
    const returned = { ...migrante, version: 2 }
    expect(await save(store(), returned)).toMatchObject({ version: 3 })
    expect(await findFormerIdentificador(store(), returned)).toBeUndefined()
    expect(await find(store(), natural)).toBeUndefined()
    expect(await save(store(), { ...natural, version: 3 })).toMatchObject({ version: 4 })
    expect((await find(store(), migrante))?.identificador).toBe('muda-3')
  })

  it('is left to another that goes on when it ends: nobody else gets it, and it is free once that one ends', async () => {
    const data = { perfil: 'migrante', identificador: 'muda-9', identidad: 'verificada' } as const
    const migrante = await withCuenta(store(), data)
    const natural = await withCuenta(store(), { perfil: 'natural', identificador: 'muda-9' })
    const { perfil, identificador, identidad } = migrante
    await store().transaction(async ({ cuentas }) => {
      await cuentas.close(closedCuenta(migrante, new Date()))
      await cuentas.reserve(natural.id, { perfil, identificador, identidad })
    })
    expect(await find(store(), migrante)).toEqual(natural)
    expect(await findFormerIdentificador(store(), natural)).toEqual({ perfil, identificador, identidad })
    await store().transaction(async ({ cuentas }) => {
      expect(await cuentas.create(completeCuenta({ perfil, identificador }))).toBe('identificador_en_uso')
      await cuentas.close(closedCuenta(natural, new Date()))
    })
    expect(await find(store(), migrante)).toBeUndefined()
  })

  it('still counts once among those that share its e-mail and mobile', async () => {
    const email = 'tres.cuentas@example.cl'
    const { natural } = await createPair('muda-4', { email, celular: '900000004' })
    for (const _ of [2, 3]) await withCuenta(store(), { email, celular: '900000004' })
    expect(await save(store(), natural)).toMatchObject({ version: 2 })
    expect(await store().transaction(({ cuentas }) => cuentas.findByEmail(email))).toHaveLength(3)
  })

  it('changes and reserves nothing with an outdated version', async () => {
    const { migrante, natural } = await createPair('muda-5')
    await save(store(), migrante)
    expect(await save(store(), { ...natural, version: 1 })).toBe('cambio_entretanto')
    expect(await findFormerIdentificador(store(), migrante)).toBeUndefined()
  })

  it('only one of twenty concurrent cuentas gets the same identificador; the others stay', async () => {
    const pairs = await Promise.all(Array.from({ length: 20 }, () => createPair('muda-6')))
    const results = await runAtOnce(20, (n) =>
      store().transaction(async ({ cuentas }) => cuentas.save({ ...(pairs[n]?.natural as Cuenta) })),
    )
    expect(writtenOf(results)).toHaveLength(1)
    expect(results.filter((result) => result === 'identificador_en_uso')).toHaveLength(19)
    for (const [n, { migrante }] of pairs.entries()) {
      const found = await find(store(), migrante)
      expect(found?.id).toBe(migrante.id)
      expect(found?.perfil).toBe(typeof results[n] === 'string' ? 'migrante' : 'natural')
    }
  })

  it('never loses the former one to a concurrent registration', async () => {
    const pairs = await Promise.all(Array.from({ length: 10 }, (_, n) => createPair(`muda-7-${n}`)))
    const runs = await runAtOnce(20, async (n) => {
      const { migrante, natural } = pairs[Math.floor(n / 2)] as (typeof pairs)[number]
      if (n % 2) return save(store(), natural)
      const { perfil, identificador } = migrante
      return store().transaction(({ cuentas }) => cuentas.create(completeCuenta({ perfil, identificador })))
    })
    for (const [n, result] of runs.entries()) {
      if (n % 2) expect(result).toMatchObject({ version: 2 })
      else expect(result).toBe('identificador_en_uso')
    }
  })
})
