import type { Addressee } from '../notices/avisos.ts'
import type { Perfil } from '../perfil.ts'

/** What a person tells us about how to reach them; what “no fui yo” puts back. */
export interface ContactData {
  direccion: string | null
  numero: string | null
  block: string | null
  departamento: string | null
  /** CUT code of the región, two digits. */
  region: string | null
  /** CUT code of the comuna, five digits. */
  comuna: string | null
  email: string | null
  emailConfirmedAt: Date | null
  /** Nine digits with area code. */
  telefonoParticular: string | null
  /** Nine digits, the first a 9. */
  celular: string | null
  /** Nine digits with area code. */
  telefonoTrabajo: string | null
  /** Canonical RUT of an organisation's legal representative. */
  rutRepresentante: string | null
  emailRepresentante: string | null
  /** Nine digits, the first a 9. */
  celularRepresentante: string | null
}

/** Who somebody is. Each profile has its own; the others are null. */
export interface IdentityData {
  nombres: string | null
  apellidoPaterno: string | null
  apellidoMaterno: string | null
  /** Calendar date, `aaaa-mm-dd`. */
  fechaNacimiento: string | null
  tipoDocumento: string | null
  sexo: string | null
  estadoCivil: string | null
  /** A whole number from 0 to 30, as text. */
  cantidadHijos: string | null
  /** ISO 3166-1 alpha-3. */
  paisOrigen: string | null
  razonSocial: string | null
  tipoOrganismo: string | null
}

/** What the forms tell of somebody, under the names of their fields. */
export type CuentaData = IdentityData & Omit<ContactData, 'emailConfirmedAt'>

const NO_IDENTITY: IdentityData = {
  nombres: null,
  apellidoPaterno: null,
  apellidoMaterno: null,
  fechaNacimiento: null,
  tipoDocumento: null,
  sexo: null,
  estadoCivil: null,
  cantidadHijos: null,
  paisOrigen: null,
  razonSocial: null,
  tipoOrganismo: null,
}

const NO_CONTACT: Omit<ContactData, 'emailConfirmedAt'> = {
  direccion: null,
  numero: null,
  block: null,
  departamento: null,
  region: null,
  comuna: null,
  email: null,
  telefonoParticular: null,
  celular: null,
  telefonoTrabajo: null,
  rutRepresentante: null,
  emailRepresentante: null,
  celularRepresentante: null,
}

const NO_DATA: CuentaData = { ...NO_IDENTITY, ...NO_CONTACT }

/** The data of these names, null where there is none. */
function takeData<T extends Partial<CuentaData>>(none: T, data: Partial<CuentaData>): T {
  const nombres = Object.keys(none) as (keyof CuentaData)[]
  return { ...none, ...Object.fromEntries(nombres.map((name) => [name, data[name] ?? null])) }
}

/** Takes from what a form read to what an account keeps; what it does not ask for is null. */
export const toCuentaData = (parsed: Partial<CuentaData>): CuentaData => takeData(NO_DATA, parsed)

/** At most so many accounts share an e-mail, and so many a mobile (product.md “Fields”). */
export const MAX_SHARING_CUENTAS = 3

export type CuentaEstado = 'activa' | 'congelada' | 'cerrada'

/** An account. Identity data may be missing in accounts that come from the old system. */
export interface Cuenta extends IdentityData, ContactData {
  /** UUID; the `sub` that other systems know. Never changes. */
  readonly id: string
  perfil: Perfil
  identificador: string
  estado: CuentaEstado
  identidad: 'declarada' | 'verificada'
  /** Who vouched for an organisation; null while nobody does, and in the other profiles. */
  verifiedBy: 'registro' | 'operador' | null
  claveHash: string | null
  preguntaSecreta: string | null
  respuestaHash: string | null
  /** When the CS was last recovered with the secret answer: holds back changes for 72 hours. */
  recoveredWithRespuestaAt: Date | null
  readonly createdAt: Date
  updatedAt: Date
  /** Raised at each save; a save with an older one changes nothing. */
  version: number
}

/** What a new account begins with besides the data of its person. */
type CuentaStart = Pick<
  Cuenta,
  'id' | 'perfil' | 'identificador' | 'claveHash' | 'preguntaSecreta' | 'respuestaHash'
>

/** A new account: nobody vouched for its identity or confirmed its e-mail. @param data what a form or a file tells. */
export const makeCuenta = (start: CuentaStart, data: Partial<CuentaData>, now: Date): Cuenta => ({
  ...start,
  ...toCuentaData(data),
  estado: 'activa',
  identidad: 'declarada',
  verifiedBy: null,
  emailConfirmedAt: null,
  recoveredWithRespuestaAt: null,
  createdAt: now,
  updatedAt: now,
  version: 1,
})

/** What “no fui yo” puts back: contact data, question and profile, as they were before the event. */
export type CuentaSnapshot = ContactData &
  Pick<Cuenta, 'perfil' | 'identificador' | 'identidad' | 'verifiedBy' | 'preguntaSecreta' | 'respuestaHash'>

/** Takes the part of an account that “no fui yo” can put back. */
export function takeSnapshot(cuenta: Cuenta): CuentaSnapshot {
  const { perfil, identificador, identidad, verifiedBy, preguntaSecreta, respuestaHash, emailConfirmedAt } =
    cuenta
  return {
    perfil,
    identificador,
    identidad,
    verifiedBy,
    preguntaSecreta,
    respuestaHash,
    emailConfirmedAt,
    ...takeData(NO_CONTACT, cuenta),
  }
}

/** How to call who holds an account: first names, or the organisation's name. */
export const displayName = ({ nombres, razonSocial }: IdentityData): Addressee =>
  nombres ?? (razonSocial === null ? null : { organizacion: razonSocial })

/**
 * The mailbox that a code goes to: the registered one, and an organisation's legal representative where it has one
 * (product.md “Actualizar”).
 */
export const codigoMailbox = ({ perfil, email, emailRepresentante }: Cuenta): string | null =>
  perfil === 'juridica' ? (emailRepresentante ?? email) : email

/** Minimum data that an account from the old system may lack, in the order in which they are listed to people. */
export const MINIMUM_DATA = [
  'fechaNacimiento',
  'representante',
  'email',
  'preguntaSecreta',
  'domicilio',
] as const
export type MinimumDatum = (typeof MINIMUM_DATA)[number]

/** What no account of a profile may lack. */
const MINIMUM_DATA_OF: Record<Perfil, readonly MinimumDatum[]> = {
  natural: ['fechaNacimiento', 'email', 'preguntaSecreta', 'domicilio'],
  migrante: ['fechaNacimiento', 'email', 'preguntaSecreta', 'domicilio'],
  juridica: ['representante', 'email', 'preguntaSecreta', 'domicilio'],
  facilitador: ['email'],
}

/**
 * Which minimum data an account lacks (product.md “Missing data”; guide for natural persons, section 6).
 * @returns what is missing, in the order of {@link MINIMUM_DATA}; empty when nothing is.
 */
export function missingMinimumData(cuenta: Cuenta): MinimumDatum[] {
  const present: Record<MinimumDatum, boolean> = {
    fechaNacimiento: cuenta.fechaNacimiento !== null,
    representante: cuenta.rutRepresentante !== null,
    email: cuenta.email !== null,
    preguntaSecreta: cuenta.preguntaSecreta !== null && cuenta.respuestaHash !== null,
    domicilio: Boolean(cuenta.direccion && cuenta.numero && cuenta.region && cuenta.comuna),
  }
  return MINIMUM_DATA_OF[cuenta.perfil].filter((datum) => !present[datum])
}
