/** What the views receive: plain data, made by handlers, never a spread of a request. */

export interface OpcionVista {
  valor: string
  texto: string
  /** Another name of one that is in the list: never the one that is shown as chosen. */
  alias?: true
}

/** A control of a form. `id` of the control is its `nombre`; its hint is `<nombre>-ayuda`, its error `<nombre>-error`. */
export interface CampoVista {
  nombre: string
  etiqueta: string
  ayuda?: string
  /** `oculto` is not drawn; `captcha` draws the picture, Refrescar and the text box. */
  control: 'texto' | 'email' | 'tel' | 'clave' | 'lista' | 'casilla' | 'captcha' | 'muestra' | 'archivo'
  /** Always '' for secret fields. For `casilla`, 'si' when marked. For `muestra`, text that is shown and not sent. */
  valor: string
  obligatorio: boolean
  error?: string
  /** A button of its own, below its message, sent as `accion`. */
  accion?: { valor: string; texto: string }
  autocomplete?: string
  inputmode?: string
  /** Width of the box in characters: 'corto' (10), 'medio' (20), 'largo' (whole column). */
  ancho: 'corto' | 'medio' | 'largo'
  /** Longest text that is taken: said when it is near, never enforced by the box. */
  maximo?: number
  /** Fixed text before the box, such as +56 9. */
  prefijo?: string
  /** For `archivo`: kinds and extensions that it offers, as `accept` takes them. */
  acepta?: string
  /** For `archivo`: largest that is taken. */
  bytes?: number
  /** For `archivo`: how to make a larger one fit. */
  siPesa?: string
  /** Lines beside the box. */
  nota?: string[]
  /** For `lista`, after “Seleccione…”, which the view adds: groups, of which one without name holds ungrouped options. */
  grupos?: { nombre?: string; opciones: OpcionVista[] }[]
}

export interface SeccionVista {
  titulo: string
  texto?: string
  campos: CampoVista[]
}

export interface EnlaceVista {
  texto: string
  url: string
}

/** The error summary at the top of a form; entries with `campo` link to the field. */
export interface ResumenErrores {
  titulo: string
  errores: { texto: string; campo?: string }[]
  /** What was typed well and does not come back: keys, answers and letters. */
  deNuevo: { etiqueta: string; campo: string }[]
}

/** Things that a page lists, each with what is told of it. */
export interface ListaVista {
  titulo: string
  /** In place of the list when there is nothing in it. */
  vacia: string
  elementos: { titulo: string; detalles: string[]; accion?: EnlaceVista }[]
}

export interface FormularioVista {
  /** H1, in the guides' words: REGISTRAR PERSONA NATURAL. */
  titulo: string
  perfil: string
  /** Where this form is sent: its own address. */
  accion: string
  /** Paragraphs above the form; `importante` is drawn as the IMPORTANTE notice. Links are given apart. */
  apertura: TextoConEnlaces[]
  importante?: TextoConEnlaces
  /** “Paso 2 de 3: Pregunta Secreta”, when there is more than one. */
  paso?: string
  /** What comes and how long it takes, such as “Le tomará unos 5 minutos. Tenga a mano…”. */
  duracion?: string
  lista?: ListaVista
  secciones: SeccionVista[]
  /** It sends files. */
  conArchivos: boolean
  errores?: ResumenErrores
  /** Token of the captcha on this form, and the address of the frame with its picture and its sound. */
  captcha?: { ficha: string; marco: string }
  /** Hidden fields besides _csrf and the captcha's token. */
  ocultos: Record<string, string>
  boton: string
  /** Other buttons of the same form, sent as `accion`. */
  otras: { valor: string; texto: string }[]
  /** Other ways out, as links below the button (No recuerdo la respuesta…). */
  alternativas: EnlaceVista[]
  volver: EnlaceVista
  /** Offers “Terminar”: something of the person is held. */
  terminar: boolean
  conObligatorios: boolean
}

/** Text cut into pieces, of which those with `url` are links. */
export type TextoConEnlaces = { texto: string; url?: string; fuerte?: boolean }[]

/** A page that ends or interrupts a process. */
export interface ResultadoVista {
  titulo: string
  tono: 'exito' | 'informacion' | 'alto'
  /** Under the title, inside its panel. */
  entrada: string
  /** Whose it is, by the identifier that was typed. */
  deQuien?: { etiqueta: string; valor: string }
  /** A temporary key, alone in its box. */
  clave?: { valor: string; nota: string }
  parrafos: TextoConEnlaces[]
  lista?: { titulo: string; elementos: string[] }
  /** Buttons that post (each its own small form), then links. */
  acciones: { texto: string; url: string; metodo: 'get' | 'post'; principal: boolean }[]
  /** What its buttons that post carry unseen. */
  ocultos: Record<string, string>
}

/** A page that could not be given: 400, 403, 404, 405, 413, 429, 500, 503. */
export interface ErrorVista {
  titulo: string
  parrafos: string[]
  /** Number to tell the call centre, by which the log can be searched. */
  referencia?: string
  acciones: EnlaceVista[]
}

/** What every page gets besides its own model, through `res.locals`. */
export interface Comunes {
  /** Versioned address of a file of public/. */
  recurso: (ruta: string) => string
  /** Address of the site, for who reads it on paper. */
  sitio: string
  /** Token against forgery for the forms of this page; '' where the page has none. */
  csrf: string
  /** Name of a control that belongs to one visit: browsers put back what was typed only beside the same one. */
  visita?: string
  nonce: string
  menu: MenuVista[]
}

export interface MenuVista {
  texto: string
  entradas: EnlaceVista[]
}
