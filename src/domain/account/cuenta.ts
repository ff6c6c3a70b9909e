import type { Addressee } from '../notices/addressee.ts'
import type { Perfil } from '../perfil.ts'
import type { Provenances, WayBack } from './ranks.ts'

/** Contact data, which “No fui yo” restores. */
export interface ContactData {
  direccion: string | null
  numero: string | null
  block: string | null
  departamento: string | null
  /** CUT code, two digits. */
  region: string | null
  /** CUT code, five digits. */
  comuna: string | null
  email: string | null
  emailConfirmedAt: Date | null
  /** Nine digits with area code. */
  telefonoParticular: string | null
  /** Nine digits starting with 9. */
  celular: string | null
  /** When a code or key sent to `celular` was last used; see `confirmedCelulares`. */
  celularConfirmedAt: Date | null
  /** Nine digits with area code. */
  telefonoTrabajo: string | null
  /** Canonical RUT of the organisation's legal representative. */
  rutRepresentante: string | null
  emailRepresentante: string | null
  emailRepresentanteConfirmedAt: Date | null
  /** Nine digits starting with 9. */
  celularRepresentante: string | null
}

/** Identity data. Fields that the profile does not use are null. */
export interface IdentityData {
  nombres: string | null
  apellidoPaterno: string | null
  apellidoMaterno: string | null
  /** Calendar date, `yyyy-mm-dd`. */
  fechaNacimiento: string | null
  tipoDocumento: string | null
  sexo: string | null
  estadoCivil: string | null
  /** Integer from 0 to 30, as text. */
  cantidadHijos: string | null
  /** ISO 3166-1 alpha-3. */
  paisOrigen: string | null
  razonSocial: string | null
  tipoOrganismo: string | null
}

/** Personal data collected by the forms, under their field names. */
export type CuentaData = IdentityData & Omit<ContactData, Confirmation>

/** Which mailboxes and mobiles are confirmed is not typed by anybody. */
type Confirmation = 'emailConfirmedAt' | 'emailRepresentanteConfirmedAt' | 'celularConfirmedAt'

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

