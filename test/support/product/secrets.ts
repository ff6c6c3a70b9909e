import { randomBytes } from 'node:crypto'
import type { LocalSecrets } from '../../../src/config/variables.ts'

/** 32 random bytes, as `openssl rand -hex 32` writes them. */
export const randomText = (): string => randomBytes(32).toString('hex')

/** A list with one key of 32 random bytes. */
export const randomKey = (id = 'k1'): string => `${id}:${randomBytes(32).toString('base64')}`

/** The secrets of a production of its own. */
export const randomSecrets = (): LocalSecrets => ({
  SESSION_SECRET: randomText(),
  PEPPER: randomKey(),
  ENCRYPTION_KEYS: randomKey(),
})
