import { juzgarClave } from './clave.ts'
import { esOtecSinVigencia, type Organismo } from './organismo.ts'
import { type Rechazado, rechazar } from './resultado.ts'

/**
 * What the register says against the registration of an organisation that it has.
 * @returns a refusal: another representative, or a CS with the name that is taken from the register. Or why the
 *   registration stops. Nothing when it may go on.
 */
export function juzgarConRegistro(
  datos: { rutRepresentante: string; clave: string },
  organismo: Organismo,
): Rechazado | 'otec_no_vigente' | undefined {
  // First of all: who does not know the representative learns nothing more.
  if (datos.rutRepresentante !== organismo.rutRepresentante) {
    return rechazar('representante_no_coincide', 'rutRepresentante')
  }
  if (esOtecSinVigencia(organismo)) return 'otec_no_vigente'
  const codigo = juzgarClave(datos.clave, {
    identificador: organismo.rut,
    razonSocial: organismo.razonSocial,
    email: null,
  })
  return codigo ? rechazar(codigo, 'clave') : undefined
}
