/** The links and codes in a mail, as a person finds them. */
import type { Letter } from './seen.ts'

/** What a mail says before each link. */
const LABELS: readonly [Exclude<Letter['kind'], 'codigo'>, string][] = [
  ['confirm', 'Confirmar mi correo'],
  ['recover', 'Recuperar mi CS'],
  ['back', 'Volver a usar mi cuenta'],
  ['noFuiYo', 'No fui yo'],
  ['object', 'Detener el cierre'],
  ['object', 'No permitirlo'],
  ['activate', 'Usar mi cuenta'],
]

export function lettersIn(to: string, text: string): Letter[] {
  const links = LABELS.flatMap(([kind, label]) => {
    const value = text.split(`${label}:\n`)[1]?.split('\n')[0]
    const lives = text.includes('Pasaron las 72 horas') ? { lives: 3 * 24 * 60 } : {}
    return value ? [{ to, kind, value, ...lives }] : []
  })
  const codigo = /Código: (\d{6})/.exec(text)?.[1]
  return codigo ? [...links, { to, kind: 'codigo', value: codigo }] : links
}
