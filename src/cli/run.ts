import { parseArgs } from 'node:util'
import { type Cli, type Command, CommandMisused, type Input } from './command.ts'
import { verify } from './commands/bitacora.ts'
import { freeze, reopen, showByCaso, showCommand, undo, unfreeze } from './commands/cuentas.ts'
import { exportDocumento, listCommand, resolveDocumento } from './commands/documentos.ts'
import { runImport } from './commands/importar.ts'
import { rotate } from './commands/llaves.ts'
import * as organismos from './commands/organismos.ts'
import { backUp } from './commands/respaldar.ts'
import { restore } from './commands/restaurar.ts'
import { doctor } from './commands/revisar.ts'
import { errorLines } from './errors.ts'
import { commandsUnder, findCommand, helpFor, usageOf, verbLines } from './help.ts'

const CUENTA_WORDS = ['perfil', 'identificador'] as const

const COMMANDS: readonly Command[] = [
  {
    name: 'respaldo',
    words: ['archivo'],
    help: 'copia la base de datos en uso y los secretos en un archivo cifrado',
    run: backUp,
  },
  {
    name: 'restaurar',
    words: ['archivo'],
    help: 'verifica un respaldo y lo carga en una base de datos vacía [--secretos <destino>]',
    run: restore,
  },
  {
    name: 'revisar',
    words: [],
    help: 'revisa ajustes, secretos, base de datos, reloj, correo, antivirus, disco y bitácora',
    run: doctor,
  },
  {
    name: 'cuentas ver',
    words: CUENTA_WORDS,
    help: 'muestra el estado de una cuenta y sus últimas anotaciones',
    run: showCommand,
  },
  {
    name: 'cuentas caso',
    words: ['numero'],
    help: 'muestra un caso por el número que da la persona, y el estado de su cuenta',
    run: showByCaso,
  },
  {
    name: 'cuentas reabrir',
    words: CUENTA_WORDS,
    help: 'termina los cierres por intentos fallidos',
    run: reopen,
  },
  {
    name: 'cuentas congelar',
    words: CUENTA_WORDS,
    help: 'congela una cuenta y avisa a sus correos y celular confirmados [--motivo <motivo>]',
    run: freeze,
  },
  {
    name: 'cuentas deshacer-congelar',
    words: CUENTA_WORDS,
    help: 'por orden de un supervisor, deshace un error del personal antes de 24 horas: todo queda como estaba [--motivo <motivo>]',
    run: undo,
  },
  {
    name: 'cuentas descongelar',
    words: CUENTA_WORDS,
    help: 'vuelve activa una cuenta congelada; la persona debe recuperar su CS',
    run: unfreeze,
  },
  {
    name: 'cuentas importar',
    words: ['archivo'],
    help: 'trae cuentas del sistema anterior de un CSV o NDJSON [--dry-run] [--rechazos <archivo>] [--corrige <importación>: completa las de esa] [--codificacion <cuál>]',
    run: runImport,
  },
  {
    name: 'organismos importar',
    words: ['archivo'],
    help: 'reemplaza el registro de organismos por el de un CSV [--dry-run: solo lo revisa] [--forzar: aunque falte más del 10 %, o detenga más del 2 % de las cuentas] [--codificacion <cuál>]',
    run: organismos.runImport,
  },
  {
    name: 'organismos verificar',
    words: ['rut'],
    help: 'deja verificada la cuenta de un organismo, vistos sus papeles [--forzar: aunque el registro la detenga]',
    run: organismos.verify,
  },
  {
    name: 'organismos ver',
    words: ['rut'],
    help: 'muestra un organismo en el registro, y el estado de su cuenta',
    run: organismos.showCommand,
  },
  {
    name: 'documentos listar',
    words: [],
    help: 'muestra los documentos que esperan decisión, del más antiguo al más nuevo',
    run: listCommand,
  },
  {
    name: 'documentos exportar',
    words: ['id', 'archivo'],
    help: 'escribe un documento en un archivo nuevo y dice con qué compararlo',
    run: exportDocumento,
  },
  {
    name: 'documentos resolver',
    words: ['id', 'verificado|rechazado'],
    help: 'decide sobre un documento y avisa a la persona [--motivo <motivo>]',
    run: resolveDocumento,
  },
  {
    name: 'llaves rotar',
    words: [],
    help: 'cifra todo lo guardado con la primera llave de ENCRYPTION_KEYS, con el producto en uso',
    run: rotate,
  },
  {
    name: 'bitacora verificar',
    words: [],
    help: 'sigue la cadena de sellos de la bitácora y dice dónde se corta',
    run: verify,
  },
]

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
  rechazos: { type: 'string' },
  codificacion: { type: 'string' },
  corrige: { type: 'string' },
  'dry-run': { type: 'boolean' },
  forzar: { type: 'boolean' },
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
  return { command, input: { words, options } }
}

function whyNoCommand(words: readonly string[]): string {
  const [first, second] = words
  if (commandsUnder(COMMANDS, words).length === 0)
    return `No existe la orden «${first}». Vea la ayuda: npm run cli`
  if (second === undefined) return verbLines(COMMANDS, words).join('\n')
  return `No existe esa orden de «${first}». Vea las que hay: npm run cli -- ${first}`
}

function splitWords(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch {
    throw new CommandMisused('Hay una opción que no existe o está incompleta. Vea la ayuda: npm run cli')
  }
}
