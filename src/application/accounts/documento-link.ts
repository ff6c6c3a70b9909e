import { enlaceMailbox } from '../../domain/account/channels.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import { type Asked, formatAsked } from '../../domain/documento/asked.ts'
import { isOfPerfil } from '../../domain/documento/kinds.ts'
import type { Aviso } from '../../domain/notices/avisos.ts'
import { addDays, DOCUMENTO_ENLACE_DAYS } from '../../domain/values/durations.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { makeEnlace } from '../links/enlaces.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Deps, UnitOfWork } from '../ports.ts'

/**
 * Mails the link with which a person sends a document (product.md “Documents”). It ends the former one: only the
 * newest works.
 * @param avisoWith the message that brings it.
 * @returns when it expires; undefined without a mailbox.
 */
export async function mailDocumentoLink(
  deps: Pick<Deps, 'random' | 'cipher' | 'fingerprints' | 'policy' | 'clock'>,
  uow: UnitOfWork,
  cuenta: Cuenta,
  asked: Asked,
  avisoWith: (link: { enlace: string; expires: string }) => Aviso,
): Promise<Date | undefined> {
  const to = enlaceMailbox(cuenta)
  if (to === null || !isOfPerfil(asked.kind, cuenta.perfil)) return undefined
  const now = deps.clock.now()
  const cuentaId = cuenta.id
  const expiresAt = addDays(now, DOCUMENTO_ENLACE_DAYS)
  const { enlace, url } = makeEnlace(deps, {
    kind: 'documento',
    cuentaId,
    targetId: formatAsked(asked),
    expiresAt,
  })
  await uow.enlaces.replace(enlace)
  const aviso = avisoWith({ enlace: url, expires: formatMoment(expiresAt) })
  await enqueueAviso(deps, uow, { to, cuentaId, aviso, now })
  return expiresAt
}
