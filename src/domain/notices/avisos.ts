/**
 * The typed messages that people receive, each with only the data that its text needs; `mail/` renders them
 * as subject, HTML and text. They are encrypted in the outbox.
 */

import type { PendingKind } from '../account/pending-kind.ts'
import type { OrdenKind, OrdenReason } from '../staff/orden.ts'
import type { Addressee } from './addressee.ts'
import type { AvisoToFuncionario } from './staff-avisos.ts'

interface Base {
  /**
   * Name in the greeting: a person's first names, an organisation's name, or null if the account has neither.
   */
  name: Addressee
}

/** As what the channels of an account hear of an order: of one about two accounts, that of the RUT hears the other side. */
export type OrdenTold = OrdenKind | 'reunir_con_rut'

export type Aviso = Base &
  (
    | { kind: 'cuenta_creada'; confirmEnlace: string; noFuiYoEnlace: string }
    /** Tells that a clave provisoria was shown on the page, without including it. */
    | { kind: 'clave_provisoria_generada'; when: string; noFuiYoEnlace: string }
    | {
        kind: 'clave_provisoria'
        clave: string
        expires: string
        cambiarEnlace: string
        noFuiYoEnlace: string
      }
    /** `congelada`: the link gives a frozen account back. */
    | { kind: 'enlace_recuperar'; enlace: string; expires: string; congelada?: boolean }
    /** The second link of a recovery by a mailbox that was not confirmed. */
    | { kind: 'enlace_tras_espera'; enlace: string; expires: string }
    | { kind: 'recuperacion_cancelada'; when: string; recuperarUrl: string }
    /**
     * `cameBack`: somebody came back to the account, which keeps only what they proved. `tookOver`: they did so by a
     * code to the register's channel. `activated`: it is the first of whom the call centre registered. `ended`: pending changes that ended with it.
     */
    | {
        kind: 'clave_cambiada'
        when: string
        cameBack?: boolean
        activated?: boolean
        tookOver?: boolean
        ended?: readonly PendingKind[]
        noFuiYoEnlace: string
      }
    /** `recovers`: asked for to recover the CS, not to update data. */
    | { kind: 'codigo'; codigo: string; expires: string; recovers: boolean }
    /** In place of a code, to a mailbox that is not confirmed. */
    | { kind: 'codigo_tras_respuesta'; actualizarUrl: string }
    /** Read back in a call, to do what is `spoken`. */
    | { kind: 'codigo_llamada'; codigo: string; expires: string; spoken: string }
    /** Whoever called did not know the data of the account; until then nobody is asked again. */
    | { kind: 'comprobacion_fallida'; when: string; until: string }
    /** To the register's channel; `replaces`: it takes over the register's representative. */
    | { kind: 'codigo_registro'; codigo: string; expires: string; replaces: boolean }
    /**
     * `changes`: labels of the changed fields. `newEmail`: masked, if an e-mail change was requested.
     * `newRepresentante`: labels of what is to change of the representante, and when. `nowUsesRut`: the account
     * changed to perfil natural. `ended`: pending changes that ended with it.
     */
    | {
        kind: 'datos_actualizados'
        when: string
        changes: string[]
        newEmail: string | null
        newCelular?: string
        newRepresentante?: { changes: string[]; when: string } | null
        nowUsesRut?: boolean
        ended?: readonly PendingKind[]
        noFuiYoEnlace: string
      }
    /** `notBefore`: however soon it is confirmed, a change asked for by phone waits until then. */
    | { kind: 'confirmar_email'; enlace: string; waits24h: boolean; notBefore?: string }
    | { kind: 'confirmar_representante'; enlace: string }
    | { kind: 'email_cambiado'; when: string; noFuiYoEnlace: string }
    | { kind: 'celular_cambiado'; when: string; noFuiYoEnlace: string }
    | { kind: 'representante_cambiado'; when: string; noFuiYoEnlace: string }
    | { kind: 'cambio_cancelado'; what: PendingKind; when: string; noFuiYoEnlace: string }
    /**
     * `volverEnlace` and when it `expires`: for who comes back by mail. `caso`: its number, where the call
     * centre is the way back. `by`: who froze it: this mailbox or another one with “No fui yo”, staff, or a mailbox that
     * objected to an order of two people.
     */
    | {
        kind: 'cuenta_congelada'
        when: string
        volverEnlace: string | null
        expires: string
        caso: string | null
        by: 'este_correo' | 'otro_correo' | 'personal' | 'objecion'
      }
    /**
     * Two people granted an order for that reason; `until`: its hour. `objetarEnlace`: null to a mailbox that is not confirmed, or once an
     * objection was heard.
     */
    | {
        kind: 'orden_concedida'
        orden: OrdenTold
        reason: OrdenReason
        when: string
        until: string
        objetarEnlace: string | null
      }
    /** What was granted does not happen: staff refused it before its hour. */
    | { kind: 'orden_detenida'; orden: OrdenTold; when: string }
    /** `nowUsesRut`: its person has another account, by their RUT, to which its NIE leads. */
    | { kind: 'cuenta_cerrada'; when: string; nowUsesRut?: boolean }
    /** To that other account. */
    | { kind: 'nie_recibido'; when: string }
    /** To the mailbox that the person named: the link that two people granted. */
    | { kind: 'cuenta_invitada'; enlace: string; expires: string }
    /** `intact`: all stayed as it was. `recuperarUrl`: where the link by mail is asked for, except facilitadores. */
    | { kind: 'cuenta_descongelada'; when: string; intact: boolean; recuperarUrl: string | null }
    /** `document`: which one, in plain words; `reason`: why, as in domain/documento/asked.ts. */
    | { kind: 'documento_pedido'; document: string; reason: string; enlace: string; expires: string }
    /** `verified`: whether the account's identity is verified by it. */
    | { kind: 'documento_verificado'; when: string; verified: boolean; enlace: string }
    /** `reason`: text of DOCUMENTO_REFUSAL_REASONS. `enlace`: to send another one; null where none is needed. */
    | { kind: 'documento_rechazado'; when: string; reason: string; enlace: string | null; expires: string }
    /** A decision was opened again. `accepted`: it had been accepted. */
    | { kind: 'documento_reabierto'; when: string; accepted: boolean }
    /**
     * Somebody opened a caso by web. `disowns`: saying that they did not create this cuenta. `casoUrl`: where who has
     * its number follows it.
     */
    | { kind: 'caso_abierto'; when: string; disowns: boolean; casoUrl: string }
    | AvisoToFuncionario
    /**
     * A change asked for by phone, which takes effect at its hour if the new mailbox or mobile is confirmed. `what`: it,
     * masked.
     */
    | {
        kind: 'cambio_por_telefono'
        what: { kind: 'email' | 'celular'; masked: string }
        when: string
        until: string
        noFuiYoEnlace: string
      }
    /** An agent attended a call: what was done, and under which number it is followed. */
    | { kind: 'llamada_atendida'; when: string; done: string[]; caso: string; casoUrl: string }
    /** Somebody was registered by phone, and activates their account. */
    | { kind: 'cuenta_registrada'; enlace: string; expires: string; noFuiYoEnlace: string }
    | AvisoToFacilitador
    | AvisoToOtec
  )

