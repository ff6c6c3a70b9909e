import { describe, expect, it } from 'vitest'
import { applyOrdenes } from '../../../src/application/worker/apply-ordenes.ts'
import { loadRegistro, organismoOf } from '../../support/data/organismos.ts'
import { rutOf } from '../../support/data/personas.ts'
import { createCliProduct } from '../harness.ts'
import { cuentaOf, withOrganismo } from './scene.ts'

const setUp = () => createCliProduct('sqlite')

const verificar = (rut: string, others = '') =>
  `organismos verificar ${rut} --motivo papeles_vistos --documento poder --operador ana${others}`

describe('«organismos verificar»', () => {
  it('asks, which changes nothing; another operador sees what stands against it, and grants it', async () => {
    const { harness, product } = await setUp()
    const one = await withOrganismo(product, 76_000_001, { rutRepresentante: rutOf(9_000_001) })
    await loadRegistro(product.deps, organismoOf(76_000_001))
    const asks = verificar(rutOf(76_000_001)).replace('papeles_vistos', 'registro_atrasado')
    expect(await harness.command(asks)).toBe(0)
    const [, number] = /número (\w{8})/.exec(harness.said.join()) ?? []
    expect(await cuentaOf(product, one)).toMatchObject({ identidad: 'declarada' })
    expect(await harness.command(`ordenes conceder ${number} --operador ana`)).toBe(1)
    await harness.command(`ordenes ver ${number}`)
    expect(harness.said).toContain('El registro de organismos tiene otro representante legal.')
    expect(await harness.command(`ordenes conceder ${number} --operador eva`)).toBe(0)
    harness.clock.advance({ hours: 24 })
    await applyOrdenes(product.deps)
    expect(await cuentaOf(product, one)).toMatchObject({ identidad: 'verificada', verifiedBy: 'operador' })
    await harness.command(`organismos ver ${rutOf(76_000_001)}`)
    expect(harness.said.at(-1)).toContain('pero se resolvió')
  })

  it.each([
    ['no account', undefined, 'No existe una cuenta'],
    ['no representative', { rutRepresentante: null }, 'no tiene representante legal'],
    ['a stop of the register', { rutRepresentante: rutOf(9_000_001) }, 'tiene otro representante'],
  ] as const)('says why it refuses %s', async (_what, changes, message) => {
    const { harness, product } = await setUp()
    await loadRegistro(product.deps, organismoOf(76_000_001))
    const cuenta = changes && (await withOrganismo(product, 76_000_001, changes))
    expect(await harness.command(verificar(rutOf(76_000_001)))).toBe(1)
    expect(harness.said).toEqual([expect.stringContaining(message)])
    if (cuenta) expect(await cuentaOf(product, cuenta)).toEqual(cuenta)
  })

  it('exits with 2 for a bad RUT, and for a document that shows no organisation', async () => {
    const { harness } = await setUp()
    expect(await harness.command(verificar('76.000.001-0'))).toBe(2)
    expect(await harness.command(verificar(rutOf(76_000_001)).replace('poder', 'cedula'))).toBe(2)
    expect(await harness.command('organismos ver nada')).toBe(2)
  })
})

it('«organismos ver» shows registro and account, with the representative masked', async () => {
  const { harness, product } = await setUp()
  await harness.command(`organismos ver ${rutOf(76_000_001)}`)
  expect(harness.said.splice(0)).toEqual([
    'Registro: no se ha cargado',
    expect.stringMatching(/^Organismo: 76\.000\.001-\w, no está en el registro$/),
    'Cuenta: no tiene',
  ])
  await loadRegistro(product.deps, organismoOf(76_000_001, { vigente: false, email: 'oficina@uno.test' }))
  await withOrganismo(product, 76_000_001, { rutRepresentante: rutOf(9_000_001) })
  await harness.command(`organismos ver ${rutOf(76_000_001)}`)
  expect(harness.said).toEqual([
    expect.stringMatching(/^Registro: cargado el \d/),
    expect.stringMatching(/^Organismo: 76\.000\.001-\w$/),
    'Razón social: Organismo 76000001 SpA',
    'Tipo: otec, no vigente',
    'Representante legal: 12.•••.•••-5',
    'Email: o****a@uno.test',
    'Celular: no tiene',
    'Cuenta: activa; identidad declarada',
    'Cuenta detenida: tiene otro representante legal que el registro.',
  ])
})
