const KB = 1024
const MB = KB * KB

/** How much of a box is left when it begins to say so. */
const PARTE = 0.2

/** What to say of a box in which so many characters are written; nothing while there is room enough. */
export function quedan(escritos, maximo) {
  const resto = maximo - escritos
  if (resto > maximo * PARTE) return ''
  const cuantos = Math.abs(resto)
  const nombre = cuantos === 1 ? 'carácter' : 'caracteres'
  const verbo = resto < 0 ? 'sobra' : 'queda'
  return `Le ${verbo}${cuantos === 1 ? '' : 'n'} ${cuantos} ${nombre}.`
}

/** A size as people read it, rounded up: what is over 1 MB never reads as 1 MB. */
export function tamano(bytes) {
  if (bytes < MB) return `${Math.ceil(bytes / KB)} KB`
  return `${String(Math.ceil((bytes * 10) / MB) / 10).replace('.', ',')} MB`
}
