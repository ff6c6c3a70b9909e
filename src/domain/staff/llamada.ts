/** A call: an account opened by one funcionario for one caller (product.md “Calls”). */
import { addMinutes, addSeconds } from '../values/durations.ts'
import type { Accion, Passed } from './acciones.ts'
import type { CallChannel } from './call-channels.ts'

/** Why an account is opened, in the order of the list that staff choose from. */
export const LLAMADA_REASONS = [
  'clave_olvidada',
  'respuesta_olvidada',
  'intentos_cerrados',
  'no_llega_mensaje',
  'cuenta_congelada',
  'correo_o_celular_perdido',
  'cuenta_de_otra_persona',
  'datos_por_corregir',
  'seguimiento_de_caso',
  'otra_consulta',
] as const
/** `registro`: it made the account. */
export type LlamadaReason = (typeof LLAMADA_REASONS)[number] | 'registro'

/** For how long a call is its agent's, from the last thing done in it. */
const LEASE_MINUTES = 15
/** However much is done in it: whoever called has hung up by then, and nobody else is to gain what they showed. */
const LLAMADA_MAX_MINUTES = 60
/** How long a code of the call can be read back, and then how long what it opens stays open. */
export const CALL_CODIGO_MINUTES = 10
/** How often one code can be read back wrong; then another one must be asked for. */
export const CALL_CODIGO_TRIES = 5
/** How many codes are sent in one call: each is five guesses, and a message to somebody. */
export const CALL_CODIGOS = 6

/** Two presses of a button within this are one: a double click, where no script stops it. */
const SAME_PRESS_S = 20
export const isSamePress = (first: Date, second: Date): boolean => addSeconds(first, SAME_PRESS_S) > second

/** A code of the call that its caller read back: it opens one action, once. */
export interface ReadBack {
  accion: Accion
  channel: CallChannel
  /** ISO 8601. */
  at: string
}

/** What came of something that was done, besides that it was: nothing that tells who the account is of. */
export interface DoneDetail {
  /** Until when it can be used, or when it takes effect; ISO 8601. */
  until?: string
  /** Number of a caso or an orden. */
  number?: string
  /** Whether a link to a mailbox is the way in from there; otherwise only the call centre is. */
  byMail?: boolean
}

/** Something done in a call. */
export interface Done extends DoneDetail {
  accion: Accion
  /** ISO 8601. */
  at: string
}

/** The code that waits to be read back. */
interface CallCodigo {
  codigoFingerprint: string | null
  /** The action that its message names. */
  codigoAccion: Accion | null
  codigoChannel: CallChannel | null
  codigoExpiresAt: Date | null
  /** Wrong ones that were read back. */
  codigoTries: number
}

/** How a call ended: by its agent, taken over, or nothing was done in it for too long. */
export type LlamadaEnding = 'terminada' | 'tomada' | 'vencida'

export interface Llamada extends CallCodigo {
  id: string
  funcionarioId: string
  cuentaId: string
  reason: LlamadaReason
  /** What the telephone system knows the call by, encrypted; null without. */
  encryptedCallNumber: string | null
  /** The caso that it is about; null until there is one. */
  casoNumber: string | null
  openedAt: Date
  /** Its agent has it until then. */
  leaseUntil: Date
  /** When the caller passed the check. */
  checkedAt: Date | null
  /** How many codes were sent in it. */
  codigosSent: number
  readBack: readonly ReadBack[]
  done: readonly Done[]
  /** Null while it is open. */
  endedAt: Date | null
  ending: LlamadaEnding | null
}

export const NO_CODIGO: CallCodigo = {
  codigoFingerprint: null,
  codigoAccion: null,
  codigoChannel: null,
  codigoExpiresAt: null,
  codigoTries: 0,
}

/** Why somebody cannot act in a call. `ajena`: another agent's; `vencida`: nothing was done in it for too long. */
export type LlamadaRefusal = 'no_existe' | 'ajena' | LlamadaEnding

/** Whether a funcionario may act in a call now. */
export function whyNotInLlamada(
  llamada: Llamada | undefined,
  funcionarioId: string,
  now: Date,
): LlamadaRefusal | undefined {
  if (!llamada) return 'no_existe'
  if (llamada.funcionarioId !== funcionarioId) return 'ajena'
  if (llamada.ending) return llamada.ending
  return llamada.leaseUntil > now ? undefined : 'vencida'
}

/** The call once something was done in it: its agent has it for longer. */
export const withLease = <L extends Pick<Llamada, 'openedAt'>>(
  llamada: L,
  now: Date,
): L & { leaseUntil: Date } => ({
  ...llamada,
  leaseUntil: new Date(
    Math.min(
      addMinutes(now, LEASE_MINUTES).getTime(),
      addMinutes(llamada.openedAt, LLAMADA_MAX_MINUTES).getTime(),
    ),
  ),
})

/** The call once an action was done, which uses up the code that opened it. */
export const withDone = (llamada: Llamada, accion: Accion, now: Date, detail: DoneDetail = {}): Llamada => ({
  ...withLease(llamada, now),
  readBack: llamada.readBack.filter((one) => one.accion !== accion),
  done: [...llamada.done, { ...detail, accion, at: now.toISOString() }],
})

/** The call once it ended; what was shown in it opens nothing any more. */
export const withEnding = (llamada: Llamada, ending: LlamadaEnding, now: Date): Llamada => ({
  ...llamada,
  ...NO_CODIGO,
  readBack: [],
  endedAt: now,
  ending,
})

/** What the caller has shown, as far as it still opens anything: a code does for some minutes. */
export const passedIn = (
  { checkedAt, readBack }: Pick<Llamada, 'checkedAt' | 'readBack'>,
  now: Date,
): Passed => ({
  checked: checkedAt !== null,
  codigos: readBack.filter((one) => codigoUntil(one) > now),
})

/** Until when a code that was read back opens its action. */
export const codigoUntil = ({ at }: Pick<ReadBack, 'at'>): Date =>
  addMinutes(new Date(at), CALL_CODIGO_MINUTES)
