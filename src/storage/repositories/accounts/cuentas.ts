import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { Cuentas, SaveCuentaRefusal } from '../../../application/ports.ts'
import { type Cuenta, MAX_SHARING_CUENTAS } from '../../../domain/account/cuenta.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { toEmailKey } from '../../../domain/values/email.ts'
import { conversion } from '../../row-mapper.ts'
import type { CuentaRow, CuentasTable, DatabaseSchema, Tx } from '../../schema.ts'
import { isAnyNameNew, NAMES } from '../staff/names.ts'
import { formerIdentificadoresRepository } from './former-identificadores.ts'

/** Maps an account to its columns and back, without the columns only the storage knows. */
export const cuentaRows = conversion<Cuenta>({
  emailConfirmedAt: 'date',
  emailRepresentanteConfirmedAt: 'date',
  celularConfirmedAt: 'date',
  firstClaveAt: 'date',
  frozenByStaffAt: 'date',
  factores: 'json',
  recoveredWithRespuestaAt: 'date',
  createdAt: 'date',
  updatedAt: 'date',
})
const { toRow, fromRow } = cuentaRows

/** What hangs on an account and ends with it, whether it is closed or erased. */
const ENDS_WITH_CUENTA = [
  'bounces',
  'busquedaCuentas',
  'llamadas',
  'openidConsents',
  'sessions',
  'solicitudes',
  'enlaces',
  'eventos',
  'pendingChanges',
  'provisorias',
  'provenBrowsers',
  'formerIdentificadores',
] as const

/** Slots for the accounts that share an e-mail or a mobile. */
export const SLOTS: readonly number[] = Array.from({ length: MAX_SHARING_CUENTAS }, (_, i) => i + 1)

/** Reads an account from its row. */
export function toCuenta(row: Selectable<CuentasTable> | undefined): Cuenta | undefined {
  if (!row) return undefined
  const { mailboxKey, emailKey, emailSlot, celularKey, celularSlot, importacionId, toWrap, ...columns } = row
  return fromRow(columns)
}

/**
 * A hash is renewed or wrapped without a new version, so a cuenta that was read before may bring the old one
 * back: whatever hash is replaced by a save is looked at again.
 */
const toWrapAfter = ({ claveHash, respuestaHash }: CuentaRow) => sql<number | null>`
  case when ${sql.ref('claveHash')} is not distinct from ${claveHash}
    and ${sql.ref('respuestaHash')} is not distinct from ${respuestaHash}
  then ${sql.ref('toWrap')} else 1 end`

/** Matches an account that has an identifier, or has it reserved. */
const has =
  (perfil: Perfil, identificador: string) =>
  ({ and, eb, or, selectFrom }: ExpressionBuilder<DatabaseSchema, 'cuentas'>) =>
    or([
      and([eb('perfil', '=', perfil), eb('identificador', '=', identificador)]),
      eb(
        'id',
        '=',
        selectFrom('formerIdentificadores')
          .select('cuentaId')
          .where('perfil', '=', perfil)
          .where('identificador', '=', identificador),
      ),
    ])

