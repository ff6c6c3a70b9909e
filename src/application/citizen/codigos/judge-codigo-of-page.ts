import type { Result } from '../../../domain/outcome/result.ts'
import { SolicitudLost } from '../../errors.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../../ports.ts'
import { cuentaSubject } from '../../proof/limits.ts'
import { concludeTry } from '../../proof/tries.ts'
import { once } from '../../request/once.ts'
import type { Asked, CodigoOfPage, FoundSolicitud } from './codigo-of-page.ts'
import { tryCodigo } from './codigos.ts'

/**
 * Judges a code, which proves nothing of the cuenta, and does what it is for in the transaction of its try.
 * @returns what `conclude` returns; or refusals `codigo_vencido`, `no_coinciden`, `cerrado`.
 * @throws {SolicitudLost} when the page offers none, or it is about something else by now.
 */
export function judgeCodigoOfPage<F extends FoundSolicitud>(
  deps: Deps,
  context: Context,
  of: CodigoOfPage<F>,
  { solicitudId, codigo, form }: Asked & { codigo: string },
  conclude: (uow: UnitOfWork, found: F) => Promise<Result<Solicitud>>,
): Promise<Result<Solicitud>> {
  return once(deps, form, async (keep) => {
    const found = await of.load(deps, deps.store.single, solicitudId)
    const { cuenta } = found
    const tried = await tryCodigo(deps, context, {
      ...found,
      subject: cuentaSubject(deps, cuenta, cuenta),
      codigo,
      about: of.about(found),
      proves: false,
    })
    if ('ok' in tried) return tried
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      const current = await of.load(deps, uow, solicitudId)
      if (of.about(current) !== of.about(found)) throw new SolicitudLost()
      const done = await conclude(uow, current)
      if (done.ok) await uow.codigos.delete(solicitudId)
      return keep(uow, done)
    })
  })
}
