import { createStatusLine } from './status-line.js'
import { formatSize } from './units.js'

/** Image types that SENCE does not accept but the browser may be able to open. */
const CONVERTIBLE = /\b(heic|heif|webp|avif|gif|bmp|tiff?)$/i

/**
 * Shows the name and size of the chosen file. A photo that is too big, or of a type that is not accepted, is converted
 * here. A file that cannot be converted is not sent: it would be refused only after the whole upload, and every secret
 * in the form would have to be typed again.
 */
export function checkFiles(document) {
  for (const input of document.querySelectorAll('input[type="file"][data-bytes]')) {
    const maxBytes = Number(input.dataset.bytes)
    const { line, say } = createStatusLine(document, 'field-status')
    line.id = `${input.id}-chosen`
    input.after(line)
    input.setAttribute(
      'aria-describedby',
      `${input.getAttribute('aria-describedby') ?? ''} ${line.id}`.trim(),
    )
    const advice = document.getElementById(`${input.id}-weight`)
    if (advice) advice.textContent = 'Si su foto pesa más, aquí la haremos más liviana.'

    /** Choices so far. Only the result of the last one counts. */
    let choices = 0
    let isConverting = false
    let hasFailed = false
    /** The submit button that was pressed during a conversion. */
    let pendingButton = null

    const show = (text, isFailure = false) => {
      hasFailed = isFailure
      line.classList.toggle('error', isFailure)
      if (isFailure) input.setAttribute('aria-invalid', 'true')
      else input.removeAttribute('aria-invalid')
      say(text)
    }
    const check = async () => {
      const choice = ++choices
      const [file] = input.files
      pendingButton = null
      isConverting = needsConversion(file, maxBytes)
      if (!isConverting) return show(file ? `Eligió ${file.name} (${formatSize(file.size)}).` : '')
      show(file.size > maxBytes ? 'Haciendo más liviana su foto…' : 'Pasando su foto a .jpg…')
      const result = await convert(file, maxBytes)
      if (choice !== choices) return
      isConverting = false
      if (result.files) input.files = result.files
      show(result.text, !result.files)
      if (hasFailed && pendingButton) input.focus()
      else pendingButton?.click()
    }
    input.addEventListener('change', check)
    input.form.addEventListener('submit', (event) => {
      if (event.submitter?.formNoValidate) return
      // A file that the browser restored after Back fired no change event.
      if (!(isConverting || hasFailed) && needsConversion(input.files[0], maxBytes)) void check()
      if (!(isConverting || hasFailed)) return
      event.preventDefault()
      input.focus()
      if (!isConverting) return
      pendingButton = event.submitter
      show('Su foto aún no está lista. Apenas lo esté, enviaremos el formulario.')
    })
  }
}

/** Extension of an image that would have to be converted; undefined for any other file. */
const convertibleType = ({ name, type }) =>
  (CONVERTIBLE.exec(name) ?? CONVERTIBLE.exec(type))?.[1].toLowerCase()

const needsConversion = (file, maxBytes) =>
  file !== undefined && (file.size > maxBytes || convertibleType(file) !== undefined)

/** @returns what to say, and the files for the input when the conversion worked. */
async function convert(file, maxBytes) {
  let isPdf = /\.pdf$/i.test(file.name)
  try {
    // Safari opens a PDF as an image of its first page, so a PDF is never converted.
    isPdf = (await file.slice(0, 1024).text()).includes('%PDF-')
    if (!isPdf) return await shrink(file, maxBytes)
  } catch {
    // An old browser, a script that did not load, or not an image: explain what the person can do.
  }
  return { text: failureText(file, maxBytes, isPdf) }
}

async function shrink(file, maxBytes) {
  const { shrinkPhoto } = await import('./shrink-photo.js')
  const photo = await shrinkPhoto(file, maxBytes)
  // The only way to get a FileList, which is all that input.files accepts.
  const transfer = new DataTransfer()
  transfer.items.add(photo)
  const before = file.size > maxBytes ? `, antes ${formatSize(file.size)}` : ''
  return { files: transfer.files, text: `Lista: ${photo.name} (${formatSize(photo.size)}${before}).` }
}

function failureText(file, maxBytes, isPdf) {
  const type = convertibleType(file)
  if (type) return `Este navegador no puede abrir fotos .${type}. Guárdela como .jpg, o tome otra foto.`
  const weight = `El archivo pesa ${formatSize(file.size)} y el máximo es ${formatSize(maxBytes)}.`
  return isPdf
    ? `${weight} Guarde el PDF con menos calidad o menos páginas, o elija una foto de su documento.`
    : `${weight} No pudimos hacerlo más liviano. Tome la foto de nuevo con menos calidad, o envíesela por WhatsApp y elija la que le llega.`
}
