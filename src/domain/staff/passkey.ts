/** Passkeys of staff: who needs one, what it opens, and when one is no longer believed (product.md “Staff”). */
import { addMinutes } from '../values/durations.ts'
import { formatDate, todayInChile } from '../values/fecha.ts'
import { trimEdges } from '../values/text.ts'
import type { Rol } from './roles.ts'

/** Whether a supervisor and an administrador must enter with one: STAFF_PASSKEYS. */
export type PasskeyDemand = 'demanded' | 'optional'

/** For how long the browser may answer what it was asked. */
const CHALLENGE_MINUTES = 5
/** A passkey on each device that somebody uses; a list without end is nobody's. */
export const MAX_PASSKEYS = 10
export const MAX_PASSKEY_NAME = 40
/** A key of 4,096 bits, its id and what the browser says of itself take less. */
export const MAX_PASSKEY_ANSWER = 8_000

/** What a browser was asked for, as the session keeps it. */
export interface PasskeyChallenge {
  /** 32 random bytes, base64url. */
  text: string
  /** What its answer is for: one of another use is worth nothing. */
  use: PasskeyUse
  /** Milliseconds since 1970. */
  expires: number
}
export type PasskeyUse = 'registrar' | 'ingresar' | 'renovar'

export const newChallenge = (text: string, use: PasskeyUse, now: Date): PasskeyChallenge => ({
  text,
  use,
  expires: addMinutes(now, CHALLENGE_MINUTES).getTime(),
})

/** Whether a session asked for such an answer, and not too long ago. */
export const isAsked = (
  challenge: PasskeyChallenge | undefined,
  use: PasskeyUse,
  now: Date,
): challenge is PasskeyChallenge => challenge?.use === use && now.getTime() < challenge.expires

/**
 * Whether a copy of a passkey may be about: its counter did not go on. Those that do not count say 0 each time.
 * @param stored as it was last accepted.
 * @param shown by the answer, whose signature was found right.
 */
export const isCounterBack = (stored: number, shown: number): boolean =>
  (stored > 0 || shown > 0) && shown <= stored

/** Whether somebody of this role enters with a passkey only. */
export const needsPasskey = (rol: Rol, demand: PasskeyDemand): boolean =>
  demand === 'demanded' && (rol === 'supervisor' || rol === 'administrador')

/** What else somebody shows besides their password. */
export type SecondFactor = 'totp' | 'passkey' | 'recuperacion'
/** What a second factor that is right opens: everything, or nothing but the page where a passkey is registered. */
export type Opened = 'todo' | 'registrar_passkey' | 'nada'

/**
 * What a right second factor opens. Where a passkey is needed, TOTP serves to register the first one and no longer: it
 * can be typed into a copy of the page, a passkey cannot. A recovery code replaces a lost one, and its owner is told.
 */
export function whatOpens(
  factor: SecondFactor,
  { rol, passkeys, demand }: { rol: Rol; passkeys: number; demand: PasskeyDemand },
): Opened {
  if (factor === 'passkey' || !needsPasskey(rol, demand)) return 'todo'
  return factor === 'totp' && passkeys > 0 ? 'nada' : 'registrar_passkey'
}

/** Whether one of so many may go: not the last of who needs one. */
export const mayRemovePasskey = (rol: Rol, passkeys: number, demand: PasskeyDemand): boolean =>
  passkeys > 1 || !needsPasskey(rol, demand)

/** What a passkey is called: what its owner typed, or the day on which it was registered. */
export const passkeyNameOf = (typed: string, now: Date): string => {
  const name = trimEdges(typed).replace(/\s+/g, ' ').slice(0, MAX_PASSKEY_NAME)
  return name || `Registrada el ${formatDate(todayInChile(now))}`
}