/** `otec`: its registered name. */
type AvisoToFacilitador =
  | { kind: 'otec_invita'; otec: string; enlace: string; expires: string; hasClave: boolean }
  | { kind: 'otec_aceptada'; otec: string; when: string; noFuiYoEnlace: string }
  | { kind: 'otec_recupera'; otec: string; enlace: string; expires: string; congelada?: boolean }
  | { kind: 'otec_retira'; otec: string; when: string; cambiarEnlace: string }

/** `documento`: masked, as the OTEC typed it. */
type AvisoToOtec =
  | { kind: 'facilitador_solicitado'; documento: string; when: string; noFuiYoEnlace: string }
  | { kind: 'facilitador_acepto'; documento: string; when: string; listUrl: string }
  | { kind: 'facilitador_recuperado'; documento: string; when: string; noFuiYoEnlace: string }
  | { kind: 'facilitador_retirado'; documento: string; when: string; noFuiYoEnlace: string }

export type AvisoKind = Aviso['kind']

/**
 * Sent by SMS in addition to the mail of the same kind. No name: form input could put anything there, and few
 * names fit the alphabet of a single SMS.
 */
export type AvisoSms =
  | { kind: 'clave_provisoria'; clave: string; expires: string }
  /** Somebody recovers the account, or came back to it. */
  | { kind: 'clave_provisoria_generada' }
  | { kind: 'clave_cambiada'; tookOver: boolean }
  | { kind: 'codigo'; codigo: string }
  | { kind: 'codigo_registro'; codigo: string }
  | { kind: 'codigo_llamada'; codigo: string; spoken: string }
  | { kind: 'comprobacion_fallida' }
  | { kind: 'cuenta_congelada'; byStaff: boolean }
  | { kind: 'cuenta_descongelada'; intact: boolean }
  | { kind: 'orden_concedida'; orden: OrdenTold; until: string }
  | { kind: 'orden_detenida'; orden: OrdenTold }
  | { kind: 'cuenta_cerrada'; nowUsesRut?: boolean }
  | { kind: 'nie_recibido' }
  /** An agent attended a call, which is followed under that number. */
  | { kind: 'llamada_atendida'; caso: string }
  /** Data were changed, or a change was asked for. */
  | { kind: 'datos_actualizados' }
  /** A recovery by a mailbox that is not confirmed waits. */
  | { kind: 'recuperacion_en_espera' }

