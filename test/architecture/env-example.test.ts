import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { leerConfig, NOMBRES_DE_VARIABLES } from '../../src/config.ts'

const texto = await readFile(new URL('../../.env.example', import.meta.url), 'utf8')
const ejemplo = parseEnv(texto)
const SECRETOS = { SESSION_SECRET: 's', PEPPER: 'p', ENCRYPTION_KEYS: 'k' }

test('.env.example lists every variable of the schema once, and no other', () => {
  const nombres = [...texto.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, nombre]) => nombre)
  expect(nombres.sort()).toEqual([...NOMBRES_DE_VARIABLES].sort())
})

test('a copy of it changes nothing: it says what each variable takes when it is left out', () => {
  const conEjemplo = leerConfig(ejemplo, () => SECRETOS)
  expect(conEjemplo).toEqual(leerConfig({}, () => SECRETOS))
})
