/** What the console says of a search (product.md “Finding”). */
import type { Perfil } from '../perfil.ts'
import { formatMoment } from '../values/fecha.ts'
import { formatIdentificador, identificadorName } from '../values/identificador.ts'

const REFINE = 'Afine la búsqueda: agregue un apellido, o pregunte el RUT.'

/** How a search went: its heading, and what to do where it shows nobody. */
export interface SearchSummary {
  heading: string
  sentences: string[]
}

/**
 * @param found how many accounts are shown, and whether there are more.
 * @param nobody whom it names who has no account.
 * @param closedAt when the last account ended that had what it names.
 * @param isNumber whether it shows a caso or an error, which need no account.
 */
export function searchSummary({
  count,
  more,
  nobody,
  isNumber,
  closedAt,
}: {
  count: number
  more: boolean
  nobody: { perfil: Perfil; identificador: string } | null
  isNumber: boolean
  closedAt: Date | null
}): SearchSummary {
  const closed = closedAt ? [`Tuvo una cuenta que se cerró el ${formatMoment(closedAt)}.`] : []
  if (count > 0) {
    const heading = count === 1 ? 'Una cuenta' : `${count} cuentas`
    return { heading, sentences: [...(more ? [`Hay más. ${REFINE}`] : []), ...closed] }
  }
  if (isNumber) return { heading: 'Ninguna cuenta', sentences: [] }
  if (more) return { heading: 'Demasiadas cuentas se parecen', sentences: [REFINE] }
  if (nobody) {
    const { perfil, identificador } = nobody
    const name = `${identificadorName(perfil)} ${formatIdentificador(perfil, identificador)}`
    return {
      heading: `No hay cuenta con el ${name}`,
      sentences: ['Lea el número de vuelta a quien llama.', ...closed],
    }
  }
  return {
    heading: 'No encontramos nada',
    sentences: [
      'Pruebe con menos letras o menos palabras, o pregunte el RUT. Una cuenta recién creada se encuentra por su nombre en segundos, y por su RUT o correo de inmediato.',
    ],
  }
}
