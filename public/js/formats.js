import { formatRut } from './rut.js'
import { formatCelular, formatLandline } from './telefono.js'

const FORMATS = [
  ['rut', formatRut],
  ['celular', formatCelular],
  ['telefono', formatLandline],
]

/** On leaving an input, writes a complete and valid value in the usual format, which is easier to check. */
export function formatOnBlur(document) {
  for (const [prefix, format] of FORMATS) {
    for (const input of document.querySelectorAll(`input[name^="${prefix}"]`)) {
      input.addEventListener('blur', () => {
        const formatted = format(input.value)
        if (formatted !== input.value) input.value = formatted
      })
    }
  }
}
