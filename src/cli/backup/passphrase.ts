import { MIN_PASSPHRASE_LENGTH } from '../../config/variables.ts'
import { type Cli, CommandFailed } from '../command.ts'

/** The passphrase of an existing backup: from BACKUP_PASSPHRASE, or asked for. */
export const askPassphrase = ({ env, ask }: Cli): Promise<string> =>
  env.BACKUP_PASSPHRASE ? Promise.resolve(env.BACKUP_PASSPHRASE) : ask('Frase del respaldo: ')

/**
 * The passphrase of a new backup, asked for twice.
 * @throws {CommandFailed} when it is too short or the two differ.
 */
export async function choosePassphrase(cli: Cli): Promise<string> {
  const passphrase = await askPassphrase(cli)
  if ([...passphrase].length < MIN_PASSPHRASE_LENGTH) {
    throw new CommandFailed(`La frase del respaldo debe tener ${MIN_PASSPHRASE_LENGTH} caracteres o más.`)
  }
  const repeated = cli.env.BACKUP_PASSPHRASE ? passphrase : await cli.ask('Repita la frase: ')
  if (repeated !== passphrase) throw new CommandFailed('Las dos frases no son iguales.')
  return passphrase
}
