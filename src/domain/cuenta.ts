import type { Nombrado } from './avisos.ts'
import type { Perfil } from './perfil.ts'

/** What a person tells us about how to reach them; what “no fui yo” puts back. */
export interface DatosDeContacto {
  direccion: string | null
  numero: string | null
  block: string | null
  departamento: string | null
  /** CUT code of the región, two digits. */
  region: string | null
  /** CUT code of the comuna, five digits. */
  comuna: string | null
  email: string | null
  emailConfirmadoEn: Date | null
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
export interface DatosDeIdentidad {
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
export type DatosDeCuenta = DatosDeIdentidad & Omit<DatosDeContacto, 'emailConfirmadoEn'>

const SIN_IDENTIDAD: DatosDeIdentidad = {
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

const SIN_CONTACTO: Omit<DatosDeContacto, 'emailConfirmadoEn'> = {
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

const SIN_DATOS: DatosDeCuenta = { ...SIN_IDENTIDAD, ...SIN_CONTACTO }

/** The data of these names, null where there is none. */
function tomarDatos<T extends Partial<DatosDeCuenta>>(ninguno: T, datos: Partial<DatosDeCuenta>): T {
  const nombres = Object.keys(ninguno) as (keyof DatosDeCuenta)[]
  return { ...ninguno, ...Object.fromEntries(nombres.map((nombre) => [nombre, datos[nombre] ?? null])) }
}

/** Takes from what a form read to what an account keeps; what it does not ask for is null. */
export const datosDeCuenta = (leidos: Partial<DatosDeCuenta>): DatosDeCuenta => tomarDatos(SIN_DATOS, leidos)

/** At most so many accounts share an e-mail, and so many a mobile (PRODUCT “Fields”). */
export const CUENTAS_QUE_COMPARTEN = 3

export type EstadoCuenta = 'activa' | 'congelada' | 'cerrada'

/** An account. Identity data may be missing in accounts that come from the old system. */
export interface Cuenta extends DatosDeIdentidad, DatosDeContacto {
  /** UUID; the `sub` that other systems know. Never changes. */
  readonly id: string
  perfil: Perfil
  identificador: string
  estado: EstadoCuenta
  identidad: 'declarada' | 'verificada'
  /** Who vouched for an organisation; null while nobody does, and in the other profiles. */
  verificadaPor: 'registro' | 'operador' | null
  claveHash: string | null
  preguntaSecreta: string | null
  respuestaHash: string | null
  /** When the CS was last recovered with the secret answer: holds back changes for 72 hours. */
  recuperadaConRespuestaEn: Date | null
  readonly creadaEn: Date
  actualizadaEn: Date
  /** Raised at each save; a save with an older one changes nothing. */
  version: number
}

/** What a new account begins with besides the data of its person. */
type Comienzo = Pick<
  Cuenta,
  'id' | 'perfil' | 'identificador' | 'claveHash' | 'preguntaSecreta' | 'respuestaHash'
>

/** A new account: nobody vouched for its identity or confirmed its e-mail. @param datos what a form or a file tells. */
export const cuentaNueva = (comienzo: Comienzo, datos: Partial<DatosDeCuenta>, ahora: Date): Cuenta => ({
  ...comienzo,
  ...datosDeCuenta(datos),
  estado: 'activa',
  identidad: 'declarada',
  verificadaPor: null,
  emailConfirmadoEn: null,
  recuperadaConRespuestaEn: null,
  creadaEn: ahora,
  actualizadaEn: ahora,
  version: 1,
})

/** What “no fui yo” puts back: contact data, question and profile, as they were before the event. */
export type Instantanea = DatosDeContacto &
  Pick<
    Cuenta,
    'perfil' | 'identificador' | 'identidad' | 'verificadaPor' | 'preguntaSecreta' | 'respuestaHash'
  >

/** Takes the part of an account that “no fui yo” can put back. */
export function instantaneaDe(cuenta: Cuenta): Instantanea {
  const {
    perfil,
    identificador,
    identidad,
    verificadaPor,
    preguntaSecreta,
    respuestaHash,
    emailConfirmadoEn,
  } = cuenta
  return {
    perfil,
    identificador,
    identidad,
    verificadaPor,
    preguntaSecreta,
    respuestaHash,
    emailConfirmadoEn,
    ...tomarDatos(SIN_CONTACTO, cuenta),
  }
}

/** How to call who holds an account: first names, or the organisation's name. */
export const nombreDe = ({ nombres, razonSocial }: DatosDeIdentidad): Nombrado =>
  nombres ?? (razonSocial === null ? null : { organizacion: razonSocial })

/**
 * The mailbox that a code goes to: the registered one, and an organisation's legal representative where it has one
 * (PRODUCT “Actualizar”).
 */
export const buzonDelCodigo = ({ perfil, email, emailRepresentante }: Cuenta): string | null =>
  perfil === 'juridica' ? (emailRepresentante ?? email) : email

/** Minimum data that an account from the old system may lack, in the order in which they are listed to people. */
export const DATOS_MINIMOS = [
  'fechaNacimiento',
  'representante',
  'email',
  'preguntaSecreta',
  'domicilio',
] as const
export type DatoMinimo = (typeof DATOS_MINIMOS)[number]

/** What no account of a profile may lack. */
const MINIMOS_DE: Record<Perfil, readonly DatoMinimo[]> = {
  natural: ['fechaNacimiento', 'email', 'preguntaSecreta', 'domicilio'],
  migrante: ['fechaNacimiento', 'email', 'preguntaSecreta', 'domicilio'],
  juridica: ['representante', 'email', 'preguntaSecreta', 'domicilio'],
  facilitador: ['email'],
}

/**
 * Which minimum data an account lacks (PRODUCT “Faltan datos mínimos”; guide for natural persons, section 6).
 * @returns what is missing, in the order of {@link DATOS_MINIMOS}; empty when nothing is.
 */
export function datosMinimosFaltantes(cuenta: Cuenta): DatoMinimo[] {
  const presente: Record<DatoMinimo, boolean> = {
    fechaNacimiento: cuenta.fechaNacimiento !== null,
    representante: cuenta.rutRepresentante !== null,
    email: cuenta.email !== null,
    preguntaSecreta: cuenta.preguntaSecreta !== null && cuenta.respuestaHash !== null,
    domicilio: Boolean(cuenta.direccion && cuenta.numero && cuenta.region && cuenta.comuna),
  }
  return MINIMOS_DE[cuenta.perfil].filter((dato) => !presente[dato])
}
