import type { Addressee, Aviso, AvisoKind } from '../../domain/notices/avisos.ts'

/** A piece of the body. Rendered by views/mail/blocks/<kind>.ejs, and by text-part.ts. */
export type Block =
  | { kind: 'paragraph'; text: string }
  /** What the person is expected to do: one in a message. */
  | { kind: 'button'; text: string; url: string }
  /** Another way out. */
  | { kind: 'link'; text: string; url: string }
  /** A key or a code, alone in its box. */
  | { kind: 'highlight'; label: string; value: string }
  | { kind: 'list'; title: string; items: string[] }

/** What a message says, before it becomes HTML and text. */
export interface Message {
  /** Plain: neither personal data nor keys, because locked screens show it. */
  subject: string
  blocks: Block[]
}

/** The notice of one type. */
export type AvisoOf<T extends AvisoKind> = Extract<Aviso, { kind: T }>

export const CALL_CENTER = '800 80 10 30, de lunes a viernes de 09:00 a 18:00'

/** The last lines of every message. */
export const FOOTER: readonly string[] = [
  'SENCE nunca le pedirá su clave ni su respuesta secreta por correo, teléfono o mensaje. No se las dé a nadie.',
  `¿Tiene dudas? Llame al ${CALL_CENTER}.`,
  'Le escribe Clave Sence, del Servicio Nacional de Capacitación y Empleo (SENCE). No responda este correo: nadie lo leerá.',
]

/**
 * What mail programs list beside the subject: the first sentence. Keys and codes are in blocks of their own, and so
 * never in it.
 */
export function makePreheader(blocks: readonly Block[]): string {
  const first = blocks.find((block) => block.kind === 'paragraph')
  return first?.text.split(/(?<=[.?!:]) /u)[0] ?? ''
}

/** A moment as messages tell it. */
export const inChileTime = (moment: string): string => `${moment} (hora de Chile)`

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const button = (text: string, url: string): Block => ({ kind: 'button', text, url })

/** The way out for whoever did not do what the message tells (product.md “No fui yo”). */
export const noFuiYo = (url: string): Block[] => [
  paragraph(
    `¿No fue usted? Abra «No fui yo» cuanto antes. En esa página podrá congelar la cuenta, para que nadie más la use. También puede llamar al ${CALL_CENTER}.`,
  ),
  { kind: 'link', text: 'No fui yo', url },
]

/** Longer ones are no name, but a sentence without its blanks. */
const MAX_GREETED_NAME = 25

/**
 * The greeting, by the first of the given names. A name comes from whoever filled in the form, who may not be who
 * reads the message: it never gets room for a sentence in an official mail, and one that mail programs could
 * turn into a link (evil.cl) is left out.
 */
export function greeting(name: Addressee): string {
  if (isOrganizacion(name)) return organizacionGreeting(name.organizacion)
  const [first = ''] = name?.trim().split(/\s+/u) ?? []
  const isName = first !== '' && [...first].length <= MAX_GREETED_NAME && !/\.\S/u.test(name ?? '')
  return isName ? `Hola, ${first}:` : 'Hola:'
}

/** Whether a message speaks to an organisation. */
export const isOrganizacion = (name: Addressee): name is { organizacion: string } =>
  name !== null && typeof name === 'object'

/** Longer ones say more than a name. */
const MAX_GREETED_ORGANIZACION = 60
/** What a name has no use for and a lure does: an address, or a telephone number. */
const LURE = /[@/:]|\p{L}\.\p{L}{2,}|(\d[\s.-]*){5,}/u

/** An organisation is greeted by its whole name, for who represents several; the same caution as with people's. */
function organizacionGreeting(razonSocial: string): string {
  const isName = [...razonSocial].length <= MAX_GREETED_ORGANIZACION && !LURE.test(razonSocial)
  return isName ? `Hola, ${razonSocial}:` : 'Hola:'
}
