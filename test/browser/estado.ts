/** How a visit comes to a page in one of its states. */
import type { Campos } from '../support/navegador.ts'
import type { Sitio } from '../support/sitio.ts'
import type { Visita } from '../support/visita.ts'

export type Ir = (v: Visita, sitio: Sitio) => Promise<unknown>

export const abrir =
  (direccion: string): Ir =>
  (v) =>
    v.ir(direccion)

export const enviar =
  (direccion: string, boton: string, campos: Campos = {}): Ir =>
  async (v) => {
    await v.ir(direccion)
    await v.enviar(campos, boton)
  }
