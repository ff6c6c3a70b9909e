/**
 * The typed messages that people receive. Each has the data that its text needs and nothing else; `mail/`
 * turns them into subject, HTML and text. They travel encrypted through the outbox.
 */
export type Addressee = string | { organizacion: string } | null

interface Base {
  /** Whom it greets: first names of a person, the name of an organisation, or null when the account has neither. */
  name: Addressee
}

export type Aviso = Base &
  (
    | { kind: 'cuenta_creada'; confirmEnlace: string; noFuiYoEnlace: string }
    /** A temporary key was shown on the page: tells so, without it. */
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
     * `changes`: labels of what changed. `newEmail`: masked, when a change of address was asked for. `nowUsesRut`:
     * the account is a natural person's from now on.
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
    /** `reason`: a sentence of domain/documento.ts. */
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
  | { kind: 'facilitador_acepto'; documento: string; when: string; listEnlace: string }
  | { kind: 'facilitador_recuperado'; documento: string; when: string; noFuiYoEnlace: string }
  | { kind: 'facilitador_retirado'; documento: string; when: string; noFuiYoEnlace: string }

export type AvisoKind = Aviso['kind']

/**
 * What goes by SMS, beside the message of the same type by mail. It has no name: what a form takes as one could be
 * anything, and few names are written with the letters of one SMS.
 */
export type AvisoSms = { kind: 'clave_provisoria'; clave: string; expires: string }

/**
 * Messages that a person can cause to a mailbox that is not theirs, or without having proven anything. Over the limits of a mailbox these are
 * dropped silently; notices of something that did happen to an account always leave, or an attacker could
 * silence them by asking for many of these first.
 */
export const AVISOS_ANYONE_CAN_CAUSE: ReadonlySet<AvisoKind> = new Set([
  'enlace_recuperar',
  'codigo',
  'clave_provisoria',
  'confirmar_email',
  'otec_invita',
  'otec_recupera',
])
