import { type ArchivoRecibido, leerArchivo } from './documento.ts'
import type { Lectura } from './lectura.ts'
import type { CodigoRechazo } from './rechazos.ts'
import { sinBordes, tieneCaracteresInvalidos } from './texto.ts'

export interface Opcion {
  valor: string
  texto: string
  /** Another name of one that is in the list: never the one that is shown as chosen. */
  alias?: true
}

/** How a field is shown. Not generic, so that a catalogue of different fields type-checks. */
export interface Presentacion {
  etiqueta: string
  ayuda?: string
  control: 'texto' | 'email' | 'tel' | 'clave' | 'lista' | 'casilla' | 'captcha' | 'archivo'
  obligatorio: boolean
  /** Never shown again, mailed or logged. */
  secreto?: true
  autocomplete?: string
  inputmode?: string
  ancho: 'corto' | 'medio' | 'largo'
  /** Longest text that makes sense, in characters; the reader refuses what is longer. */
  maximo?: number
  /** Fixed text before the box. */
  prefijo?: string
  /** Kinds and extensions that a box for files offers. */
  acepta?: readonly string[]
  /** Largest file that it takes. */
  bytes?: number
  /** How to make a larger one fit; a script that does so says that instead. */
  siPesa?: string
  /** Lines beside the box; `{name}` takes the figure of that name from the settings. */
  nota?: readonly string[]
  grupos?: readonly { nombre?: string; opciones: readonly Opcion[] }[]
  /** How a text that reads well, and may have been meant otherwise, comes back to be looked at; null for any other. */
  paraMirar?: (texto: string) => string | null
}

/** What reading may depend on besides the text. */
export interface Entorno {
  /** Today in Chile, `aaaa-mm-dd`. */
  hoy: string
  /** Files that came, by field. */
  archivos?: Readonly<Record<string, readonly ArchivoRecibido[]>>
}

/** A field: how it is shown, how its text becomes a canonical value or a refusal, and back. */
export interface Campo<T> extends Presentacion {
  leer: (texto: string, entorno: Entorno) => Lectura<T>
  /** From the value to the text of its box; without it, the value itself. */
  mostrar?: (valor: string) => string
}

/** Fields by name. */
export type Catalogo = Record<
  string,
  Campo<string> | Campo<string | null> | Campo<boolean> | Campo<ArchivoRecibido>
>

type Lector = (texto: string, entorno: Entorno) => Lectura<string>
type Aspecto = Partial<Presentacion> & Pick<Presentacion, 'etiqueta'>
/** What making a field of text takes besides its looks. */
type AspectoDeTexto = Aspecto & {
  mostrar?: (valor: string) => string
  /** What is taken off the text before it is read: whatever is blank at its edges, unless told. */
  recortar?: (texto: string) => string
  /** The refusal of a text that no reader gets to see; `texto_largo` unless told. */
  siEsLargo?: CodigoRechazo
}

/**
 * Longest text that a reader gets, in UTF-16 units. Normalising a run of combining marks takes the square of its
 * length: 60 KB of them would hold the process for seconds.
 */
export const LARGO_QUE_SE_LEE = 1000

const presentar = (aspecto: Aspecto, obligatorio: boolean): Presentacion => ({
  control: 'texto',
  ancho: 'largo',
  maximo: LARGO_QUE_SE_LEE,
  ...aspecto,
  obligatorio,
})

/** Refuses what no field takes before its reader sees it; `vacio` is what comes of an empty one. */
function leerTexto<T>(
  escrito: string,
  { recortar = sinBordes, siEsLargo = 'texto_largo' }: AspectoDeTexto,
  vacio: Lectura<T>,
  leer: (texto: string) => Lectura<T>,
): Lectura<T> {
  if (escrito.length > LARGO_QUE_SE_LEE) return { ok: false, codigo: siEsLargo }
  const texto = recortar(escrito)
  if (texto === '') return vacio
  return tieneCaracteresInvalidos(texto) ? { ok: false, codigo: 'caracteres_invalidos' } : leer(texto)
}

const FALTA = { ok: false, codigo: 'requerido' } as const
const NADA = { ok: true, valor: null } as const

/** A field that must be filled in. Empty text is refused with `requerido`. */
export const obligatorio = (aspecto: AspectoDeTexto, lector: Lector): Campo<string> => ({
  ...presentar(aspecto, true),
  ...(aspecto.mostrar && { mostrar: aspecto.mostrar }),
  leer: (texto, entorno) => leerTexto<string>(texto, aspecto, FALTA, (limpio) => lector(limpio, entorno)),
})

/** A field that may be left empty: its value is then null. */
export const opcional = (aspecto: AspectoDeTexto, lector: Lector): Campo<string | null> => ({
  ...presentar(aspecto, false),
  ...(aspecto.mostrar && { mostrar: aspecto.mostrar }),
  leer: (texto, entorno) =>
    leerTexto<string | null>(texto, aspecto, NADA, (limpio) => lector(limpio, entorno)),
})

/** A box to mark: true only when it was sent as `si`. */
export const casilla = (etiqueta: string): Campo<boolean> => ({
  ...presentar({ etiqueta, control: 'casilla' }, false),
  leer: (texto) => ({ ok: true, valor: texto === 'si' }),
})

/** A box to choose a file, which must be sent. It never comes back with the form. */
export const archivo = (
  nombre: string,
  aspecto: Aspecto & Required<Pick<Presentacion, 'acepta' | 'bytes' | 'siPesa' | 'nota'>>,
): Campo<ArchivoRecibido> => ({
  ...presentar({ ...aspecto, control: 'archivo', secreto: true }, true),
  leer: (_texto, { archivos }) => leerArchivo(archivos?.[nombre] ?? []),
})

/** A reader that takes one of the options of a closed list. */
export const unaDe =
  (esOpcion: (valor: string) => boolean): Lector =>
  (texto) =>
    esOpcion(texto) ? { ok: true, valor: texto } : { ok: false, codigo: 'opcion_invalida' }
