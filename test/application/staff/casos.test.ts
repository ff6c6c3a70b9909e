/** Casos as the call centre opens and closes them outside a call (product.md “Cases”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffContext } from '../../../src/application/ports.ts'
import { subjectOf } from '../../../src/application/proof/limits.ts'
import {
  openCasoWithoutCuenta,
  type WithoutCuenta,
} from '../../../src/application/staff/casos/open-caso-without-cuenta.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { storedFuncionario } from '../../support/data/personal.ts'
import { rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

describe.each(ENGINES)('a caso outside a call, on %s', (engine) => {
  let p: TestProduct
  let number = 61_000_000
  let pressed = 0
  const ownRut = rutOf(61_900_000)
  beforeAll(async () => {
    p = await createTestProduct({ engine, env: { CONSOLE_CAPS: 'abrir_caso=3' } })
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
})
