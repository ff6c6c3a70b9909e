/** Which proofs a solicitud needs for the data that it changes. */

import { type Cuenta, missingMinimumData } from '../../domain/account/cuenta.ts'
import type { FieldName } from '../../domain/fields/fields.ts'
import {
  changedFields,
  HELD_FIELDS,
  type NewData,
  PROTECTED_FIELDS,
  REPRESENTANTE_FIELDS,
} from '../../domain/forms/cambios.ts'
import type { RefusalCode } from '../../domain/outcome/refusals.ts'
import type { Refusal, Refused } from '../../domain/outcome/result.ts'
import { addHours, HOLD_AFTER_RECUPERAR_HOURS } from '../../domain/values/durations.ts'
import type { Context, Deps, HashReservation, Solicitud } from '../ports.ts'
import { verifyHash } from '../proof/verify-hash.ts'
import { resultOf } from '../request/solicitudes.ts'

type ClockDeps = Pick<Deps, 'clock'>
type PermissionDeps = Pick<Deps, 'cipher' | 'policy' | 'clock'>

/**
 * Whether e-mail, mobile and question (and an organisation's representative) change only with a code: for 72
 * hours after a recovery by answer (product.md “Actualizar”), and whenever the CS alone was proven, which
 * only completes.
 */
function requiresCodigo({ clock }: ClockDeps, { proofs }: Solicitud, cuenta: Cuenta): boolean {
  const from = cuenta.recoveredWithRespuestaAt
  const held = from !== null && addHours(from, HOLD_AFTER_RECUPERAR_HOURS) > clock.now()
  return !proofs.includes('codigo') && (held || !proofs.includes('respuesta'))
}

/**
 * Whether an organisation that proved only its respuesta can open the other fields with its current clave.
 */
export const acceptsClave = (deps: ClockDeps, solicitud: Solicitud, cuenta: Cuenta): boolean =>
  cuenta.perfil === 'juridica' &&
  !solicitud.proofs.includes('codigo') &&
  !requiresCodigo(deps, solicitud, cuenta)

/**
 * Whether messages bring the temporary key of an account: then who gives a mobile receives it, and the answer
 * alone would be enough to take the account (decision 18).
 */
const arrivesByMessage = ({ policy }: Pick<Deps, 'policy'>, { perfil }: Cuenta): boolean =>
  policy.claveProvisoriaDelivery[perfil] === 'mail'

/** Whether a codigo would open more fields in this solicitud. */
export const codigoHelps = (deps: PermissionDeps, solicitud: Solicitud, cuenta: Cuenta): boolean =>
  !solicitud.proofs.includes('codigo') &&
  (requiresCodigo(deps, solicitud, cuenta) ||
    acceptsClave(deps, solicitud, cuenta) ||
    arrivesByMessage(deps, cuenta) ||
    resultOf(deps, solicitud).rutAlternativo !== undefined)

/**
 * Refuses what this request may not change with what it has proven.
 * @returns `cambio_exige_codigo` or its organisation's `cambio_exige_codigo_representante`, or
 *   `cambio_exige_clave`, at each field; `cambio_exige_codigo_rut` at the RUT that a migrant wants to go on
 *   with.
 */
export function refuseWithoutPermission(
  deps: PermissionDeps,
  solicitud: Solicitud,
  cuenta: Cuenta,
  data: NewData,
): Refused | undefined {
  const { proofs } = solicitud
  if (proofs.includes('codigo')) return undefined
  const changed = changedFields(cuenta, data)
  const givesCelular = arrivesByMessage(deps, cuenta) && changed.includes('celular') && Boolean(data.celular)
  const withCelular = givesCelular ? (['celular'] as const) : []
  if (requiresCodigo(deps, solicitud, cuenta) || cuenta.perfil !== 'juridica') {
    const holds = requiresCodigo(deps, solicitud, cuenta)
    const fields = holds ? heldFields(solicitud, cuenta, changed) : withCelular
    const isJuridica = cuenta.perfil === 'juridica'
    return refuseFields([
      ...(resultOf(deps, solicitud).rutAlternativo ? [NO_RUT_WITHOUT_CODIGO] : []),
      ...refusalsFor(isJuridica ? 'cambio_exige_codigo_representante' : 'cambio_exige_codigo', fields),
    ])
  }
  if (proofs.includes('clave')) return undefined
  const protectedFields = PROTECTED_FIELDS.filter((field) => changed.includes(field))
  return refuseFields(refusalsFor('cambio_exige_clave', [...protectedFields, ...withCelular]))
}

/** A natural cuenta gets its provisoria on the page, so under an RUT the respuesta alone would give it. */
const NO_RUT_WITHOUT_CODIGO: Refusal = { code: 'cambio_exige_codigo_rut', field: 'rutAlternativo' }

function heldFields({ proofs }: Solicitud, cuenta: Cuenta, changed: readonly FieldName[]): FieldName[] {
  const wasMissing = missingMinimumData(cuenta)
  const ofAll = HELD_FIELDS.filter(
    ({ change }) => changed.includes(change) && !wasMissing.some((datum) => datum === change),
  ).map(({ field }) => field)
  // The clave may complete missing data; the respuesta alone may not set the mailbox that receives codigos.
  const completes = proofs.includes('clave')
  const ofOrganizacion = REPRESENTANTE_FIELDS.filter(
    (field) => changed.includes(field) && !(completes && cuenta[field] === null),
  )
  return [...ofAll, ...ofOrganizacion]
}

const refusalsFor = (code: RefusalCode, fields: readonly FieldName[]): Refusal[] =>
  fields.map((field) => ({ code, field }))

const refuseFields = (refusals: readonly Refusal[]): Refused | undefined =>
  refusals.length > 0 ? { ok: false, refusals } : undefined

/**
 * Judges the current CS that an organisation gave with its data, where it is needed: a try like any other.
 * @returns the request, with that proof when it was right; or refusals `no_coinciden`, `cerrado` at its
 *   field.
 */
export async function confirmWithClave(
  deps: Deps,
  context: Context,
  reservation: HashReservation,
  { solicitud, cuenta, data }: { solicitud: Solicitud; cuenta: Cuenta; data: NewData },
): Promise<{ confirmed: boolean } | Refused> {
  const usesClave = data.claveParaConfirmar && acceptsClave(deps, solicitud, cuenta)
  if (!usesClave || !refuseWithoutPermission(deps, solicitud, cuenta, data)) return { confirmed: false }
  const refusal = await verifyHash(deps, context, reservation, {
    secret: 'clave',
    subject: solicitud.subject,
    cuenta,
    text: data.claveParaConfirmar ?? '',
  })
  if (!refusal) return { confirmed: true }
  const field = 'claveParaConfirmar'
  return { ok: false, refusals: refusal.refusals.map((one) => ({ ...one, field })) }
}
