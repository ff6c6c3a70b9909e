import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { recordCommand } from '../../application/operator/record-command.ts'
import { requirePower } from '../../application/staff/require-power.ts'
import type { Composition } from '../../composition.ts'
import type { Config } from '../../config/config.ts'
import { secretsSchema } from '../../config/variables.ts'
import { type RowsByTable, snapshotLines, sum } from '../backup/contents.ts'
import { writeBackup } from '../backup/file.ts'
import { choosePassphrase } from '../backup/passphrase.ts'
import { CommandFailed, type CommandHandler } from '../command.ts'
import { operadorOf, withProduct } from '../open-product.ts'
import { formatBytes } from '../text.ts'

/**
 * Copies a snapshot of the database and the current secrets into one encrypted file while the product runs.
 * The file gets its name once it is complete and recorded in the audit.
 */
export const backUp: CommandHandler = async (cli, input) => {
  const [path = ''] = input.words
  if (existsSync(path)) throw new CommandFailed(`Ya existe ${path}: un respaldo nunca reemplaza a otro.`)
  return withProduct(cli, async (composition, config) => {
    const { deps } = composition
    const operador = operadorOf(cli, input, deps.random.uuid())
    requirePower(operador, 'respaldar')
    const passphrase = await choosePassphrase(cli)
    const draft = `${path}.${process.pid}.tmp`
    try {
      const { rows, bytes } = await writeSnapshot(
        composition,
        config,
        { passphrase, cost: cli.passphraseCost },
        draft,
      )
      await recordCommand(deps, operador, 'respaldo_hecho', { detail: { filas: sum(rows), bytes } })
      await rename(draft, path)
      for (const [table, n] of Object.entries(rows)) cli.print(`${table}: ${n}`)
      cli.print(`Respaldo hecho: ${path}, ${formatBytes(bytes)}.`)
      return 0
    } finally {
      await rm(draft, { force: true })
    }
  })
}

async function writeSnapshot(
  { store, deps }: Composition,
  config: Config,
  key: { passphrase: string; cost: number },
  draft: string,
): Promise<{ rows: RowsByTable; bytes: number }> {
  const output = await open(draft, 'wx', 0o600).catch((error) => {
    throw new CommandFailed(`No se puede escribir ${draft}.`, error)
  })
  try {
    const rows: RowsByTable = {}
    const madeAt = deps.clock.now().toISOString()
    const header = { madeAt, secrets: secretsSchema.parse(config) }
    await store.withSnapshot((snapshot) => writeBackup(output, key, snapshotLines(snapshot, header, rows)))
    return { rows, bytes: (await output.stat()).size }
  } finally {
    await output.close()
  }
}
