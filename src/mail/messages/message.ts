import type { PendingKind } from '../../domain/account/pending-kind.ts'
import type { Addressee } from '../../domain/notices/addressee.ts'
import type { Aviso, AvisoKind } from '../../domain/notices/avisos.ts'
import { type Parts, PHONE } from '../../domain/parts.ts'

/** A block of the body, rendered by views/mail/blocks/<kind>.ejs and by text-part.ts. */
export type Block =
  /** `first`: its first sentence. */
  | { kind: 'paragraph'; parts: Parts; first: string }
  /** The main action: at most one per message. */
  | { kind: 'button'; text: string; url: string }
  /** A secondary way out. */
  | { kind: 'link'; text: string; url: string }
  /** A clave or a codigo, alone in its box. */
  | { kind: 'highlight'; label: string; value: string }
  | { kind: 'list'; title: string; items: string[] }

/** A message before it is rendered as HTML and text. */
export interface Message {
  /** No personal data and no secrets: lock screens show it. */
  subject: string
  blocks: Block[]
}

/** The aviso of one kind. */
export type AvisoOf<T extends AvisoKind> = Extract<Aviso, { kind: T }>

/** A sentence that ends by telling the call centre's number and hours. */
export const callCenter = (before: string): Parts => [
  { text: before },
  PHONE,
  { text: ', de lunes a viernes de 09:00 a 18:00.' },
]

/** Ends every message. */
export const FOOTER: readonly Parts[] = [
  [
    {
      text: 'SENCE nunca le pedirá su clave ni su respuesta secreta por correo, teléfono o mensaje. No se las dé a nadie.',
    },
  ],
  callCenter('¿Tiene dudas? Llame al '),
  [
    {
      text: 'Le escribe Clave Sence, del Servicio Nacional de Capacitación y Empleo (SENCE). No responda este correo: nadie lo leerá.',
    },
  ],
]

/**
 * The preview that mail clients list beside the subject: the first sentence. Claves and codigos have blocks
 * of their own, so they never get here.
 */
export function makePreheader(blocks: readonly Block[]): string {
  return blocks.find((block) => block.kind === 'paragraph')?.first ?? ''
}

/** A moment as messages show it. */
export const inChileTime = (moment: string): string => `${moment} (hora de Chile)`

/** A paragraph. @param rest what follows its first sentence. */
export const paragraph = (first: string, rest?: string | Parts): Block => ({
  kind: 'paragraph',
  first,
  parts: [
    { text: first },
    ...(rest ? [{ text: ' ' }] : []),
    ...(typeof rest === 'string' ? [{ text: rest }] : (rest ?? [])),
  ],
})
export const button = (text: string, url: string): Block => ({ kind: 'button', text, url })

const ENDED: Record<PendingKind, [string, string]> = {
  celular: [
    'Se anuló el cambio de celular que estaba pendiente.',
    'El celular registrado sigue siendo el mismo.',
  ],
  email: [
    'Se anuló el cambio de correo que estaba pendiente.',
    'El correo registrado sigue siendo el mismo.',
  ],
  representante: [
    'Se anuló el cambio de representante legal que estaba pendiente.',
    'El representante registrado sigue siendo el mismo.',
  ],
}

/** Tells which pending changes ended with what the message reports (product.md “Proofs”). */
export const endedChanges = (ended: readonly PendingKind[] = []): Block[] =>
  ended.map((kind) => paragraph(...ENDED[kind]))

/** To whoever did not ask for a link to recover, of a cuenta that is frozen or not (product.md “Recuperar”). */
export const leaveIt = ({ congelada }: { congelada?: boolean }): Parts =>
  callCenter(
    `No haga nada y no comparta este correo: ${congelada ? 'la cuenta seguirá congelada' : 'su CS sigue siendo la misma'}. Si le llegan varios, llame al `,
  )

/**
 * The way out for whoever did not do what the message reports (product.md “No fui yo”).
 * @param does what the page offers.
 */
export const noFuiYo = (url: string, does = 'congelar la cuenta'): Block[] => [
  paragraph(
    '¿No fue usted?',
    callCenter(
      `Abra «No fui yo» cuanto antes. En esa página podrá ${does}, para que nadie más la use. También puede llamar al `,
    ),
  ),
  { kind: 'link', text: 'No fui yo', url },
]

/** A longer “name” is a sentence without spaces. */
const MAX_GREETED_NAME = 25

/**
 * Greets by the first given name. Whoever filled in the form chose it, and may not be who reads the message:
 * an official mail gives it no room for a sentence, and omits one that mail clients could turn into a link
 * (evil.cl).
 */
export function greeting(name: Addressee): string {
  if (isOrganizacion(name)) return organizacionGreeting(name.organizacion)
  const [first = ''] = name?.trim().split(/\s+/u) ?? []
  const isName = first !== '' && [...first].length <= MAX_GREETED_NAME && !/\.\S/u.test(name ?? '')
  return isName ? `Hola, ${first}:` : 'Hola:'
}

/** Whether the addressee is an organisation. */
export const isOrganizacion = (name: Addressee): name is { organizacion: string } =>
  name !== null && typeof name === 'object'

/** A longer one says more than a name. */
const MAX_GREETED_ORGANIZACION = 60
/** Found in lures but not in names: an address or a telephone number. */
const LURE = /[@/:]|\p{L}\.\p{L}{2,}|(\d[\s.-]*){5,}/u

/**
 * Greets an organisation by its whole name, since its representative may have several; as cautious as with
 * people's names.
 */
function organizacionGreeting(razonSocial: string): string {
  const isName = [...razonSocial].length <= MAX_GREETED_ORGANIZACION && !LURE.test(razonSocial)
  return isName ? `Hola, ${razonSocial}:` : 'Hola:'
}
