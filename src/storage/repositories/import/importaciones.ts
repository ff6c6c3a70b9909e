import type { Updateable } from 'kysely'
import type {
  AddResult,
  CuentaToImport,
  CuentaToWrap,
  Importacion,
  Importaciones,
} from '../../../application/ports.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { complete } from '../../../domain/import/complete.ts'
import type { SeenCounter } from '../../../domain/import/seen-counter.ts'
import { toEmailKey } from '../../../domain/values/email.ts'
import { conversion } from '../../row-mapper.ts'
import type { CuentaRow, CuentasTable, Tx } from '../../schema.ts'
import { cuentaRows, SLOTS } from '../accounts/cuentas.ts'
import { completable, writeCompleted } from './completable.ts'

const { toRow, fromRow } = conversion<Importacion>({
  counts: 'json',
  lastFindings: 'json',
  startedAt: 'date',
  finishedAt: 'date',
})

/** Rows per insert; the statement is prepared once per transaction. */
const ROWS_PER_STATEMENT = 50

/** What to do with one account: create it, complete an existing one, or neither. */
interface PreparedCuenta {
  addResult: AddResult
  newCuenta?: CuentaRow & { importacionId: string; toWrap: number | null }
  completed?: { cuenta: Cuenta; changes: Updateable<CuentasTable> }
}

const WITHOUT_EMAIL = {
  email: null,
  mailboxKey: null,
  emailKey: null,
  emailSlot: null,
  emailConfirmedAt: null,
}
const EXISTING: PreparedCuenta = { addResult: { exists: true, withoutEmail: false } }

