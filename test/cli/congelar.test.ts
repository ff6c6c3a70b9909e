import { describe, expect, it } from 'vitest'
import { OPERADOR } from '../support/data/operador.ts'
import { unfreezeCuenta } from '../support/staff/unfreeze.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { createCliProduct, RUT, rowsOf, withPersona } from './harness.ts'

const CONGELAR = 'cuentas congelar natural 12345678-5 --operador ana --motivo uso_sospechoso'
const DESHACER = 'cuentas deshacer-congelar natural 12345678-5 --operador eva --motivo otra_cuenta'

describe.each(ENGINES)('a freeze by staff, by command, on %s', (engine) => {
  async function setUp(changes: Parameters<typeof withPersona>[1] = {}) {
    const { harness, product } = await createCliProduct(engine)
    const cuenta = await withPersona(product, changes)
    const stored = () => product.store.read(({ cuentas }) => cuentas.findById(cuenta.id))
    return { harness, product, before: await stored(), stored }
  }

  it('is undone within 24 hours as a mistake: the account stays as it was, and both are audited with reasons', async () => {
    const { harness, product, before, stored } = await setUp()
    expect(await harness.command(CONGELAR)).toBe(0)
    expect(await stored()).toMatchObject({ estado: 'congelada', wayBack: 'correo' })
    harness.clock.advance({ hours: 23, minutes: 59 })
    expect(await harness.command(DESHACER)).toBe(0)
    expect(harness.said.at(-1)).toBe(
      'Deshecho. La cuenta quedó como estaba: CS, pregunta, correos y celular.',
    )
    const written = { version: expect.any(Number), updatedAt: harness.clock.now() }
    expect(await stored()).toEqual({ ...before, ...written })
    const entries = (await rowsOf(product, ['audit_entries'])).audit_entries ?? []
    const [frozen, undone] = entries.map(({ event, actor, result, detail }) =>
      JSON.stringify([event, actor, result, detail]),
    )
    expect(frozen).toMatch(/cuenta_congelada.*operador:ana.*bien.*uso_sospechoso/)
    expect(undone).toMatch(/cuenta_descongelada.*operador:eva.*bien.*otra_cuenta/)
  })

  it('is not undone after 24 hours, nor twice, nor where a “No fui yo” froze it', async () => {
    const { harness, product, stored } = await setUp()
    await harness.command(CONGELAR)
    harness.clock.advance({ hours: 24 })
    expect(await harness.command(DESHACER)).toBe(1)
    expect(harness.said.at(-1)).toContain('Pasaron más de 24 horas')
    expect((await stored())?.estado).toBe('congelada')
    await unfreezeCuenta(product.deps, OPERADOR, 'natural', RUT)
    expect(await harness.command(DESHACER)).toBe(1)
    expect(harness.said.at(-1)).toBe('La cuenta no está congelada: no se cambió nada.')
    const other = await setUp({ estado: 'congelada', wayBack: 'correo' })
    expect(await other.harness.command(DESHACER)).toBe(1)
    expect(other.harness.said.at(-1)).toContain('No la congeló el personal')
  })

  it('needs a reason and an active account, and says what a confirmed mailbox is for', async () => {
    const { harness } = await setUp({ emailConfirmedAt: null, emailRepresentanteConfirmedAt: null })
    expect(await harness.command('cuentas congelar natural 12345678-5')).toBe(2)
    expect(harness.said.at(-1)).toContain('pedido_de_la_persona, uso_sospechoso, orden_de_autoridad')
    expect(await harness.command(CONGELAR)).toBe(0)
    expect(harness.said.at(-2)).toBe(
      'Congelada. No tiene un e-mail confirmado: solo se devuelve por teléfono.',
    )
    expect(await harness.command(CONGELAR)).toBe(1)
    expect(harness.said.at(-1)).toBe('La cuenta no está activa: no se cambió nada.')
    expect(await harness.command(CONGELAR.replace('12345678-5', '7654321-6'))).toBe(1)
    expect(harness.said.at(-1)).toContain('No existe una cuenta')
  })
})
