import { setImmediate as others } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Named } from '../../../domain/staff/words.ts'
import type { Tx } from '../../schema.ts'
import { isInBatch } from '../batch.ts'
import { NAMES } from './names.ts'
import { padded, partsOf } from './padded.ts'
import { chunkOf, decodeNumbers, encodeNumbers } from './postings.ts'

const ROWS_PER_STATEMENT = 50
const PER_STATEMENT = 100

interface Indexed {
  cuentaId: string
  number: number
  terms: readonly string[]
}

/** See `Busqueda.indexWaiting`. */
export async function indexWaiting(
  tx: Tx,
  limit: number,
  termsOf: (named: Named) => string[],
): Promise<number> {
  const { db, hasRowLocks } = tx
  const head = db.selectFrom('busquedaHead').select('nextNumber')
  const held = await (hasRowLocks ? head.forUpdate().skipLocked() : head).executeTakeFirst()
  if (!held) return 0
  const changes = await db
    .deleteFrom('busquedaCola')
    .where(isInBatch(tx, 'busquedaCola', sql`true`, limit))
    .returning('cuentaId')
    .execute()
  const ids = [...new Set(changes.map(({ cuentaId }) => cuentaId))]
  // Read after the change was taken: it is in there.
  const found: Indexed[] = []
  // On SQLite all of it runs in the thread that answers: pages are served between its statements.
  for (const part of partsOf(ids, PER_STATEMENT)) {
    for (const { id, ...names } of await takeOut(tx, part)) {
      const terms = termsOf(names)
      if (terms.length > 0) found.push({ cuentaId: id, number: held.nextNumber + found.length, terms })
    }
    await others()
  }
  for (const part of partsOf(found, ROWS_PER_STATEMENT)) {
    await tx.insert('busquedaCuentas', ...part.map(({ number, cuentaId }) => ({ number, cuentaId })))
  }
  for (const [chunk, ofChunk] of Map.groupBy(found, ({ number }) => chunkOf(number))) {
    await addToChunk(tx, chunk, ofChunk)
  }
  await db
    .updateTable('busquedaHead')
    .set({ nextNumber: held.nextNumber + found.length })
    .execute()
  return changes.length
}

/**
 * Takes accounts out of the index, and reads what to put into it. What is indexed of their former names stays under
 * numbers that nobody has any more.
 */
async function takeOut({ db }: Tx, ids: readonly string[]): Promise<(Named & { id: string })[]> {
  const these = padded(ids, PER_STATEMENT)
  await db.deleteFrom('busquedaCuentas').where('cuentaId', 'in', these).execute()
  return db
    .selectFrom('cuentas')
    .select(['id', ...NAMES])
    .where('id', 'in', these)
    .execute()
}

/** Adds numbers, higher than all that a chunk has, to the terms of their accounts. */
async function addToChunk({ db, insert }: Tx, chunk: number, found: readonly Indexed[]): Promise<void> {
  const numbersOf = new Map<string, number[]>()
  for (const { number, terms } of found) {
    for (const term of terms) {
      const numbers = numbersOf.get(term)
      if (numbers) numbers.push(number)
      else numbersOf.set(term, [number])
    }
  }
  for (const part of partsOf([...numbersOf.keys()], PER_STATEMENT)) {
    const before = await db
      .deleteFrom('busquedaTerminos')
      .where('term', 'in', padded(part, PER_STATEMENT))
      .where('chunk', '=', chunk)
      .returning(['term', 'numbers'])
      .execute()
    const had = new Map(before.map(({ term, numbers }) => [term, decodeNumbers(chunk, numbers)]))
    const rows = part.map((term) => ({
      term,
      chunk,
      numbers: encodeNumbers([...(had.get(term) ?? []), ...(numbersOf.get(term) ?? [])]),
    }))
    for (const some of partsOf(rows, ROWS_PER_STATEMENT)) await insert('busquedaTerminos', ...some)
    await others()
  }
}
