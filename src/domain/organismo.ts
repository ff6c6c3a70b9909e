/** The register of organisations: what it tells of one, and what that means for its account. */
import { buscadorDeColumnas } from './columnas.ts'
import type { Cuenta } from './cuenta.ts'
import { TIPOS_DE_ORGANISMO } from './opciones.ts'
import { leerRazonSocial } from './razon-social.ts'
import type { CodigoRechazo } from './rechazos.ts'
import { leerRut } from './rut.ts'

/** An organisation in the register. */
export interface Organismo {
  rut: string
  razonSocial: string
  /** One of TIPOS_DE_ORGANISMO. */
  tipo: string
  /** Whether SENCE lets it work today. */
  vigente: boolean
  rutRepresentante: string
}

/** The columns of the file that the register comes in. */
export const COLUMNAS_ORGANISMO = ['rut', 'razon_social', 'tipo', 'vigente', 'rut_representante'] as const
export type ColumnaOrganismo = (typeof COLUMNAS_ORGANISMO)[number]

/** The column that a heading names. */
export const columnaDeOrganismo = buscadorDeColumnas(COLUMNAS_ORGANISMO)

const SIN_VALORES = { rut: '', razon_social: '', tipo: '', vigente: '', rut_representante: '' }

const LOGICOS: Readonly<Record<string, boolean>> = {
  si: true,
  s: true,
  '1': true,
  vigente: true,
  no: false,
  n: false,
  '0': false,
}

const simple = (texto: string): string => texto.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Reads one line of the file of the register.
 * @returns the organisation, or the first column that is wrong and why.
 */
export function leerOrganismo(
  escritos: Readonly<Partial<Record<ColumnaOrganismo, string>>>,
): { ok: true; valor: Organismo } | { ok: false; columna: ColumnaOrganismo; codigo: CodigoRechazo } {
  const mal = (columna: ColumnaOrganismo, codigo: CodigoRechazo) => ({ ok: false, columna, codigo }) as const
  const valores = { ...SIN_VALORES, ...escritos }
  const vacia = COLUMNAS_ORGANISMO.find((columna) => valores[columna].trim() === '')
  if (vacia) return mal(vacia, 'requerido')
  const rut = leerRut(valores.rut)
  if (!rut.ok) return mal('rut', rut.codigo)
  const razonSocial = leerRazonSocial(valores.razon_social)
  if (!razonSocial.ok) return mal('razon_social', razonSocial.codigo)
  const tipo = simple(valores.tipo)
  if (!TIPOS_DE_ORGANISMO.some(({ valor }) => valor === tipo)) return mal('tipo', 'opcion_invalida')
  const vigente = LOGICOS[simple(valores.vigente)]
  if (vigente === undefined) return mal('vigente', 'opcion_invalida')
  const rutRepresentante = leerRut(valores.rut_representante)
  if (!rutRepresentante.ok) return mal('rut_representante', rutRepresentante.codigo)
  return {
    ok: true,
    valor: {
      rut: rut.valor,
      razonSocial: razonSocial.valor,
      tipo,
      vigente,
      rutRepresentante: rutRepresentante.valor,
    },
  }
}

/** Whether the register vouches for who holds an account: it knows the organisation by the same representative. */
export const respaldada = (
  { rutRepresentante }: Pick<Cuenta, 'rutRepresentante'>,
  organismo: Organismo | undefined,
): organismo is Organismo => organismo !== undefined && rutRepresentante === organismo.rutRepresentante

/**
 * Whether the register names somebody else than an account does: its organisation cannot recover alone. An account
 * that names nobody lacks a datum, which is another matter.
 */
export const esDeOtroRepresentante = (
  { rutRepresentante }: Pick<Cuenta, 'rutRepresentante'>,
  organismo: Organismo | undefined,
): boolean =>
  organismo !== undefined && rutRepresentante !== null && rutRepresentante !== organismo.rutRepresentante

const sinRespaldo = { identidad: 'declarada', verificadaPor: null } as const

/**
 * An account as the register has it: name and type come from it, and it is `verificada` while the representative is
 * the same. Where the register does not know the organisation (any more) what the register vouched for ends, and what
 * an operator did stays.
 */
export function segunRegistro(cuenta: Cuenta, organismo: Organismo | undefined): Cuenta {
  if (cuenta.perfil !== 'juridica') return cuenta
  if (!organismo) return cuenta.verificadaPor === 'registro' ? { ...cuenta, ...sinRespaldo } : cuenta
  if (!respaldada(cuenta, organismo)) return { ...cuenta, ...sinRespaldo }
  const { razonSocial, tipo: tipoOrganismo } = organismo
  return { ...cuenta, razonSocial, tipoOrganismo, identidad: 'verificada', verificadaPor: 'registro' }
}

/**
 * An account whose data were written anew: another representative is vouched for by the register or by nobody.
 */
export const trasCambiarDatos = (antes: Cuenta, ahora: Cuenta, organismo: Organismo | undefined): Cuenta =>
  antes.perfil !== 'juridica' || antes.rutRepresentante === ahora.rutRepresentante
    ? ahora
    : segunRegistro({ ...ahora, ...sinRespaldo }, organismo)

/**
 * An account whose data “no fui yo” put back: with its representative an organisation gets back that somebody vouched
 * for it, unless the register says otherwise by now. Nobody else's identity is touched, but that of who goes back to
 * another identifier, under which it was vouched for or not.
 */
export const trasReponer = (antes: Cuenta, repuesta: Cuenta, organismo: Organismo | undefined): Cuenta =>
  antes.perfil === 'juridica'
    ? segunRegistro(repuesta, organismo)
    : { ...repuesta, identidad: antes.perfil === repuesta.perfil ? antes.identidad : repuesta.identidad }

/** Whether an account was vouched for and is not any more. */
export const pierdeVerificacion = (antes: Cuenta, ahora: Cuenta): boolean =>
  antes.identidad === 'verificada' && ahora.identidad === 'declarada'

/** Whether an organisation is an OTEC that the register says is out of force. */
export const esOtecSinVigencia = (organismo: Organismo): boolean =>
  organismo.tipo === 'otec' && !organismo.vigente

/**
 * Whether an organisation may ask for foreign facilitators (PRODUCT “Facilitador extranjero”): a verified OTEC, in
 * force and with the register's representative where the register has it.
 * @param organismo what the register in force has of it.
 */
export function puedePedirFacilitadores(cuenta: Cuenta, organismo: Organismo | undefined): boolean {
  if (cuenta.perfil !== 'juridica' || cuenta.estado !== 'activa' || cuenta.identidad !== 'verificada')
    return false
  // Gone from the register, it loses its power at once, before its account was gone through.
  if (!organismo) return cuenta.tipoOrganismo === 'otec' && cuenta.verificadaPor !== 'registro'
  return organismo.tipo === 'otec' && organismo.vigente && respaldada(cuenta, organismo)
}
