import { stat } from 'node:fs/promises'
import { type Config, databaseFile } from '../../config/config.ts'
import { weaknessOf } from '../../config/weakness.ts'
import { secretsFile } from '../../local-secrets.ts'
import { parseKeys } from '../../security/keys.ts'
import { type CheckLine, fail, ok } from './line.ts'

const CHECK_NAME = 'secretos'
const MIN_LENGTH = 32
const OTHERS_PERMISSIONS = 0o077

/** Whether the secrets are strong, distinct, and readable by this user only. */
export async function checkSecrets(config: Config): Promise<CheckLine[]> {
  const bad = [
    ...checkSessionStrength(config),
    ...checkKeyStrength('PEPPER', config.PEPPER),
    ...checkKeyStrength('ENCRYPTION_KEYS', config.ENCRYPTION_KEYS),
    ...(hasSharedKey(config) ? [fail(CHECK_NAME, 'PEPPER y ENCRYPTION_KEYS tienen una llave en común')] : []),
    ...(await checkPermissions(secretsFile(config.DATA_DIR))),
    ...(await checkPermissions(databaseFile(config))),
  ]
  return bad.length > 0 ? bad : [ok(CHECK_NAME, 'fuertes, distintos y solo de este usuario')]
}

const checkSessionStrength = ({ SESSION_SECRET }: Config): CheckLine[] =>
  SESSION_SECRET.split(',').some((one) => one.length < MIN_LENGTH || weaknessOf(one))
    ? [fail(CHECK_NAME, `SESSION_SECRET: cada secreto debe tener ${MIN_LENGTH} caracteres o más, al azar`)]
    : []

const checkKeyStrength = (name: string, text: string): CheckLine[] =>
  parseKeys(text)
    .filter(({ bytes }) => weaknessOf(bytes))
    .map(({ id }) => fail(CHECK_NAME, `${name}: la llave "${id}" no parece hecha al azar`))

function hasSharedKey({ PEPPER, ENCRYPTION_KEYS }: Config): boolean {
  const keys = (text: string) => text.split(',').map((entry) => entry.split(':')[1]?.trim())
  const peppers = new Set(keys(PEPPER))
  return keys(ENCRYPTION_KEYS).some((key) => peppers.has(key))
}

async function checkPermissions(file: string | undefined): Promise<CheckLine[]> {
  const data = file && (await stat(file).catch(() => undefined))
  return data && (data.mode & OTHERS_PERMISSIONS) !== 0
    ? [fail(CHECK_NAME, `${file}: otros usuarios pueden leerlo (chmod 600)`)]
    : []
}
