/** Keys that sign tokens: published first, signing later, retired last (docs/decisions/0069). */
import { type Refused, refuse } from '../outcome/result.ts'
import { addHours, addMinutes } from '../values/durations.ts'

export interface SigningKey {
  /** Its `kid`. */
  id: string
  estado: 'publicada' | 'firma' | 'retirada'
  publishedAt: Date
  /** When it last began to sign. */
  signingSince: Date | null
  retiredAt: Date | null
}

/** How long systems may keep the keys that they read. */
const SEEN_HOURS = 24
/** How long a token is good for: an ID token is brought back to sign out, and a sign-in lasts 8 hours at most. */
const TOKENS_HOURS = 24
/** By when every node has read the keys again. */
const NODES_MINUTES = 1

const waitFrom = (at: Date, hours: number, isUrgent: boolean): Date =>
  isUrgent ? addMinutes(at, NODES_MINUTES) : addHours(at, hours)

/** From when a published key may sign. @param isUrgent systems that have not read it yet do not matter. */
export const maySignFrom = ({ publishedAt }: SigningKey, isUrgent = false): Date =>
  waitFrom(publishedAt, SEEN_HOURS, isUrgent)

/**
 * From when a key may be retired; undefined for the one that signs.
 * @param isUrgent it leaked: tokens that it signed are to stop being good.
 */
export function mayRetireFrom(
  key: SigningKey,
  keys: readonly SigningKey[],
  isUrgent = false,
): Date | undefined {
  if (key.estado === 'firma') return undefined
  const { signingSince } = key
  if (signingSince === null) return key.publishedAt
  const later = keys.flatMap((other) =>
    other.signingSince !== null && other.signingSince > signingSince ? [other.signingSince.getTime()] : [],
  )
  return later.length === 0 ? undefined : waitFrom(new Date(Math.min(...later)), TOKENS_HOURS, isUrgent)
}

const find = (keys: readonly SigningKey[], id: string): SigningKey | undefined =>
  keys.find((key) => key.id === id && key.estado !== 'retirada')

/** One at a time: a second one would only be forgotten. */
export const whyNotPublish = (keys: readonly SigningKey[]): Refused | undefined =>
  keys.some(({ estado, signingSince }) => estado === 'publicada' && signingSince === null)
    ? refuse('firma_ya_publicada')
    : undefined

/** Why a key may not begin to sign. */
export function whyNotSign(
  keys: readonly SigningKey[],
  id: string,
  { now, isUrgent }: { now: Date; isUrgent: boolean },
): Refused | undefined {
  const key = find(keys, id)
  if (!key) return refuse('firma_no_existe')
  if (key.estado === 'firma') return refuse('firma_ya_firma')
  if (now >= maySignFrom(key, isUrgent)) return undefined
  return refuse(isUrgent ? 'firma_espere_nodos' : 'firma_nadie_la_ha_visto')
}

/** Why a key may not be retired. */
export function whyNotRetire(
  keys: readonly SigningKey[],
  id: string,
  { now, isUrgent }: { now: Date; isUrgent: boolean },
): Refused | undefined {
  const key = find(keys, id)
  if (!key) return refuse('firma_no_existe')
  const from = mayRetireFrom(key, keys, isUrgent)
  if (from === undefined) return refuse('firma_es_la_que_firma')
  if (now >= from) return undefined
  return refuse(isUrgent ? 'firma_espere_nodos' : 'firma_con_ingresos_vigentes')
}
