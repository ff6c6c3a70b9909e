/** Reviewing a document in the console: who has it, what of it is compared, and what can be decided (product.md “Documents”). */
import type { Cuenta } from '../account/cuenta.ts'
import type { Documento } from './documento.ts'
import type { DocumentoKind } from './kinds.ts'

/** For how long a document is a reviewer's, from the last time they looked at it. */
export const REVIEW_MINUTES = 15

/** What a document may show of its account, in the order of the page. */
export const COMPARED_DATA = ['numero', 'nombre', 'nacimiento', 'pais', 'representante'] as const
export type ComparedDatum = (typeof COMPARED_DATA)[number]

/** The box in which each is ticked. */
export const TICK_OF = {
  numero: 'coincideNumero',
  nombre: 'coincideNombre',
  nacimiento: 'coincideNacimiento',
  pais: 'coincidePais',
  representante: 'coincideRepresentante',
} as const satisfies Record<ComparedDatum, string>

/** What each kind of document shows. A cédula names no country of origin, and an e-RUT no representative. */
const SHOWN_BY: Readonly<Record<DocumentoKind, readonly ComparedDatum[]>> = {
  identificacion: ['numero', 'nombre', 'nacimiento', 'pais'],
  cedula: ['numero', 'nombre', 'nacimiento'],
  escritura: ['numero', 'nombre', 'representante'],
  e_rut: ['numero', 'nombre'],
}

type Compared = Pick<
  Cuenta,
  'identificador' | 'nombres' | 'razonSocial' | 'fechaNacimiento' | 'paisOrigen' | 'rutRepresentante'
>

const IS_KNOWN: Readonly<Record<ComparedDatum, (cuenta: Compared) => boolean>> = {
  numero: () => true,
  nombre: ({ nombres, razonSocial }) => (nombres ?? razonSocial) !== null,
  nacimiento: ({ fechaNacimiento }) => fechaNacimiento !== null,
  pais: ({ paisOrigen }) => paisOrigen !== null,
  representante: ({ rutRepresentante }) => rutRepresentante !== null,
}

/** What is ticked, one by one, before a document is accepted: what it shows and the account has. */
export const comparedData = (kind: DocumentoKind, cuenta: Compared): readonly ComparedDatum[] =>
  SHOWN_BY[kind].filter((datum) => IS_KNOWN[datum](cuenta))

/** Why nobody reviews a document now. */
export type ReviewRefusal = 'no_existe' | 'ya_decidido' | 'ajeno' | 'vencido'

/**
 * Why somebody does not have a document before them; undefined while they do.
 * @param by id of the funcionario.
 */
export function whyNotReviewing(
  documento: Pick<Documento, 'estado' | 'reviewerId' | 'reviewUntil'> | undefined,
  by: string,
  now: Date,
): ReviewRefusal | undefined {
  if (!documento) return 'no_existe'
  if (documento.estado !== 'pendiente') return 'ya_decidido'
  if (documento.reviewerId !== by) return documento.reviewerId === null ? 'vencido' : 'ajeno'
  return documento.reviewUntil !== null && documento.reviewUntil > now ? undefined : 'vencido'
}
