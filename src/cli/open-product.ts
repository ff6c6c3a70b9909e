/** Opens the product for a command, as it is: runs no migration and creates nothing missing. */
import { existsSync } from 'node:fs'
import { type OperadorContext, StoreUnavailable } from '../application/ports.ts'
import { type Composition, composeProduct } from '../composition.ts'
import { type Config, databaseFile, readConfig } from '../config/config.ts'
import type { LocalSecrets } from '../config/variables.ts'
import { localSecrets, secretsFile } from '../local-secrets.ts'
import { openStore, type SqlStore } from '../storage/index.ts'
import { type Cli, CommandFailed, CommandMisused, type ExitCode, type Input } from './command.ts'

/**
 * Reads the secrets that development generated.
 * @throws {CommandFailed} when there are none.
 */
function existingSecrets(folder: string): LocalSecrets {
  const file = secretsFile(folder)
  if (!existsSync(file)) {
    throw new CommandFailed(`Faltan los secretos: no están en el entorno ni en ${file}.`)
  }
  return localSecrets(folder)
}

/**
 * @throws {InvalidConfig}
 * @throws {CommandFailed}
 */
export const readSettings = ({ env }: Cli): Config => readConfig(env, existingSecrets)

/**
 * Opens an existing database.
 * @throws {CommandFailed}
 * @throws {StoreUnavailable}
 */
export async function openDatabase(config: Config): Promise<SqlStore> {
  const file = databaseFile(config)
  if (file && !existsSync(file)) throw new CommandFailed(`No existe la base de datos ${file}.`)
  return openStore(config.DATABASE_URL)
}

/**
 * Runs a command over the product and closes it.
 * @throws {UnreadableRootSecret} when the keys are those of another database.
 */
export async function withProduct(
  cli: Cli,
  run: (composition: Composition, config: Config) => Promise<ExitCode>,
): Promise<ExitCode> {
  const config = readSettings(cli)
  const store = await openDatabase(config)
  try {
    return await run(await composeProduct(config, cli.clock, async () => store), config)
  } finally {
    await store.close()
  }
}

/** Why this version cannot work with a database's schema; undefined when it can. Runs no migration. */
export async function migrationGap(store: SqlStore): Promise<string | undefined> {
  const pending = await store.pendingMigrations()
  if (pending.length > 0) return `faltan ${pending.join(', ')}: se hacen al arrancar el producto`
  try {
    // With none pending it only fails if the database has migrations unknown here.
    await store.migrate()
    return undefined
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    return 'la base de datos es de una versión posterior a esta'
  }
}

/**
 * Like {@link withProduct}, for commands that need the current schema.
 * @throws {CommandFailed} without it.
 */
export const withMigratedProduct = (
  cli: Cli,
  run: (composition: Composition) => Promise<ExitCode>,
): Promise<ExitCode> =>
  withProduct(cli, async (composition) => {
    const reason = await migrationGap(composition.store)
    if (reason) throw new CommandFailed(`Migraciones: ${reason}.`)
    return run(composition)
  })

/**
 * Who gives an order, with the power declared beside it and no other.
 * @throws {CommandMisused} when the operator's name does not fit the audit's format.
 */
export function operadorOf({ who }: Cli, { options, powers }: Input, requestId: string): OperadorContext {
  const nombre = options.operador ?? who
  if (!/^[\w.@-]{1,64}$/.test(nombre)) {
    throw new CommandMisused('El nombre del operador lleva letras sin acento, números, punto, guion o @.')
  }
  return { actor: { kind: 'operador', nombre, powers }, requestId }
}
