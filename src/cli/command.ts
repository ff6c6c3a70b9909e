import type { Clock } from '../application/ports.ts'
import type { AuditEvent } from '../domain/notices/audit-events.ts'
import type { Power } from '../domain/staff/powers.ts'

/** What a command sees of the machine; tests bring their own. */
export interface Cli {
  env: Readonly<Record<string, string | undefined>>
  /** Named in the audit when the command names nobody: the operating system's user. */
  who: string
  clock: Clock
  /** Prints one line of output. */
  print(line: string): void
  /** Prints one line about a problem. */
  warn(line: string): void
  /** Redraws the current line; undefined when nobody is watching. A line feed ends it. */
  progressBar?: (text: string) => void
  /**
   * Asks for a secret without echoing it.
   * @throws {CommandFailed} when nobody can be asked.
   */
  ask(question: string): Promise<string>
  /** The cost of deriving a new backup's key; see PASSPHRASE_COST. */
  passphraseCost: number
  /** Free bytes on a folder's disk. */
  freeDisk(folder: string): Promise<number>
}

/** What is said of another system; lists have an option for each entry. */
interface SistemaOptions {
  redirect?: string[]
  'logout-redirect'?: string[]
  'volver-origen'?: string[]
  scopes?: string
  backchannel?: string
  sector?: string
  logo?: string
  traslape?: string
  propio?: boolean
  tercero?: boolean
  publico?: boolean
  post?: boolean
  basic?: boolean
}

/** A parsed command line. */
export interface Input {
  /** The words after the command's name. */
  words: string[]
  options: {
    operador?: string
    secretos?: string
    motivo?: string
    documento?: string
    tipo?: string
    veces?: string
    rechazos?: string
    codificacion?: string
    corrige?: string
    email?: string
    celular?: string
    nombre?: string
    rol?: string
    rut?: string
    version?: string
    resultado?: string
    'dry-run'?: boolean
    forzar?: boolean
    ya?: boolean
  } & SistemaOptions
  /** What this run may do: the power declared beside the command. */
  powers: readonly Power[]
}

/** 0: done, all well. 1: not done, or something is wrong. */
export type ExitCode = 0 | 1
export type CommandHandler = (cli: Cli, input: Input) => Promise<ExitCode>

export interface Command {
  name: string
  /** Names of its arguments, as the help shows them. */
  words: readonly string[]
  /** The options that it does not run without, each with what it chooses from, or the name of what is written. */
  needs?: Readonly<
    Partial<
      Record<
        'documento' | 'email' | 'motivo' | 'nombre' | 'redirect' | 'resultado' | 'rol' | 'rut' | 'scopes',
        readonly string[]
      >
    >
  >
  help: string
  /** What who runs it may do; the use case behind it asks for the same (product.md “Audit”). */
  power: Power
  /** What each run leaves in the audit; null for a command that leaves nothing. */
  audit: readonly [AuditEvent, ...AuditEvent[]] | null
  run: CommandHandler
}

/** The command could not be done; the message is one line for the operator. Exit code 1. */
export class CommandFailed extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'CommandFailed'
  }
}

/** The command was not written as the help says. Exit code 2. */
export class CommandMisused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CommandMisused'
  }
}
