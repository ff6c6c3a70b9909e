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
}

export type EstadoCuenta = 'activa' | 'congelada' | 'cerrada'

/** An account. Identity data may be missing in accounts that come from the old system. */
export interface Cuenta extends DatosDeContacto {
  /** UUID; the `sub` that other systems know. Never changes. */
  readonly id: string
  perfil: Perfil
  identificador: string
  estado: EstadoCuenta
  identidad: 'declarada' | 'verificada'
  claveHash: string | null
  preguntaSecreta: string | null
  respuestaHash: string | null
  nombres: string | null
  apellidoPaterno: string | null
  apellidoMaterno: string | null
  /** Calendar date, `aaaa-mm-dd`. */
  fechaNacimiento: string | null
  /** When the CS was last recovered with the secret answer: holds back changes for 72 hours. */
  recuperadaConRespuestaEn: Date | null
  readonly creadaEn: Date
  actualizadaEn: Date
  /** Raised at each save; a save with an older one changes nothing. */
  version: number
}

/** What “no fui yo” puts back: contact data, question and profile, as they were before the event. */
export type Instantanea = DatosDeContacto &
  Pick<Cuenta, 'perfil' | 'identificador' | 'preguntaSecreta' | 'respuestaHash'>

/** Takes the part of an account that “no fui yo” can put back. */
export function instantaneaDe(cuenta: Cuenta): Instantanea {
  const { perfil, identificador, preguntaSecreta, respuestaHash, direccion, numero, block, departamento } =
    cuenta
  const { region, comuna, email, emailConfirmadoEn, telefonoParticular, celular, telefonoTrabajo } = cuenta
  return {
    perfil,
    identificador,
    preguntaSecreta,
    respuestaHash,
    direccion,
    numero,
    block,
    departamento,
    region,
    comuna,
    email,
    emailConfirmadoEn,
    telefonoParticular,
    celular,
    telefonoTrabajo,
  }
}

/** Minimum data that an account from the old system may lack, in the order in which they are listed to people. */
export const DATOS_MINIMOS = ['fechaNacimiento', 'email', 'preguntaSecreta', 'domicilio'] as const
export type DatoMinimo = (typeof DATOS_MINIMOS)[number]

/**
 * Which minimum data an account lacks (PRODUCT “Faltan datos mínimos”; guide for natural persons, section 6).
 * @returns what is missing, in the order of {@link DATOS_MINIMOS}; empty when nothing is.
 */
export function datosMinimosFaltantes(cuenta: Cuenta): DatoMinimo[] {
  const presente: Record<DatoMinimo, boolean> = {
    fechaNacimiento: cuenta.fechaNacimiento !== null,
    email: cuenta.email !== null,
    preguntaSecreta: cuenta.preguntaSecreta !== null && cuenta.respuestaHash !== null,
    domicilio: Boolean(cuenta.direccion && cuenta.numero && cuenta.region && cuenta.comuna),
  }
  return DATOS_MINIMOS.filter((dato) => !presente[dato])
}
