const KB = 1024
const MB = KB * KB

/** The warning starts when this part of the limit is left. */
const WARNING_PART = 0.2

/** How many characters are left, or too many; '' while there is plenty of room. */
export function remainingText(typed, max) {
  const remaining = max - typed
  if (remaining > max * WARNING_PART) return ''
  const count = Math.abs(remaining)
  const noun = count === 1 ? 'carácter' : 'caracteres'
  const verb = remaining < 0 ? 'sobra' : 'queda'
  return `Le ${verb}${count === 1 ? '' : 'n'} ${count} ${noun}.`
}

/** A size for people. Rounded up, so that a file just over 1 MB never reads as 1 MB. */
export function formatSize(bytes) {
  if (bytes < MB) return `${Math.ceil(bytes / KB)} KB`
  return `${String(Math.ceil((bytes * 10) / MB) / 10).replace('.', ',')} MB`
}
