import type { Clock } from '../application/ports.ts'

/** What an order sees of the machine; tests bring their own. */
export interface Cli {
  env: Readonly<Record<string, string | undefined>>
  /** Who the audit names when the order names nobody: the user of the operating system. */
  who: string
  clock: Clock
  /** One line of what came of the order. */
  print(line: string): void
  /** One line of what went wrong. */
  warn(line: string): void
  /** Draws a line over the last one, where somebody looks on; undefined elsewhere. A line feed ends it. */
  progressBar?: (text: string) => void
  /** Asks for something without showing what is typed. @throws {OrdenFallida} when nobody can be asked. */
  ask(pregunta: string): Promise<string>
  /** Work that guessing at the passphrase of a new backup costs; see COSTO_DE_FRASE. */
  passphraseCost: number
  /** Bytes that can still be written in the disk of a folder. */
  freeDisk(folder: string): Promise<number>
}

/** An order as it was given. */
export interface Input {
  /** Its words, after its name. */
  words: string[]
  options: {
    operador?: string
    secretos?: string
    motivo?: string
    rechazos?: string
    codificacion?: string
    corrige?: string
    'dry-run'?: boolean
    forzar?: boolean
  }
}

/** Exit code of an order: 0 done and well, 1 not done or something is wrong. */
export type ExitCode = 0 | 1
export type CommandHandler = (cli: Cli, input: Input) => Promise<ExitCode>

export interface Command {
  name: string
  /** Names of the words that go after it, as the help shows them. */
  words: readonly string[]
  help: string
  run: CommandHandler
}

/** The order cannot be done, for a reason that one line tells. Exit code 1. */
export class CommandFailed extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'OrdenFallida'
  }
}

/** It was not written as the help says. Exit code 2. */
export class CommandMisused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'OrdenMalEscrita'
  }
}
