import { describe, expect, it } from 'vitest'
import { applyOrdenes } from '../../src/application/worker/apply-ordenes.ts'
import { eraseClosed } from '../../src/application/worker/erase-closed.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { createCliProduct, RUT, rowsOf, withPersona } from './harness.ts'

const LIBERAR = `cuentas liberar natural ${RUT} --motivo creada_por_otra_persona --documento cedula --operador ana`

describe.each(ENGINES)('orders of two people, by command, on %s', (engine) => {
  async function setUp() {
    const { harness, product } = await createCliProduct(engine)
    const cuenta = await withPersona(product)
    /** Runs a command. @returns what it said. */
    const run = async (text: string, code = 0) => {
      harness.said.length = 0
      expect(await harness.command(text)).toBe(code)
      return harness.said.join('\n')
    }
    const numberOf = async () => /número (\w{8})/.exec(await run(LIBERAR))?.[1] ?? ''
    return { harness, product, cuenta, run, numberOf }
  }

  it('one asks, another sees what it is about and grants it; “cuentas ver” tells of it before and after', async () => {
    const { harness, product, cuenta, run, numberOf } = await setUp()
    const number = await numberOf()
    expect(await run(LIBERAR, 1)).toContain('ya tiene una orden sin terminar')
    expect(await run('ordenes listar')).toMatch(new RegExp(`^Orden: ${number}, liberar, pedida, `))
    expect(await run(`cuentas ver natural ${RUT}`)).toContain(`Orden: ${number}, liberar, pedida`)
    const shown = await run(`ordenes ver ${number.toLowerCase()}`)
    expect(shown).toContain('pedida el')
    expect(shown).toContain('por operador:ana')
    expect(shown).toContain('Cuenta: natural 12.345.678-5; activa')
    expect(shown).toMatch(/^Email: \w\*{4}\w@correo\.test, confirmado el /m)
    expect(shown).toMatch(/^Celular: \+56 9 •••• ••21, confirmado el /m)
    expect(shown).not.toContain(cuenta.email ?? '')
    expect(await run(`ordenes conceder ${number} --operador ana`, 1)).toContain('Debe decidirla otra persona')
    expect(await run(`ordenes conceder ${number} --operador eva`)).toContain('Concedida. Se hará el')
    expect(await run(`ordenes conceder ${number} --operador luz`, 1)).toContain('Ya está concedida.')
    harness.clock.advance({ hours: 24 })
    await applyOrdenes(product.deps)
    expect(await run('ordenes listar')).toBe('No hay órdenes sin terminar.')
    const gone = await run(`cuentas ver natural ${RUT}`, 1)
    expect(gone).toMatch(/^Cuenta cerrada: el .*; sus datos se borran el /)
    expect(gone).toContain('No existe una cuenta')
    expect(await run(`ordenes ver ${number}`)).toContain('aplicada')
    harness.clock.advance({ days: 30 })
    await eraseClosed(product.deps)
    await withPersona(product)
    expect(await run(`cuentas ver natural ${RUT}`)).toMatch(/Cuenta cerrada: el .*; sus datos se borraron$/)
    const entries = ((await rowsOf(product, ['audit_entries'])).audit_entries ?? []).map(
      ({ event, actor, result }) => [event, actor, result].join(' '),
    )
    expect(entries).toEqual(
      expect.arrayContaining([
        'orden_pedida operador:ana bien',
        'orden_decidida operador:ana misma_persona',
        'orden_decidida operador:eva bien',
        'orden_terminada sistema aplicada',
      ]),
    )
    expect(entries.some((one) => one.startsWith('cuenta_cerrada sistema'))).toBe(true)
    expect(entries.some((one) => one.startsWith('cuenta_borrada sistema'))).toBe(true)
  })

  it('says what changed since it was asked for, and is granted only about that', async () => {
    const { harness, product, cuenta, run, numberOf } = await setUp()
    const number = await numberOf()
    harness.clock.advance({ minutes: 1 })
    await product.deps.store.transaction(async (uow) => {
      const read = await uow.cuentas.findById(cuenta.id)
      if (read) await uow.cuentas.save({ ...read, direccion: 'Otra' })
    })
    expect(await run(`ordenes conceder ${number} --operador eva`, 1)).toContain('La cuenta cambió')
    const [, version] = /Versión: (\d+); se pidió sobre la \d+/.exec(await run(`ordenes ver ${number}`)) ?? []
    expect(await run(`ordenes conceder ${number} --operador eva --version tres`, 2)).toContain('La versión')
    expect(await run(`ordenes conceder ${number} --operador eva --version ${version}`)).toContain('Concedida')
  })

  it('says whether there was anybody to tell of what was granted', async () => {
    const { product, cuenta, run, numberOf } = await setUp()
    const unconfirmed = {
      emailConfirmedAt: null,
      emailRepresentanteConfirmedAt: null,
      celularConfirmedAt: null,
    }
    await product.deps.store.transaction((uow) => uow.cuentas.save({ ...cuenta, ...unconfirmed }))
    expect(await run(`ordenes conceder ${await numberOf()} --operador eva`)).toContain(
      'No tiene correo ni celular confirmados',
    )
  })

  it('is written as its help says: a reason of the list, a mailbox to invite to', async () => {
    const { run } = await setUp()
    expect(await run(`cuentas liberar natural ${RUT}`, 2)).toContain(
      'uno de: creada_por_otra_persona, orden_de_autoridad.',
    )
    expect(await run(`cuentas liberar natural ${RUT} --motivo no_representa`, 2)).toContain('uno de:')
    expect(await run('cuentas liberar juridica 76086428-5', 2)).toContain('no_representa')
    expect(await run(`cuentas invitar natural ${RUT} --motivo sin_correo`, 2)).toContain('--email')
    const unseen = `cuentas invitar natural ${RUT} --motivo sin_correo --email ana@nuevo.test`
    expect(await run(unseen, 2)).toContain('--documento, uno de: cedula')
    const asked = await run(
      `cuentas invitar natural ${RUT} --motivo sin_correo --documento cedula --email ana@nuevo.test`,
    )
    const number = /número (\w{8})/.exec(asked)?.[1] ?? ''
    expect(await run(`ordenes ver ${number}`)).toContain('Correo que pide: ana@nuevo.test')
    expect(await run(`ordenes rechazar ${number} --operador eva`)).toBe(
      'Rechazada. La cuenta sigue como está.',
    )
    expect(await run('ordenes ver ABCD2345', 1)).toBe('No existe una orden con ese número.')
  })
})
