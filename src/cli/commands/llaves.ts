import { type Rotation, rotateKeys } from '../../application/operator/rotate-keys.ts'
import {
  listSigningKeys,
  publishSigningKey,
  retireSigningKey,
  startSigning,
} from '../../application/operator/signing-keys.ts'
import { maySignFrom } from '../../domain/openid/signing-keys.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import type { CommandHandler, Input } from '../command.ts'
import { done } from '../done.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'
import { signingKeyLine } from '../signing-key-line.ts'

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

const which = ({ words: [id = ''], options: { ya = false } }: Input) => ({ id, isUrgent: ya })

export const list: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const keys = await listSigningKeys(deps, operadorOf(cli, input, deps.random.uuid()))
    for (const key of keys) cli.print(signingKeyLine(key, keys))
    return 0
  })

export const publish: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const key = done(await publishSigningKey(deps, operadorOf(cli, input, deps.random.uuid())))
    cli.print(`Publicada: ${key.id}. Todavía no firma.`)
    cli.print(`Desde el ${formatMoment(maySignFrom(key))}: llaves firmar ${key.id}`)
    return 0
  })

export const sign: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const { id } = done(await startSigning(deps, operadorOf(cli, input, deps.random.uuid()), which(input)))
    cli.print(`Firma ${id}. La anterior sigue publicada: retírela cuando llaves listar lo diga.`)
    return 0
  })

export const retire: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const { id } = done(
      await retireSigningKey(deps, operadorOf(cli, input, deps.random.uuid()), which(input)),
    )
    cli.print(`Retirada: ${id}. Nada de lo que firmó vale ya.`)
    return 0
  })
