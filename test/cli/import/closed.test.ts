import { describe, expect, it } from 'vitest'
import { applyOrdenes } from '../../../src/application/worker/apply-ordenes.ts'
import { ENGINES } from '../../support/storage/databases.ts'
import { createCliProduct } from '../harness.ts'
import { cuentaRowsOf, runImport, rut } from './harness.ts'

describe.each(ENGINES)('a file imported again, on %s', (engine) => {
  it('an account that two people closed does not come back with the file that it came from', async () => {
    const { harness, product } = await createCliProduct(engine)
    const file = ['perfil;rut;nombres', ...[1, 2, 3].map((n) => `natural;${rut(n)};Ana`)].join('\n')
    await runImport(harness, file)
    await harness.command(
      `cuentas liberar natural ${rut(2)} --motivo creada_por_otra_persona --documento cedula --operador ana`,
    )
    const number = /número (\w{8})/.exec(harness.said.join())?.[1] ?? ''
    expect(await harness.command(`ordenes conceder ${number} --operador eva`)).toBe(0)
    harness.clock.advance({ hours: 24 })
    await applyOrdenes(product.deps)
    const open = async () =>
      (await cuentaRowsOf(product))
        .filter(({ estado }) => estado === 'activa')
        .map((one) => one.identificador)
    const left = [rut(1), rut(3)].sort()
    expect((await open()).sort()).toEqual(left)
    for (const options of ['--dry-run', '']) {
      await runImport(harness, file, { options })
      expect(harness.said.join(' ')).toContain('Ya existían y no se tocaron: 3')
    }
    expect((await open()).sort()).toEqual(left)
    // Nor with another file.
    await runImport(harness, `${file}\nnatural;${rut(4)};Ana`)
    expect(await open()).not.toContain(rut(2))
    expect(await open()).toContain(rut(4))
  })

  it('nor one that had changed to an RUT, under the NIE that it came with', async () => {
    const { harness, product } = await createCliProduct(engine)
    const file = 'perfil;nie;nombres\nmigrante;AB123456;Ana'
    await runImport(harness, file)
    await product.deps.store.transaction(async ({ cuentas }) => {
      const cuenta = await cuentas.findByIdentificador('migrante', 'AB123456')
      if (cuenta) await cuentas.save({ ...cuenta, perfil: 'natural', identificador: rut(9) })
    })
    await harness.command(
      `cuentas liberar natural ${rut(9)} --motivo creada_por_otra_persona --documento cedula --operador ana`,
    )
    const number = /número (\w{8})/.exec(harness.said.join())?.[1] ?? ''
    expect(await harness.command(`ordenes conceder ${number} --operador eva`)).toBe(0)
    harness.clock.advance({ hours: 24 })
    await applyOrdenes(product.deps)
    await runImport(harness, `${file}\nmigrante;CD123456;Eva`)
    expect(harness.said.join(' ')).toContain('Ya existían y no se tocaron: 1')
    const open = (await cuentaRowsOf(product)).filter(({ estado }) => estado === 'activa')
    expect(open.map(({ identificador }) => identificador)).toEqual(['CD123456'])
    harness.said.splice(0)
    expect(await harness.command('cuentas ver migrante AB123456')).toBe(1)
    expect(harness.said[0]).toMatch(/^Cuenta cerrada: el /)
  })
})
