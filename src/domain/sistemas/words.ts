/** What people of the console read of a system. */
import type { Sistema } from './sistema.ts'

export const TIPO_WORDS: Readonly<Record<Sistema['tipo'], string>> = {
  propio: 'De SENCE: no pregunta a la persona si está de acuerdo',
  tercero: 'De otra institución: pregunta una vez a cada persona',
}

export const AUTENTICACION_WORDS: Readonly<Record<Sistema['autenticacion'], string>> = {
  basic: 'En el encabezado (client_secret_basic)',
  post: 'En el cuerpo (client_secret_post)',
  ninguna: 'No tiene: es público y usa PKCE',
}

/** How long the former secrets go on, by hours. */
export const TRASLAPE_WORDS = {
  24: '24 horas, mientras el sistema se cambia al nuevo',
  168: 'Una semana',
  0: 'Nada: el anterior se filtró',
} as const
