import type { AvisoSms } from '../../domain/avisos.ts'

/**
 * What each SMS says, after who sends it. Without the accents that GSM-7 lacks (á, í, ó, ú): the words are chosen so
 * that none is missed.
 */
const CATALOGO: { [T in AvisoSms['tipo']]: (aviso: Extract<AvisoSms, { tipo: T }>) => string } = {
  clave_provisoria: ({ clave, vence }) =>
    `SENCE: su clave provisoria es ${clave}. Sirve una vez, para cambiar su CS, hasta el ${vence} (hora de Chile). No la comparta con nadie.`,
}

export const textoDeSms = (aviso: AvisoSms): string => CATALOGO[aviso.tipo](aviso)