export function importacionesRepository(tx: Tx): Importaciones {
  const { db, hasRowLocks, insert } = tx
  /** For each e-mail shared by these accounts, the slots already taken. */
  async function takenSlots(emailKeys: readonly (string | null)[]) {
    const wanted = [...new Set(emailKeys.filter((key) => key !== null))]
    const taken = new Map<string, (number | null)[]>()
    if (wanted.length === 0) return taken
    const rows = await db
      .selectFrom('cuentas')
      .select(['emailKey', 'emailSlot'])
      .where('emailKey', 'in', wanted)
      .execute()
    for (const { emailKey, emailSlot } of rows) {
      if (emailKey !== null) taken.set(emailKey, [...(taken.get(emailKey) ?? []), emailSlot])
    }
    return taken
  }

  /** Which of these already have an account. An identifier held before a change of perfil stays taken. */
  async function findExisting(cuentas: readonly CuentaToImport[]): Promise<Set<string>> {
    const known = new Set<string>()
    for (const perfil of new Set(cuentas.map(({ cuenta }) => cuenta.perfil))) {
      const own = cuentas
        .filter(({ cuenta }) => cuenta.perfil === perfil)
        .map(({ cuenta }) => cuenta.identificador)
      const from = (table: 'cuentas' | 'formerIdentificadores') =>
        db
          .selectFrom(table)
          .select('identificador')
          .where('perfil', '=', perfil)
          .where('identificador', 'in', own)
          .execute()
      for (const { identificador } of [
        ...(await from('cuentas')),
        ...(await from('formerIdentificadores')),
      ]) {
        known.add(`${perfil} ${identificador}`)
      }
    }
    return known
  }

  /** Decides what to do with each, as if the ones before it were already added. */
  async function prepare(
    cuentas: readonly CuentaToImport[],
    importacionId: string,
    corrects: string | null,
    seen?: SeenCounter,
  ): Promise<PreparedCuenta[]> {
    const keys = cuentas.map(({ cuenta }) => cuenta.email && toEmailKey(cuenta.email))
    const known = await findExisting(cuentas)
    const incomplete = corrects ? await completable(tx, cuentas, corrects, importacionId) : undefined
    const taken = await takenSlots(keys)

    /** Takes a free slot; undefined when there is none. */
    const take = (emailKey: string | null) => {
      if (emailKey === null) return null
      const occupied = taken.get(emailKey) ?? []
      const before = seen?.times(`email ${emailKey}`) ?? 0
      const slot = SLOTS.filter((one) => !occupied.includes(one))[before]
      if (slot === undefined) return undefined
      if (seen) seen.add(`email ${emailKey}`)
      else taken.set(emailKey, [...occupied, slot])
      return slot
    }

    return cuentas.map(({ cuenta, toWrap }, index): PreparedCuenta => {
      const who = `${cuenta.perfil} ${cuenta.identificador}`
      const isRepeated = (seen?.times(who) ?? 0) > 0
      // Each account is completed once, even if the file repeats it.
      const current = isRepeated ? undefined : incomplete?.get(who)
      const completed = current && complete(current, cuenta)
      if ((isRepeated || known.has(who)) && !completed) return EXISTING
      known.add(who)
      seen?.add(who)
      incomplete?.delete(who)

      const { email = null, emailConfirmedAt = null } = completed?.changes ?? cuenta
      const mailboxKey = email === null ? null : (keys[index] ?? null)
      // Only a confirmed one takes a place (product.md “Proofs”, 1).
      const emailKey = emailConfirmedAt && mailboxKey
      const emailSlot = take(emailKey)
      const withoutEmail = emailSlot === undefined
      const theirEmail = emailSlot === undefined ? WITHOUT_EMAIL : { email, mailboxKey, emailKey, emailSlot }
      const addResult = { exists: false, withoutEmail }
      if (!current || !completed) {
        const own = { importacionId, toWrap: toWrap ? 1 : null }
        return {
          addResult,
          // A mobile of the old system is not confirmed, and takes no place.
          newCuenta: {
            ...cuentaRows.toRow(cuenta),
            celularKey: null,
            celularSlot: null,
            ...theirEmail,
            ...own,
          },
        }
      }
      const { changes, fields } = completed
      const remaining = fields.filter((one) => !(one === 'email' && withoutEmail))
      if (remaining.length === 0) return EXISTING
      const bringsHash = changes.claveHash !== undefined || changes.respuestaHash !== undefined
      return {
        addResult: { ...addResult, completed: { cuentaId: current.id, fields: remaining } },
        completed: {
          cuenta: current,
          changes: {
            ...cuentaRows.toColumns(changes),
            ...(email !== null && theirEmail),
            ...(bringsHash && toWrap && { toWrap: 1 }),
            importacionId,
            updatedAt: cuenta.updatedAt.toISOString(),
          },
        },
      }
    })
  }

  async function insertAll(rows: readonly NonNullable<PreparedCuenta['newCuenta']>[]): Promise<void> {
    for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
      await insert('cuentas', ...rows.slice(i, i + ROWS_PER_STATEMENT))
    }
  }

  return {
    async findByFileHash(fileHash) {
      const row = await db
        .selectFrom('importaciones')
        .selectAll()
        .where('fileHash', '=', fileHash)
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async findByFileHashPrefix(prefix) {
      const rows = await db
        .selectFrom('importaciones')
        .selectAll()
        .where('fileHash', 'like', `${prefix}%`)
        .limit(2)
        .execute()
      return rows.map(fromRow)
    },

    async create(importacion) {
      await insert('importaciones', toRow(importacion))
    },

    async take(id) {
      const all = db.selectFrom('importaciones').select('id').orderBy('id')
      await (hasRowLocks ? all.forUpdate() : all).execute()
      const row = await db
        .selectFrom('importaciones')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return fromRow(row)
    },

    async save(importacion) {
      await db.updateTable('importaciones').set(toRow(importacion)).where('id', '=', importacion.id).execute()
    },

    async add(cuentas, importacionId, corrects = null) {
      const prepared = await prepare(cuentas, importacionId, corrects)
      await insertAll(prepared.flatMap(({ newCuenta }) => newCuenta ?? []))
      const addResults: AddResult[] = []
      for (const { addResult, completed } of prepared) {
        const done = !completed || (await writeCompleted(tx, completed.cuenta, completed.changes))
        addResults.push(done ? addResult : EXISTING.addResult)
      }
      return addResults
    },

    readRehearsal: async (cuentas, seen, corrects = null) =>
      (await prepare(cuentas, '', corrects, seen)).map(({ addResult }) => addResult),

    async findByCuenta(cuentaId) {
      const row = await db
        .selectFrom('cuentas')
        .innerJoin('importaciones', 'importaciones.id', 'cuentas.importacionId')
        .select('importaciones.startedAt')
        .where('cuentas.id', '=', cuentaId)
        .executeTakeFirst()
      return row && new Date(row.startedAt)
    },

    async findToWrap(fromId, limit) {
      const read = (comparison: '>=' | '<', count: number): Promise<CuentaToWrap[]> =>
        db
          .selectFrom('cuentas')
          .select(['id', 'claveHash', 'respuestaHash'])
          .where('toWrap', 'is not', null)
          .where('id', comparison, fromId)
          .orderBy('id')
          .limit(count)
          .execute()
      const first = await read('>=', limit)
      const missing = limit - first.length
      return missing > 0 ? [...first, ...(await read('<', missing))] : first
    },

    async wrap(cuenta, changes) {
      for (const { column, before, after } of changes) {
        await db
          .updateTable('cuentas')
          .set({ [column]: after })
          .where('id', '=', cuenta.id)
          .where(column, '=', before)
          .execute()
      }
      const remaining = (column: 'claveHash' | 'respuestaHash') =>
        changes.find((one) => one.column === column)?.after ?? cuenta[column]
      // A hash that a corrected file brought meanwhile stays due for wrapping.
      await db
        .updateTable('cuentas')
        .set({ toWrap: null })
        .where('id', '=', cuenta.id)
        .where('claveHash', 'is not distinct from', remaining('claveHash'))
        .where('respuestaHash', 'is not distinct from', remaining('respuestaHash'))
        .execute()
    },
  }
}
