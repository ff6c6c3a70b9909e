import type { Request } from 'express'
import type { SignedInActor } from '../../application/staff/funcionarios/load-actor.ts'
import type { Power } from '../../domain/staff/powers.ts'
import { paths } from '../../domain/urls.ts'

interface EntryView {
  text: string
  url: string
  current: boolean
  /** The single key that leads there, where its person has them on. */
  key?: string
}

/** The head of every page of the console. */
export interface ShellView {
  /** With what each is for, which the home says. */
  rooms: (EntryView & { about: string })[]
  own: EntryView[]
  nombre: string
  /** Where the page has its search box; null for whom may not search. */
  search: 'head' | 'page' | null
  /** Whether single keys do something. */
  atajos: boolean
}

interface Entry {
  text: string
  url: string
  /** Whom it is for; without it, everybody who is signed in. */
  power?: Power
  key: string
}

/** The rooms of the console, in the order of the head. That of searching is the box, which every page has. */
const ROOMS: readonly (Entry & { about: string })[] = [
  {
    text: 'Mis llamadas',
    url: paths.console.llamadas,
    power: 'atender_llamadas',
    key: 'l',
    about: 'Las que atiende y las que atendió, con su caso.',
  },
  {
    text: 'Casos',
    url: paths.console.casos,
    power: 'ver_casos',
    key: 'q',
    about: 'Los que esperan que alguien los resuelva, el más antiguo primero.',
  },
  {
    text: 'Órdenes',
    url: paths.console.ordenes,
    power: 'ver_ordenes',
    key: 'o',
    about: 'Lo que pidió una persona y otra decide.',
  },
  {
    text: 'Avisos',
    url: paths.console.avisos,
    power: 'ver_avisos',
    key: 'v',
    about: 'Los correos y SMS que esperan o fallaron, y los buzones que no los reciben.',
  },
  {
    text: 'Documentos',
    url: paths.console.documentos,
    power: 'ver_documentos',
    key: 'd',
    about: 'Los que esperan revisión, y lo que se decidió.',
  },
  {
    text: 'Personal',
    url: paths.console.personal,
    power: 'ver_personal',
    key: 'p',
    about: 'Quién trabaja aquí, con qué rol y desde cuándo.',
  },
  {
    text: 'Sistemas',
    url: paths.console.sistemas,
    power: 'administrar_sistemas',
    key: 't',
    about: 'Los que dejan ingresar con Clave Sence, y qué puede pedir cada uno.',
  },
  {
    text: 'Panel',
    url: paths.console.panel,
    power: 'ver_panel',
    key: 'n',
    about: 'Hoy y los últimos 30 días, y lo inusual.',
  },
  {
    text: 'Bitácora',
    url: paths.console.audit,
    power: 'ver_bitacora',
    key: 'b',
    about: 'Todo lo que se hizo: qué, quién y cuándo.',
  },
  {
    text: 'Límites',
    url: paths.console.raisedLimits,
    power: 'ver_limites',
    key: 'm',
    about: 'Salas de clases con los límites más altos por un día.',
  },
]
const OWN: readonly Entry[] = [{ text: 'Mi sesión', url: paths.console.own, key: 's' }]

/** Pages whose search box stands in them, larger. */
const WITH_BOX: readonly string[] = [paths.console.home, paths.console.buscar, paths.console.found]

/** The head as whoever is signed in sees it: only what their role opens. */
export function shellFor(
  { actor: { powers }, nombre, atajos, onlyRegisters }: SignedInActor,
  { path }: Pick<Request, 'path'>,
): ShellView {
  const seen = <T extends Entry>(entries: readonly T[]) =>
    entries
      .filter(({ power }) => !power || powers.includes(power))
      .map(({ power: _, key, ...entry }) => ({
        ...entry,
        current: path === entry.url,
        ...(atajos && { key }),
      }))
  const search = WITH_BOX.includes(path) ? 'page' : 'head'
  return {
    rooms: seen(ROOMS),
    own: onlyRegisters ? [] : seen(OWN),
    nombre,
    search: powers.includes('buscar_cuentas') && !onlyRegisters ? search : null,
    atajos,
  }
}
