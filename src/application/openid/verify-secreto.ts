import { liveSecretos, type Sistema } from '../../domain/sistemas/sistema.ts'
import type { Deps } from '../ports.ts'

type SecretoDeps = Pick<Deps, 'fingerprints'>

/** What is kept of a secret: good for its own system alone. */
export const secretoHash = ({ fingerprints }: SecretoDeps, id: string, secret: string): string =>
  fingerprints.fingerprint('sistema', boundTo(id, secret))

/**
 * Judges a client_secret: the newest, or a former one in its overlap. Which of them it is takes the same time.
 * @returns false for a suspended system, too.
 */
export function verifySecreto(
  { fingerprints }: SecretoDeps,
  sistema: Pick<Sistema, 'id' | 'estado' | 'secretos'>,
  secret: string,
  now: Date,
): boolean {
  const matching = liveSecretos(sistema, now).filter(({ hash }) =>
    fingerprints.matches('sistema', boundTo(sistema.id, secret), hash),
  )
  return sistema.estado === 'activo' && matching.length > 0
}

const boundTo = (id: string, secret: string) => `${id}:${secret}`
