import { errorLines } from '../errors.ts'

/** The result of one check. */
export interface CheckLine {
  status: 'ok' | 'aviso' | 'mal'
  what: string
  text: string
}

export const ok = (what: string, text: string): CheckLine => ({ status: 'ok', what, text })
export const warning = (what: string, text: string): CheckLine => ({ status: 'aviso', what, text })
export const fail = (what: string, text: string): CheckLine => ({ status: 'mal', what, text })

/** The first line of an error's text. */
export const errorText = (error: unknown): string => errorLines(error)[0] ?? ''
