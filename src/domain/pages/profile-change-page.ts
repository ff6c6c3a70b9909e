/** Part of the final page of Actualizar for a migrant who gave a RUT (product.md “Actualizar”). */

import type { PerfilChangeResult } from '../account/progress.ts'
import type { Parts } from '../parts.ts'
import { casoNumberParts } from './page.ts'

/** @param caso number for the call centre; only shown if the RUT already has an account. */
export function perfilChangeParagraphs(change: PerfilChangeResult, caso: string): Parts[] {
  switch (change) {
    case 'hecho':
      return [
        [
          { text: 'Desde ahora use su RUT. ', strong: true },
          {
            text: 'Su cuenta es la misma y su CS también, pero ahora es de Persona Natural. En los sistemas de SENCE escriba su RUT en lugar de su NIE.',
          },
        ],
      ]
    case 'rut_en_uso':
      return [
        [
          { text: 'Su cuenta sigue con su NIE. ', strong: true },
          { text: 'El RUT que escribió ya tiene una Clave Sence, y no juntamos dos cuentas por internet.' },
        ],
        casoNumberParts(caso),
      ]
    case 'otro_dia':
      return [
        [
          { text: 'Su cuenta sigue con su NIE. ', strong: true },
          {
            text: 'Por seguridad, puede pedir el cambio a su RUT una vez al día, y ya lo pidió. Vuelva a pedirlo mañana.',
          },
        ],
      ]
  }
}
