import type { Correo, TransporteCorreo } from '../../src/application/ports.ts'

export interface TransporteMemoria extends TransporteCorreo {
  /** In the order in which they were taken, repeated ones too. */
  enviados: Correo[]
  /** Replaces what happens when a message is handed over. */
  alEnviar: (correo: Correo) => Promise<void>
}

/** Keeps the messages instead of sending them. */
export function transporteMemoria(
  alEnviar: TransporteMemoria['alEnviar'] = async () => {},
): TransporteMemoria {
  const esto: TransporteMemoria = {
    enviados: [],
    alEnviar,
    async enviar(correo) {
      await esto.alEnviar(correo)
      esto.enviados.push(correo)
    },
    comprobar: async () => true,
    cerrar: async () => {},
  }
  return esto
}
