import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The captcha's answer while the product is measured. */
export const LETRAS = 'ABCDE'

/** Limits are for attackers; here one address is everybody. */
const SIN_LIMITES = {
  LIMIT_POSTS_PER_10_MINUTES: '100000',
  LIMIT_NEW_SESSIONS_PER_10_MINUTES: '100000',
  LIMIT_CAPTCHAS_PER_10_MINUTES: '100000',
  LIMIT_ALREADY_REGISTERED_PER_DAY: '100000',
  LIMIT_FIRST_STEPS_PER_HOUR: '100000',
}

/** A new folder with a new database, and the environment of a product that uses it. */
export async function carpetaNueva(): Promise<{
  carpeta: string
  entorno: Record<string, string>
  borrar(): Promise<void>
}> {
  const carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-bench-'))
  const llave = () => `k1:${randomBytes(32).toString('base64')}`
  return {
    carpeta,
    entorno: {
      DATA_DIR: carpeta,
      BASE_URL: 'http://127.0.0.1',
      LOG_LEVEL: 'silent',
      BCRYPT_COST: '11',
      TEST_CAPTCHA: LETRAS,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      PEPPER: llave(),
      ENCRYPTION_KEYS: llave(),
      ...SIN_LIMITES,
    },
    borrar: () => rm(carpeta, { recursive: true, force: true }),
  }
}
