/** Types and shared texts of the pages that end or interrupt an operation. */
import type { MinimumDatum } from '../account/cuenta.ts'
import type { Operacion, Perfil, TramiteOperacion } from '../perfil.ts'

export interface PageAction {
  text: string
  url: string
  method: 'get' | 'post'
  primary: boolean
}

export type Paragraph = { text: string; url?: string; strong?: boolean }[]

export interface FinalPage {
  title: string
  tone: 'success' | 'info' | 'stop'
  lead: string
  provisoria?: { value: string; note: string }
  paragraphs: Paragraph[]
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
export const TOLL_FREE = 'gratis al 800 80 10 30, de lunes a viernes de 09:00 a 18:00 horas.'
export const CALL_US = `Llame ${TOLL_FREE}`
export const HOME_ACTION: PageAction = { text: 'Volver al inicio', url: '/', method: 'get', primary: false }

export const goTo = (text: string, perfil: Perfil, operacion: Operacion, primary = true): PageAction => ({
  text,
  url: `/${perfil}/${operacion}`,
  method: 'get',
  primary,
})
