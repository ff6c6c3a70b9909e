/** What production asks of the secrets, together. */
import { parseKeys } from '../security/keys.ts'
import { weaknessOf } from './weakness.ts'

/** The secrets of the environment, as they are read. */
export interface GivenSecrets {
  SESSION_SECRET?: string | undefined
  PEPPER?: string | undefined
  ENCRYPTION_KEYS?: string | undefined
  METRICS_TOKEN?: string | undefined
  SMS_WEBHOOK_SECRET?: string | undefined
}

interface Secret {
  name: keyof GivenSecrets
  value: string | Uint8Array
  /** What two secrets have in common when they are one, however they are written. */
  same: string
  /** Of a rotated list: only opens what is old, and goes once that is moved. */
  isFormer: boolean
}

const text =
  (name: keyof GivenSecrets) =>
  (value: string): Secret => ({ name, value, same: asWritten(value), isFormer: false })

const keysOf = (name: keyof GivenSecrets, list = ''): Secret[] =>
  (list ? parseKeys(list) : []).map(({ bytes }, index) => ({
    name,
    value: bytes,
    same: asWritten(bytes.toString('base64')),
    isFormer: index > 0,
  }))

const asWritten = (value: string): string =>
  value.trim().replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')

const listed = (given: GivenSecrets): Secret[] => [
  ...(given.SESSION_SECRET?.split(',') ?? []).map(text('SESSION_SECRET')),
  ...keysOf('PEPPER', given.PEPPER),
  ...keysOf('ENCRYPTION_KEYS', given.ENCRYPTION_KEYS),
  ...(given.METRICS_TOKEN ? [given.METRICS_TOKEN] : []).map(text('METRICS_TOKEN')),
  ...(given.SMS_WEBHOOK_SECRET ? [given.SMS_WEBHOOK_SECRET] : []).map(text('SMS_WEBHOOK_SECRET')),
]

/** One line for each secret that is weak, or that another one repeats, with whether it is only a former key. */
function judged(given: GivenSecrets): { problem: string; isFormer: boolean }[] {
  const all = listed(given)
  return all.flatMap((secret, index) => {
    const { name, value, same } = secret
    const twin = all.slice(0, index).find((other) => other.same === same)
    const weakness = weaknessOf(value)
    return [
      ...(weakness
        ? [
            {
              problem: `${name}: ${weakness}; make one with openssl rand -base64 32`,
              isFormer: secret.isFormer,
            },
          ]
        : []),
      ...(twin
        ? [
            {
              problem: `${name}: is the same as ${twin.name === name ? 'another of its own' : twin.name}`,
              isFormer: secret.isFormer && twin.isFormer,
            },
          ]
        : []),
    ]
  })
}

const distinct = (lines: { problem: string }[]): string[] => [...new Set(lines.map(({ problem }) => problem))]

/**
 * Why production does not start with these secrets (product.md “At rest”). A former key of PEPPER or
 * ENCRYPTION_KEYS is not judged: without it what is old could not be opened, and nobody could leave it.
 */
export const weakSecrets = (given: GivenSecrets): string[] =>
  distinct(judged(given).filter(({ isFormer }) => !isFormer))

/** The same for what else is weak: the former keys. */
export const weakFormerKeys = (given: GivenSecrets): string[] =>
  distinct(judged(given).filter(({ isFormer }) => isFormer))
