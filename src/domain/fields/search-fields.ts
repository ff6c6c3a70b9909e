/** The search box of the console (product.md “Finding”). */
import { readSearch, SEARCH_LENGTH } from '../staff/busqueda.ts'
import { type FieldCatalogue, required } from './field.ts'

export const searchFields = {
  q: required(
    {
      label: 'A quién busca',
      hint: 'RUT, NIE, nombre, correo, celular o número de caso, escritos como sea.',
      autocomplete: 'off',
      max: SEARCH_LENGTH.max,
    },
    (text) => {
      const search = readSearch(text)
      return typeof search === 'string' ? { ok: false, code: search } : { ok: true, value: text }
    },
  ),
} satisfies FieldCatalogue
