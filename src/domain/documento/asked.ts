/** What a person is asked to send by a mailed link, and why (product.md “Documents”). */
import type { Perfil } from '../perfil.ts'
import { TIPOS_DOCUMENTO } from '../values/options.ts'
import { DOCUMENTO_REFUSAL_REASONS, type DocumentoRefusalReason, REVIEWER_REASONS } from './documento.ts'
import { type DocumentoKind, KINDS_OF } from './kinds.ts'

const KIND_TEXTS: Readonly<Record<DocumentoKind, string>> = {
  identificacion: 'El documento con el que se identifica',
  cedula: 'Su cédula de identidad, por el lado de la foto',
  escritura: 'La escritura o el poder que nombra al representante legal',
  e_rut: 'El e-RUT de la organización',
}

/** As the person reads it. @param tipoDocumento what a migrant registered with; null where it is not to be shown. */
export const kindText = (kind: DocumentoKind, tipoDocumento: string | null): string => {
  const registered = TIPOS_DOCUMENTO.find(({ value }) => value === tipoDocumento)
  return kind === 'identificacion' && registered && registered.value !== 'otro'
    ? registered.text
    : KIND_TEXTS[kind]
}

const STAFF_REASONS = {
  identidad: 'Necesitamos comprobar de quién es la cuenta.',
  representante: 'Necesitamos comprobar quién representa a la organización.',
  llamada: 'Usted nos llamó y quedó de enviarlo.',
} as const

export type AskReason = keyof typeof STAFF_REASONS | DocumentoRefusalReason

/** Why staff may ask: a reason of its own, or what was wrong with a document that was refused. */
export const askReasonsOf = (perfil: Perfil): readonly AskReason[] => [
  perfil === 'juridica' ? 'representante' : 'identidad',
  'llamada',
  ...REVIEWER_REASONS,
]

const REASON_TEXTS: Readonly<Record<AskReason, string>> = { ...STAFF_REASONS, ...DOCUMENTO_REFUSAL_REASONS }

/** As the person who is asked reads it. */
export const askReasonText = (reason: AskReason): string =>
  reason in DOCUMENTO_REFUSAL_REASONS
    ? `El que nos envió antes no sirve. ${REASON_TEXTS[reason]}`
    : REASON_TEXTS[reason]

export interface Asked {
  kind: DocumentoKind
  reason: AskReason
}

/** As a link keeps it. */
export const formatAsked = ({ kind, reason }: Asked): string => `${kind} ${reason}`

/** What {@link formatAsked} wrote; undefined for anything else. */
export function parseAsked(text: string | null): Asked | undefined {
  const [kindName, reasonName] = text?.split(' ') ?? []
  const kind = Object.values(KINDS_OF)
    .flat()
    .find((one) => one === kindName)
  const reason = (Object.keys(REASON_TEXTS) as AskReason[]).find((one) => one === reasonName)
  return kind && reason && { kind, reason }
}
