/** What the views receive: plain data, made by handlers, never a spread of a request. */

export interface OptionView {
  value: string
  text: string
  /** Another name of one that is in the list: never the one that is shown as chosen. */
  alias?: true
}

/** A control of a form. `id` of the control is its `name`; its hint is `<name>-hint`, its error `<name>-error`. */
export interface FieldView {
  name: string
  label: string
  hint?: string
  /** `captcha` is the frame with the letters, Refrescar and the text box; `shown` is text and no control. */
  control: 'text' | 'email' | 'tel' | 'secret' | 'select' | 'checkbox' | 'captcha' | 'shown' | 'file'
  /** Always '' for secret fields. For `checkbox`, 'si' when marked. For `shown`, text that is not sent. */
  value: string
  required: boolean
  error?: string
  /** A button of its own, below its message, sent as `accion`. */
  action?: { value: string; text: string }
  autocomplete?: string
  inputmode?: string
  /** Width of the box in characters: 'short' (10), 'medium' (20), 'full' (whole column). */
  width: 'short' | 'medium' | 'full'
  /** Longest text that is taken: said when it is near, never enforced by the box. */
  max?: number
  /** Fixed text before the box, such as +56 9. */
  prefix?: string
  /** For `file`: kinds and extensions that it offers, as `accept` takes them. */
  accept?: string
  /** For `file`: largest that is taken. */
  bytes?: number
  /** For `file`: how to make a larger one fit. */
  ifTooHeavy?: string
  /** Lines beside the box. */
  note?: string[]
  /** For `select`, after “Seleccione…”, which the view adds: groups, of which one without name holds ungrouped options. */
  groups?: { name?: string; options: OptionView[] }[]
}

export interface SectionView {
  title: string
  text?: string
  fields: FieldView[]
}

export interface LinkView {
  text: string
  url: string
}

/** The error summary at the top of a form; entries with `field` link to the field. */
export interface ErrorSummary {
  title: string
  errors: { text: string; field?: string }[]
  /** What was typed well and does not come back: keys, answers and letters. */
  typeAgain: { label: string; field: string }[]
}

/** Things that a page lists, each with what is told of it. */
export interface ListView {
  title: string
  /** In place of the list when there is nothing in it. */
  empty: string
  items: { title: string; details: string[]; action?: LinkView }[]
}

export interface FormView {
  /** H1, in the guides' words: REGISTRAR PERSONA NATURAL. */
  title: string
  perfil: string
  /** Where this form is sent: its own address. */
  action: string
  /** Paragraphs above the form; `important` is drawn as the IMPORTANTE notice. Links are given apart. */
  opening: TextWithLinks[]
  important?: TextWithLinks
  /** “Paso 2 de 3: Pregunta Secreta”, when there is more than one. */
  paso?: string
  /** What comes and how long it takes, such as “Le tomará unos 5 minutos. Tenga a mano…”. */
  duration?: string
  list?: ListView
  sections: SectionView[]
  /** It sends files. */
  hasFiles: boolean
  errors?: ErrorSummary
  /** Token of the captcha on this form, and the address of the frame with its picture and its sound. */
  captcha?: { token: string; frameUrl: string }
  /** Hidden fields besides _csrf and the captcha's token. */
  hiddenFields: Record<string, string>
  button: string
  /** Other buttons of the same form, sent as `accion`. */
  secondaryActions: { value: string; text: string }[]
  /** Other ways out, as links below the button (No recuerdo la respuesta…). */
  alternatives: LinkView[]
  volver: LinkView
  /** Offers “Terminar”: something of the person is held. */
  finish: boolean
  explainsRequired: boolean
}

/** Text cut into pieces, of which those with `url` are links. */
export type TextWithLinks = { text: string; url?: string; strong?: boolean }[]

/** A page that ends or interrupts a process. */
export interface ResultView {
  title: string
  tone: 'success' | 'info' | 'stop'
  /** Under the title, inside its panel. */
  lead: string
  /** Whose it is, by the identifier that was typed. */
  whose?: { label: string; value: string }
  /** A temporary key, alone in its box. */
  clave?: { value: string; note: string }
  paragraphs: TextWithLinks[]
  list?: { title: string; items: string[] }
  /** Buttons that post (each its own small form), then links. */
  actions: { text: string; url: string; method: 'get' | 'post'; primary: boolean }[]
  /** What its buttons that post carry unseen. */
  hiddenFields: Record<string, string>
}

/** A page that could not be given: 400, 403, 404, 405, 413, 429, 500, 503. */
export interface ErrorView {
  title: string
  paragraphs: string[]
  /** Number to tell the call centre, by which the log can be searched. */
  reference?: string
  actions: LinkView[]
}

/** What every page gets besides its own model, through `res.locals`. */
export interface CommonLocals {
  /** Versioned address of a file of public/. */
  asset: (path: string) => string
  /** Address of the site, for who reads it on paper. */
  site: string
  /** Token against forgery for the forms of this page; '' where the page has none. */
  csrf: string
  /** Name of a control that belongs to one visit: browsers put back what was typed only beside the same one. */
  visit?: string
  nonce: string
  menu: MenuView[]
}

export interface MenuView {
  text: string
  entries: LinkView[]
}
