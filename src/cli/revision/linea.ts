import { lineasDe } from '../errores.ts'

/** What came of one check. */
export interface Linea {
  estado: 'ok' | 'aviso' | 'mal'
  que: string
  texto: string
}

export const ok = (que: string, texto: string): Linea => ({ estado: 'ok', que, texto })
export const aviso = (que: string, texto: string): Linea => ({ estado: 'aviso', que, texto })
export const mal = (que: string, texto: string): Linea => ({ estado: 'mal', que, texto })

/** What an error says, in its first line. */
export const dicho = (error: unknown): string => lineasDe(error)[0] ?? ''
