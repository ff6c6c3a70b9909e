import { describe, expect, it } from 'vitest'
import { casoContext } from '../../src/application/accounts/casos.ts'
import { subjectOf } from '../../src/application/proof/limits.ts'
import type { Composition } from '../../src/composition.ts'
import type { CasoFacts } from '../../src/domain/account/caso.ts'
import { makeCaso } from '../support/data/casos.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { createCliHarness, createCliProduct, RUT, rowsOf, withPersona } from './harness.ts'

const NUMBER = 'ABCD2345'
const FACTS: CasoFacts = { identificador: RUT, network: '192.0.2.0/24', proofs: ['clave', 'respuesta'] }

describe.each(ENGINES)('a caso by its number, on %s', (engine) => {
  const setUp = () => createCliProduct(engine)

  const openCaso = ({ deps }: Composition, cuentaId: string | null, ...others: string[]) =>
    deps.store.transaction(async (uow) => {
      for (const number of [NUMBER, ...others]) {
        await uow.casos.create(
          makeCaso({
            number,
            reason: 'congelada',
            cuentaId,
            subject: subjectOf(deps, 'natural', RUT),
            encryptedFacts: deps.cipher.encrypt(JSON.stringify(FACTS), casoContext(number)),
            createdAt: deps.clock.now(),
          }),
        )
      }
    })

  const recordedEntries = async (product: Composition) =>
    ((await rowsOf(product, ['audit_entries'])).audit_entries ?? []).map(
      ({ event, actor, result, cuenta_id, detail }) => ({
        event,
        actor,
        result,
        cuenta_id,
        detail,
      }),
    )

  it.each([NUMBER, 'abcd-2345'])(
    'written %s, shows what was typed, from where, what was proven and its account, and is recorded',
    async (typed) => {
      const { harness, product } = await setUp()
      const cuenta = await withPersona(product, { estado: 'congelada' })
      await openCaso(product, cuenta.id)
      expect(await harness.command(`cuentas caso ${typed} --operador ana`)).toBe(0)
      expect(harness.said).toEqual([
        expect.stringMatching(/^Caso: ABCD2345, congelada, del \d\d-\d\d-\d{4} \d\d:\d\d/),
        'Estado: abierto',
        'Perfil: natural',
        'Escribió: 12.345.678-5',
        'Desde la red: 192.0.2.0/24',
        'Había demostrado: clave, respuesta',
        'Cuenta: natural 12.345.678-5, congelada',
        expect.stringMatching(/^Email: \w\*{4}\w@correo\.test, confirmado el /),
        expect.stringMatching(/^Celular: \+56 9 •••• ••21, confirmado el /),
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

  it('finds the account by what was typed, where none was looked for, and says when there is none', async () => {
    const { harness, product } = await setUp()
    await openCaso(product, null)
    expect(await harness.command(`cuentas caso ${NUMBER}`)).toBe(0)
    expect(harness.said).toContain('Escribió: 12.345.678-5')
    expect(harness.said).toContain('Cuenta: no hay')
    await withPersona(product)
    await harness.command(`cuentas caso ${NUMBER}`)
    expect(harness.said).toContain('Cuenta: natural 12.345.678-5, activa')
  })

  it('finds an error page too, by the reference that it shows', async () => {
    const { harness, product } = await setUp()
    const error = { id: '1f00abcd-1', reference: '1F00ABCD', status: 503, kind: 'ocupado' }
    await product.deps.store.single.errorReferences.save({
      ...error,
      route: 'POST /natural/registrar',
      createdAt: product.deps.clock.now(),
    })
    expect(await harness.command('cuentas caso 1f00abcd')).toBe(0)
    expect(harness.said).toEqual([
      expect.stringMatching(/^Error: 1F00ABCD, 503 en POST \/natural\/registrar, del [-\d: ]+, ocupado$/),
    ])
  })

  it('keeps what was typed, from where and what was proven encrypted', async () => {
    const { product } = await setUp()
    await openCaso(product, null)
    const stored = JSON.stringify((await rowsOf(product, ['casos'])).casos)
    for (const text of ['12345678', '192.0.2', 'respuesta']) expect(stored).not.toContain(text)
    expect(stored).toContain('v1.')
  })

  it('is listed while it is open, and closed once, with how it ended', async () => {
    const { harness, product } = await setUp()
    await openCaso(product, null)
    expect(await harness.command('casos listar')).toBe(0)
    expect(harness.said).toEqual([
      expect.stringMatching(/^Caso: ABCD2345, congelada, del /),
      'Casos abiertos: 1.',
    ])
    expect(await harness.command('casos cerrar abcd-2345 --resultado resuelto')).toBe(0)
    expect(await harness.command('casos cerrar ABCD2345 --resultado repetido')).toBe(1)
    expect(harness.said.at(-1)).toBe('El caso ya estaba cerrado: no se cambió nada.')
    expect(await harness.command('casos listar')).toBe(0)
    expect(harness.said.at(-1)).toBe('Casos abiertos: 0.')
    await harness.command(`cuentas caso ${NUMBER}`)
    expect(harness.said).toContainEqual(expect.stringMatching(/^Estado: cerrado el [-\d: ]+, resuelto$/))
    const closed = (await recordedEntries(product)).filter(({ event }) => event === 'caso_cerrado')
    expect(closed.map(({ result }) => result)).toEqual(['bien', 'ya_cerrado'])
  })

  it('is not counted where there are more than are listed', async () => {
    const { harness, product } = await setUp()
    const others = Array.from({ length: 200 }, (_, index) => `CASO2${String(index).padStart(3, '0')}`)
    await openCaso(product, null, ...others)
    await harness.command('casos listar')
    expect(harness.said).toHaveLength(201)
    expect(harness.said.at(-1)).toBe('Casos abiertos: 200 o más.')
  })

  it('is closed with an outcome of the list, and only if it exists', async () => {
    const { harness } = await setUp()
    expect(await harness.command('casos cerrar ABCD2345 --resultado ninguno')).toBe(2)
    expect(harness.said.at(-1)).toContain('resuelto, identificador_devuelto')
    expect(await harness.command('casos cerrar ABCD2345 --resultado resuelto')).toBe(1)
    expect(harness.said.at(-1)).toBe('No existe un caso con ese número.')
  })

  it('is not closed as giving an identificador back while the account that had it has it', async () => {
    const { harness, product } = await setUp()
    const cuenta = await withPersona(product)
    await openCaso(product, null)
    const close = `casos cerrar ${NUMBER} --resultado identificador_devuelto`
    expect(await harness.command(close)).toBe(1)
    expect(harness.said.at(-1)).toMatch(/^La cuenta sigue con ese RUT o documento/)
    await product.deps.store.transaction((uow) => uow.cuentas.save({ ...cuenta, estado: 'cerrada' }))
    // Whoever got it back has registered.
    harness.clock.advance({ minutes: 1 })
    await withPersona(product)
    expect(await harness.command(close)).toBe(0)
  })

  it('is reported and recorded when unknown, without what was typed', async () => {
    const { harness, product } = await setUp()
    expect(await harness.command(`cuentas caso ${RUT}`)).toBe(1)
    expect(harness.said).toEqual([
      expect.stringMatching(/^No existe un caso ni un error con ese número\. .* búsquela en el log/),
    ])
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
