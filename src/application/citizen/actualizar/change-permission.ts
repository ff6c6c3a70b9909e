/** Which proofs a solicitud needs for the data that it changes. */

import { codigoFactor, codigoServes } from '../../../domain/account/channels.ts'
import { type Cuenta, missingMinimumData } from '../../../domain/account/cuenta.ts'
import type { Proof } from '../../../domain/account/progress.ts'
import { codigoProvesFrom, onlyClave, rankOf } from '../../../domain/account/proofs.ts'
import { isAtLeast } from '../../../domain/account/ranks.ts'
import type { FieldName } from '../../../domain/fields/fields.ts'
import {
  changedFields,
  DOMICILIO_FIELDS,
  HELD_FIELDS,
  type NewData,
  PROTECTED_FIELDS,
  REPRESENTANTE_FIELDS,
} from '../../../domain/forms/cambios.ts'
import type { RefusalCode } from '../../../domain/outcome/refusals.ts'
import type { Refusal, Refused } from '../../../domain/outcome/result.ts'
import { addHours, HOLD_AFTER_RECUPERAR_HOURS } from '../../../domain/values/durations.ts'
import { formatDate, formatTime, todayInChile } from '../../../domain/values/fecha.ts'
import type { Context, Deps, HashReservation, Solicitud } from '../../ports.ts'
import { findProvenBrowser } from '../../proof/browsers.ts'
import { type TriedHash, tryHash } from '../../proof/verify-hash.ts'
import { resultOf } from '../../request/solicitudes.ts'

type ClockDeps = Pick<Deps, 'clock'>
type PermissionDeps = Pick<Deps, 'cipher' | 'policy' | 'clock'>

/**
 * Whether e-mail, mobile and pregunta (and an organisation's representative) can only be changed with a
 * codigo: for 72 hours after a recovery with the respuesta and the change of CS that follows it, so that no gap
 * opens between both (product.md “Proofs”, 5), and when only the clave
 * was proven, which just completes missing data.
 */
function requiresCodigo(deps: ClockDeps, solicitud: Solicitud, cuenta: Cuenta): boolean {
  const from = cuenta.recoveredWithRespuestaAt
  const now = deps.clock.now()
  const held = from !== null && addHours(from, HOLD_AFTER_RECUPERAR_HOURS) > now
  const rank = rankOf(solicitud.proofs, cuenta, now)
  return !isAtLeast(rank, 'canal') && (held || !isAtLeast(rank, 'respuesta'))
}

/** Whether everything may change: a code was given, to a mailbox that was not set lately with less. */
const opensAll = ({ clock }: ClockDeps, { proofs }: Solicitud, cuenta: Cuenta): boolean =>
  isAtLeast(rankOf(proofs, cuenta, clock.now()), 'canal')

/**
 * Whether a code opens all but the representative: it goes to the organisation's mailbox until the
 * representative's is confirmed (product.md “Proofs”, 7).
 */
const keepsRepresentante = (cuenta: Cuenta): boolean =>
  cuenta.perfil === 'juridica' && codigoFactor(cuenta) === 'email'

/**
 * Whether an organisation that proved its respuesta can open the other fields with its current clave.
 */
export const acceptsClave = (deps: ClockDeps, solicitud: Solicitud, cuenta: Cuenta): boolean =>
  cuenta.perfil === 'juridica' &&
  (opensAll(deps, solicitud, cuenta)
    ? keepsRepresentante(cuenta) && solicitud.proofs.includes('respuesta')
    : !requiresCodigo(deps, solicitud, cuenta))

/**
 * Whether the provisoria is sent by message. Then whoever sets the mobile receives it, and the respuesta
 * alone would be enough to take over the cuenta (decision 19).
 */
export const arrivesByMessage = ({ policy }: Pick<Deps, 'policy'>, { perfil }: Cuenta): boolean =>
  policy.claveProvisoriaDelivery[perfil] === 'mail'

/** Whether a codigo would open more fields in this solicitud. */
export const codigoHelps = (deps: PermissionDeps, solicitud: Solicitud, cuenta: Cuenta): boolean =>
  !solicitud.proofs.includes('codigo') &&
  codigoServes(solicitud.proofs, cuenta) &&
  (requiresCodigo(deps, solicitud, cuenta) ||
    acceptsClave(deps, solicitud, cuenta) ||
    arrivesByMessage(deps, cuenta) ||
    resultOf(deps, solicitud).rutAlternativo !== undefined)

/**
 * Refuses the changes that the proofs of a solicitud do not allow.
 * @returns at each such field `cambio_exige_codigo`, `cambio_exige_codigo_representante` (organisations),
 *   `cambio_exige_clave` or `cambio_exige_representante`; `cambio_exige_codigo_rut` at the RUT that a migrante wants to
 *   continue with. To whoever gave a code already `cambio_espera`, `cambio_espera_rut`.
 */
