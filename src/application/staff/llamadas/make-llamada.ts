import { type Llamada, type LlamadaReason, NO_CODIGO, withLease } from '../../../domain/staff/llamada.ts'
import type { Deps } from '../../ports.ts'

/** Encryption context of the number that a llamada has in the telephone system. */
export const callNumberContext = (id: string): string => `llamada:${id}:numero`

/** What whoever answers a call says of it. */
export interface OpenedFor {
  reason: LlamadaReason
  /** What the telephone system knows it by. */
  callNumber: string
}

/** Makes a llamada that begins now, not stored yet; nothing was shown in it. */
export function makeLlamada(
  deps: Pick<Deps, 'random' | 'cipher' | 'clock'>,
  { reason, callNumber }: OpenedFor,
  of: Pick<Llamada, 'funcionarioId' | 'cuentaId' | 'casoNumber'>,
): Llamada {
  const id = deps.random.uuid()
  const now = deps.clock.now()
  return withLease(
    {
      ...NO_CODIGO,
      ...of,
      id,
      reason,
      encryptedCallNumber: deps.cipher.encrypt(callNumber, callNumberContext(id)),
      openedAt: now,
      leaseUntil: now,
      checkedAt: null,
      codigosSent: 0,
      readBack: [],
      done: [],
      endedAt: null,
      ending: null,
    },
    now,
  )
}
