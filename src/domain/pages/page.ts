/** Types and shared texts of the pages that end or interrupt an operation. */
import type { MinimumDatum } from '../account/cuenta.ts'
import { type Parts, PHONE } from '../parts.ts'
import type { Operacion, Perfil, TramiteOperacion } from '../perfil.ts'
import { paths, urlOfPaso } from '../urls.ts'

/** Pages that an action leads to, by a link. */
type PageKind = 'home' | 'tramite'
/** What an action does, by a button that posts. */
type Deed = 'caso' | 'codigo' | 'completar' | 'enlace' | 'sesion'

/** A link or button at the end of a page. What it is for is in `to`; nobody compares its address. */
export interface PageAction {
  text: string
  to: PageKind | Deed
  url: string
  primary: boolean
}

const PAGE_KINDS: ReadonlySet<PageAction['to']> = new Set<PageKind>(['home', 'tramite'])

/** How an action is taken: a link to a page, or a button that posts. */
export const methodOf = ({ to }: PageAction): 'get' | 'post' => (PAGE_KINDS.has(to) ? 'get' : 'post')

export interface FinalPage {
  title: string
  tone: 'success' | 'info' | 'stop'
  lead: string | Parts
  /** `useAt`: address where it is to be used. */
  provisoria?: { value: string; note: string; useAt: string }
  paragraphs: Parts[]
  list?: { title: string; lead?: string; items: string[] }
  actions: PageAction[]
}

export const DATUM_LABEL: Record<MinimumDatum, string> = {
  fechaNacimiento: 'Fecha de Nacimiento',
  representante: 'Rut del Representante Legal',
  email: 'Email',
  preguntaSecreta: 'Pregunta y Respuesta Secreta',
  domicilio: 'Dirección, Región y Comuna',
}

export const OPERACION_NAME: Record<TramiteOperacion, string> = {
  registrar: 'Registrarse',
  recuperar: 'Recuperar CS',
  cambiar: 'Cambiar CS',
  actualizar: 'Actualizar Datos',
  'facilitador/solicitar': 'Solicitar CS para Facilitador Extranjero',
  'facilitador/recuperar': 'Recuperar CS para Facilitador Extranjero',
}

/** End of a sentence such as “Si necesita ayuda, llame …”. */
export const TOLL_FREE: Parts = [
  { text: 'gratis al ' },
  PHONE,
  { text: ', de lunes a viernes de 09:00 a 18:00 horas.' },
]
export const CALL_US: Parts = [{ text: 'Llame ' }, ...TOLL_FREE]
export const HOME_ACTION: PageAction = {
  text: 'Volver al inicio',
  to: 'home',
  url: paths.home,
  primary: false,
}

/**
 * A link to the first paso of a tramite.
 * @param solicitudId one whose identificador its page fills in, if any.
 */
export const goTo = (
  text: string,
  perfil: Perfil,
  operacion: Operacion,
  { primary = true, solicitudId }: { primary?: boolean; solicitudId?: string | undefined } = {},
): PageAction => ({ text, to: 'tramite', url: urlOfPaso({ perfil, operacion }, solicitudId), primary })

/** The number of a caso that was just opened, and what to do with it. */
export const casoNumberParts = (number: string): Parts => [
  { text: 'Su número de caso es ' },
  { text: number, strong: true },
  { text: '. ' },
  ...CALL_US,
  { text: ' Diga ese número. Anótelo: con él puede ' },
  { text: 'seguir su caso', url: paths.caso },
  { text: '.' },
]

/** How to call about a caso; its number is missing once the session is over. */
export const callAbout = (caso: string | undefined): Parts[] =>
  caso === undefined ? [CALL_US] : [casoNumberParts(caso)]
