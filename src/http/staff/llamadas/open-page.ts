import type { PeekedCuenta } from '../../../application/staff/llamadas/peek-cuenta.ts'
import { llamadaUrl } from '../../../domain/urls.ts'
import { formatTime } from '../../../domain/values/fecha.ts'
import type { FormPage } from '../../forms/form.ts'
import { whoseParts } from './whose.ts'

/** What the forms that open an account say of it: whose it is, masked, and who has it. */
export function openPage({ cuenta, held, caso }: PeekedCuenta): FormPage {
  const since = held && formatTime(held.openedAt)
  return {
    opening: [
      whoseParts(cuenta),
      ...(caso ? [[{ text: `La llamada sigue con el caso ${caso.number}.` }]] : []),
      ...(held?.isOwn
        ? [
            [
              { text: `Usted ya la tiene abierta desde las ${since}. ` },
              { text: 'Volver a esa llamada', url: llamadaUrl(held.id) },
              { text: '. Si es otra llamada, tómela de nuevo: la comprobación empieza otra vez.' },
            ],
          ]
        : held
          ? [
              [
                { text: `La atiende ${held.by} desde las ${since}.` },
                { text: ' Si la toma, su llamada termina y la comprobación empieza otra vez.' },
              ],
            ]
          : []),
    ],
  }
}
