/** Limits that staff raised for one network and one day. */
import type { RaiseReason } from '../../domain/staff/raised-limits.ts'
import type { Asker } from './gate.ts'

export interface RaisedLimit {
  /** An address or network, as `Network.text` spells it. */
  network: string
  /** How many times each limit. */
  times: number
  reason: RaiseReason
  createdAt: Date
  expiresAt: Date
}

export interface StoredRaisedLimits {
  findInForce(now: Date): Promise<RaisedLimit[]>
  /** The same, and until the transaction ends nobody else raises any. */
  lockInForce(now: Date): Promise<RaisedLimit[]>
  /** Takes the place of what its network had. */
  save(raised: RaisedLimit): Promise<void>
  /** @returns whether it had any that is in force. */
  delete(network: string, now: Date): Promise<boolean>
}

/** The same as those who count limits need it. */
export interface RaisedLimits {
  /** Reads them where what is known is half a minute old. Not within a transaction. */
  refresh(): Promise<void>
  /** How many times the limits of somebody's address are, by what is known; 1 unless raised. */
  timesFor(asker: Asker): number
}
