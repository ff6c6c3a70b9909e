/** What the last page of Actualizar says of a migrant who gave an RUT (PRODUCT “Actualizar”). */
import { LLAME, type Parrafo } from './pagina.ts'
import type { CambioDePerfil } from './pasos.ts'

/** @param caso number to tell the call centre, where the RUT has an account. */
export function parrafosDePerfil(cambio: CambioDePerfil, caso: string): Parrafo[] {
  switch (cambio) {
    case 'hecho':
      return [
        [
          { texto: 'Desde ahora use su RUT. ', fuerte: true },
          {
            texto:
              'Su cuenta es la misma y su CS también, pero ahora es de Persona Natural. En los sistemas de SENCE escriba su RUT en lugar de su NIE.',
          },
        ],
      ]
    case 'rut_en_uso':
      return [
        [
          { texto: 'Su cuenta sigue con su NIE. ', fuerte: true },
          { texto: 'El RUT que escribió ya tiene una Clave Sence, y no juntamos dos cuentas por internet.' },
        ],
        [
          { texto: 'Su número de caso es ' },
          { texto: caso, fuerte: true },
          { texto: `. ${LLAME} Diga ese número.` },
        ],
      ]
    case 'otro_dia':
      return [
        [
          { texto: 'Su cuenta sigue con su NIE. ', fuerte: true },
          {
            texto:
              'Por seguridad, puede pedir el cambio a su RUT una vez al día, y ya lo pidió. Vuelva a pedirlo mañana.',
          },
        ],
      ]
  }
}
