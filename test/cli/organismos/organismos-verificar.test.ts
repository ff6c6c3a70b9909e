import { describe, expect, it } from 'vitest'
import { loadRegistro, organismoOf } from '../../support/data/organismos.ts'
import { rutOf } from '../../support/data/personas.ts'
import { createCliProduct, rowsOf } from '../harness.ts'
import { cuentaOf, withOrganismo } from './scene.ts'

const setUp = () => createCliProduct('sqlite')

describe('«organismos verificar»', () => {
  it('verifies an account whose representative is known and not contradicted by the registro', async () => {
    const { harness, product } = await setUp()
    const one = await withOrganismo(product, 76_000_001)
    expect(await harness.command(`organismos verificar ${rutOf(76_000_001)} --operador ana`)).toBe(0)
    expect(harness.said).toEqual(['La cuenta del organismo quedó verificada.'])
    expect(await cuentaOf(product, one)).toMatchObject({ identidad: 'verificada' })
    expect((await rowsOf(product, ['audit_entries'])).audit_entries?.at(-1)).toMatchObject({
      event: 'identidad_cambiada',
      actor: 'operador:ana',
      result: 'verificada',
      cuenta_id: one.id,
    })
  })

  it.each([
    ['no account', undefined, 'No existe una cuenta'],
    ['a closed one', { estado: 'cerrada' }, 'está cerrada'],
    ['no representative', { rutRepresentante: null }, 'no tiene representante legal'],
    [
      'another representative in the register',
      { rutRepresentante: rutOf(9_000_001) },
      'tiene otro representante',
    ],
    ['an OTEC not in force', { identificador: rutOf(76_000_002) }, 'no está vigente'],
  ] as const)('says why it refuses %s', async (_what, changes, message) => {
    const { harness, product } = await setUp()
    await loadRegistro(product.deps, organismoOf(76_000_001), organismoOf(76_000_002, { vigente: false }))
    const cuenta = changes && (await withOrganismo(product, 76_000_001, changes))
    const rut = cuenta?.identificador ?? rutOf(76_000_001)
    expect(await harness.command(`organismos verificar ${rut}`)).toBe(1)
    expect(harness.said).toEqual([expect.stringContaining(message)])
    if (cuenta) expect(await cuentaOf(product, cuenta)).toEqual(cuenta)
  })

  it.each([
    ['another representative', { rutRepresentante: rutOf(9_000_001) }],
    ['an OTEC not in force', { vigente: false }],
  ])('with --forzar settles %s in the register, until that entry changes', async (_what, entry) => {
    const { harness, product } = await setUp()
    const one = await withOrganismo(product, 76_000_001)
    await loadRegistro(product.deps, organismoOf(76_000_001, entry))
    expect(await harness.command(`organismos verificar ${rutOf(76_000_001)} --forzar`)).toBe(0)
    expect(await cuentaOf(product, one)).toMatchObject({ identidad: 'verificada', verifiedBy: 'operador' })
    await harness.command(`organismos ver ${rutOf(76_000_001)}`)
    expect(harness.said.at(-1)).toContain('pero se resolvió')
    await loadRegistro(product.deps, organismoOf(76_000_001, { ...entry, tipo: 'otic' }))
    expect(await cuentaOf(product, one)).toMatchObject({ settledEntry: null })
  })

  it('exits with 2 for a bad RUT', async () => {
    const { harness } = await setUp()
    expect(await harness.command('organismos verificar 76.000.001-0')).toBe(2)
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
