import { parseFile, type ReceivedFile } from '../documento/documento.ts'
import type { Parsed } from '../outcome/parsed.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import { hasInvalidCharacters, trimEdges } from '../values/text.ts'

export interface Option {
  value: string
  text: string
  /** Another name of one that is in the list: never the one that is shown as chosen. */
  alias?: true
}

/** How a field is shown. Not generic, so that a catalogue of different fields type-checks. */
export interface Presentation {
  label: string
  hint?: string
  control: 'text' | 'email' | 'tel' | 'secret' | 'select' | 'checkbox' | 'captcha' | 'file'
  required: boolean
  /** Never shown again, mailed or logged. */
  secret?: true
  autocomplete?: string
  inputmode?: string
  width: 'short' | 'medium' | 'full'
  /** Longest text that makes sense, in characters; the reader refuses what is longer. */
  max?: number
  /** Fixed text before the box. */
  prefix?: string
  /** Kinds and extensions that a box for files offers. */
  accept?: readonly string[]
  /** Largest file that it takes. */
  bytes?: number
  /** How to make a larger one fit; a script that does so says that instead. */
  ifTooHeavy?: string
  /** Lines beside the box; `{name}` takes the figure of that name from the settings. */
  note?: readonly string[]
  groups?: readonly { name?: string; options: readonly Option[] }[]
  /** How a text that reads well, and may have been meant otherwise, comes back to be looked at; null for any other. */
  toReview?: (text: string) => string | null
}

/** What reading may depend on besides the text. */
export interface ParseContext {
  /** Today in Chile, `aaaa-mm-dd`. */
  today: string
  /** Files that came, by field. */
  files?: Readonly<Record<string, readonly ReceivedFile[]>>
}

/** A field: how it is shown, how its text becomes a canonical value or a refusal, and back. */
export interface Field<T> extends Presentation {
  parse: (text: string, context: ParseContext) => Parsed<T>
  /** From the value to the text of its box; without it, the value itself. */
  format?: (value: string) => string
}

/** Fields by name. */
export type FieldCatalogue = Record<
  string,
  Field<string> | Field<string | null> | Field<boolean> | Field<ReceivedFile>
>

type Parser = (text: string, context: ParseContext) => Parsed<string>
type Looks = Partial<Presentation> & Pick<Presentation, 'label'>
/** What making a field of text takes besides its looks. */
type TextLooks = Looks & {
  format?: (value: string) => string
  /** What is taken off the text before it is read: whatever is blank at its edges, unless told. */
  trim?: (text: string) => string
  /** The refusal of a text that no reader gets to see; `texto_largo` unless told. */
  tooLongCode?: RefusalCode
}

/**
 * Longest text that a reader gets, in UTF-16 units. Normalising a run of combining marks takes the square of its
 * length: 60 KB of them would hold the process for seconds.
 */
export const MAX_PARSED_LENGTH = 1000

const present = (looks: Looks, required: boolean): Presentation => ({
  control: 'text',
  width: 'full',
  max: MAX_PARSED_LENGTH,
  ...looks,
  required,
})

/** Refuses what no field takes before its reader sees it; `empty` is what comes of an empty one. */
function parseText<T>(
  typed: string,
  { trim = trimEdges, tooLongCode = 'texto_largo' }: TextLooks,
  empty: Parsed<T>,
  parse: (text: string) => Parsed<T>,
): Parsed<T> {
  if (typed.length > MAX_PARSED_LENGTH) return { ok: false, code: tooLongCode }
  const text = trim(typed)
  if (text === '') return empty
  return hasInvalidCharacters(text) ? { ok: false, code: 'caracteres_invalidos' } : parse(text)
}

const MISSING_TEXT = { ok: false, code: 'requerido' } as const
const NOTHING_DONE = { ok: true, value: null } as const

/** A field that must be filled in. Empty text is refused with `requerido`. */
export const required = (looks: TextLooks, parser: Parser): Field<string> => ({
  ...present(looks, true),
  ...(looks.format && { format: looks.format }),
  parse: (text, context) => parseText<string>(text, looks, MISSING_TEXT, (limpio) => parser(limpio, context)),
})

/** A field that may be left empty: its value is then null. */
export const optional = (looks: TextLooks, parser: Parser): Field<string | null> => ({
  ...present(looks, false),
  ...(looks.format && { format: looks.format }),
  parse: (text, context) =>
    parseText<string | null>(text, looks, NOTHING_DONE, (limpio) => parser(limpio, context)),
})

/** A box to mark: true only when it was sent as `si`. */
export const checkbox = (label: string): Field<boolean> => ({
  ...present({ label, control: 'checkbox' }, false),
  parse: (text) => ({ ok: true, value: text === 'si' }),
})

/** A box to choose a file, which must be sent. It never comes back with the form. */
export const fileField = (
  name: string,
  looks: Looks & Required<Pick<Presentation, 'accept' | 'bytes' | 'ifTooHeavy' | 'note'>>,
): Field<ReceivedFile> => ({
  ...present({ ...looks, control: 'file', secret: true }, true),
  parse: (_text, { files }) => parseFile(files?.[name] ?? []),
})

/** A reader that takes one of the options of a closed list. */
export const oneOf =
  (isOption: (value: string) => boolean): Parser =>
  (text) =>
    isOption(text) ? { ok: true, value: text } : { ok: false, code: 'opcion_invalida' }
