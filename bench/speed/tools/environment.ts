import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Answer of every captcha while measuring. */
export const LETTERS = 'ABCDE'

/** Out of reach: all the load comes from one address. */
const NO_RATE_LIMITS = {
  LIMIT_POSTS_PER_10_MINUTES: '100000',
  LIMIT_NEW_SESSIONS_PER_10_MINUTES: '100000',
  LIMIT_CAPTCHAS_PER_10_MINUTES: '100000',
  LIMIT_ALREADY_REGISTERED_PER_DAY: '100000',
  LIMIT_FIRST_STEPS_PER_HOUR: '100000',
  LIMIT_ACCOUNTS_PER_DAY: '100000',
  LIMIT_FREE_POSTS_PER_10_MINUTES: '1000000',
  LIMIT_FREE_NETWORK_POSTS_PER_10_MINUTES: '1000000',
  LIMIT_FREE_HASH_WAIT_SECONDS: '120',
}

/** Creates a temporary folder and the environment of a product whose new database is in it. */
export async function createFolder(): Promise<{
  folder: string
  env: Record<string, string>
  remove(): Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'clave-sence-bench-'))
  const key = () => `k1:${randomBytes(32).toString('base64')}`
  return {
    folder,
    env: {
      DATA_DIR: folder,
      BASE_URL: 'http://127.0.0.1',
      LOG_LEVEL: 'silent',
      BCRYPT_COST: '11',
      TEST_CAPTCHA: LETTERS,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      PEPPER: key(),
      ENCRYPTION_KEYS: key(),
      ...NO_RATE_LIMITS,
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
