/** How long things last. Each says the section of product.md that it comes from. */

/** “Forms”: how long the server holds a request in progress. */
export const SOLICITUD_MINUTES = 30
/** “Forms”: and after something was proven in it. */
export const PROVEN_SOLICITUD_MINUTES = 10
/** “Recuperar”: how long a temporary key can be shown to the session that asked for it. */
export const PROVISORIA_ON_PAGE_MINUTES = 5
/** “Recuperar”: the link by mail. */
export const RECUPERAR_ENLACE_MINUTES = 60
/** “Actualizar”: the 6-digit code sent to the registered e-mail. */
export const CODIGO_MINUTES = 15
/** “Registrar” and “Actualizar”: the link that confirms an e-mail. */
export const CONFIRM_EMAIL_HOURS = 72
/** “Facilitador”: the link with which a facilitator accepts an OTEC and chooses the CS. */
export const INVITATION_HOURS = 72
/** “Actualizar”: a new e-mail that was proven with the answer only waits so long. */
export const EMAIL_CHANGE_WAIT_HOURS = 24
/** “Actualizar”: after a recovery by answer, e-mail, mobile and question change only with the code. */
export const HOLD_AFTER_RECUPERAR_HOURS = 72
/** “Fields”, captcha. */
export const CAPTCHA_MINUTES = 10

/** The wrong door: how long what was typed waits for the right form to take it. */
export const WRONG_PROFILE_MINUTES = 10

/** How long a form of a visit that was ended does not come back with what was typed: a day at a shared computer. */
export const ENDED_VISIT_HOURS = 24

/** Windows of limits, in seconds. */
export const HOUR_S = 3600
export const DAY_S = 86_400

/** The moment `minutes` after another. */
export function addMinutes(from: Date, minutes: number): Date {
  return new Date(from.getTime() + minutes * 60_000)
}

/** The moment `hours` after another: hours of 60 minutes, whatever the clocks of Chile do. */
export function addHours(from: Date, hours: number): Date {
  return addMinutes(from, hours * 60)
}

/** The moment `days` after another: days of 24 hours. */
export function addDays(from: Date, days: number): Date {
  return addHours(from, days * 24)
}
