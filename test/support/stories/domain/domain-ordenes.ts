/** What two people do with one account, as the domain decides. */
import type { Cuenta } from '../../../../src/domain/account/cuenta.ts'
import {
  effectOf,
  isHeard,
  OBJECTION_DAYS_WHEN_CONTESTED,
  whyNotDecided,
} from '../../../../src/domain/staff/decision.ts'
import { ORDEN_DAYS, ORDENES, type Orden } from '../../../../src/domain/staff/orden.ts'
import { addDays } from '../../../../src/domain/values/durations.ts'
import type { AskedOrden } from '../seen.ts'

export class DomainOrdenes {
  #count = 0
  /** The one that is open. */
  #open: Orden | null = null
  #objected: Orden | undefined

  /** @returns whether it is asked for. */
  ask(by: string, { kind, mailbox }: AskedOrden, cuenta: Cuenta, now: Date): boolean {
    if (this.#open || (kind === 'invitar' && cuenta.estado !== 'activa')) return false
    const nobody = { decidedBy: null, decidedAt: null, effectiveAt: null, endedAt: null }
    this.#open = {
      ...{ id: `orden ${++this.#count}`, number: '', kind, cuentaId: cuenta.id, encryptedEmail: mailbox },
      ...{ documentoVisto: 'cedula', llamadaId: null, encryptedPayload: null },
      ...{ reason: ORDENES[kind].reasons[0], cuentaVersion: cuenta.version, estado: 'pedida', ...nobody },
      ...{ askedBy: by, askedAt: now, expiresAt: addDays(now, ORDEN_DAYS) },
    }
    return true
  }

  /** @returns what was granted, and whether it can be objected to; undefined when it was not. */
  grant(by: string, cuenta: Cuenta, now: Date, wasContested: (since: Date) => boolean) {
    const orden = this.#open
    const { version } = cuenta
    if (!orden || whyNotDecided(orden, { verdict: 'conceder', by, now, current: version, seen: version }))
      return undefined
    const heard = isHeard(orden, cuenta, this.#objected)
    if (heard && [this.#objected?.askedBy, this.#objected?.decidedBy].includes(by)) return undefined
    const contested = wasContested(addDays(now, -OBJECTION_DAYS_WHEN_CONTESTED))
    const effectiveAt = effectOf(now, contested)
    this.#open = { ...orden, estado: 'concedida', decidedBy: by, decidedAt: now, effectiveAt }
    return { id: orden.id, effectiveAt, canObject: !heard }
  }

  /** @returns whether that one was open. */
  object(id: string, now: Date): boolean {
    if (this.#open?.id !== id || this.#open.estado !== 'concedida') return false
    this.#objected = { ...this.#open, estado: 'objetada', endedAt: now }
    this.#open = null
    return true
  }

  /** @returns what takes effect now. */
  takeDue(now: Date): Orden | undefined {
    const orden = this.#open
    if (!orden || (orden.effectiveAt ?? orden.expiresAt) > now) return undefined
    this.#open = null
    return orden.effectiveAt ? orden : undefined
  }

  end(which: 'de_factores' | 'todas'): void {
    if (which === 'todas' || this.#open?.kind === 'invitar') this.#open = null
  }
}
