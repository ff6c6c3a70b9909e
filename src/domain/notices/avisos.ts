/**
 * The typed messages that people receive, each with only the data that its text needs; `mail/` renders them
 * as subject, HTML and text. They are encrypted in the outbox.
 */
export type Addressee = string | { organizacion: string } | null

interface Base {
  /**
   * Name in the greeting: a person's first names, an organisation's name, or null if the account has neither.
   */
  name: Addressee
}

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
    | { kind: 'enlace_recuperar'; enlace: string; expires: string }
    | { kind: 'clave_cambiada'; when: string; noFuiYoEnlace: string }
    | { kind: 'codigo'; codigo: string; expires: string }
    /**
     * `changes`: labels of the changed fields. `newEmail`: masked, if an e-mail change was requested.
     * `nowUsesRut`: the account changed to perfil natural.
     */
    | {
        kind: 'datos_actualizados'
        when: string
        changes: string[]
        newEmail: string | null
        nowUsesRut?: boolean
        noFuiYoEnlace: string
      }
    | { kind: 'confirmar_email'; enlace: string; waits24h: boolean }
    | { kind: 'email_cambiado'; when: string; noFuiYoEnlace: string }
    | { kind: 'cuenta_congelada'; when: string; volverEnlace: string }
    | { kind: 'documento_verificado'; when: string; enlace: string }
    /** `reason`: text of DOCUMENTO_REFUSAL_REASONS. */
    | { kind: 'documento_rechazado'; when: string; reason: string; enlace: string }
    | AvisoToFacilitador
    | AvisoToOtec
  )

/** `otec`: its registered name. */
type AvisoToFacilitador =
  | { kind: 'otec_invita'; otec: string; enlace: string; expires: string; hasClave: boolean }
  | { kind: 'otec_aceptada'; otec: string; when: string; noFuiYoEnlace: string }
  | { kind: 'otec_recupera'; otec: string; enlace: string; expires: string }
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
export type AvisoSms = { kind: 'clave_provisoria'; clave: string; expires: string }

/**
 * Messages that anyone can cause without proof, or to someone else's mailbox. Over the rate limit of a
 * mailbox they are dropped silently. Avisos of something that happened to an account are always sent;
 * otherwise an attacker could suppress them by first requesting many of these.
 */
export const AVISOS_ANYONE_CAN_CAUSE: ReadonlySet<AvisoKind> = new Set([
  'enlace_recuperar',
  'codigo',
  'clave_provisoria',
  'confirmar_email',
  'otec_invita',
  'otec_recupera',
])
