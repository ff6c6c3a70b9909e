import { parseArgs } from 'node:util'
import { type Cli, type Command, CommandMisused, type Input } from './command.ts'
import { COMMANDS } from './command-table.ts'
import { errorLines } from './errors.ts'
import { commandsUnder, findCommand, helpFor, usageOf, verbLines } from './help.ts'

/**
 * Parses and runs a command. Errors are reported in one line.
 * @returns the exit code: 0, 1 or 2.
 */
export async function runCommand(cli: Cli, argv: string[]): Promise<0 | 1 | 2> {
  try {
    const help = requestedHelp(argv)
    const parsed = help ? undefined : parseCommand(argv)
    if (parsed) return await parsed.command.run(cli, parsed.input)
    for (const line of help ?? helpFor(COMMANDS, [])) cli.print(line)
    return 0
  } catch (error) {
    for (const line of errorLines(error)) cli.warn(line)
    return error instanceof CommandMisused ? 2 : 1
  }
}

const OPTIONS = {
  operador: { type: 'string' },
  secretos: { type: 'string' },
  motivo: { type: 'string' },
  documento: { type: 'string' },
  tipo: { type: 'string' },
  veces: { type: 'string' },
  rechazos: { type: 'string' },
  codificacion: { type: 'string' },
  corrige: { type: 'string' },
  email: { type: 'string' },
  celular: { type: 'string' },
  nombre: { type: 'string' },
  rol: { type: 'string' },
  rut: { type: 'string' },
  version: { type: 'string' },
  resultado: { type: 'string' },
  'dry-run': { type: 'boolean' },
  forzar: { type: 'boolean' },
  ya: { type: 'boolean' },
  redirect: { type: 'string', multiple: true },
  'logout-redirect': { type: 'string', multiple: true },
  'volver-origen': { type: 'string', multiple: true },
  scopes: { type: 'string' },
  backchannel: { type: 'string' },
  sector: { type: 'string' },
  logo: { type: 'string' },
  traslape: { type: 'string' },
  propio: { type: 'boolean' },
  tercero: { type: 'boolean' },
  publico: { type: 'boolean' },
  post: { type: 'boolean' },
  basic: { type: 'boolean' },
} as const
const HELP_FLAGS = ['--help', '--ayuda', '-h']

/** The help requested, however malformed the other words are; undefined when none is. */
function requestedHelp(argv: readonly string[]): string[] | undefined {
  const args = argv.filter((one) => !HELP_FLAGS.includes(one))
  if (args.length === argv.length) return undefined
  return helpFor(
    COMMANDS,
    parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: false }).positionals,
  )
}

/**
 * @returns undefined when no command is given, which shows the help.
 * @throws {CommandMisused}
 */
function parseCommand(argv: string[]): { command: Command; input: Input } | undefined {
  const { values: options, positionals } = splitWords(argv)
  if (positionals.length === 0) return undefined
  const command = findCommand(COMMANDS, positionals)
  if (!command) throw new CommandMisused(whyNoCommand(positionals))
  const words = positionals.slice(command.name.split(' ').length)
  if (words.length !== command.words.length) throw new CommandMisused(`Se escribe así: ${usageOf(command)}`)
  return { command, input: { words, options, powers: [command.power] } }
}

function whyNoCommand(words: readonly string[]): string {
  const [first, second] = words
  if (commandsUnder(COMMANDS, words).length === 0)
    return `No existe la orden «${first}». Vea la ayuda: npm run cli`
  if (second === undefined) return verbLines(COMMANDS, words).join('\n')
  return `No existe esa orden de «${first}». Vea las que hay: npm run cli -- ${first}`
}

/**
 * Splits words and options. An option has one value: a second one would be somebody else's (docs/decisions/0054). But for
 * those that make up a list.
 */
function splitWords(args: string[]) {
  let split: ReturnType<typeof parseWords>
  try {
    split = parseWords(args)
  } catch {
    throw new CommandMisused('Hay una opción que no existe o está incompleta. Vea la ayuda: npm run cli')
  }
  const names = split.tokens
    .flatMap((token) => (token.kind === 'option' ? [token.name] : []))
    .filter((name) => !isList(name))
  const repeated = names.find((name, index) => names.indexOf(name) < index)
  if (repeated) throw new CommandMisused(`La opción --${repeated} está dos veces.`)
  return split
}

const isList = (name: string): boolean =>
  Object.entries(OPTIONS).some(([option, kind]) => option === name && 'multiple' in kind)

const parseWords = (args: string[]) =>
  parseArgs({ args, options: OPTIONS, allowPositionals: true, tokens: true })
