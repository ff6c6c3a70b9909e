/**
 * The typed messages that people receive. Each has the data that its text needs and nothing else; `mail/`
 * turns them into subject, HTML and text. They travel encrypted through the outbox.
 */
export type Nombrado = string | { organizacion: string } | null

interface Base {
  /** Whom it greets: first names of a person, the name of an organisation, or null when the account has neither. */
  nombre: Nombrado
}

export type Aviso = Base &
  (
    | { tipo: 'cuenta_creada'; enlaceConfirmar: string; enlaceNoFuiYo: string }
    /** A temporary key was shown on the page: tells so, without it. */
    | { tipo: 'clave_provisoria_generada'; cuando: string; enlaceNoFuiYo: string }
    | { tipo: 'clave_provisoria'; clave: string; vence: string; enlaceCambiar: string; enlaceNoFuiYo: string }
    | { tipo: 'enlace_recuperar'; enlace: string; vence: string }
    | { tipo: 'clave_cambiada'; cuando: string; enlaceNoFuiYo: string }
    | { tipo: 'codigo'; codigo: string; vence: string }
    /**
     * `cambios`: labels of what changed. `emailNuevo`: masked, when a change of address was asked for. `ahoraUsaRut`:
     * the account is a natural person's from now on.
     */
    | {
        tipo: 'datos_actualizados'
        cuando: string
        cambios: string[]
        emailNuevo: string | null
        ahoraUsaRut?: boolean
        enlaceNoFuiYo: string
      }
    | { tipo: 'confirmar_email'; enlace: string; espera24h: boolean }
    | { tipo: 'email_cambiado'; cuando: string; enlaceNoFuiYo: string }
    | { tipo: 'cuenta_congelada'; cuando: string; enlaceVolver: string }
    | { tipo: 'documento_verificado'; cuando: string; enlace: string }
    /** `motivo`: a sentence of domain/documento.ts. */
    | { tipo: 'documento_rechazado'; cuando: string; motivo: string; enlace: string }
    | AvisoAlFacilitador
    | AvisoALaOtec
  )

/** `otec`: its registered name. */
type AvisoAlFacilitador =
  | { tipo: 'otec_invita'; otec: string; enlace: string; vence: string; tieneClave: boolean }
  | { tipo: 'otec_aceptada'; otec: string; cuando: string; enlaceNoFuiYo: string }
  | { tipo: 'otec_recupera'; otec: string; enlace: string; vence: string }
  | { tipo: 'otec_retira'; otec: string; cuando: string; enlaceCambiar: string }

/** `documento`: masked, as the OTEC typed it. */
type AvisoALaOtec =
  | { tipo: 'facilitador_solicitado'; documento: string; cuando: string; enlaceNoFuiYo: string }
  | { tipo: 'facilitador_acepto'; documento: string; cuando: string; enlaceLista: string }
  | { tipo: 'facilitador_recuperado'; documento: string; cuando: string; enlaceNoFuiYo: string }
  | { tipo: 'facilitador_retirado'; documento: string; cuando: string; enlaceNoFuiYo: string }

export type TipoAviso = Aviso['tipo']

/**
 * What goes by SMS, beside the message of the same type by mail. It has no name: what a form takes as one could be
 * anything, and few names are written with the letters of one SMS.
 */
export type AvisoSms = { tipo: 'clave_provisoria'; clave: string; vence: string }

/**
 * Messages that a person can cause to a mailbox that is not theirs, or without having proven anything. Over the limits of a mailbox these are
 * dropped silently; notices of something that did happen to an account always leave, or an attacker could
 * silence them by asking for many of these first.
 */
export const AVISOS_QUE_CUALQUIERA_PROVOCA: ReadonlySet<TipoAviso> = new Set([
  'enlace_recuperar',
  'codigo',
  'clave_provisoria',
  'confirmar_email',
  'otec_invita',
  'otec_recupera',
])
