import type { Updateable } from 'kysely'
import type { AddResult, CuentaToImport } from '../../../application/ports.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { complete } from '../../../domain/import/complete.ts'
import type { SeenCounter } from '../../../domain/import/seen-counter.ts'
import { toEmailKey } from '../../../domain/values/email.ts'
import type { CuentaRow, CuentasTable, Tx } from '../../schema.ts'
import { cuentaRows, SLOTS } from '../accounts/cuentas.ts'
import { completable } from './completable.ts'
import { findExisting, takenSlots } from './existing.ts'

/** What to do with one account: create it, complete an existing one, or neither. */
export interface PreparedCuenta {
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
export const EXISTING: PreparedCuenta = { addResult: { exists: true, withoutEmail: false } }

/** Decides what to do with each, as if the ones before it were already added. */
export async function prepareCuentas(
  tx: Tx,
  cuentas: readonly CuentaToImport[],
  importacionId: string,
  corrects: string | null,
  seen?: SeenCounter,
): Promise<PreparedCuenta[]> {
  const keys = cuentas.map(({ cuenta }) => cuenta.email && toEmailKey(cuenta.email))
  const known = await findExisting(tx, cuentas)
  const incomplete = corrects ? await completable(tx, cuentas, corrects, importacionId) : undefined
  const taken = await takenSlots(tx, keys)

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
