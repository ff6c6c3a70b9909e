import type { Aviso, Nombrado, TipoAviso } from '../../domain/avisos.ts'

/** A piece of the body. Each is drawn by views/mail/bloques/<clase>.ejs and by the text part. */
export type Bloque =
  | { clase: 'parrafo'; texto: string }
  /** What the person is expected to do: one in a message. */
  | { clase: 'boton'; texto: string; url: string }
  /** Another way out. */
  | { clase: 'enlace'; texto: string; url: string }
  /** A key or a code, alone in its box. */
  | { clase: 'destacado'; etiqueta: string; valor: string }
  | { clase: 'lista'; titulo: string; elementos: string[] }

/** What a message says, before it becomes HTML and text. */
export interface Mensaje {
  /** Plain: neither personal data nor keys, because locked screens show it. */
  asunto: string
  bloques: Bloque[]
}

/** The notice of one type. */
export type AvisoDe<T extends TipoAviso> = Extract<Aviso, { tipo: T }>

export const CENTRO_DE_LLAMADOS = '800 80 10 30, de lunes a viernes de 09:00 a 18:00'

/** The last lines of every message. */
export const PIE: readonly string[] = [
  'SENCE nunca le pedirá su clave ni su respuesta secreta por correo, teléfono o mensaje. No se las dé a nadie.',
  `¿Tiene dudas? Llame al ${CENTRO_DE_LLAMADOS}.`,
  'Le escribe Clave Sence, del Servicio Nacional de Capacitación y Empleo (SENCE). No responda este correo: nadie lo leerá.',
]

/**
 * What mail programs list beside the subject: the first sentence. Keys and codes are in blocks of their own, and so
 * never in it.
 */
export function anticipoDe(bloques: readonly Bloque[]): string {
  const primero = bloques.find((bloque) => bloque.clase === 'parrafo')
  return primero?.texto.split(/(?<=[.?!:]) /u)[0] ?? ''
}

/** A moment as messages tell it. */
export const enChile = (momento: string): string => `${momento} (hora de Chile)`

export const parrafo = (texto: string): Bloque => ({ clase: 'parrafo', texto })
export const boton = (texto: string, url: string): Bloque => ({ clase: 'boton', texto, url })

/** The way out for whoever did not do what the message tells (PRODUCT “No fui yo”). */
export const noFuiYo = (url: string): Bloque[] => [
  parrafo(
    `¿No fue usted? Abra «No fui yo» cuanto antes. En esa página podrá congelar la cuenta, para que nadie más la use. También puede llamar al ${CENTRO_DE_LLAMADOS}.`,
  ),
  { clase: 'enlace', texto: 'No fui yo', url },
]

/** Longer ones are no name, but a sentence without its blanks. */
const LETRAS_DEL_SALUDO = 25

/**
 * The greeting, by the first of the given names. A name comes from whoever filled in the form, who may not be who
 * reads the message: it never gets room for a sentence in an official mail, and one that mail programs could
 * turn into a link (evil.cl) is left out.
 */
export function saludo(nombre: Nombrado): string {
  if (esOrganizacion(nombre)) return saludoDeOrganizacion(nombre.organizacion)
  const [primero = ''] = nombre?.trim().split(/\s+/u) ?? []
  const esNombre = primero !== '' && [...primero].length <= LETRAS_DEL_SALUDO && !/\.\S/u.test(nombre ?? '')
  return esNombre ? `Hola, ${primero}:` : 'Hola:'
}

/** Whether a message speaks to an organisation. */
export const esOrganizacion = (nombre: Nombrado): nombre is { organizacion: string } =>
  nombre !== null && typeof nombre === 'object'

/** Longer ones say more than a name. */
const LETRAS_DE_ORGANIZACION = 60
/** What a name has no use for and a lure does: an address, or a telephone number. */
const ANZUELO = /[@/:]|\p{L}\.\p{L}{2,}|(\d[\s.-]*){5,}/u

/** An organisation is greeted by its whole name, for who represents several; the same caution as with people's. */
function saludoDeOrganizacion(razonSocial: string): string {
  const esNombre = [...razonSocial].length <= LETRAS_DE_ORGANIZACION && !ANZUELO.test(razonSocial)
  return esNombre ? `Hola, ${razonSocial}:` : 'Hola:'
}
