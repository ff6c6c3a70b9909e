import { type Refused, refuse } from '../outcome/result.ts'
import { judgeClave } from '../secrets/clave.ts'
import { isOtecNotVigente, type Organismo } from './organismo.ts'

/**
 * What the register says against the registration of an organisation that it has.
 * @returns a refusal: another representative, or a CS with the name that is taken from the register. Or why the
 *   registration stops. Nothing when it may go on.
 */
export function judgeByRegistro(
  data: { rutRepresentante: string; clave: string },
  organismo: Organismo,
): Refused | 'otec_no_vigente' | undefined {
  // First of all: who does not know the representative learns nothing more.
  if (data.rutRepresentante !== organismo.rutRepresentante) {
    return refuse('representante_no_coincide', 'rutRepresentante')
  }
  if (isOtecNotVigente(organismo)) return 'otec_no_vigente'
  const code = judgeClave(data.clave, {
    identificador: organismo.rut,
    razonSocial: organismo.razonSocial,
    email: null,
  })
  return code ? refuse(code, 'clave') : undefined
}
