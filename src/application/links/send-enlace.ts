import { linkMailboxes } from '../../domain/account/coming-back.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Aviso } from '../../domain/notices/avisos.ts'
import { addMinutes, RECUPERAR_ENLACE_MINUTES } from '../../domain/values/durations.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Deps, PeticionEnd, UnitOfWork } from '../ports.ts'
import { makeEnlace } from './enlaces.ts'

/**
 * Mails a new link, which replaces the previous one. If the mailbox is over its limit, the previous one stays
 * valid. Links that reactivate a frozen cuenta are valid for days and not replaced, since anybody can request
 * this one; each knows its mailbox.
 * @param compose builds the message around the link; `congelada`: of a frozen cuenta.
 * @param browser the proven browser that asked, which has some links of its own.
 * @returns what came of it: a cuenta without a mailbox that links go to (see {@link linkMailboxes}) gets none.
 */
export async function sendEnlace(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  compose: (told: { enlace: string; expires: string; congelada: boolean }) => Aviso,
  browser?: string,
): Promise<PeticionEnd> {
  const now = deps.clock.now()
  const expiresAt = addMinutes(now, RECUPERAR_ENLACE_MINUTES)
  const congelada = cuenta.estado === 'congelada'
  const kind = congelada ? 'volver' : 'recuperar'
  let end: PeticionEnd = 'sin_destino'
  for (const mailbox of linkMailboxes(cuenta)) {
    const { enlace, url } = makeEnlace(deps, {
      kind,
      cuentaId: cuenta.id,
      targetId: congelada ? mailbox : null,
      expiresAt,
    })
    const leaves = await enqueueAviso(deps, uow, {
      to: cuenta[mailbox] ?? '',
      cuentaId: cuenta.id,
      aviso: compose({ enlace: url, expires: formatMoment(expiresAt), congelada }),
      now,
      ...(browser !== undefined && { browser }),
    })
    if (leaves) await (congelada ? uow.enlaces.create(enlace) : uow.enlaces.replace(enlace))
    if (end !== 'enviada') end = leaves ? 'enviada' : 'limite'
  }
  return end
}
