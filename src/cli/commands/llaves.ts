import { type Rotation, rotateKeys } from '../../application/operator/rotate-keys.ts'
import type { CommandHandler } from '../command.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'

const rotationLine = ({ column, reencrypted, unreadable }: Rotation): string =>
  `${column}: ${reencrypted} cambiados${unreadable > 0 ? `, ${unreadable} ilegibles` : ''}`

/** Re-encrypts everything with the first of ENCRYPTION_KEYS. */
export const rotate: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const done = await rotateKeys(deps, operador, (rotation) => cli.print(rotationLine(rotation)))
    if (done.some(({ unreadable }) => unreadable > 0)) {
      cli.warn('Hay textos que ninguna llave abre: quedaron como estaban. No quite ninguna llave.')
      return 1
    }
    cli.print('Todo lo guardado está cifrado con la primera llave de ENCRYPTION_KEYS.')
    return 0
  })
