/** What Cambiar and Actualizar make of an account, as its domain decides. */

import { withCodigoConfirmed } from '../../../../src/domain/account/channels.ts'
import { comesBack, keepInvited, keepMailbox } from '../../../../src/domain/account/coming-back.ts'
import type { Cuenta } from '../../../../src/domain/account/cuenta.ts'
import type { Proof } from '../../../../src/domain/account/progress.ts'
import { rankOf } from '../../../../src/domain/account/proofs.ts'
import { withProvenance } from '../../../../src/domain/account/provenance.ts'
import { isAtLeast } from '../../../../src/domain/account/ranks.ts'
import { factorsSetBy, type NewData, withNewData } from '../../../../src/domain/forms/cambios.ts'
import { addHours } from '../../../../src/domain/values/durations.ts'
import type { Changes } from '../seen.ts'

/** Cambiar, by whoever showed these proofs; secrets stand for their hashes. */
export function withChosen(
  before: Cuenta,
  proofs: readonly Proof[],
  { clave, respuesta, invited }: { clave: string; respuesta: string; invited: string | undefined },
  now: Date,
) {
  const cameBack = comesBack(proofs, before)
  const rank = rankOf(proofs, before, now)
  const back = () => (invited ? keepInvited(before, invited, now) : keepMailbox(before, 'email', now))
  const kept = cameBack ? back() : before
  const pregunta = { preguntaSecreta: 'p05', respuestaHash: respuesta }
  const chosen = cameBack ? (['clave', 'respuesta'] as const) : (['clave'] as const)
  const factores = withProvenance(kept, chosen, rank, now)
  const after: Cuenta = { ...kept, claveHash: clave, ...(cameBack && pregunta), factores }
  return { after, cameBack, rank }
}

/** Actualizar. @returns undefined where the proofs do not allow it. */
export function withChanges(before: Cuenta, proofs: readonly Proof[], changes: Changes, now: Date) {
  const rank = rankOf(proofs, before, now)
  const recovered = before.recoveredWithRespuestaAt
  const held = recovered !== null && addHours(recovered, 72) > now
  if (!isAtLeast(rank, 'canal') && (held || !isAtLeast(rank, 'respuesta'))) return undefined
  const data: NewData = {
    email: changes.mailbox ?? before.email ?? '',
    preguntaNueva: changes.respuesta ? 'p05' : null,
    respuestaNueva: changes.respuesta ?? null,
  }
  const changed = withNewData(withCodigoConfirmed(before, proofs, now), data, changes.respuesta ?? null, now)
  const after: Cuenta = {
    ...changed,
    factores: withProvenance(before, factorsSetBy(before, data), rank, now),
  }
  return { after, data, rank }
}
