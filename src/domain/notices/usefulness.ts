/** How long each message is worth sending: what failed is kept so long, and no longer (product.md “Notices”). */
import { ACTIVATION_HOURS } from '../staff/funcionario.ts'
import { CALL_CODIGO_MINUTES } from '../staff/llamada.ts'
import {
  addMinutes,
  CODIGO_MINUTES,
  CONFIRM_EMAIL_HOURS,
  DOCUMENTO_ENLACE_DAYS,
  INVITATION_HOURS,
  RECUPERAR_ENLACE_MINUTES,
  SLOW_RECOVERY_HOURS,
} from '../values/durations.ts'
import type { AvisoKind, AvisoSms } from './avisos.ts'

type Kind = AvisoKind | AvisoSms['kind']

/** What tells of something is news for a week. */
const NEWS_MINUTES = 7 * 24 * 60

/** What brings a code, a key or a link goes with it. */
const LIFE_MINUTES: Partial<Record<Kind, number>> = {
  codigo: CODIGO_MINUTES,
  codigo_registro: CODIGO_MINUTES,
  codigo_tras_respuesta: CODIGO_MINUTES,
  codigo_llamada: CALL_CODIGO_MINUTES,
  enlace_recuperar: RECUPERAR_ENLACE_MINUTES,
  otec_recupera: RECUPERAR_ENLACE_MINUTES,
  enlace_tras_espera: SLOW_RECOVERY_HOURS * 60,
  confirmar_email: CONFIRM_EMAIL_HOURS * 60,
  confirmar_representante: CONFIRM_EMAIL_HOURS * 60,
  cuenta_invitada: INVITATION_HOURS * 60,
  cuenta_registrada: INVITATION_HOURS * 60,
  otec_invita: INVITATION_HOURS * 60,
  funcionario_invitado: ACTIVATION_HOURS * 60,
  documento_pedido: DOCUMENTO_ENLACE_DAYS * 24 * 60,
}

/** Messages of these kinds that were queued by then are of no use any more. */
export interface Stale {
  kinds: readonly Kind[]
  by: Date
}

/** Which messages are of no use now. */
export interface StaleAt {
  /** Those whose code, key or link is over. */
  ofKinds: readonly Stale[]
  /** Any other that was queued by then. */
  by: Date
}

/** @param claveMinutes how long a clave provisoria lives. */
export function staleAt(now: Date, claveMinutes: number): StaleAt {
  const lives = Object.entries({ ...LIFE_MINUTES, clave_provisoria: claveMinutes }) as [Kind, number][]
  const ago = (minutes: number) => addMinutes(now, -minutes)
  const all = [...new Set(lives.map(([, minutes]) => minutes))]
  return {
    ofKinds: all.map((life) => ({
      kinds: lives.flatMap(([kind, minutes]) => (minutes === life ? [kind] : [])),
      by: ago(life),
    })),
    by: ago(NEWS_MINUTES),
  }
}

/** Whether a message is of no use any more. */
export const isStale = (stale: StaleAt, { kind, createdAt }: { kind: Kind; createdAt: Date }): boolean =>
  createdAt <= (stale.ofKinds.find(({ kinds }) => kinds.includes(kind))?.by ?? stale.by)
