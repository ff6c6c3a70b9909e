/** The registro of organisations, and its effect on accounts. */

import type { Cuenta } from '../account/cuenta.ts'
import { type Refused, refuse } from '../outcome/result.ts'

/** An organisation in the registro. */
export interface Organismo {
  rut: string
  razonSocial: string
  /** One of TIPOS_ORGANISMO. */
  tipo: string
  /** Whether SENCE allows it to operate today. */
  vigente: boolean
  rutRepresentante: string
  /** Where the registro reaches the organisation, if it says: whoever reads there speaks for it. */
  email: string | null
  /** Nine digits starting with 9. */
  celular: string | null
}

/**
 * Whether the representative of an account cannot be edited: the registro has the organisation. One that is
 * missing is filled in.
 */
export const isRepresentanteReadOnly = (
  { rutRepresentante }: Pick<Cuenta, 'rutRepresentante'>,
  organismo: Organismo | undefined,
): boolean => organismo !== undefined && rutRepresentante !== null

/**
 * Checks the representative that an update gives an account: where the registro has the organisation, one that is
 * missing is filled in with the registro's, or the account would stop itself (product.md “Proofs”, 7).
 * @returns undefined when it may be written; otherwise `representante_no_coincide`.
 */
export const judgeNewRepresentante = (
  { rutRepresentante }: Pick<Cuenta, 'rutRepresentante'>,
  given: string | null | undefined,
  organismo: Organismo | undefined,
): Refused | undefined =>
  organismo && given && given !== rutRepresentante && given !== organismo.rutRepresentante
    ? refuse('representante_no_coincide', 'rutRepresentante')
    : undefined

/** Whether an account matches the registro: it has the organisation, with the same representative. */
const matchesRegistro = (
  { rutRepresentante }: Pick<Cuenta, 'rutRepresentante'>,
  organismo: Organismo | undefined,
): organismo is Organismo => organismo !== undefined && rutRepresentante === organismo.rutRepresentante

/**
 * Whether the registro has a different representative than the account. An account without a representative
 * does not count: it lacks minimum data.
 */
const hasOtherRepresentante = (
  { rutRepresentante }: Pick<Cuenta, 'rutRepresentante'>,
  organismo: Organismo | undefined,
): boolean =>
  organismo !== undefined && rutRepresentante !== null && rutRepresentante !== organismo.rutRepresentante

/** What of an entry may stop an account: a settlement holds until this changes (product.md “Proofs”, 7). */
export const entryOf = ({ rutRepresentante, tipo, vigente }: Organismo): string =>
  [rutRepresentante, tipo, vigente ? 'vigente' : 'no_vigente'].join(' ')

const isSettled = ({ settledEntry }: Pick<Cuenta, 'settledEntry'>, organismo: Organismo): boolean =>
  settledEntry === entryOf(organismo)

/**
 * Why the registro stops the operations of an account after proof: it names another representative, or the
 * OTEC is no longer in force, and nobody settled that entry (product.md “Proofs”, 7).
 */
export function registroStop(
  cuenta: Pick<Cuenta, 'perfil' | 'rutRepresentante' | 'settledEntry'>,
  organismo: Organismo | undefined,
): 'otro_representante' | 'otec_no_vigente' | undefined {
  if (cuenta.perfil !== 'juridica' || !organismo || isSettled(cuenta, organismo)) return undefined
  if (hasOtherRepresentante(cuenta, organismo)) return 'otro_representante'
  return isOtecNotVigente(organismo) ? 'otec_no_vigente' : undefined
}

const UNVERIFIED = { identidad: 'declarada', verifiedBy: null } as const

/**
 * Applies the registro to an account: name and type are taken from it, and the account is at least `coincide`
 * while the representative matches. With another representative it is `declarada`, unless that was settled.
 * Where the registro does not have the organisation only what an operator verified stays. A settlement ends
 * when its entry changes.
 */
export function applyRegistro(cuenta: Cuenta, organismo: Organismo | undefined): Cuenta {
  if (cuenta.perfil !== 'juridica') return cuenta
  const settled = organismo !== undefined && isSettled(cuenta, organismo)
  const now = settled ? cuenta : { ...cuenta, settledEntry: null }
  if (!organismo) return cuenta.verifiedBy === 'operador' ? now : { ...now, ...UNVERIFIED }
  if (!settled && !matchesRegistro(cuenta, organismo)) return { ...now, ...UNVERIFIED }
  const { razonSocial, tipo: tipoOrganismo } = organismo
  const identidad = cuenta.verifiedBy === null ? 'coincide' : 'verificada'
  return { ...now, razonSocial, tipoOrganismo, identidad }
}

/**
 * After an update of its data: what was verified of the former representative is not of a new one, whom the
 * registro may have, which verifies nobody.
 */
export const afterChangingData = (before: Cuenta, now: Cuenta, organismo: Organismo | undefined): Cuenta =>
  before.perfil !== 'juridica' || before.rutRepresentante === now.rutRepresentante
    ? now
    : applyRegistro({ ...now, ...UNVERIFIED, settledEntry: null }, organismo)

/**
 * After “No fui yo” restored its data: an organisation gets its verification back, unless the registro says
 * otherwise by now. In the other profiles identidad is restored only if the profile itself was.
 */
export const afterRestoring = (before: Cuenta, restored: Cuenta, organismo: Organismo | undefined): Cuenta =>
  before.perfil === 'juridica'
    ? applyRegistro(withoutForeignSettlement(before, restored), organismo)
    : { ...restored, identidad: before.perfil === restored.perfil ? before.identidad : restored.identidad }

/** What was settled is that one representative stands, and nobody else. */
const withoutForeignSettlement = (before: Cuenta, restored: Cuenta): Cuenta =>
  before.rutRepresentante === restored.rutRepresentante ? restored : { ...restored, settledEntry: null }

/** Whether an account was verified and no longer is. */
export const losesVerification = (before: Cuenta, now: Cuenta): boolean =>
  before.identidad === 'verificada' && now.identidad !== 'verificada'

export const isOtecNotVigente = (organismo: Organismo): boolean =>
  organismo.tipo === 'otec' && !organismo.vigente

/**
 * Whether an organisation may request foreign facilitators (product.md “Facilitador”): a verified OTEC which,
 * if it is in the registro, is vigente there and not stopped.
 * @param organismo its entry in the registro in force.
 */
export function isVerifiedOtecInForce(cuenta: Cuenta, organismo: Organismo | undefined): boolean {
  if (cuenta.perfil !== 'juridica' || cuenta.estado !== 'activa' || cuenta.identidad !== 'verificada')
    return false
  // An organisation gone from the registro loses this right at once, even before its account is adjusted.
  if (!organismo) return cuenta.tipoOrganismo === 'otec' && cuenta.verifiedBy === 'operador'
  return organismo.tipo === 'otec' && organismo.vigente && !registroStop(cuenta, organismo)
}
