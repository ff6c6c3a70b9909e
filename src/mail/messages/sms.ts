import type { AvisoSms } from '../../domain/notices/avisos.ts'

/** The SMS texts. Words are chosen to need no á, í, ó, ú, which GSM-7 lacks. */
const CATALOGUE: { [T in AvisoSms['kind']]: (aviso: Extract<AvisoSms, { kind: T }>) => string } = {
  clave_provisoria: ({ clave, expires }) =>
    `SENCE: su clave provisoria es ${clave}. Sirve una vez, para cambiar su CS, hasta el ${expires} (hora de Chile). No la comparta con nadie.`,
}

export const smsText = (aviso: AvisoSms): string => CATALOGUE[aviso.kind](aviso)
