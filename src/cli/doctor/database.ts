import type { UnitOfWork } from '../../application/ports.ts'
import type { Config } from '../../config/config.ts'
import { createCipher } from '../../security/cipher.ts'
import { parseKeys } from '../../security/keys.ts'
import type { SqlStore } from '../../storage/index.ts'
import { migrationGap } from '../open-product.ts'
import { type CheckLine, fail, ok, warning } from './line.ts'

export async function checkMigrations(store: SqlStore): Promise<CheckLine> {
  const reason = await migrationGap(store)
  return reason ? fail('migraciones', reason) : ok('migraciones', 'al día')
}

/** Carries the result of work out of the transaction that it rolls back. */
class Undo<T> extends Error {
  readonly result: T
  constructor(result: T) {
    super('undone on purpose')
    this.result = result
  }
}

/** Runs work in a transaction and rolls it back. */
async function withoutSaving<T>(store: SqlStore, run: (uow: UnitOfWork) => Promise<T>): Promise<T> {
  try {
    return await store.transaction(async (uow): Promise<never> => {
      throw new Undo(await run(uow))
    })
  } catch (error) {
    if (error instanceof Undo) return error.result
    throw error
  }
}

/** Whether the database accepts writes, and the keys decrypt what it stores. */
export async function checkWriting(store: SqlStore, { ENCRYPTION_KEYS }: Config): Promise<CheckLine[]> {
  const rootSecret = await withoutSaving(store, (uow) => uow.secrets.ensure('raiz', ''))
  const writing = ok('base de datos', 'se puede leer y escribir')
  if (rootSecret === '')
    return [writing, warning('llaves', 'todavía no hay nada cifrado: el producto no ha arrancado')]
  try {
    createCipher(parseKeys(ENCRYPTION_KEYS)).decrypt(rootSecret, 'raiz')
    return [writing, ok('llaves', 'ENCRYPTION_KEYS abre lo guardado')]
  } catch {
    return [writing, fail('llaves', 'ENCRYPTION_KEYS no abre lo guardado: no son las de esta base de datos')]
  }
}