export function refuseWithoutPermission(
  deps: PermissionDeps,
  solicitud: Solicitud,
  cuenta: Cuenta,
  data: NewData,
): Refused | undefined {
  const { proofs } = solicitud
  const changed = changedFields(cuenta, data)
  if (opensAll(deps, solicitud, cuenta)) {
    if (!keepsRepresentante(cuenta) || proofsOpenRepresentante(proofs)) return undefined
    const fields = REPRESENTANTE_FIELDS.filter(
      (field) => changed.includes(field) && !(proofs.includes('clave') && isMissing(cuenta, field)),
    )
    return refuseFields(refusalsFor('cambio_exige_representante', fields))
  }
  const givesCelular = arrivesByMessage(deps, cuenta) && changed.includes('celular') && Boolean(data.celular)
  const withCelular = givesCelular ? (['celular'] as const) : []
  if (requiresCodigo(deps, solicitud, cuenta) || cuenta.perfil !== 'juridica') {
    const holds = requiresCodigo(deps, solicitud, cuenta)
    const fields = holds ? heldFields(solicitud, cuenta, changed) : withCelular
    const isJuridica = cuenta.perfil === 'juridica'
    const refused = [
      ...(resultOf(deps, solicitud).rutAlternativo ? [NO_RUT_WITHOUT_CODIGO] : []),
      ...refusalsFor(isJuridica ? 'cambio_exige_codigo_representante' : 'cambio_exige_codigo', fields),
    ]
    const from = proofs.includes('codigo') && codigoProvesFrom(cuenta, deps.clock.now())
    return refuseFields(from ? refused.map((one) => waiting(one, from)) : refused)
  }
  if (proofs.includes('clave')) return undefined
  const protectedFields = PROTECTED_FIELDS.filter((field) => changed.includes(field))
  return refuseFields(refusalsFor('cambio_exige_clave', [...protectedFields, ...withCelular]))
}

/** A natural cuenta gets its provisoria on the page, so under an RUT the respuesta alone would give it. */
const NO_RUT_WITHOUT_CODIGO: Refusal = { code: 'cambio_exige_codigo_rut', field: 'rutAlternativo' }

/** The same refusal to whoever gave a code already, to a mailbox that was set lately with less: it says until when. */
const waiting = ({ code, field = '' }: Refusal, from: Date): Refusal => ({
  code: code === 'cambio_exige_codigo_rut' ? 'cambio_espera_rut' : 'cambio_espera',
  field,
  data: { hora: formatTime(from), fecha: formatDate(todayInChile(from)) },
})

function heldFields({ proofs }: Solicitud, cuenta: Cuenta, changed: readonly FieldName[]): FieldName[] {
  if (onlyClave(proofs))
    return changed.flatMap((field) => (isMissing(cuenta, field) ? [] : [formField(field)]))
  const wasMissing = missingMinimumData(cuenta)
  const ofAll = HELD_FIELDS.filter(
    ({ change }) => changed.includes(change) && !wasMissing.some((datum) => datum === change),
  ).map(({ field }) => field)
  // The respuesta alone may not set the mailbox that receives codigos.
  const ofOrganizacion = REPRESENTANTE_FIELDS.filter((field) => changed.includes(field))
  return [...ofAll, ...ofOrganizacion]
}

/** Whether the clave alone may fill in a field: it has nothing, or its group lacks minimum data. Never a mobile. */
function isMissing(cuenta: Cuenta, field: FieldName): boolean {
  if (field === 'celular') return false
  const missing = missingMinimumData(cuenta)
  if (field === 'preguntaSecreta') return missing.includes('preguntaSecreta')
  if (DOMICILIO_FIELDS.some((one) => one === field) && missing.includes('domicilio')) return true
  return (cuenta as Partial<Record<FieldName, unknown>>)[field] === null
}

/** Where the form shows a changed field. */
const formField = (changed: FieldName): FieldName =>
  HELD_FIELDS.find(({ change }) => change === changed)?.field ?? changed

/** Without a code to the representative: answer and CS together. */
const proofsOpenRepresentante = (proofs: readonly Proof[]): boolean =>
  proofs.includes('respuesta') && proofs.includes('clave')

const refusalsFor = (code: RefusalCode, fields: readonly FieldName[]): Refusal[] =>
  fields.map((field) => ({ code, field }))

const refuseFields = (refusals: readonly Refusal[]): Refused | undefined =>
  refusals.length > 0 ? { ok: false, refusals } : undefined

/**
 * Checks the current clave that an organisation typed with its data, if it is needed; it spends a try.
 * @returns the try, its refusal at its field; undefined when no clave is needed.
 */
export async function tryClaveToConfirm(
  deps: Deps,
  context: Context,
  reservation: HashReservation,
  { solicitud, cuenta, data }: { solicitud: Solicitud; cuenta: Cuenta; data: NewData },
): Promise<TriedHash | undefined> {
  const usesClave = data.claveParaConfirmar && acceptsClave(deps, solicitud, cuenta)
  if (!usesClave || !refuseWithoutPermission(deps, solicitud, cuenta, data)) return undefined
  const tried = await tryHash(deps, context, reservation, {
    secret: 'clave',
    subject: solicitud.subject,
    cuenta,
    known: await findProvenBrowser(deps, context, cuenta.id),
    text: data.claveParaConfirmar ?? '',
    paid: true,
  })
  if (!tried.refusal) return tried
  const field = 'claveParaConfirmar'
  const refusals = tried.refusal.refusals.map((one) => ({ ...one, field }))
  return { ...tried, refusal: { ok: false, refusals } }
}
