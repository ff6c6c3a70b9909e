/** View models: plain data built by handlers, never a spread of a request. */
import type { Parts } from '../../domain/parts.ts'
import type * as urls from '../../domain/urls.ts'

export interface OptionView {
  value: string
  text: string
  /** Another name for a value already in the list; never shown as the selected one. */
  alias?: true
}

/** A control of a form. Its `id` is its `name`; its hint's is `<name>-hint`, its error's `<name>-error`. */
export interface FieldView {
  name: string
  label: string
  hint?: string
  /** `captcha`: the frame with the letters, Refrescar and the text box. `shown`: text without a control. */
  control:
    | 'text'
    | 'email'
    | 'tel'
    | 'secret'
    | 'select'
    | 'checkbox'
    | 'captcha'
    | 'shown'
    | 'file'
    | 'lines'
  /** Always '' for secret fields. For `checkbox`, 'si' when checked. For `shown`, the text. */
  value: string
  required: boolean
  /** Not required by itself, and not to be marked as optional either. */
  either?: true
  error?: string
  /** A button below its error, sent as `accion`. */
  action?: { value: string; text: string }
  autocomplete?: string
  inputmode?: string
  /** Width of the box in characters: 'short' (10), 'medium' (20), 'full' (the whole column). */
  width: 'short' | 'medium' | 'full'
  /** Longest text accepted, in characters; announced when it is near, never enforced by the box. */
  max?: number
  /** Fixed text before the box, such as “+56 9”. */
  prefix?: string
  /** For `file`: value of the `accept` attribute. */
  accept?: string
  /** For `file`: largest size accepted, in bytes. */
  bytes?: number
  /** For `file`: what to do when it is larger. */
  ifTooHeavy?: string
  /** What is asked of a new clave, listed above the box. */
  rules?: readonly string[]
  /** Lines of text beside the box. */
  note?: string[]
  /** For `select`; the view adds “Seleccione…” first. A group without a name holds ungrouped options. */
  groups?: { name?: string; options: OptionView[] }[]
}

export interface SectionView {
  title: string
  text?: string
  fields: FieldView[]
  /** Only for who runs no scripts. */
  withoutScripts?: true
}

export interface LinkView {
  text: string
  url: string
}

/** Error summary at the top of a form: entries about a field link to it. */
export interface ErrorSummary {
  title: string
  errors: ({ text: string; field: string } | { sentence: TextWithLinks })[]
  /** Secrets that were typed correctly but must be typed again: claves, respuestas and captcha. */
  typeAgain: { label: string; field: string }[]
}

/** A list on a page, with details of each item. */
export interface ListView {
  title: string
  /** Text shown when there are no items. */
  empty: string
  items: { title: string; details: string[]; action?: LinkView }[]
}

/**
 * What is pending of the account, each with its button, and what was cancelled on this page; mailboxes that mail does not
 * reach.
 */
export interface PendingView {
  /** Where its buttons post. */
  action: string
  bounced: { title: string; lines: string[] }[]
  cancelled: string[]
  items: { title: string; lines: string[]; hiddenFields: Record<string, string> }[]
}

/** Captcha token of a form, and the address of the frame with its picture and sound. */
export interface CaptchaView {
  token: string
  frameUrl: string
  /** What the page script puts in its place while it works for the form's price. */
  easier?: { token: string; frameUrl: string }
}

/** What a form costs where requests come too thick. */
export interface PriceView {
  /** Says what to work out. */
  token: string
  /** For who runs no scripts; absent while the form is still free. */
  notice?: string
}

export interface FormView {
  /** H1, in the words of SENCE's guides: REGISTRAR PERSONA NATURAL. */
  title: string
  /** The form's `action`: its own address. */
  action: string
  /** Paragraphs above the form; `important` is shown as the IMPORTANTE notice. */
  opening: TextWithLinks[]
  important?: TextWithLinks
  /** “Paso 2 de 3”, when there are several. */
  progress?: { paso: number; of: number }
  /** How long it takes and what is needed: “Le tomará unos 5 minutos. Tenga a mano…”. */
  duration?: string
  list?: ListView
  pending?: PendingView
  sections: SectionView[]
  /** Whether to send it as multipart. */
  hasFiles: boolean
  errors?: ErrorSummary
  captcha?: CaptchaView
  price?: PriceView
  /** Hidden fields besides `_csrf` and the captcha token. */
  hiddenFields: Record<string, string>
  button: string
  /** Other buttons of the same form, sent as `accion`. */
  secondaryActions: { value: string; text: string }[]
  /** Other ways to go on, as links below the button (“No recuerdo la respuesta…”). */
  alternatives: LinkView[]
  back: LinkView
  /** Whether to offer “Terminar”: the session holds something of the person. */
  finish: boolean
  explainsRequired: boolean
}

/** Text in parts; those with `url` are links. */
export type TextWithLinks = Parts

/** A page that ends or interrupts a tramite. */
export interface ResultView {
  title: string
  /** Why its button did nothing. */
  errors?: ErrorSummary
  tone: 'success' | 'info' | 'stop'
  /** Text under the title, inside its panel. */
  lead: TextWithLinks
  /** Whose page it is: the identificador as typed. */
  whose?: { label: string; value: string }
  /** A provisoria, shown in a box of its own, and the address where to use it, for paper. */
  provisoria?: { value: string; note: string; useAt: string }
  pending?: PendingView
  paragraphs: TextWithLinks[]
  list?: { title: string; items: string[] }
  /** `post`: a button in a form of its own. `get`: a link. */
  actions: { text: string; url: string; method: 'get' | 'post'; primary: boolean }[]
  /** Hidden fields of every button that posts. */
  hiddenFields: Record<string, string>
}

/** Error page: 400, 403, 404, 405, 413, 429, 500, 503. */
export interface ErrorView {
  title: string
  paragraphs: string[]
  /** Number to give the call centre; the start of the request id in the log. */
  reference?: string
  actions: LinkView[]
}

/** What every view gets besides its own model, from `app.locals` and `res.locals`. */
export interface CommonLocals {
  /** Versioned address of a file in public/. */
  asset: (path: string) => string
  /** Address of the site, shown on printed pages. */
  site: string
  /** Anti-forgery token for this page's forms; '' where it has none. */
  csrf: string
  /** A control name unique to this visit, so that the browser does not restore text typed in another visit. */
  visit?: string
  nonce: string
  menu: MenuView[]
  /** The table of addresses. */
  urls: typeof urls
}

export interface MenuView {
  text: string
  entries: LinkView[]
}
