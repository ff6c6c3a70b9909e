import type { Perfil } from '../../../domain/perfil.ts'
import { maskEmail, maskIdentificador } from '../../../domain/values/mask.ts'
import { recordAudit } from '../../audit/record.ts'
import { type BouncedMailbox, findBounced } from '../../notices/bounces.ts'
import type { Bounce, Deps, StaffContext } from '../../ports.ts'
import { requirePower } from '../require-power.ts'
import { AVISOS_PER_PAGE } from './list-avisos.ts'

/** A mailbox that came back, and whose it is. */
export interface ShownBounce extends Pick<BouncedMailbox, 'of' | 'reason' | 'since'> {
  cuentaId: string
  perfil: Perfil
  maskedIdentificador: string
  maskedEmail: string
}

/**
 * Mailboxes that mail does not reach, the latest first (product.md “Notices”); marks of mailboxes that their accounts
 * have no more, or confirmed since, are left out. Audited.
 * @param after the last one of the page before.
 * @returns `next`: where the page after it begins; undefined after the last.
 * @throws {PowerMissing}
 */
export function listBounced(
  deps: Pick<Deps, 'store' | 'clock' | 'fingerprints'>,
  context: StaffContext,
  after?: Pick<Bounce, 'since' | 'cuentaId'>,
): Promise<{ bounced: ShownBounce[]; next: Pick<Bounce, 'since' | 'cuentaId'> | undefined }> {
  requirePower(context, 'ver_avisos')
  return deps.store.transaction(async (uow) => {
    const found = await uow.bounces.findLatest(AVISOS_PER_PAGE + 1, after)
    const page = found.slice(0, AVISOS_PER_PAGE)
    const bounced: ShownBounce[] = []
    for (const cuentaId of new Set(page.map((one) => one.cuentaId))) {
      const cuenta = await uow.cuentas.findById(cuentaId)
      if (!cuenta || cuenta.estado === 'cerrada') continue
      const { perfil, identificador } = cuenta
      for (const { email, of, reason, since } of await findBounced(deps, uow, cuenta)) {
        const maskedIdentificador = maskIdentificador(perfil, identificador)
        bounced.push({
          cuentaId,
          perfil,
          maskedIdentificador,
          maskedEmail: maskEmail(email),
          of,
          reason,
          since,
        })
      }
    }
    await recordAudit(uow, context, deps.clock.now(), 'avisos_listados', {
      detail: { devueltos: bounced.length },
    })
    return { bounced, next: found.length > page.length ? page.at(-1) : undefined }
  })
}
