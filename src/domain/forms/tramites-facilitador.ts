/** The only form of a facilitator: an OTEC requests and recovers the clave (product.md “Facilitador”). */

import { NEW_CLAVE_PASO, validateWithClave } from './shared-tramites.ts'
import type { Tramite } from './tramite.ts'

export const facilitador = {
  cambiar: {
    title: 'CAMBIAR CS (CLAVE\u00a0SENCE) FACILITADOR EXTRANJERO',
    opening: [
      [
        'Debe ingresar en primera instancia su NIE y CS actual (con mayúscula) para validar la cuenta, si sus datos son correctos podrá cambiar su CS por otra, finalmente deberá realizar una comprobación de seguridad Captcha. En el caso que la CS ingresada no sea válida, pida a una OTEC con la que trabaja que la recupere.',
      ],
    ],
    duration: 'Le tomará unos 2 minutos.',
    pasos: {
      '': validateWithClave(
        'Si aún no tiene CS, siga el enlace de activación que enviamos a su correo.',
        'nie',
      ),
      nueva: NEW_CLAVE_PASO,
    },
  },
} as const satisfies Record<string, Tramite>