const NO_CONTACT: Omit<ContactData, Confirmation> = {
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

/** Picks from `data` the keys of `empty`; missing ones become null. */
function pickData<T extends Partial<CuentaData>>(empty: T, data: Partial<CuentaData>): T {
  const names = Object.keys(empty) as (keyof CuentaData)[]
  return { ...empty, ...Object.fromEntries(names.map((name) => [name, data[name] ?? null])) }
}

/** Picks the account data from the parsed values of a form; missing ones become null. */
export const toCuentaData = (parsed: Partial<CuentaData>): CuentaData => pickData(NO_DATA, parsed)

/** Maximum number of accounts per e-mail and per mobile (product.md “Fields”). */
export const MAX_SHARING_CUENTAS = 3

/**
 * How far somebody vouches for who holds an account. `coincide`: its data match the register of organisations,
 * which verifies nothing, since anybody may read there (product.md “Profiles”).
 */
export type Identidad = 'declarada' | 'coincide' | 'verificada'

export type CuentaEstado = 'activa' | 'congelada' | 'cerrada'

/** An account. Accounts imported from the old system may lack identity data. */
export interface Cuenta extends IdentityData, ContactData {
  /** UUID; the `sub` claim for other systems. Never changes. */
  readonly id: string
  perfil: Perfil
  identificador: string
  estado: CuentaEstado
  identidad: Identidad
  /**
   * What verified an organisation: a codigo to the channel that the register owns, or an operador who saw its
   * papers; null while unverified, and in the other profiles.
   */
  verifiedBy: 'codigo' | 'operador' | null
  /** The entry of the register that would stop an organisation and that somebody settled; see `entryOf`. */
  settledEntry: string | null
  claveHash: string | null
  /** When it first had a CS; null while it never had one, which is not to be told from `claveHash`. */
  firstClaveAt: Date | null
  preguntaSecreta: string | null
  respuestaHash: string | null
  /** With which proof each factor was last set. */
  factores: Provenances
  /** How its owner comes back while it is frozen; null when it is not. */
  wayBack: WayBack | null
  /** When staff froze it, while it is frozen: their own mistake can be undone for a day. */
  frozenByStaffAt: Date | null
  /** Last recovery with the answer alone, or the change of CS with its key; some changes take a code for 72 hours. */
  recoveredWithRespuestaAt: Date | null
  readonly createdAt: Date
  updatedAt: Date
  /** Optimistic lock: incremented on each save; a save with an older version changes nothing. */
  version: number
}

/** What a new account needs besides personal data. */
type CuentaStart = Pick<
  Cuenta,
  'id' | 'perfil' | 'identificador' | 'claveHash' | 'preguntaSecreta' | 'respuestaHash'
>

/**
 * Builds a new account, with identity and e-mail unverified.
 * @param data values from a form or an import file.
 */
export const makeCuenta = (start: CuentaStart, data: Partial<CuentaData>, now: Date): Cuenta => ({
  ...start,
  ...toCuentaData(data),
  estado: 'activa',
  identidad: 'declarada',
  verifiedBy: null,
  settledEntry: null,
  firstClaveAt: start.claveHash === null ? null : now,
  factores: {},
  wayBack: null,
  frozenByStaffAt: null,
  emailConfirmedAt: null,
  emailRepresentanteConfirmedAt: null,
  celularConfirmedAt: null,
  recoveredWithRespuestaAt: null,
  createdAt: now,
  updatedAt: now,
  version: 1,
})

/**
 * An account once it ended: its data went, and its own id is in place of the identificador, which is free (product.md
 * “Proofs”, 8).
 */
export const closedCuenta = ({ id, perfil, createdAt, version }: Cuenta, now: Date): Cuenta => ({
  ...makeCuenta(
    { id, perfil, identificador: id, claveHash: null, preguntaSecreta: null, respuestaHash: null },
    {},
    now,
  ),
  estado: 'cerrada',
  createdAt,
  version,
})

/** What “No fui yo” restores: contact data, question and profile as they were before the event. */
export type CuentaSnapshot = ContactData &
  Pick<Cuenta, 'perfil' | 'identificador' | 'identidad' | 'verifiedBy' | 'preguntaSecreta' | 'respuestaHash'>

/** Copies the part of an account that “No fui yo” can restore. */
export function takeSnapshot(cuenta: Cuenta): CuentaSnapshot {
  const { perfil, identificador, identidad, verifiedBy, preguntaSecreta, respuestaHash } = cuenta
  return {
    perfil,
    identificador,
    identidad,
    verifiedBy,
    preguntaSecreta,
    respuestaHash,
    emailConfirmedAt: cuenta.emailConfirmedAt,
    emailRepresentanteConfirmedAt: cuenta.emailRepresentanteConfirmedAt,
    celularConfirmedAt: cuenta.celularConfirmedAt,
    ...pickData(NO_CONTACT, cuenta),
  }
}

/** Name to greet an account holder by: first names, or the organisation's name. */
export const displayName = ({ nombres, razonSocial }: IdentityData): Addressee =>
  nombres ?? (razonSocial === null ? null : { organizacion: razonSocial })

/** Minimum data that an imported account may lack, in display order. */
export const MINIMUM_DATA = [
  'fechaNacimiento',
  'representante',
  'email',
  'preguntaSecreta',
  'domicilio',
] as const
export type MinimumDatum = (typeof MINIMUM_DATA)[number]

/** Minimum data by profile. */
const MINIMUM_DATA_OF: Record<Perfil, readonly MinimumDatum[]> = {
  natural: ['fechaNacimiento', 'email', 'preguntaSecreta', 'domicilio'],
  migrante: ['fechaNacimiento', 'email', 'preguntaSecreta', 'domicilio'],
  juridica: ['representante', 'email', 'preguntaSecreta', 'domicilio'],
  facilitador: ['email'],
}

/**
 * The minimum data that an account lacks (product.md “Missing data”; guide for natural persons, section 6).
 * @returns the missing data, in the order of its profile's list.
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
