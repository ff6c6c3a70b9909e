import type { Client } from 'oidc-provider'
import type { Deps } from '../application/ports.ts'

/**
 * What a system calls a person: another name in each sector (OpenID Connect Core 1.0, 8.1). It never changes, whatever
 * the person's identifier or the system's addresses become.
 */
export const pairwiseSub = (
  { fingerprints }: Pick<Deps, 'fingerprints'>,
  { sector }: Client,
  cuentaId: string,
): string => fingerprints.fingerprint('pareja', `${sector}:${cuentaId}`)
