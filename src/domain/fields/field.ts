import { parseFile, type ReceivedFile } from '../documento/documento.ts'
import type { Parsed } from '../outcome/parsed.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import { hasInvalidCharacters, trimEdges } from '../values/text.ts'

export interface Option {
  value: string
  text: string
  /** Another name of an option in the list; never the one shown as selected. */
  alias?: true
}

/** How a field is displayed. Not generic, so that a catalogue of different fields type-checks. */
export interface Presentation {
  label: string
  hint?: string
  control: 'text' | 'email' | 'tel' | 'secret' | 'select' | 'checkbox' | 'captcha' | 'file' | 'lines'
  required: boolean
  /** Another field may stand in for it, and one of them is required: it is not marked as optional. */
  either?: true
  /** Never rendered again, mailed or logged. */
  secret?: true
  autocomplete?: string
  inputmode?: string
  width: 'short' | 'medium' | 'full'
  /** Maximum length in characters; the parser refuses longer text. */
  max?: number
  /** Fixed text before the input. */
  prefix?: string
  /** MIME types and extensions that a file input offers. */
  accept?: readonly string[]
  /** Maximum file size. */
  bytes?: number
  /** How to make a larger file fit; replaced if a script shrinks it. */
  ifTooHeavy?: string
  /** What is asked of a new clave, told beforehand; public/js/clave-rules.js ticks them, in this order. */
  rules?: readonly string[]
  /** Lines beside the input; `{name}` placeholders are filled from the settings. */
  note?: readonly string[]
  groups?: readonly { name?: string; options: readonly Option[] }[]
  /** Shown only when one of these refusals asks for it, or when it was sent. */
  onlyAfter?: readonly RefusalCode[]
  /** Formats a valid but doubtful text for the person to check; null if there is no doubt. */
  toReview?: (text: string) => string | null
}

/** What parsing may depend on besides the text. */
export interface ParseContext {
  /** Today in Chile, `yyyy-mm-dd`. */
  today: string
  /** Uploaded files, by field. */
  files?: Readonly<Record<string, readonly ReceivedFile[]>>
}

/** A field: how it is displayed, parsed to a canonical value or a refusal, and formatted back. */
export interface Field<T> extends Presentation {
  parse: (text: string, context: ParseContext) => Parsed<T>
  /** From the value to the text in the input; the value itself if absent. */
  format?: (value: string) => string
}

export type FieldCatalogue = Record<
  string,
  Field<string> | Field<string | null> | Field<boolean> | Field<ReceivedFile>
>

type Parser = (text: string, context: ParseContext) => Parsed<string>
type Looks = Partial<Presentation> & Pick<Presentation, 'label'>
type TextLooks = Looks & {
  format?: (value: string) => string
  /** Applied before parsing. Default: {@link trimEdges}. */
  trim?: (text: string) => string
  /** Refusal of texts over {@link MAX_PARSED_LENGTH}. Default: `texto_largo`. */
  tooLongCode?: RefusalCode
}

/**
 * Maximum length passed to a parser, in UTF-16 units. Normalizing a run of combining marks is quadratic: 60
 * KB of them would block the process for seconds.
 */
export const MAX_PARSED_LENGTH = 1000

const present = (looks: Looks, required: boolean): Presentation => ({
  control: 'text',
  width: 'full',
  max: MAX_PARSED_LENGTH,
  ...looks,
  required,
})

/** Handles long, empty and invalid text before the field's parser. @param empty result for an empty text. */
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

const MISSING = { ok: false, code: 'requerido' } as const
const NO_VALUE = { ok: true, value: null } as const

/** A required text field: empty text is refused with `requerido`. */
export const required = (looks: TextLooks, parser: Parser): Field<string> => ({
  ...present(looks, true),
  ...(looks.format && { format: looks.format }),
  parse: (text, context) => parseText<string>(text, looks, MISSING, (trimmed) => parser(trimmed, context)),
})

/** An optional text field: empty text gives null. */
export const optional = (looks: TextLooks, parser: Parser): Field<string | null> => ({
  ...present(looks, false),
  ...(looks.format && { format: looks.format }),
  parse: (text, context) =>
    parseText<string | null>(text, looks, NO_VALUE, (trimmed) => parser(trimmed, context)),
})

/**
 * A required list of the console to choose one of.
 * @param words what each is called.
 * @param values those that are offered: all, unless given.
 */
export const choice = (
  label: string,
  words: Readonly<Record<string, string>>,
  values: readonly string[] = Object.keys(words),
): Field<string> =>
  required(
    {
      label,
      control: 'select',
      autocomplete: 'off',
      width: 'medium',
      groups: [{ options: values.map((value) => ({ value, text: words[value] ?? value })) }],
    },
    oneOf((value) => values.includes(value)),
  )

/** What a list of the console may have, all of it together. */
const MAX_LINES_LENGTH = 20_000

/** A list of the console, an entry a line. Its value has them with line feeds between; '' for none. */
export const lines = (looks: Looks): Field<string> => ({
  ...present(
    { ...looks, control: 'lines', autocomplete: 'off', max: MAX_LINES_LENGTH },
    looks.required ?? false,
  ),
  parse: (typed) => {
    if (typed.length > MAX_LINES_LENGTH) return { ok: false, code: 'texto_largo' }
    const value = typed.split(/\s+/).filter(Boolean).join('\n')
    return value === '' && looks.required ? MISSING : { ok: true, value }
  },
})

/** A checkbox: true only if `si` was sent. */
export const checkbox = (label: string): Field<boolean> => ({
  ...present({ label, control: 'checkbox' }, false),
  parse: (text) => ({ ok: true, value: text === 'si' }),
})

/** A required file input. The browser never gets the file back with the form. */
export const fileField = (
  name: string,
  looks: Looks & Required<Pick<Presentation, 'accept' | 'bytes' | 'ifTooHeavy' | 'note'>>,
): Field<ReceivedFile> => ({
  ...present({ ...looks, control: 'file', secret: true }, true),
  parse: (_text, { files }) => parseFile(files?.[name] ?? []),
})

/** Creates a parser for a closed list; other values are refused with `opcion_invalida`. */
export const oneOf =
  (isOption: (value: string) => boolean): Parser =>
  (text) =>
    isOption(text) ? { ok: true, value: text } : { ok: false, code: 'opcion_invalida' }
