import { expect, it } from 'vitest'
import { POWERS } from '../../../src/domain/staff/powers.ts'
import { POWERS_OF, ROLES } from '../../../src/domain/staff/roles.ts'
import { readPermissions } from '../../support/staff/permission-tables.ts'

const table = readPermissions('Poderes de cada rol')

it('each role has the powers that docs/consola.md says, and no other', () => {
  for (const rol of ROLES) {
    const written = table.filter(({ roles }) => roles.includes(rol)).map(({ name }) => name)
    expect([...POWERS_OF[rol]].sort(), rol).toEqual(written.sort())
  }
})

it('docs/consola.md names every power, once', () => {
  expect(table.map(({ name }) => name).sort()).toEqual([...POWERS].sort())
})

it('nobody makes staff who also answers calls or decides', () => {
  for (const rol of ROLES) {
    const powers = POWERS_OF[rol]
    if (!powers.includes('administrar_personal')) continue
    expect(powers).not.toContain('atender_llamadas')
    expect(powers).not.toContain('decidir_ordenes')
    expect(powers).not.toContain('resolver_documentos')
  }
})
