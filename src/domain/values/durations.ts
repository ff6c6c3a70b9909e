/** Lifetimes. The quoted names are sections of product.md. */

/** “Forms”: lifetime of a solicitud in progress. */
export const SOLICITUD_MINUTES = 30
/** “Forms”: lifetime of a solicitud once something was proven in it. */
export const PROVEN_SOLICITUD_MINUTES = 10
/** “Recuperar”: how long a clave provisoria can be shown to the session that requested it. */
export const PROVISORIA_ON_PAGE_MINUTES = 5
/** “Recuperar”: lifetime of the mailed link. */
export const RECUPERAR_ENLACE_MINUTES = 60
/** “Actualizar”: lifetime of the 6-digit code sent to the registered e-mail. */
export const CODIGO_MINUTES = 15
/** After this the same button of the same page sends another code. */
export const CODIGO_REPEAT_MINUTES = 1
/** How long the owner has to stop a recovery by a mailbox that is not confirmed, and how long its link then lives. */
export const SLOW_RECOVERY_HOURS = 72
/** How long the worker tries to attend to what was asked for. */
export const PETICION_HOURS = 24
/** “Registrar” and “Actualizar”: lifetime of the link that confirms an e-mail. */
export const CONFIRM_EMAIL_HOURS = 72
/** “Actualizar”: how long a new mobile waits for its code. */
export const CONFIRM_CELULAR_HOURS = 72
/** “Facilitador”: lifetime of the link to accept an OTEC and choose the CS. */
export const INVITATION_HOURS = 72
/** “Documents”: lifetime of the link with which a person sends a document. */
export const DOCUMENTO_ENLACE_DAYS = 7
/** “Documents”: by when who sent a document is told what was decided. */
export const DOCUMENTO_ANSWER_DAYS = 7
/** “Actualizar”: delay before a new e-mail or representante takes effect when no code was proven. */
export const CHANGE_WAIT_HOURS = 24
/**
 * “Actualizar”: after recovering with the secret answer, changing e-mail, mobile or question takes the code.
 */
export const HOLD_AFTER_RECUPERAR_HOURS = 72
/** “Fields”, captcha: lifetime of a captcha. */
export const CAPTCHA_MINUTES = 10

/** How long values typed in the wrong profile's form are kept for the right form. */
export const WRONG_PROFILE_MINUTES = 10

/**
 * How long forms from an ended session are rejected without showing the typed values again: covers a day at a
 * shared computer.
 */
export const ENDED_VISIT_HOURS = 24

/** Rate limit windows, in seconds. */
export const HOUR_S = 3600
export const DAY_S = 86_400

export function addSeconds(from: Date, seconds: number): Date {
  return new Date(from.getTime() + seconds * 1000)
}

export function addMinutes(from: Date, minutes: number): Date {
  return new Date(from.getTime() + minutes * 60_000)
}

/** Elapsed hours of 60 minutes, unaffected by daylight saving. */
export function addHours(from: Date, hours: number): Date {
  return addMinutes(from, hours * 60)
}

/** Elapsed days of 24 hours, unaffected by daylight saving. */
export function addDays(from: Date, days: number): Date {
  return addHours(from, days * 24)
}