/**
 * How the limit of a mailbox or mobile treats a message (product.md “Proofs”).
 * `pedido`: anyone can cause it without proof, or to a mailbox not theirs; it counts in the limit, over which it
 * is dropped silently. `hecho`: tells what happened to an account; the first of each kind, account and day
 * leaves however much was asked for before, the rest counts in the limit. `registro`: the same, of a new
 * account. `primero`: that first one and no other; it counts in no limit, which strangers would use up.
 * `siempre`: bounded by what people with papers or the mailbox itself did.
 */
export type NoticeRule = 'pedido' | 'hecho' | 'registro' | 'primero' | 'siempre'

const NOTICE_RULES: Record<AvisoKind | AvisoSms['kind'], NoticeRule> = {
  enlace_recuperar: 'pedido',
  enlace_tras_espera: 'siempre',
  recuperacion_cancelada: 'hecho',
  recuperacion_en_espera: 'hecho',
  codigo: 'pedido',
  codigo_tras_respuesta: 'pedido',
  codigo_registro: 'pedido',
  confirmar_email: 'pedido',
  confirmar_representante: 'pedido',
  otec_invita: 'pedido',
  otec_recupera: 'pedido',
  // As many as a call has.
  codigo_llamada: 'siempre',
  // As many as an hour has.
  comprobacion_fallida: 'siempre',
  cuenta_creada: 'registro',
  clave_provisoria_generada: 'hecho',
  clave_provisoria: 'hecho',
  clave_cambiada: 'hecho',
  datos_actualizados: 'hecho',
  email_cambiado: 'hecho',
  celular_cambiado: 'hecho',
  representante_cambiado: 'hecho',
  cambio_cancelado: 'hecho',
  otec_aceptada: 'hecho',
  otec_retira: 'hecho',
  facilitador_solicitado: 'hecho',
  facilitador_acepto: 'hecho',
  facilitador_recuperado: 'hecho',
  facilitador_retirado: 'hecho',
  caso_abierto: 'primero',
  cuenta_congelada: 'siempre',
  cuenta_descongelada: 'siempre',
  documento_pedido: 'siempre',
  orden_concedida: 'siempre',
  orden_detenida: 'siempre',
  cuenta_cerrada: 'siempre',
  nie_recibido: 'siempre',
  cuenta_invitada: 'siempre',
  acceso_cambiado: 'siempre',
  administrador_cambiado: 'siempre',
  orden_sin_efecto: 'siempre',
  sistema_cambiado: 'siempre',
  llave_cambiada: 'siempre',
  funcionario_invitado: 'siempre',
  codigo_recuperacion_usado: 'siempre',
  documento_verificado: 'siempre',
  documento_rechazado: 'siempre',
  documento_reabierto: 'siempre',
  cambio_por_telefono: 'siempre',
  llamada_atendida: 'siempre',
  cuenta_registrada: 'registro',
}

/** Besides those that anyone can ask for. */
const BRINGS_KEY: ReadonlySet<AvisoKind | AvisoSms['kind']> = new Set([
  'clave_provisoria',
  'codigo_llamada',
  'enlace_tras_espera',
  'documento_pedido',
  'cuenta_invitada',
  'funcionario_invitado',
  'cuenta_registrada',
  'orden_concedida',
] as const)

/** Whether a message is of no use without the link, code or key that it brings. */
export const bringsKey = (kind: AvisoKind | AvisoSms['kind']): boolean =>
  NOTICE_RULES[kind] === 'pedido' || BRINGS_KEY.has(kind)

export const noticeRuleOf = (kind: AvisoKind | AvisoSms['kind']): NoticeRule => NOTICE_RULES[kind]

/**
 * Whether a notice leaves outside the limit.
 * @param sent how many of its kind, account and day were sent to that mailbox, and how many such firsts the
 *   mailbox got in the day, this one included.
 */
export const leavesAsFirst = (sent: { ofItsKind: number; firsts: number }, maxFirsts: number): boolean =>
  sent.ofItsKind === 1 && sent.firsts <= maxFirsts

/** Links to recover, and codes, that a proven browser has a day beyond a mailbox's limit (product.md “Proofs”, 6). */
export const MESSAGES_OF_A_BROWSER = 3
/** Of the links to recover beyond that limit, one leaves in so many hours (product.md “Proofs”, 6). */
export const ENLACE_BEYOND_LIMIT_HOURS = 3
