/** Shared by the CLI tests: a database with people, and a terminal that records its output. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Cli } from '../../src/cli/command.ts'
import { runCommand } from '../../src/cli/run.ts'
import { type Composition, composeProduct } from '../../src/composition.ts'
import { readConfig } from '../../src/config/config.ts'
import type { Cuenta } from '../../src/domain/account/cuenta.ts'
import type { RawRow } from '../../src/storage/engine/engine-port.ts'
import { ASKER } from '../support/data/askers.ts'
import { createTestClock, type TestClock } from '../support/product/test-product.ts'
import { withCuenta } from '../support/storage/contract.ts'
import { createTestDatabase, type EngineName } from '../support/storage/databases.ts'

export const PASSPHRASE = 'una frase bien larga'
export const RUT = '12345678-5'
export const CLAVE = 'Tr3bol#99'
/** Derives a backup key in a millisecond. */
export const TEST_COST = 4
const key = () => `k1:${randomBytes(32).toString('base64')}`

export interface CliHarness {
  folder: string
  env: Record<string, string>
  clock: TestClock
  /** Everything printed, on both channels. */
  said: string[]
  /** Answers to successive questions. */
  answers: string[]
  /** Runs a command; `env` and `cli` override the defaults. */
  command(text: string, changes?: { env?: Record<string, string>; cli?: Partial<Cli> }): Promise<number>
  /** The product on this database; closed when the test ends. */
  product(): Promise<Composition>
}

/** A folder, an empty database, secrets in the environment, and a clock: for one test, with which it all goes. */
export async function createCliHarness(
  engine: EngineName,
  { database: createDatabase = createTestDatabase }: { database?: typeof createTestDatabase } = {},
): Promise<CliHarness> {
  const database = await createDatabase(engine)
  const folder = await mkdtemp(join(tmpdir(), 'clave-sence-cli-'))
  const clock = createTestClock(new Date())
  const env = {
    NODE_ENV: 'test',
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    BCRYPT_COST: '4',
    BACKUP_PASSPHRASE: PASSPHRASE,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    PEPPER: key(),
    ENCRYPTION_KEYS: key(),
  }
  const opened: Composition[] = []
  const said: string[] = []
  const answers: string[] = []
  onTestFinished(async () => {
    for (const composition of opened) await composition.close()
    await database.remove()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    folder,
    env,
    clock,
    said,
    answers,
    command: (text, changes = {}) =>
      runCommand(
        {
          env: { ...env, ...changes.env },
          who: 'prueba',
          clock,
          print: (line) => void said.push(line),
          warn: (line) => void said.push(line),
          ask: async () => answers.shift() ?? '',
          passphraseCost: TEST_COST,
          freeDisk: async () => 2 ** 40,
          ...changes.cli,
        },
        text.split(' '),
      ),
    async product() {
      const composition = await composeProduct(
        readConfig(env, () => {
          throw new Error('the secrets are in the environment')
        }),
        clock,
      )
      opened.push(composition)
      return composition
    },
  }
}

/** That harness, and the product on its database. */
export async function createCliProduct(
  engine: EngineName,
): Promise<{ harness: CliHarness; product: Composition }> {
  const harness = await createCliHarness(engine)
  return { harness, product: await harness.product() }
}

/** An account whose CS is {@link CLAVE}. */
export async function withPersona({ deps }: Composition, changes: Partial<Cuenta> = {}): Promise<Cuenta> {
  const claveHash = await deps.hasher.reserve(ASKER, 1, (reservation) => reservation.create(CLAVE))
  return withCuenta(deps.store, {
    identificador: RUT,
    email: `${randomUUID()}@correo.test`,
    celular: '987654321',
    claveHash,
    ...changes,
  })
}

/** Every row of a database, by table. @param only of these tables. */
export function rowsOf(
  { store }: Pick<Composition, 'store'>,
  only?: readonly string[],
): Promise<Record<string, RawRow[]>> {
  return store.withSnapshot(async ({ tables, batches }) => {
    const rows: Record<string, RawRow[]> = {}
    for (const table of only ?? tables) {
      rows[table] = []
      for await (const batch of batches(table)) rows[table].push(...batch)
    }
    return rows
  })
}
