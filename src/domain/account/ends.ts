/** What a change of an account ends: all that rests on what it was before (product.md “Proofs”). */
import type { Cuenta } from './cuenta.ts'
import type { Factor as ProofFactor } from './ranks.ts'

/** What something can rest on: what proves an account, and more. `contacto`: contact data that prove nothing. */
export type Factor = ProofFactor | 'identificador' | 'estado' | 'contacto'

/** Which factor each part of an account belongs to; the others are none. */
const FACTOR_OF: Partial<Record<keyof Cuenta, Factor>> = {
  claveHash: 'clave',
  preguntaSecreta: 'respuesta',
  respuestaHash: 'respuesta',
  email: 'email',
  celular: 'celular',
  rutRepresentante: 'representante',
  emailRepresentante: 'representante',
  celularRepresentante: 'representante',
  perfil: 'identificador',
  identificador: 'identificador',
  estado: 'estado',
  direccion: 'contacto',
  numero: 'contacto',
  block: 'contacto',
  departamento: 'contacto',
  region: 'contacto',
  comuna: 'contacto',
  telefonoParticular: 'contacto',
  telefonoTrabajo: 'contacto',
}

/** The factors that these parts belong to. */
export const factorsOf = (parts: readonly (keyof Cuenta)[]): Factor[] => [
  ...new Set(parts.flatMap((part) => FACTOR_OF[part] ?? [])),
]

/** The factors that differ between an account before a change and after it. */
export const changedFactors = (before: Cuenta, after: Cuenta): Factor[] =>
  factorsOf((Object.keys(FACTOR_OF) as (keyof Cuenta)[]).filter((part) => before[part] !== after[part]))

export interface Ends {
  /** Temporary keys, codes, requests in progress, sessions and links to recover. */
  proofs: boolean
  /** Links that were sent to the mailbox to confirm it, or to accept an OTEC there. */
  mailbox: boolean
  /** Links that were sent to the representative to confirm their mailbox. */
  representante: boolean
  /** Links to send a document. */
  documento: boolean
  /** Links back to a frozen account. */
  volver: boolean
  /** Pending changes: those asked for with less than a code, with less than a code to a mailbox, or all. */
  pending: 'ninguno' | 'sin_codigo' | 'sin_correo' | 'todos'
  /** Orders of two people that are open: those of the kinds that rest on the factors, or all. */
  ordenes: 'ninguna' | 'de_factores' | 'todas'
}

const OF_A_SECRET: Ends = {
  proofs: true,
  mailbox: false,
  representante: false,
  documento: false,
  volver: false,
  pending: 'sin_codigo',
  ordenes: 'de_factores',
}
const OF_A_MAILBOX: Ends = {
  proofs: true,
  mailbox: true,
  representante: false,
  documento: true,
  volver: false,
  pending: 'todos',
  ordenes: 'de_factores',
}

const ENDS: Record<Factor, Ends> = {
  clave: OF_A_SECRET,
  respuesta: OF_A_SECRET,
  // So does one that was asked for with a code to the mobile.
  celular: { ...OF_A_SECRET, pending: 'sin_correo' },
  // What was asked for shows the former one.
  identificador: { ...OF_A_SECRET, documento: true, ordenes: 'todas' },
  // A pending change that was asked for with a code rests on the mailbox that got it.
  email: OF_A_MAILBOX,
  representante: { ...OF_A_MAILBOX, mailbox: false, representante: true },
  estado: { ...OF_A_MAILBOX, representante: true, volver: true },
  contacto: { ...OF_A_SECRET, proofs: false, ordenes: 'ninguna' },
}

const PENDING_ORDER: readonly Ends['pending'][] = ['ninguno', 'sin_codigo', 'sin_correo', 'todos']
const ORDENES_ORDER: readonly Ends['ordenes'][] = ['ninguna', 'de_factores', 'todas']

/** What a change of these factors ends. “No fui yo” links end with none of them. */
export function endsOf(factors: readonly Factor[]): Ends {
  const ends = factors.map((factor) => ENDS[factor])
  return {
    proofs: ends.some(({ proofs }) => proofs),
    mailbox: ends.some(({ mailbox }) => mailbox),
    representante: ends.some(({ representante }) => representante),
    documento: ends.some(({ documento }) => documento),
    volver: ends.some(({ volver }) => volver),
    pending: PENDING_ORDER.findLast((one) => ends.some(({ pending }) => pending === one)) ?? 'ninguno',
    ordenes: ORDENES_ORDER.findLast((one) => ends.some(({ ordenes }) => ordenes === one)) ?? 'ninguna',
  }
}
