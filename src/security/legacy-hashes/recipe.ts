/** How the old system digested a secret, to repeat it on what a person types. */
import { createHash, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(pbkdf2)

const ALGORITHMS = ['md5', 'sha1', 'sha256', 'sha512'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

/**
 * `texto`: no digest, the secret itself. The salt goes before (`prefijo`) or after (`sufijo`) the secret;
 * PBKDF2 has a parameter for it.
 */
export type Recipe =
  | { mode: 'texto' }
  | { mode: 'prefijo' | 'sufijo'; algorithm: Algorithm; salt: Buffer }
  | { mode: 'pbkdf2'; algorithm: Algorithm; salt: Buffer; iterations: number; length: number }

const PATTERN =
  /^(?:texto|(prefijo|sufijo)\.(md5|sha1|sha256|sha512)\.([\w-]*)|pbkdf2\.(sha1|sha256|sha512)\.([\w-]*)\.(\d{1,7})\.(\d{1,2}))$/

const isAlgorithm = (text: string | undefined): text is Algorithm => ALGORITHMS.some((one) => one === text)

/** Inverse of {@link parseRecipe}: letters, digits, dots, hyphens and underscores. */
export function formatRecipe(recipe: Recipe): string {
  if (recipe.mode === 'texto') return recipe.mode
  const parts = [recipe.mode, recipe.algorithm, recipe.salt.toString('base64url')]
  if (recipe.mode === 'pbkdf2') parts.push(String(recipe.iterations), String(recipe.length))
  return parts.join('.')
}

/** Parses a stored recipe; undefined when it is not one. */
export function parseRecipe(text: string): Recipe | undefined {
  const [whole, mode, algorithm, salt = '', derivationAlgorithm, derivationSalt = '', iterations, length] =
    PATTERN.exec(text) ?? []
  if (whole === 'texto') return { mode: 'texto' }
  if ((mode === 'prefijo' || mode === 'sufijo') && isAlgorithm(algorithm)) {
    return { mode, algorithm, salt: Buffer.from(salt, 'base64url') }
  }
  if (!isAlgorithm(derivationAlgorithm)) return undefined
  return {
    mode: 'pbkdf2',
    algorithm: derivationAlgorithm,
    salt: Buffer.from(derivationSalt, 'base64url'),
    iterations: Number(iterations),
    length: Number(length),
  }
}

/** Digests a secret by a recipe. PBKDF2 runs on libuv's pool. */
export async function computeDigest(recipe: Recipe, secret: string): Promise<Buffer> {
  switch (recipe.mode) {
    case 'texto':
      return Buffer.from(secret)
    case 'prefijo':
      return createHash(recipe.algorithm).update(recipe.salt).update(secret).digest()
    case 'sufijo':
      return createHash(recipe.algorithm).update(secret).update(recipe.salt).digest()
    case 'pbkdf2':
      return derive(secret, recipe.salt, recipe.iterations, recipe.length, recipe.algorithm)
  }
}
