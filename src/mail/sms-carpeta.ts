import type { TransporteSms } from '../application/ports.ts'
import { dejarUnaVez, seEscribeEn } from './archivo.ts'
import { cuerpoDeSms } from './sms-cuerpo.ts'

/**
 * Leaves each SMS as `<id>.json` in a folder, which is made when missing: what a gateway would have got. One that is
 * already there is not written again.
 */
export const transporteSmsCarpeta = (dir: string): TransporteSms => ({
  enviar: async (sms) => dejarUnaVez(dir, `${sms.id}.json`, `${cuerpoDeSms(sms)}\n`),
  comprobar: () => seEscribeEn(dir),
  cerrar: async () => {},
})
