import { formatearRut } from './rut.js'
import { formatearCelular, formatearFijo } from './telefono.js'

const FORMATOS = [
  ['rut', formatearRut],
  ['celular', formatearCelular],
  ['telefono', formatearFijo],
]

/** Writes what is whole and right in the usual way when its box is left, so that it can be checked at a glance. */
export function darFormato(documento) {
  for (const [comienzo, formatear] of FORMATOS) {
    for (const caja of documento.querySelectorAll(`input[name^="${comienzo}"]`)) {
      caja.addEventListener('blur', () => {
        const formateado = formatear(caja.value)
        if (formateado !== caja.value) caja.value = formateado
      })
    }
  }
}
