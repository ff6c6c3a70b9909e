import { campos, type NombreCampo } from './campos.ts'
import type { Cuenta, DatosDeCuenta } from './cuenta.ts'
import { claveEmail } from './email.ts'

/** What the form Actualizar Datos of any profile reads to. */
export type DatosNuevos = Partial<DatosDeCuenta> & {
  email: string
  preguntaNueva: string | null
  respuestaNueva: string | null
  /** The current CS, which an organisation may give to change what its answer alone does not. */
  claveParaConfirmar?: string | null
}

/** What is written at once; the rest of the form has rules of its own. */
export const DIRECTOS = [
  'direccion',
  'numero',
  'block',
  'departamento',
  'region',
  'comuna',
  'telefonoParticular',
  'celular',
  'telefonoTrabajo',
  'rutRepresentante',
  'emailRepresentante',
  'celularRepresentante',
] as const

/** What is written at once, of what a form asks for. */
const directosDe = (datos: DatosNuevos) => DIRECTOS.filter((campo) => datos[campo] !== undefined)

/**
 * The account with what may be written at once. An e-mail is only taken where there was none: another one waits
 * for its confirmation. A birth date is only taken where it was missing.
 */
export function conDatosNuevos(
  cuenta: Cuenta,
  datos: DatosNuevos,
  respuestaHash: string | null,
  ahora: Date,
): Cuenta {
  return {
    ...cuenta,
    ...Object.fromEntries(directosDe(datos).map((campo) => [campo, datos[campo]])),
    email: cuenta.email ?? datos.email,
    fechaNacimiento: cuenta.fechaNacimiento ?? datos.fechaNacimiento ?? null,
    ...(datos.preguntaNueva && { preguntaSecreta: datos.preguntaNueva, respuestaHash }),
    actualizadaEn: ahora,
  }
}

/** Whether another e-mail was given in place of the registered one. */
export const cambiaEmail = (cuenta: Cuenta, datos: DatosNuevos): boolean =>
  cuenta.email !== null && claveEmail(cuenta.email) !== claveEmail(datos.email)

/** Names of the fields that differ, for the notice and the audit; never their values. */
export function camposCambiados(cuenta: Cuenta, datos: DatosNuevos): NombreCampo[] {
  const directos = directosDe(datos).filter((campo) => cuenta[campo] !== datos[campo])
  return [
    ...(cuenta.fechaNacimiento === null && datos.fechaNacimiento ? (['fechaNacimiento'] as const) : []),
    ...directos,
    ...(cuenta.email === null || cambiaEmail(cuenta, datos) ? (['email'] as const) : []),
    ...(datos.preguntaNueva ? (['preguntaSecreta'] as const) : []),
  ]
}

/** What only the code to the old mailbox may change for 72 hours after a recovery (PRODUCT “Actualizar”). */
export const RETENIDOS = [
  { cambio: 'email', campo: 'email' },
  { cambio: 'celular', campo: 'celular' },
  { cambio: 'preguntaSecreta', campo: 'preguntaNueva' },
] as const satisfies { cambio: NombreCampo; campo: NombreCampo }[]

/** Who speaks for an organisation. */
export const DEL_REPRESENTANTE = [
  'rutRepresentante',
  'emailRepresentante',
  'celularRepresentante',
] as const satisfies NombreCampo[]

/** What the answer alone never changes in an organisation: it takes the current CS or a code (PRODUCT “Actualizar”). */
export const PROTEGIDOS = ['email', ...DEL_REPRESENTANTE] as const

/** The label of a field as people know it. */
export const etiquetaDe = (campo: NombreCampo): string => campos[campo].etiqueta
