/** Casos as the call centre opens and closes them outside a call (product.md “Cases”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCaso } from '../../../src/application/accounts/casos.ts'
import type { StaffContext } from '../../../src/application/ports.ts'
import { subjectOf } from '../../../src/application/proof/limits.ts'
import { closeCasoOfList } from '../../../src/application/staff/casos/close-caso.ts'
import { listOpenCasos } from '../../../src/application/staff/casos/list-open-casos.ts'
import {
  openCasoWithoutCuenta,
  type WithoutCuenta,
} from '../../../src/application/staff/casos/open-caso-without-cuenta.ts'
import { readCasoPage } from '../../../src/application/staff/casos/read-caso-page.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { storedFuncionario } from '../../support/data/personal.ts'
import { rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { withCuenta } from '../../support/storage/contract.ts'
import { ENGINES } from '../../support/storage/databases.ts'

describe.each(ENGINES)('a caso outside a call, on %s', (engine) => {
  let p: TestProduct
  let number = 61_000_000
  let pressed = 0
  const ownRut = rutOf(61_900_000)
  beforeAll(async () => {
    p = await createTestProduct({ engine, env: { CONSOLE_CAPS: 'abrir_caso=3,cerrar_caso=2,buscar=1' } })
    await p.deps.store.transaction((uow) =>
      uow.funcionarios.create(
        storedFuncionario({
          ...{ id: 'sol', email: 'sol@sence.test' },
          ownSubject: subjectOf(p.deps, 'natural', ownRut),
        }),
      ),
    )
  })
  afterAll(() => p.close())

  const open = async (
    by: StaffContext,
    { about = rutOf(++number), reason = 'sin_cuenta' as WithoutCuenta, body = `${++pressed}` } = {},
  ) => {
    const done = await openCasoWithoutCuenta(p.deps, by, { about, reason, form: { body } })
    return done.ok ? 'bien' : done.refusals[0]?.code
  }

  it('of who has no account is opened as often a day as the cap says, also by many at once', async () => {
    const eva = funcionario('eva')
    const body = 'doble'
    const about = rutOf(++number)
    expect(await Promise.all([1, 2].map(() => open(eva, { about, body })))).toEqual(['bien', 'bien'])
    const many = await Promise.all([1, 2, 3, 4].map(() => open(eva)))
    expect(many.sort()).toEqual(['accion_tope', 'accion_tope', 'bien', 'bien'])
    expect(await open(funcionario('otra'))).toBe('bien')
    p.clock.advance({ days: 1 })
    expect(await open(eva)).toBe('bien')
  })

  it('is not opened about one’s own RUT, whatever is said of it', async () => {
    for (const reason of ['sin_cuenta', 'ya_registrado'] as const)
      expect(await open(funcionario('sol'), { about: ownRut, reason })).toBe('cuenta_propia_por_telefono')
    expect(await open(funcionario('sol'), { reason: 'ya_registrado' })).toBe('nadie_registrado')
  })

  /** @returns the id of a caso about an RUT that has no account. */
  const created = async (about: string, reason = 'sin_cuenta'): Promise<string> => {
    const named = { perfil: 'natural', identificador: about, cuentaId: null, proofs: [] } as const
    return p.deps.store.transaction(async (uow) => {
      const caso = await createCaso(p.deps, uow, OPERADOR, named, reason)
      return (await uow.casos.findByNumber(caso))?.id ?? ''
    })
  }
  const close = async (by: StaffContext, id: string, body = `${++pressed}`) => {
    const done = await closeCasoOfList(p.deps, by, { id, outcome: 'sin_contacto', form: { body } })
    return done.ok ? 'bien' : done.refusals[0]?.code
  }

  it('is closed without an account, once for a double click, and not by who comes later', async () => {
    const id = await created(rutOf(++number))
    const twice = await Promise.all([1, 2].map(() => close(funcionario('ana'), id, 'cierra')))
    expect(twice).toEqual(['bien', 'bien'])
    expect(await close(funcionario('luz'), id)).toBe('caso_ya_cerrado')
    expect(await p.deps.store.read(({ casos }) => casos.findById(id))).toMatchObject({
      ...{ outcome: 'sin_contacto', closedAt: p.clock.now() },
    })
    const own = await created(ownRut)
    expect(await close(funcionario('sol'), own)).toBe('caso_propio')
    expect(await close(funcionario('luz'), own)).toBe('bien')
  })

  it('costs as a search where it shows an account, once for each caso', async () => {
    await withCuenta(p.deps.store, { identificador: rutOf(++number), emailRepresentante: null })
    const [one, other, without] = [
      await created(rutOf(number), 'ya_registrado'),
      await created(rutOf(number), 'ya_registrado'),
      await created(rutOf(++number)),
    ]
    const see = async (id: string) => {
      const page = await readCasoPage(p.deps, funcionario('ida', 'revisor'), id)
      return typeof page === 'object' ? page.cuenta !== null : page
    }
    const seen = [await see(one), await see(one), await see(without), await see(other), await see('')]
    expect(seen).toEqual([true, true, false, 'tope', undefined])
  })

  it('is closed as often a day as the cap says, also many at once; what was refused does not count', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map(() => created(rutOf(++number))))
    const max = funcionario('max')
    expect(await close(max, '')).toBe('caso_ya_cerrado')
    const done = await Promise.all(ids.map((id) => close(max, id)))
    expect(done.sort()).toEqual(['accion_tope', 'accion_tope', 'bien', 'bien'])
  })

  it('stands in the list while it is open, oldest first, and by reason, perfil and account', async () => {
    const mine = 'otec_no_vigente'
    const ids: string[] = []
    for (let at = 0; at < 52; at++) ids.push(await created(rutOf(++number), mine))
    const eva = funcionario('eva')
    const list = async (query: Parameters<typeof listOpenCasos>[2]) =>
      (await listOpenCasos(p.deps, eva, query)).casos.map(({ id }) => id)
    const first = await listOpenCasos(p.deps, eva, { reason: mine })
    const last = first.casos.at(-1)
    const after = last && { createdAt: last.createdAt, id: last.id }
    const rest = await listOpenCasos(p.deps, eva, { reason: mine, ...(after && { after }) })
    expect([first.casos.length, first.hasMore, rest.casos.length, rest.hasMore]).toEqual([50, true, 2, false])
    expect([...first.casos, ...rest.casos].map(({ id }) => id).sort()).toEqual(ids.sort())
    p.clock.advance({ minutes: 1 })
    const said = await created(rutOf(++number), 'ya_registrado')
    const ofCuenta = await list({ ofCuenta: true })
    expect(ofCuenta.at(-1)).toBe(said)
    expect(ofCuenta).not.toContain(ids[0])
    expect(await list({ ofCuenta: false, perfil: 'natural', reason: mine })).toHaveLength(50)
    expect(await list({ perfil: 'migrante' })).toEqual([])
    await close(funcionario('otra'), said)
    expect(await list({ ofCuenta: true })).not.toContain(said)
  })
})