export function cuentasRepository(tx: Tx): Cuentas {
  const { db, insert, hasRowLocks } = tx
  const formerIdentificadores = formerIdentificadoresRepository(tx)

  const byId = (id: string) => db.selectFrom('cuentas').selectAll().where('id', '=', id)
  const find = async (id: string): Promise<Cuenta | undefined> => toCuenta(await byId(id).executeTakeFirst())

  /**
   * The row of an account with its slots chosen, or why it cannot be written. One query finds all conflicts;
   * two that choose the same slot at once collide in a unique constraint, and the later one runs again.
   */
  async function prepare(
    cuenta: Cuenta,
  ): Promise<{ row: CuentaRow; moves: boolean; isRenamed: boolean } | SaveCuentaRefusal> {
    const { id, perfil, identificador } = cuenta
    const mailboxKey = cuenta.email === null ? null : toEmailKey(cuenta.email)
    // What is not confirmed takes no place (product.md “Proofs”, 1); the sweep unconfirms mobiles without use.
    const emailKey = cuenta.emailConfirmedAt && mailboxKey
    const celularKey = cuenta.celularConfirmedAt && cuenta.celular
    const own = has(perfil, identificador)
    const neighbours = await db
      .selectFrom('cuentas')
      .select(['id', 'perfil', 'identificador', 'emailKey', 'emailSlot', 'celularKey', 'celularSlot'])
      .select(NAMES)
      .select((eb) => own(eb).as('isOwn'))
      .where((eb) => eb.or([own(eb), eb('emailKey', '=', emailKey), eb('celularKey', '=', celularKey)]))
      .execute()
    if (neighbours.some((one) => one.isOwn && one.id !== id)) return 'identificador_en_uso'

    const slot = (
      value: string | null,
      own: 'emailSlot' | 'celularSlot',
      from: 'emailKey' | 'celularKey',
    ) => {
      if (value === null) return null
      const sharing = neighbours.filter((one) => one[from] === value)
      const kept = sharing.find((one) => one.id === id)?.[own]
      return kept ?? SLOTS.find((free) => sharing.every((one) => one[own] !== free))
    }
    const emailSlot = slot(emailKey, 'emailSlot', 'emailKey')
    if (emailSlot === undefined) return 'email_en_tres_cuentas'
    const celularSlot = slot(celularKey, 'celularSlot', 'celularKey')
    if (celularSlot === undefined) return 'celular_en_tres_cuentas'
    const moves = !neighbours.some((one) => one.perfil === perfil && one.identificador === identificador)
    const stored = neighbours.find((one) => one.id === id)
    const row = { ...toRow(cuenta), mailboxKey, emailKey, emailSlot, celularKey, celularSlot }
    return { row, moves, isRenamed: !stored || isAnyNameNew(stored, cuenta) }
  }

  async function endWith(id: string, ...more: ('documentos' | 'ordenes')[]): Promise<void> {
    for (const table of [...ENDS_WITH_CUENTA, ...more]) {
      await db.deleteFrom(table).where('cuentaId', '=', id).execute()
    }
  }

  return {
    /** One query: current, former and unknown identifiers take the same work. */
    async findByIdentificador(perfil, identificador) {
      // Where there is no account a row of nulls comes back and is read alike: time must not tell who has one.
      const row = await db
        .selectFrom(sql<{ uno: number }>`(select 1 as uno)`.as('uno'))
        .leftJoin('cuentas', (join) => join.on(has(perfil, identificador)))
        .selectAll('cuentas')
        .executeTakeFirstOrThrow()
      const cuenta = toCuenta(row as Selectable<CuentasTable>)
      return row.id === null ? undefined : cuenta
    },

    findById: find,
    hold: async (id) =>
      // As an update holds it: what only names the account goes on.
      toCuenta(
        await byId(id)
          .$if(hasRowLocks, (query) => query.forNoKeyUpdate())
          .executeTakeFirst(),
      ),
    findFormerIdentificador: (id) => formerIdentificadores.findByCuenta(id),

    async findByEmail(email) {
      const rows = await db
        .selectFrom('cuentas')
        .select(['id', 'perfil', 'emailKey'])
        .where('mailboxKey', '=', toEmailKey(email))
        .where((eb) => eb.or([eb('emailKey', 'is not', null), eb('perfil', '=', 'facilitador')]))
        .execute()
      return rows.map(({ id, perfil, emailKey }) => ({ id, perfil, isConfirmed: emailKey !== null }))
    },

    findByCelular: (celular) =>
      db.selectFrom('cuentas').select('id').where('celularKey', '=', celular).execute(),

    async create(cuenta) {
      const prepared = await prepare(cuenta)
      if (typeof prepared === 'string') return prepared
      await insert('cuentas', { ...prepared.row, version: 1 })
      await insert('busquedaCola', { cuentaId: cuenta.id, version: 1 })
      return { ...cuenta, version: 1 }
    },

    async save(cuenta) {
      const prepared = await prepare(cuenta)
      if (typeof prepared === 'string') return prepared
      const before = prepared.moves ? await find(cuenta.id) : undefined
      const version = cuenta.version + 1
      const { numUpdatedRows } = await db
        .updateTable('cuentas')
        .set({ ...prepared.row, version, toWrap: toWrapAfter(prepared.row) })
        .where('id', '=', cuenta.id)
        .where('version', '=', cuenta.version)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return 'cambio_entretanto'
      if (prepared.isRenamed) await insert('busquedaCola', { cuentaId: cuenta.id, version })
      if (before) await formerIdentificadores.move(before, cuenta)
      return { ...cuenta, version }
    },

    async erase(id) {
      await endWith(id, 'documentos', 'ordenes')
      await db.updateTable('casos').set({ cuentaId: null }).where('cuentaId', '=', id).execute()
      await db.deleteFrom('cuentas').where('id', '=', id).execute()
    },

    async close(cuenta) {
      await endWith(cuenta.id)
      const version = cuenta.version + 1
      const noPlaces = {
        mailboxKey: null,
        emailKey: null,
        emailSlot: null,
        celularKey: null,
        celularSlot: null,
      }
      const { numUpdatedRows } = await db
        .updateTable('cuentas')
        .set({ ...toRow(cuenta), ...noPlaces, version, toWrap: null })
        .where('id', '=', cuenta.id)
        .where('version', '=', cuenta.version)
        .executeTakeFirst()
      return numUpdatedRows === 0n ? 'cambio_entretanto' : { ...cuenta, version }
    },

    reserve: (id, former) => formerIdentificadores.reserve(id, former),

    async renewHash(id, { column, before, after }) {
      await db
        .updateTable('cuentas')
        .set({ [column]: after })
        .where('id', '=', id)
        .where(column, '=', before)
        .execute()
    },
  }
}
