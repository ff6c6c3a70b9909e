import { sql } from 'kysely'
import type { Busqueda } from '../../../application/ports.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { toEmailKey } from '../../../domain/values/email.ts'
import type { Tx } from '../../schema.ts'
import { toCuenta } from '../accounts/cuentas.ts'
import { indexWaiting } from './index-names.ts'
import { padded } from './padded.ts'
import { chunkOf, common, decodeNumbers } from './postings.ts'

/** Chunks read at first; most searches end there. */
const FIRST_WINDOW = 2
/** Each further window is so many times as wide. */
const WIDER = 8
/** Accounts read at once, and at most for one search, to see whether they are what was asked for. */
const ROWS = 25
const MAX_LOOKED_AT = 200

const isCuenta = (cuenta: Cuenta | undefined): cuenta is Cuenta => cuenta !== undefined

export function busquedaRepository(tx: Tx): Busqueda {
  const { db } = tx

  /** Numbers of accounts under every term, window after window. */
  async function* candidates(terms: readonly string[]): AsyncGenerator<number> {
    const head = await db.selectFrom('busquedaHead').select('nextNumber').executeTakeFirst()
    const end = chunkOf(head?.nextNumber ?? 0) + 1
    for (let from = 0, width = FIRST_WINDOW; from < end; from += width, width *= WIDER) {
      const rows = await db
        .selectFrom('busquedaTerminos')
        .select(['chunk', 'numbers'])
        .where('term', 'in', terms)
        .where('chunk', '>=', from)
        .where('chunk', '<', from + width)
        .orderBy('chunk')
        .execute()
      const lists = Map.groupBy(rows, ({ chunk }) => chunk)
      for (const [chunk, ofChunk] of lists) {
        if (ofChunk.length < terms.length) continue
        yield* common(ofChunk.map(({ numbers }) => decodeNumbers(chunk, numbers)))
      }
    }
  }

  async function cuentasOf(numbers: readonly number[]): Promise<Cuenta[]> {
    if (numbers.length === 0) return []
    const rows = await db
      .selectFrom('busquedaCuentas')
      .innerJoin('cuentas', 'cuentas.id', 'busquedaCuentas.cuentaId')
      .selectAll('cuentas')
      .where('number', 'in', padded(numbers, ROWS))
      .orderBy('number')
      .execute()
    return rows.map(toCuenta).filter(isCuenta)
  }

  return {
    async findByTerms(terms, accept, limit) {
      const cuentas: Cuenta[] = []
      let lookedAt = 0
      let waiting: number[] = []
      const isEnough = () => cuentas.length >= limit || lookedAt >= MAX_LOOKED_AT
      const look = async () => {
        lookedAt += waiting.length
        cuentas.push(...(await cuentasOf(waiting)).filter(accept))
        waiting = []
      }
      for await (const number of candidates([...new Set(terms)])) {
        if (waiting.push(number) === ROWS) await look()
        if (isEnough()) return { cuentas: cuentas.slice(0, limit), more: true }
      }
      await look()
      return { cuentas: cuentas.slice(0, limit), more: cuentas.length > limit }
    },

    async findByEmail(email, limit) {
      const rows = await db
        .selectFrom('cuentas')
        .selectAll()
        .where('mailboxKey', '=', toEmailKey(email))
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(toCuenta).filter(isCuenta)
    },

    async findByCelular(celular, limit) {
      const rows = await db
        .selectFrom('cuentas')
        .selectAll()
        .where((eb) =>
          eb.or([
            eb('celularKey', '=', celular),
            eb.and([eb('celularKey', 'is', null), eb('celular', '=', celular)]),
          ]),
        )
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(toCuenta).filter(isCuenta)
    },

    async readIsWaiting() {
      const row = await db.selectFrom('busquedaCola').select(sql.lit(1).as('one')).limit(1).executeTakeFirst()
      return row !== undefined
    },

    indexWaiting: (limit, termsOf) => indexWaiting(tx, limit, termsOf),
  }
}
