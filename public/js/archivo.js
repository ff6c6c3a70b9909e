import { crearEstado } from './estado.js'
import { tamano } from './medidas.js'

/** Pictures that SENCE does not take and that the browser may be able to open. */
const OTRA_FOTO = /\b(heic|heif|webp|avif|gif|bmp|tiff?)$/i

/**
 * Says the name and the size of the file that was chosen. A photo that is too big, or of a kind that is not taken, is
 * made anew here; what cannot be mended does not leave: it would be refused after all of it was sent, and everything
 * secret in the form would have to be typed again.
 */
export function mirarArchivo(documento) {
  for (const caja of documento.querySelectorAll('input[type="file"][data-bytes]')) {
    const maximo = Number(caja.dataset.bytes)
    const { linea, decir } = crearEstado(documento, 'aviso-campo')
    linea.id = `${caja.id}-elegido`
    caja.after(linea)
    caja.setAttribute('aria-describedby', `${caja.getAttribute('aria-describedby') ?? ''} ${linea.id}`.trim())
    const consejo = documento.getElementById(`${caja.id}-pesa`)
    if (consejo) consejo.textContent = 'Si su foto pesa más, aquí la haremos más liviana.'

    /** Choices so far: what comes of any but the last is dropped. */
    let elecciones = 0
    let ocupada = false
    let fallida = false
    /** The button that was pressed meanwhile. */
    let pendiente = null

    const mostrar = (texto, esFalla = false) => {
      fallida = esFalla
      linea.classList.toggle('error', esFalla)
      if (esFalla) caja.setAttribute('aria-invalid', 'true')
      else caja.removeAttribute('aria-invalid')
      decir(texto)
    }
    const mirar = async () => {
      const eleccion = ++elecciones
      const [archivo] = caja.files
      pendiente = null
      ocupada = hayQueRehacer(archivo, maximo)
      if (!ocupada) return mostrar(archivo ? `Eligió ${archivo.name} (${tamano(archivo.size)}).` : '')
      mostrar(archivo.size > maximo ? 'Haciendo más liviana su foto…' : 'Pasando su foto a .jpg…')
      const resultado = await rehacer(archivo, maximo)
      if (eleccion !== elecciones) return
      ocupada = false
      if (resultado.archivos) caja.files = resultado.archivos
      mostrar(resultado.texto, !resultado.archivos)
      if (fallida && pendiente) caja.focus()
      else pendiente?.click()
    }
    caja.addEventListener('change', mirar)
    caja.form.addEventListener('submit', (evento) => {
      if (evento.submitter?.formNoValidate) return
      // One that the browser itself put there, going back, was not looked at.
      if (!(ocupada || fallida) && hayQueRehacer(caja.files[0], maximo)) void mirar()
      if (!(ocupada || fallida)) return
      evento.preventDefault()
      caja.focus()
      if (!ocupada) return
      pendiente = evento.submitter
      mostrar('Su foto aún no está lista. Apenas lo esté, enviaremos el formulario.')
    })
  }
}

/** Extension of a picture of another kind; undefined for any other file. */
const otraFoto = ({ name, type }) => (OTRA_FOTO.exec(name) ?? OTRA_FOTO.exec(type))?.[1].toLowerCase()

const hayQueRehacer = (archivo, maximo) =>
  archivo !== undefined && (archivo.size > maximo || otraFoto(archivo) !== undefined)

/** @returns the files to put in the box, where something can be done, and what to say. */
async function rehacer(archivo, maximo) {
  let esPdf = /\.pdf$/i.test(archivo.name)
  try {
    // Safari opens a PDF as a picture: of its first page alone.
    esPdf = (await archivo.slice(0, 1024).text()).includes('%PDF-')
    if (!esPdf) return await achicar(archivo, maximo)
  } catch {
    // Too old a browser, a script that did not arrive, or no picture: all that can be done is to say how.
  }
  return { texto: porQueNo(archivo, maximo, esPdf) }
}

async function achicar(archivo, maximo) {
  const { shrinkPhoto } = await import('./shrink-photo.js')
  const foto = await shrinkPhoto(archivo, maximo)
  const bandeja = new DataTransfer()
  bandeja.items.add(foto)
  const antes = archivo.size > maximo ? `, antes ${tamano(archivo.size)}` : ''
  return { archivos: bandeja.files, texto: `Lista: ${foto.name} (${tamano(foto.size)}${antes}).` }
}

function porQueNo(archivo, maximo, esPdf) {
  const otra = otraFoto(archivo)
  if (otra) return `Este navegador no puede abrir fotos .${otra}. Guárdela como .jpg, o tome otra foto.`
  const peso = `El archivo pesa ${tamano(archivo.size)} y el máximo es ${tamano(maximo)}.`
  return esPdf
    ? `${peso} Guarde el PDF con menos calidad o menos páginas, o elija una foto de su documento.`
    : `${peso} No pudimos hacerlo más liviano. Tome la foto de nuevo con menos calidad, o envíesela por WhatsApp y elija la que le llega.`
}
