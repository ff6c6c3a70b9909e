import type { Correo, Sms, Transporte } from '../../src/application/ports.ts'

export interface TransporteMemoria<M = Correo> extends Transporte<M> {
  /** In the order in which they were taken, repeated ones too. */
  enviados: M[]
  /** Replaces what happens when a message is handed over. */
  alEnviar: (mensaje: M) => Promise<void>
}

/** Keeps the messages instead of sending them. */
function enMemoria<M>(alEnviar: TransporteMemoria<M>['alEnviar'] = async () => {}): TransporteMemoria<M> {
  const esto: TransporteMemoria<M> = {
    enviados: [],
    alEnviar,
    async enviar(mensaje) {
      await esto.alEnviar(mensaje)
      esto.enviados.push(mensaje)
    },
    comprobar: async () => true,
    cerrar: async () => {},
  }
  return esto
}

export const transporteMemoria = enMemoria<Correo>
export const transporteSmsMemoria = enMemoria<Sms>
