/** Checks what docs/operating.md says about losing a secret. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { enqueueAviso } from '../../../src/application/notices/avisos.ts'
import { UnreadableRootSecret } from '../../../src/composition.ts'
import { VARIABLE_NAMES } from '../../../src/config/variables.ts'
import { SAMPLES } from '../../../src/mail/messages/samples.ts'
import { openEngine } from '../../../src/storage/engine.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { authenticate } from '../../support/product/authenticate.ts'
import { ENGINES } from '../../support/storage/databases.ts'
import { keysIn, withEverything } from '../encrypted-rows.ts'
import { CLAVE, createCliHarness, RUT, rowsOf, withPersona } from '../harness.ts'

const guide = await readFile(new URL('../../../docs/operating.md', import.meta.url), 'utf8')
const CREDENTIAL = { perfil: 'natural', identificador: RUT, clave: CLAVE } as const
const otherKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`

describe.each(ENGINES)('the operating guide, on %s', (engine) => {
  async function setUp() {
    const harness = await createCliHarness(engine)
    const product = await harness.product()
    await withPersona(product)
    return { harness, product }
  }

  it('rescues the accounts after losing ENCRYPTION_KEYS by erasing what the guide says', async () => {
    const { harness, product } = await setUp()
    await withEverything(product, { identificador: '9876543-3' })
    const { deps } = product
    const now = deps.clock.now()
    await deps.store.transaction((uow) =>
      enqueueAviso(deps, uow, { cuentaId: 'una', to: 'a@correo.test', aviso: SAMPLES.clave_cambiada, now }),
    )
    harness.env.ENCRYPTION_KEYS = otherKey('e9')
    await expect(harness.product()).rejects.toThrow(UnreadableRootSecret)

    const [, statements = ''] = /```sql\n(delete[\s\S]*?)```/.exec(guide) ?? []
    expect(statements).toContain('delete from secrets')
    const { db, destroy } = await openEngine(harness.env.DATABASE_URL ?? '')
    for (const statement of statements.split(';').filter((one) => one.trim()))
      await sql.raw(statement).execute(db)
    await destroy()

    const rescued = await harness.product()
    expect(await authenticate(rescued.deps, CONTEXT, CREDENTIAL)).toMatchObject({ ok: true })
    expect(await harness.command('revisar')).toBe(0)
    const [caso] = (await rowsOf(rescued, ['casos'])).casos ?? []
    expect(await harness.command(`cuentas caso ${caso?.number} --operador ana`)).toBe(0)
    expect(await harness.command('llaves rotar --operador ana')).toBe(0)
    expect(Object.values(await keysIn(rescued)).flat()).not.toContain('k1')
  })

  it('accepts every CS after rotating PEPPER, but not without the old one', async () => {
    const { harness } = await setUp()
    const old = harness.env.PEPPER ?? ''
    harness.env.PEPPER = `${otherKey('p2')},${old}`
    expect(await authenticate((await harness.product()).deps, CONTEXT, CREDENTIAL)).toMatchObject({
      ok: true,
    })
    // That login rehashed it with the new pepper.
    harness.env.PEPPER = harness.env.PEPPER.split(',')[0] ?? ''
    expect(await authenticate((await harness.product()).deps, CONTEXT, CREDENTIAL)).toMatchObject({
      ok: true,
    })
    harness.env.PEPPER = otherKey('p3')
    expect(await authenticate((await harness.product()).deps, CONTEXT, CREDENTIAL)).toMatchObject({
      ok: false,
    })
  })

  it('starts with rotated ENCRYPTION_KEYS only if the old ones are kept at the end', async () => {
    const { harness } = await setUp()
    const old = harness.env.ENCRYPTION_KEYS ?? ''
    harness.env.ENCRYPTION_KEYS = `${otherKey('e2')},${old}`
    await harness.product()
    expect(await harness.command('revisar')).toBe(0)
    harness.env.ENCRYPTION_KEYS = harness.env.ENCRYPTION_KEYS.split(',')[0] ?? ''
    await expect(harness.product()).rejects.toThrow(UnreadableRootSecret)
    expect(await harness.command('revisar')).toBe(1)
  })
})

it('documents every variable in the operating guide', () => {
  expect(VARIABLE_NAMES.filter((name) => !guide.includes(`\`${name}\``))).toEqual([])
})
