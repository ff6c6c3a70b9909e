/** What the pages that end or interrupt a process are made of, and the words that they share. */
import type { DatoMinimo } from './cuenta.ts'
import type { Operacion, OperacionDeTramite, Perfil } from './perfil.ts'

export interface Accion {
  texto: string
  url: string
  metodo: 'get' | 'post'
  principal: boolean
}

export type Parrafo = { texto: string; url?: string; fuerte?: boolean }[]

export interface PaginaFinal {
  titulo: string
  tono: 'exito' | 'informacion' | 'alto'
  entrada: string
  clave?: { valor: string; nota: string }
  parrafos: Parrafo[]
  lista?: { titulo: string; entrada?: string; elementos: string[] }
  acciones: Accion[]
}

export const NOMBRE_DATO: Record<DatoMinimo, string> = {
  fechaNacimiento: 'Fecha de Nacimiento',
  representante: 'Rut del Representante Legal',
  email: 'Email',
  preguntaSecreta: 'Pregunta y Respuesta Secreta',
  domicilio: 'Dirección, Región y Comuna',
}

export const NOMBRE_OPERACION: Record<OperacionDeTramite, string> = {
  registrar: 'Registrarse',
  recuperar: 'Recuperar CS',
  cambiar: 'Cambiar CS',
  actualizar: 'Actualizar Datos',
  'facilitador/solicitar': 'Solicitar CS para Facilitador Extranjero',
  'facilitador/recuperar': 'Recuperar CS para Facilitador Extranjero',
}

/** Ends a sentence that begins otherwise: “si necesita ayuda, llame…”. */
export const GRATIS = 'gratis al 800 80 10 30, de lunes a viernes de 09:00 a 18:00 horas.'
export const LLAME = `Llame ${GRATIS}`
export const INICIO: Accion = { texto: 'Volver al inicio', url: '/', metodo: 'get', principal: false }

export const ir = (texto: string, perfil: Perfil, operacion: Operacion, principal = true): Accion => ({
  texto,
  url: `/${perfil}/${operacion}`,
  metodo: 'get',
  principal,
})
