import type { Contexto } from '../application/ports.ts'
import type { Tecleado } from './cuerpo.ts'

/** What a button that does not send the fields gets: their texts as they were typed, without secrets. */
interface SinEnviar {
  contexto: Contexto
  solicitudId: string
  /** What the page carried of the account's version. */
  version: number
  tecleado: Tecleado
}

/** A button that does not send the fields. */
export interface OtraAccion {
  /** What it sends as `accion`. */
  valor: string
  texto: string
  /** @returns the name of the step to show next. */
  hacer: (sinEnviar: SinEnviar) => Promise<string>
}
