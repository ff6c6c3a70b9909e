import { LARGO_DE_FRASE } from '../../config.ts'
import { type Mundo, OrdenFallida } from '../orden.ts'

/** The passphrase of a backup that exists: of BACKUP_PASSPHRASE, or asked for. */
export const pedirFrase = ({ entorno, preguntar }: Mundo): Promise<string> =>
  entorno.BACKUP_PASSPHRASE ? Promise.resolve(entorno.BACKUP_PASSPHRASE) : preguntar('Frase del respaldo: ')

/** The passphrase of a new backup: asked for twice. @throws {OrdenFallida} when it is short or the two differ. */
export async function elegirFrase(mundo: Mundo): Promise<string> {
  const frase = await pedirFrase(mundo)
  if ([...frase].length < LARGO_DE_FRASE) {
    throw new OrdenFallida(`La frase del respaldo debe tener ${LARGO_DE_FRASE} caracteres o más.`)
  }
  const repetida = mundo.entorno.BACKUP_PASSPHRASE ? frase : await mundo.preguntar('Repita la frase: ')
  if (repetida !== frase) throw new OrdenFallida('Las dos frases no son iguales.')
  return frase
}
