import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casoContext } from '../../src/application/accounts/casos.ts'
import { type Found, searchCuentas } from '../../src/application/staff/busqueda/search-cuentas.ts'
import { PowerMissing } from '../../src/application/staff/require-power.ts'
import { indexNames } from '../../src/application/worker/index-names.ts'
import { type Cuenta, closedCuenta, makeCuenta } from '../../src/domain/account/cuenta.ts'
import { openEngine } from '../../src/storage/engine.ts'
import { makeCaso } from '../support/data/casos.ts'
import { funcionario } from '../support/data/funcionario.ts'
import { rutOf } from '../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import { ENGINES } from '../support/storage/databases.ts'

const EJECUTIVO = funcionario('ejecutivo')

describe.each(ENGINES)('finding an account, on %s', (engine) => {
  let p: TestProduct
  let next = 31_000_001
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const create = async (changes: Partial<Cuenta>): Promise<Cuenta> => {
    const start = { claveHash: null, preguntaSecreta: null, respuestaHash: null }
    const cuenta = {
      ...makeCuenta(
        { id: randomUUID(), perfil: 'natural', identificador: rutOf(next++), ...start },
        {},
        p.clock.now(),
      ),
      ...changes,
    }
    await p.deps.store.transaction((uow) => uow.cuentas.create(cuenta))
    return cuenta
  }
  const person = (nombres: string, apellidoPaterno: string, apellidoMaterno: string | null = null) =>
    create({ nombres, apellidoPaterno, apellidoMaterno })
  const index = async () => {
    while (await indexNames(p.deps));
  }
  const search = async (text: string): Promise<Found> => {
    const found = await searchCuentas(p.deps, EJECUTIVO, text)
    if (typeof found === 'string') throw new Error(found)
    return found
  }
  const ids = async (text: string) => (await search(text)).hits.map(({ cuentaId }) => cuentaId)

  it('by a name once the worker has been there: any order, no accents, beginnings after whole words', async () => {
    const ana = await person('Ana María', 'Núñez', 'Ibáñez')
    const anabel = await person('Anabel', 'Núñezalto', 'Rojas')
    expect(await ids('ana nunez')).toEqual([])
    await index()
    expect(await ids('ana nunez')).toEqual([ana.id, anabel.id])
    expect(await ids('NÚÑES ana')).toEqual([ana.id, anabel.id])
    expect(await ids('nuñezalto')).toEqual([anabel.id])
    expect(await ids('nuñezal ana')).toEqual([anabel.id])
    expect(await ids('ibanez nunez maria')).toEqual([ana.id])
    expect(await ids('ana nunez perez')).toEqual([])
  })

  it('shows nothing whole: neither name nor identificador nor where it is reached', async () => {
    const cuenta = await create({
      nombres: 'Berta',
      apellidoPaterno: 'Quilodrán',
      email: 'berta@example.cl',
      celular: '987654321',
    })
    await index()
    expect(await search('quilodran')).toEqual({
      hits: [
        {
          cuentaId: cuenta.id,
          perfil: 'natural',
          estado: 'activa',
          maskedIdentificador: `31.•••.•••-${cuenta.identificador.slice(-1)}`,
          maskedName: 'B**** Q****',
          maskedEmail: 'b****a@example.cl',
          maskedCelular: '+56 9 •••• ••21',
        },
      ],
      more: false,
      number: null,
      nobody: null,
      closedAt: null,
      only: null,
    })
  })

  it('at once by RUT, document, mailbox and mobile, confirmed or not, whoever shares them', async () => {
    const contact = { email: 'Caro@Example.cl', celular: '976543210' }
    const one = await create(contact)
    const confirmed = { ...contact, emailConfirmedAt: p.clock.now(), celularConfirmedAt: p.clock.now() }
    const two = await create({ ...confirmed, perfil: 'juridica', identificador: one.identificador })
    const nie = await create({ perfil: 'migrante', identificador: 'PA998877' })
    expect((await ids(one.identificador)).sort()).toEqual([one.id, two.id].sort())
    expect((await ids('caro@example.cl')).sort()).toEqual([one.id, two.id].sort())
    expect((await ids('+56 9 7654 3210')).sort()).toEqual([one.id, two.id].sort())
    expect(await ids('pa-998.877')).toEqual([nie.id])
  })

  it('by the number of a caso, with it; the reference of an error page has no account', async () => {
    const cuenta = await person('Dora', 'Llanquileo')
    const facts = { identificador: cuenta.identificador, network: null, proofs: [] }
    await p.deps.store.transaction(async (uow) => {
      await uow.casos.create(
        makeCaso({
          number: 'CASE2345',
          encryptedFacts: p.deps.cipher.encrypt(JSON.stringify(facts), casoContext('CASE2345')),
        }),
      )
      await uow.errorReferences.save({
        ...{ id: randomUUID(), reference: '0A1B2C3D', route: 'GET /', status: 500, kind: 'Error' },
        createdAt: p.clock.now(),
      })
    })
    expect(await search('case-2345')).toMatchObject({ number: 'CASE2345', hits: [{ cuentaId: cuenta.id }] })
    expect(await search('0a1b2c3d')).toMatchObject({ number: '0A1B2C3D', hits: [] })
  })

  it('says whom an RUT or document names that has no account', async () => {
    expect(await search(rutOf(39_999_999))).toMatchObject({
      hits: [],
      nobody: { perfil: 'natural', identificador: rutOf(39_999_999) },
    })
    expect(await search('Nadie')).toMatchObject({ hits: [], nobody: null })
  })

  it('shows twenty and that there are more', async () => {
    for (let i = 0; i < 21; i++) await person(`Emilia ${'abcdefghijklmnopqrstu'[i]}x`, 'Huenchumilla')
    await index()
    const { hits, more } = await search('huenchumilla emi')
    expect(hits).toHaveLength(20)
    expect(more).toBe(true)
    expect(await search('huenchumilla ax')).toMatchObject({ hits: [{}], more: false })
  })

  it('by what the account says now: a former name and an account that ended are not found', async () => {
    const cuenta = await person('Fabiola', 'Curihuentro')
    await index()
    const renamed = { ...cuenta, apellidoPaterno: 'Trangulao' }
    await p.deps.store.transaction((uow) => uow.cuentas.save(renamed))
    expect(await ids('curihuentro')).toEqual([])
    await index()
    expect(await ids('curihuentro')).toEqual([])
    expect(await ids('trangulao')).toEqual([cuenta.id])
    await p.deps.store.transaction((uow) =>
      uow.cuentas.close(closedCuenta({ ...renamed, version: 2 }, p.clock.now())),
    )
    expect(await ids('trangulao')).toEqual([])
  })

  it('takes no wildcards and at least three letters, and writes down who looked, not for what', async () => {
    expect(await searchCuentas(p.deps, EJECUTIVO, 'an')).toBe('busqueda_corta')
    expect(await searchCuentas(p.deps, EJECUTIVO, '%%%')).toBe('busqueda_corta')
    expect(await ids('qui%')).toEqual(await ids('qui'))
    await search('Quilodrán')
    const entries = await p.deps.store.read((queries) => queries.audit.findAfter(0, 1000))
    const last = entries.at(-1)
    expect(last).toMatchObject({
      event: 'cuentas_buscadas',
      actor: 'funcionario:un-ejecutivo:ejecutivo',
      result: 'bien',
      detail: { cuantas: 1 },
    })
    expect(JSON.stringify(entries)).not.toMatch(/quilodr/i)
  })

  it('holds no name, nor what was typed', async () => {
    await person('Hortensia', 'Catrileo')
    await index()
    const { db, destroy } = await openEngine(p.config.DATABASE_URL)
    const rows = await db.selectFrom('busquedaTerminos').selectAll().execute()
    await destroy()
    expect(rows.length).toBeGreaterThan(10)
    expect(JSON.stringify(rows)).not.toMatch(/catril|horten/i)
    for (const { term } of rows) expect(term).toMatch(/^[\w-]{10}$/)
  })

  it('nobody without the power looks', async () => {
    await expect(searchCuentas(p.deps, funcionario('administrador'), 'Ana')).rejects.toThrow(PowerMissing)
  })

  it('two processes that index at once lose none', async () => {
    const cuentas = await Promise.all(Array.from({ length: 30 }, () => person('Gilda', 'Namuncura')))
    await Promise.all([indexNames(p.deps), indexNames(p.deps)])
    await index()
    expect((await search('namuncura')).hits).toHaveLength(20)
    for (const { id, identificador } of cuentas) expect(await ids(identificador)).toContain(id)
    expect(await p.deps.store.read((queries) => queries.busqueda.readIsWaiting())).toBe(false)
  })
})
