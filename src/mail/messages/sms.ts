import type { AvisoSms } from '../../domain/notices/avisos.ts'

/**
 * What each SMS says, after who sends it. Without the accents that GSM-7 lacks (á, í, ó, ú): the words are chosen so
 * that none is missed.
 */
const CATALOGUE: { [T in AvisoSms['kind']]: (aviso: Extract<AvisoSms, { kind: T }>) => string } = {
  clave_provisoria: ({ clave, expires }) =>
    `SENCE: su clave provisoria es ${clave}. Sirve una vez, para cambiar su CS, hasta el ${expires} (hora de Chile). No la comparta con nadie.`,
}

export const smsText = (aviso: AvisoSms): string => CATALOGUE[aviso.kind](aviso)
