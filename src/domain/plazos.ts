/** How long things last. Each says the section of PRODUCT that it comes from. */

/** “How every form behaves”: how long the server holds a request in progress. */
export const SOLICITUD_MINUTOS = 30
/** “How every form behaves”: and after something was proven in it. */
export const SOLICITUD_PROBADA_MINUTOS = 10
/** “Recuperar”: how long a temporary key can be shown to the session that asked for it. */
export const PROVISORIA_EN_PAGINA_MINUTOS = 5
/** “Recuperar”: the link by mail. */
export const ENLACE_RECUPERAR_MINUTOS = 60
/** “Actualizar”: the 6-digit code sent to the registered e-mail. */
export const CODIGO_MINUTOS = 15
/** “Registrar” and “Actualizar”: the link that confirms an e-mail. */
export const CONFIRMAR_EMAIL_HORAS = 72
/** “Facilitador extranjero”: the link with which a facilitator accepts an OTEC and chooses the CS. */
export const INVITACION_HORAS = 72
/** “Actualizar”: a new e-mail that was proven with the answer only waits so long. */
export const ESPERA_CAMBIO_EMAIL_HORAS = 24
/** “Actualizar”: after a recovery by answer, e-mail, mobile and question change only with the code. */
export const RETENCION_TRAS_RECUPERAR_HORAS = 72
/** “Fields”, captcha. */
export const CAPTCHA_MINUTOS = 10

/** The wrong door: how long what was typed waits for the right form to take it. */
export const PUERTA_MINUTOS = 10

/** How long a form of a visit that was ended does not come back with what was typed: a day at a shared computer. */
export const VISITA_TERMINADA_HORAS = 24

/** Windows of limits, in seconds. */
export const HORA_S = 3600
export const DIA_S = 86_400

/** The moment `minutos` after another. */
export function enMinutos(desde: Date, minutos: number): Date {
  return new Date(desde.getTime() + minutos * 60_000)
}

/** The moment `horas` after another: hours of 60 minutes, whatever the clocks of Chile do. */
export function enHoras(desde: Date, horas: number): Date {
  return enMinutos(desde, horas * 60)
}

/** The moment `dias` after another: days of 24 hours. */
export function enDias(desde: Date, dias: number): Date {
  return enHoras(desde, dias * 24)
}
