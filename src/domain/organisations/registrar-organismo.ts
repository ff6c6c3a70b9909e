import { type Refused, refuse } from '../outcome/result.ts'
import { judgeOwnData } from '../secrets/own-data.ts'
import { isOtecNotVigente, type Organismo } from './organismo.ts'

/**
 * Checks a registration of an organisation against its entry in the registro.
 * @returns a refusal (another representative, or a clave that contains the registered name), the reason to
 *   stop, or undefined if the registration may go on.
 */
export function judgeByRegistro(
  data: { rutRepresentante: string; clave: string },
  organismo: Organismo,
): Refused | 'otec_no_vigente' | undefined {
  // First, so that someone who does not know the representative learns nothing else.
  if (data.rutRepresentante !== organismo.rutRepresentante) {
    return refuse('representante_no_coincide', 'rutRepresentante')
  }
  if (isOtecNotVigente(organismo)) return 'otec_no_vigente'
  const code = judgeOwnData(data.clave, {
    identificador: organismo.rut,
    razonSocial: organismo.razonSocial,
    email: null,
  })
  return code ? refuse(code, 'clave') : undefined
}
