import { createHash } from 'node:crypto'
import type { LlaveSimetrica } from '../../src/security/llaves.ts'

/** A key made from its name: the same one in each run. */
export const llave = (id: string): LlaveSimetrica => ({ id, bytes: createHash('sha256').update(id).digest() })
