import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { OrdenFallida } from './orden.ts'

/** Asks on the terminal; what is typed is not shown. @throws {OrdenFallida} without a terminal, or at Ctrl-C. */
export async function preguntarEnTerminal(pregunta: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new OrdenFallida('No hay un terminal en que preguntar la frase: póngala en BACKUP_PASSPHRASE.')
  process.stderr.write(pregunta)
  const mudo = new Writable({ write: (_trozo, _codificacion, seguir) => seguir() })
  const lector = createInterface({ input: process.stdin, output: mudo, terminal: true })
  try {
    return await new Promise<string>((resolver, fallar) => {
      lector.once('close', () => fallar(new OrdenFallida('Orden cancelada.')))
      lector.question('', resolver)
    })
  } finally {
    lector.close()
    process.stderr.write('\n')
  }
}

/** Draws a line over the last one: back to its beginning, the text, and away with what was longer. */
export function dibujarEnTerminal(texto: string): void {
  process.stderr.write(texto === '\n' ? texto : `\r${texto}\u001b[K`)
}
