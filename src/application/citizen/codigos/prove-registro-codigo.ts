import { ok, type Result } from '../../../domain/outcome/result.ts'
import type { Context, Deps, Solicitud } from '../../ports.ts'
import type { FormSubmission } from '../../request/once.ts'
import { startTakeOver, verifyOrganizacion } from './after-registro-codigo.ts'
import { judgeCodigoOfPage } from './judge-codigo-of-page.ts'
import { REGISTRO_CODIGO } from './registro-codigo.ts'

/**
 * Judges the code. It verifies the account and settles what would stop it; where the register has another
 * representative it leads to choosing a new clave and pregunta, with which the account takes over that one.
 * @returns the solicitud to go on with: the same one, or that of Cambiar. Refusals: `codigo_vencido`,
 *   `no_coinciden`, `cerrado`.
 * @throws {SolicitudLost} when no code is offered.
 */
export const proveRegistroCodigo = (
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; codigo: string; form: Pick<FormSubmission, 'body'> },
): Promise<Result<Solicitud>> =>
  judgeCodigoOfPage(deps, context, REGISTRO_CODIGO, paso, async (uow, found) =>
    ok(
      found.effect === 'verifica'
        ? await verifyOrganizacion(deps, uow, context, found)
        : await startTakeOver(deps, uow, found),
    ),
  )
