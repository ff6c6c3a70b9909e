/** The register of organisations: what it tells of one, and what that means for its account. */

import type { Cuenta } from '../account/cuenta.ts'
import { createHeaderMatcher } from '../import/header-matcher.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import { TIPOS_DE_ORGANISMO } from '../values/options.ts'
import { parseRazonSocial } from '../values/razon-social.ts'
import { parseRut } from '../values/rut.ts'

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
export const ORGANISMO_COLUMNS = ['rut', 'razon_social', 'tipo', 'vigente', 'rut_representante'] as const
export type OrganismoColumn = (typeof ORGANISMO_COLUMNS)[number]

/** The column that a heading names. */
export const organismoColumnFor = createHeaderMatcher(ORGANISMO_COLUMNS)

const NO_VALUES = { rut: '', razon_social: '', tipo: '', vigente: '', rut_representante: '' }

const BOOLEANS: Readonly<Record<string, boolean>> = {
  si: true,
  s: true,
  '1': true,
  vigente: true,
  no: false,
  n: false,
  '0': false,
}

const simple = (text: string): string => text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Reads one line of the file of the register.
 * @returns the organisation, or the first column that is wrong and why.
 */
export function parseOrganismo(
  typed: Readonly<Partial<Record<OrganismoColumn, string>>>,
): { ok: true; value: Organismo } | { ok: false; column: OrganismoColumn; code: RefusalCode } {
  const refuseColumn = (column: OrganismoColumn, code: RefusalCode) => ({ ok: false, column, code }) as const
  const values = { ...NO_VALUES, ...typed }
  const empty = ORGANISMO_COLUMNS.find((column) => values[column].trim() === '')
  if (empty) return refuseColumn(empty, 'requerido')
  const rut = parseRut(values.rut)
  if (!rut.ok) return refuseColumn('rut', rut.code)
  const razonSocial = parseRazonSocial(values.razon_social)
  if (!razonSocial.ok) return refuseColumn('razon_social', razonSocial.code)
  const tipo = simple(values.tipo)
  if (!TIPOS_DE_ORGANISMO.some(({ value }) => value === tipo)) return refuseColumn('tipo', 'opcion_invalida')
  const vigente = BOOLEANS[simple(values.vigente)]
  if (vigente === undefined) return refuseColumn('vigente', 'opcion_invalida')
  const rutRepresentante = parseRut(values.rut_representante)
  if (!rutRepresentante.ok) return refuseColumn('rut_representante', rutRepresentante.code)
  return {
    ok: true,
    value: {
      rut: rut.value,
      razonSocial: razonSocial.value,
      tipo,
      vigente,
      rutRepresentante: rutRepresentante.value,
    },
  }
}

/** Whether the register vouches for who holds an account: it knows the organisation by the same representative. */
export const isVouchedFor = (
  { rutRepresentante }: Pick<Cuenta, 'rutRepresentante'>,
  organismo: Organismo | undefined,
): organismo is Organismo => organismo !== undefined && rutRepresentante === organismo.rutRepresentante

/**
 * Whether the register names somebody else than an account does: its organisation cannot recover alone. An account
 * that names nobody lacks a datum, which is another matter.
 */
export const hasOtherRepresentante = (
  { rutRepresentante }: Pick<Cuenta, 'rutRepresentante'>,
  organismo: Organismo | undefined,
): boolean =>
  organismo !== undefined && rutRepresentante !== null && rutRepresentante !== organismo.rutRepresentante

const notVouchedFor = { identidad: 'declarada', verifiedBy: null } as const

/**
 * An account as the register has it: name and type come from it, and it is `verified` while the representative is
 * the same. Where the register does not know the organisation (any more) what the register vouched for ends, and what
 * an operator did stays.
 */
export function applyRegistro(cuenta: Cuenta, organismo: Organismo | undefined): Cuenta {
  if (cuenta.perfil !== 'juridica') return cuenta
  if (!organismo) return cuenta.verifiedBy === 'registro' ? { ...cuenta, ...notVouchedFor } : cuenta
  if (!isVouchedFor(cuenta, organismo)) return { ...cuenta, ...notVouchedFor }
  const { razonSocial, tipo: tipoOrganismo } = organismo
  return { ...cuenta, razonSocial, tipoOrganismo, identidad: 'verificada', verifiedBy: 'registro' }
}

/**
 * An account whose data were written anew: another representative is vouched for by the register or by nobody.
 */
export const afterChangingData = (before: Cuenta, now: Cuenta, organismo: Organismo | undefined): Cuenta =>
  before.perfil !== 'juridica' || before.rutRepresentante === now.rutRepresentante
    ? now
    : applyRegistro({ ...now, ...notVouchedFor }, organismo)

/**
 * An account whose data “no fui yo” put back: with its representative an organisation gets back that somebody vouched
 * for it, unless the register says otherwise by now. Nobody else's identity is touched, but that of who goes back to
 * another identifier, under which it was vouched for or not.
 */
export const afterRestoring = (before: Cuenta, restored: Cuenta, organismo: Organismo | undefined): Cuenta =>
  before.perfil === 'juridica'
    ? applyRegistro(restored, organismo)
    : { ...restored, identidad: before.perfil === restored.perfil ? before.identidad : restored.identidad }

/** Whether an account was vouched for and is not any more. */
export const losesVerification = (before: Cuenta, now: Cuenta): boolean =>
  before.identidad === 'verificada' && now.identidad === 'declarada'

/** Whether an organisation is an OTEC that the register says is out of force. */
export const isOtecNotVigente = (organismo: Organismo): boolean =>
  organismo.tipo === 'otec' && !organismo.vigente

/**
 * Whether an organisation may ask for foreign facilitators (product.md “Facilitador”): a verified OTEC, in
 * force and with the register's representative where the register has it.
 * @param organismo what the register in force has of it.
 */
export function canRequestFacilitadores(cuenta: Cuenta, organismo: Organismo | undefined): boolean {
  if (cuenta.perfil !== 'juridica' || cuenta.estado !== 'activa' || cuenta.identidad !== 'verificada')
    return false
  // Gone from the register, it loses its power at once, before its account was gone through.
  if (!organismo) return cuenta.tipoOrganismo === 'otec' && cuenta.verifiedBy !== 'registro'
  return organismo.tipo === 'otec' && organismo.vigente && isVouchedFor(cuenta, organismo)
}
