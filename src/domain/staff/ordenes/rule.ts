/** What each kind of order of two people says of itself (product.md “Two people”). */
import type { Cuenta } from '../../account/cuenta.ts'
import type { Perfil } from '../../perfil.ts'
import type { Power } from '../powers.ts'

/** What the first person saw, in the order of the list that they choose from. */
export const DOCUMENTOS_VISTOS = [
  'cedula',
  'pasaporte',
  'dni_extranjero',
  'estatutos',
  'poder',
  'certificado',
  'orden_de_autoridad',
] as const
export type DocumentoVisto = (typeof DOCUMENTOS_VISTOS)[number]

/** What a person shows to say who they are. */
export const OF_A_PERSON = ['cedula', 'pasaporte', 'dni_extranjero', 'certificado'] as const
/** What shows who an organisation is, and who represents it. */
export const OF_AN_ORGANISATION = ['estatutos', 'poder', 'certificado'] as const

/** What an order can ask for, besides what its kind does. */
export const ORDEN_DATA = ['email', 'celular', 'rut', 'nombres'] as const
export type OrdenDatum = (typeof ORDEN_DATA)[number]
/** What one asks for; null where its kind does not take it, or nobody gave it. */
export interface OrdenData extends Record<OrdenDatum, string | null> {
  /** Nobody gives it: the entry of the register that stood against it when it was asked for (see `entryOf`). */
  registro: string | null
  /** Nobody gives it: the id of the other account that it was asked about (see `otherPerfil`). */
  otra: string | null
}
export const NO_ORDEN_DATA: OrdenData = {
  ...{ email: null, celular: null, rut: null, nombres: null },
  ...{ registro: null, otra: null },
}

/** Why an account as it is does not admit an order. `no_corresponde`: it is no such account. */
export type KindRefusal = 'congelada' | 'no_congelada' | 'queda_un_canal' | 'ya_verificada' | 'no_corresponde'

export interface OrdenRule {
  /** What it takes to ask for it. */
  power: Power
  /** Why somebody asks for it. */
  reasons: readonly string[]
  /** Which documents serve. */
  documents: readonly DocumentoVisto[]
  /** Those that serve for an organisation, where what shows who a person is does not. */
  documentsOfOrganisation?: readonly DocumentoVisto[]
  /** What has to be given with it. */
  asks: readonly OrdenDatum[]
  /** What may be given with it, of which at least one is; none where there is nothing of the kind. */
  asksOneOf: readonly OrdenDatum[]
  /** It is about a second account too, of this perfil, which the RUT that it asks for names. */
  otherPerfil?: Perfil
  /**
   * What ends it before its hour: any factor of the account that changes, or its identificador alone, where whoever has
   * the account must not be able to stop it by changing something of it.
   */
  restsOn: 'factores' | 'identificador'
  /** Why an account as it is does not admit it. @param data what it asks for, where that is known. */
  refusalOf(cuenta: Cuenta, now: Date, data?: OrdenData): KindRefusal | undefined
}
