/** Every use case of staff, with every role and with none, against the table of docs/consola.md (product.md “Staff”). */
import { expect, it } from 'vitest'
import { PowerMissing } from '../../../src/application/staff/require-power.ts'
import { POWERS } from '../../../src/domain/staff/powers.ts'
import { POWERS_OF, ROLES } from '../../../src/domain/staff/roles.ts'
import { readPermissions } from '../../support/staff/permission-tables.ts'
import { findStaffFunctions, tryUseCase } from '../../support/staff/use-cases.ts'

const table = readPermissions('Programas')
const functions = await findStaffFunctions()
const guarded = table.filter(({ power }) => power !== undefined)

const useCaseOf = (name: string) => {
  const found = functions.find((one) => one.name === name)
  if (!found) throw new Error(`no use case is called ${name}`)
  return found
}
const funcionario = (rol: string, powers: readonly string[]) => ({
  kind: 'funcionario',
  id: 'f',
  rol,
  powers,
  // What asks for the second factor again asks for the power first.
  renewedFor: null,
})

it('docs/consola.md names every use case of staff', () => {
  const written = new Set(table.map(({ name }) => name))
  const useCases = functions.filter(({ isUseCase }) => isUseCase).map(({ name }) => name)
  expect(useCases.length).toBeGreaterThan(30)
  expect(useCases.filter((name) => !written.has(name))).toEqual([])
  for (const name of written) expect(useCaseOf(name).name).toBe(name)
})

it('only what is done before entering, or to oneself, takes no power', () => {
  for (const { name, power, roles } of table) {
    if (power === undefined) expect(roles, name).toEqual([...ROLES])
    else expect(POWERS, name).toContain(power)
  }
})

it.each(guarded)('$title is for those roles, and asks for its power before anything else', async (row) => {
  const { name, variant, power, roles } = row
  const useCase = useCaseOf(name)
  for (const rol of ROLES) {
    const stopped = await tryUseCase(useCase, funcionario(rol, POWERS_OF[rol]), variant)
    expect(stopped instanceof PowerMissing, rol).toBe(!roles.includes(rol))
  }
  const others = POWERS.filter((one) => one !== power)
  for (const powers of [[], others])
    expect(await tryUseCase(useCase, funcionario('supervisor', powers), variant)).toBeInstanceOf(PowerMissing)
  const alone = funcionario('supervisor', power ? [power] : [])
  expect(await tryUseCase(useCase, alone, variant)).not.toBeInstanceOf(PowerMissing)
})
