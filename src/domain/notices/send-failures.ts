/** Why a message was not sent, in plain words: from the codes that the transports give (`SendFailed`). */

/** What our own checks and the network say, by its code. */
const WORDS: Readonly<Record<string, string>> = {
  direccion_invalida: 'La dirección está mal escrita',
  celular_invalido: 'El celular está mal escrito',
  sms_no_cabe: 'El texto no cabe en un mensaje: es un error nuestro',
  interno: 'No se pudo preparar: es un error nuestro, o falta una llave de cifrado',
  desconocido: 'El servidor no dijo por qué',
  ECONNECTION: 'No hubo conexión con el servidor',
  ESOCKET: 'No hubo conexión con el servidor',
  ECONNREFUSED: 'El servidor no atiende',
  ECONNRESET: 'El servidor cortó la conexión',
  EHOSTUNREACH: 'No se llega a la red del servidor',
  EDNS: 'No se encontró el servidor por su nombre',
  ENOTFOUND: 'No se encontró el servidor por su nombre',
  ETIMEDOUT: 'El servidor no respondió a tiempo',
  ABORT_ERR: 'El servidor no respondió a tiempo',
  sin_respuesta: 'El servidor de SMS no respondió a tiempo',
  ETLS: 'La conexión segura con el servidor no resultó',
  EAUTH: 'El servidor de correo no acepta nuestra cuenta',
  EENVELOPE: 'El servidor no aceptó al destinatario',
  EMESSAGE: 'El servidor no aceptó el mensaje',
}

const SMTP: Readonly<Record<string, string>> = {
  421: 'El servidor de correo no atiende por ahora',
  450: 'El buzón no está disponible por ahora',
  451: 'El servidor de correo pide intentar más tarde',
  452: 'El buzón o el servidor no tiene espacio por ahora',
  535: 'El servidor de correo no acepta nuestra cuenta',
  550: 'El buzón no existe, o el servidor no nos deja escribirle',
  551: 'El buzón es de otro servidor',
  552: 'El buzón está lleno',
  553: 'El servidor no acepta esa dirección',
  554: 'El servidor rechazó el mensaje',
}

const HTTP: Readonly<Record<string, string>> = {
  400: 'El servidor de SMS no acepta ese mensaje',
  401: 'El servidor de SMS no acepta nuestra cuenta',
  403: 'El servidor de SMS no acepta nuestra cuenta',
  404: 'La dirección del servidor de SMS no es la que es',
  408: 'El servidor de SMS no respondió a tiempo',
  429: 'El servidor de SMS recibe demasiado por ahora',
}

/** By the first digit, where the whole number has no words. */
const SMTP_CLASSES: Readonly<Record<string, string>> = {
  4: 'El servidor de correo no pudo por ahora',
  5: 'El servidor de correo lo rechazó',
}
const HTTP_CLASSES: Readonly<Record<string, string>> = {
  3: 'El servidor de SMS manda a otra dirección',
  4: 'El servidor de SMS lo rechazó',
  5: 'El servidor de SMS no pudo por ahora',
}

/**
 * @param code such as `smtp_550`, `http_503` or `ETIMEDOUT`.
 * @returns words, with the code of who answered, which an operator looks for.
 */
export function failureWords(code: string): string {
  const [, protocol, number = ''] = /^(smtp|http)_(\d{3})$/.exec(code) ?? []
  if (protocol === undefined) return WORDS[code] ?? `No se pudo enviar (${code})`
  const [exact, classes] = protocol === 'smtp' ? [SMTP, SMTP_CLASSES] : [HTTP, HTTP_CLASSES]
  return `${exact[number] ?? classes[number.slice(0, 1)] ?? 'No se pudo enviar'} (${number})`
}
