import { readFile } from 'node:fs/promises'
import type { TypedTerms } from '../domain/sistemas/terms.ts'
import { CommandFailed, CommandMisused, type Input } from './command.ts'

type Options = Input['options']

/** Said in place of a list or a datum: without it. */
const NONE = 'ninguno'

/** What the options say of a system: only what they name. @throws {CommandMisused} */
export function typedTerms(options: Options): Partial<TypedTerms> {
  const tipo = oneOf(options, { propio: 'propio', tercero: 'tercero' } as const)
  const autenticacion = oneOf(options, { publico: 'ninguna', post: 'post', basic: 'basic' } as const)
  const lists = {
    redirectUris: listed(options.redirect),
    postLogoutUris: listed(options['logout-redirect']),
    volverOrigins: listed(options['volver-origen']),
    scopes: options.scopes?.split(/[\s,]+/).filter(Boolean),
  }
  return {
    ...(options.nombre !== undefined && { nombre: options.nombre }),
    ...(tipo && { tipo }),
    ...(autenticacion && { autenticacion }),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined)),
    ...(options.backchannel !== undefined && {
      backchannelLogoutUri: options.backchannel === NONE ? null : options.backchannel,
    }),
  }
}

const listed = (list: readonly string[] | undefined): readonly string[] | undefined =>
  list?.length === 1 && list[0] === NONE ? [] : list

/** The one of some options that is given, if any. @throws {CommandMisused} when several are. */
function oneOf<T>(options: Options, values: Partial<Record<keyof Options, T>>): T | undefined {
  const given = Object.entries(values).filter(([name]) => options[name as keyof Options])
  if (given.length > 1) throw new CommandMisused(`Van juntas --${given.map(([name]) => name).join(' y --')}.`)
  return given[0]?.[1]
}

/** The picture that --logo names; null for none, undefined where it is not said. @throws {CommandFailed} */
export async function readLogoFile({ logo }: Options): Promise<Uint8Array | null | undefined> {
  if (logo === undefined) return undefined
  if (logo === NONE) return null
  return readFile(logo).catch((error) => {
    throw new CommandFailed(`No se pudo leer ${logo}.`, error)
  })
}

const MAX_OVERLAP_HOURS = 720

/** How long a former secret goes on. @throws {CommandMisused} */
export function overlapHours({ traslape = '24' }: Options): number {
  if (!/^\d{1,3}$/.test(traslape) || Number(traslape) > MAX_OVERLAP_HOURS)
    throw new CommandMisused(`El traslape va en horas, de 0 a ${MAX_OVERLAP_HOURS}.`)
  return Number(traslape)
}
