import { createHash } from 'node:crypto'
import type { SymmetricKey } from '../../src/security/keys.ts'

/** A key derived from its id, so the same in every run. */
export const key = (id: string): SymmetricKey => ({ id, bytes: createHash('sha256').update(id).digest() })
