import type { WhichSistema } from '../../application/staff/sistemas/change-one.ts'
import {
  changeSistema,
  resumeSistema,
  rotateSecreto,
  suspendSistema,
} from '../../application/staff/sistemas/change-sistema.ts'
import { createSistema } from '../../application/staff/sistemas/create-sistema.ts'
import { listSistemas, readSistema } from '../../application/staff/sistemas/read-sistemas.ts'
import { refusalText } from '../../domain/outcome/refusals.ts'
import type { TypedTerms } from '../../domain/sistemas/terms.ts'
import { type Cli, CommandFailed, type CommandHandler, CommandMisused, type Input } from '../command.ts'
import { done } from '../done.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'
import { overlapHours, readLogoFile, typedTerms } from '../sistema-options.ts'
import { sistemaLine, sistemaSheetLines } from '../sistema-sheet.ts'
import { formatListed } from '../text.ts'

const which = ({ words: [id = ''] }: Input): WhichSistema => ({ id })

/** Said here and nowhere else: who reads this terminal gives it to who runs the system. */
function saySecret({ print }: Cli, secret: string | null): void {
  if (secret === null) return print('Sin client_secret: es un cliente público y usa PKCE.')
  print(`client_secret: ${secret}`)
  print('No se muestra otra vez. Si se pierde: sistemas rotar.')
}

export const create: CommandHandler = async (cli, input) => {
  const typed = typedTerms(input.options)
  if (!typed.tipo) throw new CommandMisused('Diga de quién es, con --propio (de SENCE) o --tercero.')
  const terms: TypedTerms = {
    nombre: '',
    redirectUris: [],
    postLogoutUris: [],
    volverOrigins: [],
    scopes: [],
    autenticacion: 'basic',
    backchannelLogoutUri: null,
    ...typed,
    tipo: typed.tipo,
  }
  const logo = (await readLogoFile(input.options)) ?? null
  return withMigratedProduct(cli, async ({ deps }) => {
    const asked = { terms, logo, sector: input.options.sector ?? null }
    const { sistema, secret } = done(
      await createSistema(deps, operadorOf(cli, input, deps.random.uuid()), asked),
    )
    cli.print(`Registrado: ${sistema.nombre}, ${sistema.tipo}.`)
    cli.print(`client_id: ${sistema.id}`)
    saySecret(cli, secret)
    return 0
  })
}

export const list: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const all = await listSistemas(deps, operadorOf(cli, input, deps.random.uuid()))
    for (const one of all) cli.print(sistemaLine(one))
    cli.print(`Sistemas: ${formatListed(all)}.`)
    return 0
  })

export const show: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const sistema = await readSistema(deps, operadorOf(cli, input, deps.random.uuid()), which(input).id)
    if (!sistema) throw new CommandFailed(`${refusalText('sistema_no_existe')}.`)
    for (const line of sistemaSheetLines(sistema)) cli.print(line)
    return 0
  })

export const change: CommandHandler = async (cli, input) => {
  if (input.options.sector !== undefined)
    throw new CommandMisused('El sector se elige al crear: con otro, todas sus personas serían desconocidas.')
  const terms = typedTerms(input.options)
  const logo = await readLogoFile(input.options)
  if (Object.keys(terms).length === 0 && logo === undefined)
    throw new CommandMisused('Diga qué cambia. Vea la ayuda: npm run cli -- sistemas cambiar --help')
  return withMigratedProduct(cli, async ({ deps }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const asked = { terms, ...(logo !== undefined && { logo }) }
    const sistema = done(await changeSistema(deps, operador, which(input), asked))
    for (const line of sistemaSheetLines(sistema)) cli.print(line)
    if (sistema.autenticacion !== 'ninguna' && sistema.secretos.length === 0)
      cli.print('Ya no es público y no tiene secreto: déle uno con sistemas rotar.')
    return 0
  })
}

export const rotate: CommandHandler = async (cli, input) => {
  const hours = overlapHours(input.options)
  return withMigratedProduct(cli, async ({ deps }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const { sistema, secret } = done(await rotateSecreto(deps, operador, which(input), hours))
    const former = hours === 0 ? 'El anterior ya no sirve.' : `El anterior sirve ${hours} horas más.`
    cli.print(`${sistema.nombre} tiene otro secreto. ${former}`)
    saySecret(cli, secret)
    return 0
  })
}

export const suspend: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const { nombre } = done(await suspendSistema(deps, operador, which(input)))
    cli.print(`${nombre}, suspendido: nadie ingresa más allí. Para que vuelva: sistemas reanudar.`)
    return 0
  })

export const resume: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const { nombre } = done(await resumeSistema(deps, operador, which(input)))
    cli.print(`${nombre}, activo otra vez.`)
    return 0
  })
