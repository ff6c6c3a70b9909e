import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { CommandFailed } from './command.ts'

/**
 * Asks on the terminal without echo.
 * @throws {CommandFailed} without a terminal, or on Ctrl-C.
 */
export async function askOnTerminal(question: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new CommandFailed('No hay un terminal en que preguntar la frase: póngala en BACKUP_PASSPHRASE.')
  process.stderr.write(question)
  const muted = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: muted, terminal: true })
  try {
    return await new Promise<string>((resolve, fail) => {
      reader.once('close', () => fail(new CommandFailed('Orden cancelada.')))
      reader.question('', resolve)
    })
  } finally {
    reader.close()
    process.stderr.write('\n')
  }
}

/** Redraws the current line, clearing the rest of it. */
export function drawOnTerminal(text: string): void {
  process.stderr.write(text === '\n' ? text : `\r${text}\u001b[K`)
}
