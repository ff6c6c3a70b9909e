import { recordCommand } from '../../application/operator/record-command.ts'
import { requirePower } from '../../application/staff/require-power.ts'
import { type Config, readConfig } from '../../config/config.ts'
import type { LocalSecrets } from '../../config/variables.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { makeFolders } from '../../folders.ts'
import { secretsFile } from '../../local-secrets.ts'
import { createSealer } from '../../security/audit-seal.ts'
import { parseKeys } from '../../security/keys.ts'
import { systemRandom } from '../../security/random.ts'
import { NOT_RESTORED, openStore, type Snapshot, type SqlStore } from '../../storage/index.ts'
import { readSnapshot, sum } from '../backup/contents.ts'
import { type BackupFile, openBackup } from '../backup/file.ts'
import { askPassphrase } from '../backup/passphrase.ts'
import { secretsToSet, writeSecrets } from '../backup/secrets.ts'
import { CommandFailed, type CommandHandler } from '../command.ts'
import { operadorOf } from '../open-product.ts'

/**
 * Verifies a whole backup, loads it in one transaction into an empty database of either engine, migrates it
 * to the current schema and leaves the secrets where the product reads them. All links, codes, temporary keys,
 * pending changes, solicitudes and sessions of the backup end (product.md “Proofs”).
 */
export const restore: CommandHandler = async (cli, input) => {
  const [path = ''] = input.words
  const operador = operadorOf(cli, input, systemRandom.uuid())
  requirePower(operador, 'restaurar')
  const file = await openBackup(path, await askPassphrase(cli))
  const { header, rows: all } = await file.readThrough((lines) => readSnapshot(lines))
  const rows = Object.fromEntries(Object.entries(all).filter(([table]) => !NOT_RESTORED.includes(table)))
  const config = readConfig({ ...cli.env, ...header.secrets }, () => header.secrets)

  makeFolders([['DATA_DIR', config.DATA_DIR]])
  const toSet = secretsToSet(header.secrets, cli.env)
  const destination = input.options.secretos ?? (toSet.length > 0 ? secretsFile(config.DATA_DIR) : undefined)
  const store = await openStore(config.DATABASE_URL)
  store.signAudit(createSealer(parseKeys(config.PEPPER)))
  try {
    await requireEmpty(store, header.migration)
    await withSecrets(destination, header.secrets, () => load(store, file, header.migration))
    await recordCommand({ store, clock: cli.clock }, operador, 'respaldo_restaurado', {
      detail: { filas: sum(rows), hechoEn: header.madeAt },
    })
  } finally {
    await store.close()
  }
  for (const [table, n] of Object.entries(rows)) cli.print(`${table}: ${n}`)
  cli.print(
    `Respaldo restaurado: ${path}, hecho el ${formatMoment(new Date(header.madeAt))} (hora de Chile).`,
  )
  cli.print(
    'Terminaron los enlaces, códigos, claves provisorias, cambios pendientes, órdenes de dos personas, trámites y sesiones que había en el respaldo.',
  )
  cli.print(
    'Del personal terminaron sesiones, enlaces de activación y códigos de recuperación. A quien se suspendió después del respaldo, suspéndalo otra vez: funcionarios listar.',
  )
  cli.print(destination ? whereSecretsAre(config, destination, toSet) : 'El entorno ya tiene sus secretos.')
  return 0
}

/** @throws {CommandFailed} when the database is not empty, or its version is not the backup's. */
async function requireEmpty(store: SqlStore, migration: string): Promise<void> {
  const own = await store.withSnapshot(async (snapshot) => {
    const tables = ['cuentas', 'audit_entries', 'audit_seals'].filter(
      (table) => snapshot.migration && snapshot.tables.includes(table),
    )
    for (const table of tables) {
      if (await hasRows(snapshot, table))
        throw new CommandFailed('La base de datos ya tiene datos: use una vacía.')
    }
    return snapshot.migration
  })
  const known = own === migration || (await store.pendingMigrations()).includes(migration)
  if (!known) {
    throw new CommandFailed(
      `El respaldo es de otra versión (${migration}): use una base de datos nueva y esa versión o una posterior.`,
    )
  }
}

async function hasRows({ batches }: Snapshot, table: string): Promise<boolean> {
  for await (const batch of batches(table)) return batch.length > 0
  return false
}

/** Writes the secrets first: a database without them is worthless. */
async function withSecrets(
  destination: string | undefined,
  secrets: LocalSecrets,
  run: () => Promise<void>,
): Promise<void> {
  const remove = destination ? await writeSecrets(destination, secrets) : async () => {}
  try {
    await run()
  } catch (error) {
    await remove()
    throw error
  }
}

async function load(store: SqlStore, file: BackupFile, migration: string): Promise<void> {
  await store.migrate(migration)
  await store.load(async (put) => {
    await file.readThrough((lines) => readSnapshot(lines, put))
  })
  await store.migrate()
}

function whereSecretsAre({ NODE_ENV }: Config, destination: string, toSet: readonly string[]): string {
  if (NODE_ENV !== 'production' || toSet.length === 0) return `Sus secretos quedaron en ${destination}.`
  return `Ponga en el entorno ${toSet.join(', ')} con los valores de ${destination} y borre ese archivo.`
}
