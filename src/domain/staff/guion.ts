/**
 * The check of a caller: what the script asks, and one verdict for the whole (product.md “Calls”). What others may know
 * opens little.
 */
import type { Cuenta } from '../account/cuenta.ts'
import type { TryRule } from '../account/tries.ts'
import type { Perfil } from '../perfil.ts'
import { toEmailKey } from '../values/email.ts'
import { COMUNAS, regionName } from '../values/territorio.ts'
import { heardWords } from './heard-words.ts'

/** What is asked of each perfil, in the order in which the person is asked; the names are those of the fields. */
export const GUION = {
  natural: ['nombreDicho', 'fechaNacimiento', 'contactoDicho', 'direccionDicha'],
  migrante: ['nombreDicho', 'fechaNacimiento', 'contactoDicho', 'direccionDicha'],
  juridica: ['nombreDicho', 'rutRepresentante', 'contactoDicho', 'direccionDicha'],
  facilitador: ['nombreDicho', 'paisOrigen', 'contactoDicho'],
} as const satisfies Record<Perfil, readonly string[]>
export type GuionDatum = (typeof GUION)[Perfil][number]

/** What the caller says, as the fields read it. */
export type Answers = Partial<Record<GuionDatum, string | null>>

/** With less than this in the account nothing is asked: whoever knows the rest would pass. */
const LEAST_ASKED = 3

/** Three checks that fail, of whichever agents, close it for an hour; time alone forgets them. */
export const COMPROBACION_RULE: TryRule = {
  triesUntilLockout: 3,
  lockoutMinutes: 60,
  lockoutMaxHours: 1,
  longLockout: null,
  forgets: true,
}

/** What is asked about an account: what it has. @returns none where that is too little for a check. */
export function askedOf(cuenta: Cuenta): GuionDatum[] {
  const asked = GUION[cuenta.perfil].filter((datum) => HAS[datum](cuenta))
  return asked.length < LEAST_ASKED ? [] : asked
}

/** Whether all that is asked was answered right. Everything is judged, whichever datum fails. */
export function isCaller(cuenta: Cuenta, answers: Answers): boolean {
  const asked = askedOf(cuenta)
  const verdicts = asked.map((datum) => JUDGES[datum](cuenta, answers[datum] ?? ''))
  return asked.length > 0 && verdicts.every(Boolean)
}

const HAS: Record<GuionDatum, (cuenta: Cuenta) => boolean> = {
  nombreDicho: (cuenta) => namesOf(cuenta).first.length > 0,
  fechaNacimiento: ({ fechaNacimiento }) => fechaNacimiento !== null,
  rutRepresentante: ({ rutRepresentante }) => rutRepresentante !== null,
  paisOrigen: ({ paisOrigen }) => paisOrigen !== null,
  contactoDicho: (cuenta) => contactsOf(cuenta).length > 0,
  direccionDicha: ({ direccion, numero, comuna }) => Boolean(direccion && (numero || comuna)),
}

const JUDGES: Record<GuionDatum, (cuenta: Cuenta, said: string) => boolean> = {
  nombreDicho: isName,
  fechaNacimiento: ({ fechaNacimiento }, said) => fechaNacimiento === said,
  rutRepresentante: ({ rutRepresentante }, said) => rutRepresentante === said,
  paisOrigen: ({ paisOrigen }, said) => paisOrigen === said,
  contactoDicho: (cuenta, said) => contactsOf(cuenta).includes(toEmailKey(said)),
  direccionDicha: isDireccion,
}

/** Mailboxes and mobiles in comparable form, whoever's of an organisation they are. */
const contactsOf = ({ email, emailRepresentante, celular, celularRepresentante }: Cuenta): string[] =>
  [email, emailRepresentante, celular, celularRepresentante].flatMap((one) =>
    one === null ? [] : [toEmailKey(one)],
  )

/** Said or not: the form of a company is not its name. */
const OF_COMPANIES = new Set(
  heardWords('sociedad compañia cia limitada ltda sa spa eirl empresa anonima responsabilidad individual'),
)

/** The words of a name: some of `first` must be said, and all of `needed`. */
function namesOf(cuenta: Cuenta): { first: string[]; needed: string[]; others: string[] } {
  if (cuenta.perfil !== 'juridica') {
    const [needed, others] = [heardWords(cuenta.apellidoPaterno), heardWords(cuenta.apellidoMaterno)]
    return { first: heardWords(cuenta.nombres), needed, others }
  }
  const all = heardWords(cuenta.razonSocial)
  const own = all.filter((word) => !OF_COMPANIES.has(word))
  return own.length > 0
    ? { first: own, needed: own.slice(0, 2), others: [...OF_COMPANIES] }
    : { first: all, needed: all, others: [] }
}

/** Names in any order; the second surname, and further first names, may be left out. */
function isName(cuenta: Cuenta, said: string): boolean {
  const { first, needed, others } = namesOf(cuenta)
  const words = heardWords(said)
  return (
    words.every((word) => [...first, ...needed, ...others].includes(word)) &&
    first.some((word) => words.includes(word)) &&
    needed.every((word) => words.includes(word))
  )
}

/** Said or not, of any address. */
const OF_ADDRESSES = heardWords(
  'calle pasaje psje pje avenida avda av camino cam villa poblacion pobl pob condominio parcela sitio casa block blk bloque torre departamento depto dpto dto numero num nro n no comuna region ciudad chile con y en',
)

/** Part of the address: some word of the street, and its number or the comuna; nothing that is not in it. */
function isDireccion(
  { direccion, numero, block, departamento, comuna, region }: Cuenta,
  said: string,
): boolean {
  const place = COMUNAS.find(({ codigo }) => codigo === comuna)
  const comunas = [place?.nombre, ...(place?.alias ?? []), place?.provincia].flatMap((one) =>
    heardWords(one ?? null),
  )
  const numbers = heardWords(numero)
  const all = heardWords(direccion)
  const street = all.filter((word) => !OF_ADDRESSES.includes(word))
  const rest = [block, departamento, regionName(region ?? '') ?? null].flatMap(heardWords)
  const words = heardWords(said)
  const isSaid = (part: readonly string[]) => part.some((word) => words.includes(word))
  return (
    words.every((word) => [...all, ...numbers, ...comunas, ...rest, ...OF_ADDRESSES].includes(word)) &&
    isSaid(street.length > 0 ? street : all) &&
    (isSaid(numbers) || isSaid(comunas))
  )
}
