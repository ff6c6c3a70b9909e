/** What a supervisor types: to raise the limits of a classroom, and to look through the bitácora. */
import { readSearch, SEARCH_LENGTH } from '../staff/busqueda.ts'
import { MAX_TIMES, RAISE_REASON_WORDS } from '../staff/raised-limits.ts'
import { parseNetwork } from '../values/network.ts'
import { choice, type FieldCatalogue, required } from './field.ts'

const isTimes = (text: string) => /^\d{1,2}$/.test(text) && Number(text) >= 2 && Number(text) <= MAX_TIMES

export const supervisionFields = {
  red: required(
    {
      label: 'Red',
      hint: 'La dirección pública de la sala, o su red. Por ejemplo: 203.0.113.7 o 203.0.113.0/24',
      autocomplete: 'off',
      width: 'medium',
      max: 60,
    },
    (text) => {
      const network = parseNetwork(text)
      return network ? { ok: true, value: network.text } : { ok: false, code: 'red_no_sirve' }
    },
  ),
  motivoRed: choice('Motivo', RAISE_REASON_WORDS),
  veces: required(
    {
      label: 'Cuántas veces cada límite',
      hint: `De 2 a ${MAX_TIMES}. Una sala de 30 personas cabe en 5.`,
      inputmode: 'numeric',
      autocomplete: 'off',
      width: 'short',
      max: 2,
    },
    (text) => (isTimes(text) ? { ok: true, value: text } : { ok: false, code: 'veces_formato' }),
  ),
  cuentaBuscada: required(
    {
      label: 'Cuenta',
      hint: 'Su RUT o NIE, o el número de un caso. No queda en la dirección de la página.',
      autocomplete: 'off',
      width: 'medium',
      max: SEARCH_LENGTH.max,
    },
    (text) => {
      const search = readSearch(text)
      return typeof search === 'string' ? { ok: false, code: search } : { ok: true, value: text }
    },
  ),
} satisfies FieldCatalogue
