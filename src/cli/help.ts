import type { Command } from './command.ts'

/** A command with its words. */
const wordsOf = ({ name, words }: Command): string => [name, ...words.map((word) => `<${word}>`)].join(' ')

/** The usage of a command: its words, and the options that it does not run without. */
export const usageOf = (command: Command): string =>
  [
    wordsOf(command),
    ...Object.entries(command.needs ?? {}).map(([name, values]) => `--${name} <${values.join('|')}>`),
  ].join(' ')

/** The command that some words begin with, if any. */
export const findCommand = (commands: readonly Command[], words: readonly string[]): Command | undefined =>
  commands.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `))

/** The commands under a first word that is not one by itself, such as `cuentas`. */
export const commandsUnder = (commands: readonly Command[], [first]: readonly string[]): Command[] =>
  commands.filter(({ name }) => name.startsWith(`${first} `))

const listed = (commands: readonly Command[]) =>
  commands.map((command) => {
    const needed = Object.keys(command.needs ?? {}).map((name) => ` --${name} <${name}>`)
    return `  ${wordsOf(command).padEnd(45)} ${command.help}${needed.join('')}`
  })

/** Lists the commands under a first word, one per line. */
export const verbLines = (commands: readonly Command[], words: readonly string[]): string[] => [
  `Órdenes de «${words[0]}» (npm run cli -- <orden>):`,
  ...listed(commandsUnder(commands, words)),
]

const GENERAL_NOTES = [
  'La frase de los respaldos se lee de BACKUP_PASSPHRASE o se pregunta en el terminal.',
  '--operador es el nombre que queda en la bitácora; si falta, el usuario del sistema. Va una sola vez.',
  'Después de cualquier orden, --help muestra cómo se escribe.',
  'Termina con 0 si todo está bien, con 1 si algo está mal o no se pudo, con 2 si la orden está mal escrita.',
]

/** The help after some words: for that command, for those under its first word, or for all. */
export function helpFor(commands: readonly Command[], words: readonly string[]): string[] {
  const command = findCommand(commands, words)
  if (command)
    return [`Uso: npm run cli -- ${usageOf(command)} [--operador <nombre>]`, '', `  ${command.help}`]
  if (commandsUnder(commands, words).length > 0) return verbLines(commands, words)
  return ['Uso: npm run cli -- <orden> [--operador <nombre>]', '', ...listed(commands), '', ...GENERAL_NOTES]
}
