import { describe, expect, it } from 'vitest'
import { subjectOf } from '../../src/application/proof/limits.ts'
import type { Composition } from '../../src/composition.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { createCliHarness, createCliProduct, RUT, rowsOf, withPersona } from './harness.ts'

const NUMBER = 'ABCD2345'

describe.each(ENGINES)('a caso by its number, on %s', (engine) => {
  const setUp = () => createCliProduct(engine)

  const openCaso = ({ deps }: Composition, cuentaId: string | null) =>
    deps.store.transaction((uow) =>
      uow.casos.open({
        number: NUMBER,
        reason: 'congelada',
        perfil: 'natural',
        cuentaId,
        subject: subjectOf(deps, 'natural', RUT),
        createdAt: deps.clock.now(),
      }),
    )

  const recordedEntries = async (product: Composition) =>
    ((await rowsOf(product)).audit_entries ?? []).map(({ event, actor, result, cuenta_id, detail }) => ({
      event,
      actor,
      result,
      cuenta_id,
      detail,
    }))

  it.each([NUMBER, 'abcd-2345'])(
    'written %s, shows its reason and the state of its account, and is recorded',
    async (typed) => {
      const { harness, product } = await setUp()
      const cuenta = await withPersona(product, { estado: 'congelada' })
      await openCaso(product, cuenta.id)
      expect(await harness.command(`cuentas caso ${typed} --operador ana`)).toBe(0)
      expect(harness.said).toEqual([
        expect.stringMatching(/^Caso: ABCD2345, congelada, del \d\d-\d\d-\d{4} \d\d:\d\d/),
        'Perfil: natural',
        'Cuenta: congelada',
        expect.stringMatching(/^Email: \w\*{4}\w@correo\.test$/),
        'Celular: +56 9 •••• ••21',
      ])
      expect(await recordedEntries(product)).toEqual([
        {
          event: 'caso_visto',
          actor: 'operador:ana',
          result: 'bien',
          cuenta_id: cuenta.id,
          detail: JSON.stringify({ numero: NUMBER }),
        },
      ])
    },
  )

  it('says when it has no account', async () => {
    const { harness, product } = await setUp()
    await openCaso(product, null)
    expect(await harness.command(`cuentas caso ${NUMBER}`)).toBe(0)
    expect(harness.said.slice(1)).toEqual(['Perfil: natural', 'Cuenta: no hay'])
  })

  it('is reported and recorded when unknown, without what was typed', async () => {
    const { harness, product } = await setUp()
    expect(await harness.command(`cuentas caso ${RUT}`)).toBe(1)
    expect(harness.said).toEqual(['No existe un caso con ese número.'])
    expect(await recordedEntries(product)).toEqual([
      {
        event: 'caso_visto',
        actor: 'operador:prueba',
        result: 'no_existe',
        cuenta_id: null,
        detail: null,
      },
    ])
  })
})

it('shows in the help how to look up a caso', async () => {
  const harness = await createCliHarness('sqlite')
  expect(await harness.command('--ayuda')).toBe(0)
  expect(harness.said).toContainEqual(expect.stringMatching(/^ {2}cuentas caso <numero> +muestra un caso/))
})
