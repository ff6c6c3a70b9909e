/** A demonstration for whoever tries the console: made by the use cases, only where nobody is harmed by it. */
import { describe, expect, it } from 'vitest'
import { showTotp } from '../../src/application/staff/funcionarios/second-factor.ts'
import { signIn } from '../../src/application/staff/funcionarios/sign-in.ts'
import { type DemoState, IMPORTED, INVENTED, STATES } from '../../src/cli/demo/people.ts'
import { DEMO_CONTRASENA, STAFF } from '../../src/cli/demo/staff.ts'
import type { Composition } from '../../src/composition.ts'
import type { Cuenta } from '../../src/domain/account/cuenta.ts'
import { missingMinimumData } from '../../src/domain/account/cuenta.ts'
import { codigoOf } from '../../src/security/totp.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { type CliHarness, createCliProduct, rowsOf, withPersona } from './harness.ts'

const DEVELOPMENT = { env: { NODE_ENV: 'development' } }

/** The account of somebody invented of a perfil, in a state. */
async function cuentaOf(
  { store }: Composition,
  perfil: 'natural' | 'migrante' | 'juridica',
  state: DemoState,
): Promise<Cuenta> {
  const one = INVENTED.find((each) => each.perfil === perfil && each.state === state)
  const cuenta = await store.single.cuentas.findByIdentificador(perfil, one?.identificador ?? '')
  if (!cuenta) throw new Error(`nobody of ${perfil} is ${state}`)
  return cuenta
}

/** How many rows of some tables there are. */
async function countsOf(product: Composition): Promise<Record<string, number>> {
  const {
    cuentas = [],
    funcionarios = [],
    casos = [],
    ordenes = [],
    pending_changes = [],
  } = await rowsOf(product)
  return {
    ...{ cuentas: cuentas.length, funcionarios: funcionarios.length, casos: casos.length },
    ...{ ordenes: ordenes.length, cambios: pending_changes.length },
  }
}

describe('npm run cli -- demo', () => {
  it('makes staff who can enter and callers of each perfil in each state; again it changes nothing', async () => {
    const { harness, product } = await createCliProduct('sqlite')
    expect(await harness.command('demo', DEVELOPMENT)).toBe(0)
    const counts = await countsOf(product)
    expect(counts).toMatchObject({
      cuentas: INVENTED.length,
      funcionarios: STAFF.length,
      cambios: 3,
      ordenes: 3,
    })

    for (const perfil of ['natural', 'migrante', 'juridica'] as const) {
      const states = await Promise.all(
        (Object.keys(STATES) as DemoState[]).map(
          async (state) => [state, await cuentaOf(product, perfil, state)] as const,
        ),
      )
      const all = Object.fromEntries(states) as Record<DemoState, Cuenta>
      expect(all.al_dia).toMatchObject({
        estado: 'activa',
        emailConfirmedAt: expect.any(Date),
        celularConfirmedAt: expect.any(Date),
      })
      expect(all.correo_sin_confirmar.emailConfirmedAt).toBeNull()
      expect(missingMinimumData(all.faltan_datos).length).toBeGreaterThan(0)
      expect(all.sin_cs.claveHash).toBeNull()
      for (const state of ['congelada', 'congelada_por_personal', 'objecion'] as const)
        expect([state, all[state].estado]).toEqual([state, 'congelada'])
    }

    harness.clock.advance({ minutes: 1 })
    await enterAs(harness, product)

    expect(await harness.command('demo', DEVELOPMENT)).toBe(0)
    expect(await countsOf(product)).toEqual(counts)
    expect(harness.said.join('\n')).toContain('Se crearon 0 funcionarios y 0 cuentas')
  }, 60_000)

  it('is refused outside development, where messages leave, and where there are accounts of others', async () => {
    const { harness, product } = await createCliProduct('sqlite')
    await withPersona(product)
    const refused = async (env: Record<string, string>) => {
      harness.said.length = 0
      expect(await harness.command('demo', { env })).toBe(1)
      return harness.said.join('\n')
    }
    expect(await refused({})).toContain('solo para desarrollo')
    expect(await refused({ NODE_ENV: 'development', SMTP_URL: 'smtp://127.0.0.1:25' })).toContain(
      'van a una carpeta',
    )
    expect(await refused(DEVELOPMENT.env)).toContain('no son de demo')
    expect(await countsOf(product)).toMatchObject({ cuentas: 1, funcionarios: 0 })
  })
})

/** Everybody enters with what was printed. */
async function enterAs({ said, clock }: CliHarness, { deps }: Composition): Promise<void> {
  const printed = said.join('\n')
  expect(printed).toContain(DEMO_CONTRASENA)
  expect(IMPORTED.length).toBeGreaterThan(0)
  for (const { email, rol, secret } of STAFF) {
    expect(printed).toContain(`secret=${secret}`)
    const first = await signIn(deps, CONTEXT, { email, contrasena: DEMO_CONTRASENA })
    if (!first.ok) throw new Error(email)
    const codigo = codigoOf(secret, clock.now())
    if (rol === 'ejecutivo') expect((await showTotp(deps, CONTEXT, first.value, codigo)).ok).toBe(true)
  }
}
