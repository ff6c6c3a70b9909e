import { createHash } from 'node:crypto'
import type { SymmetricKey } from '../../src/security/keys.ts'

/** A key made from its name: the same one in each run. */
export const key = (id: string): SymmetricKey => ({ id, bytes: createHash('sha256').update(id).digest() })
