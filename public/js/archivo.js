import { crearEstado } from './estado.js'
import { tamano } from './medidas.js'

/**
 * Says the name and the size of the file that was chosen. One that is too big does not leave: it would be refused after
 * all of it was sent, and everything secret in the form would have to be typed again.
 */
export function mirarArchivo(documento) {
  for (const caja of documento.querySelectorAll('input[type="file"][data-bytes]')) {
    const maximo = Number(caja.dataset.bytes)
    const { linea, decir } = crearEstado(documento, 'aviso-campo')
    linea.id = `${caja.id}-elegido`
    caja.after(linea)
    caja.setAttribute('aria-describedby', `${caja.getAttribute('aria-describedby') ?? ''} ${linea.id}`.trim())
    const esGrande = () => caja.files[0]?.size > maximo
    const mirar = () => {
      const [archivo] = caja.files
      linea.classList.toggle('error', esGrande())
      if (esGrande()) {
        caja.setAttribute('aria-invalid', 'true')
        decir(
          `El archivo pesa ${tamano(archivo.size)} y el máximo es ${tamano(maximo)}. Elija uno que pese menos.`,
        )
      } else {
        caja.removeAttribute('aria-invalid')
        decir(archivo ? `Eligió ${archivo.name} (${tamano(archivo.size)}).` : '')
      }
    }
    caja.addEventListener('change', mirar)
    caja.form.addEventListener('submit', (evento) => {
      if (!esGrande() || evento.submitter?.formNoValidate) return
      evento.preventDefault()
      caja.focus()
    })
  }
}
