import type { Request } from 'express'
import type { AuditAsked } from '../../../application/staff/supervision/audit-query.ts'
import { readAuditFilter } from '../../../domain/staff/audit-filter.ts'
import type { AuditParams } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { rememberedSearch } from '../busqueda/searches.ts'

/** What an address asks for; an account that was typed is in the session. */
export function askedBy(req: Request, { deps }: Services): { asked: AuditAsked; params: AuditParams } {
  const filter = readAuditFilter((name) => requestParam(req, name))
  const { event, doer, from, to, cuentaId } = filter
  const busqueda = requestParam(req, 'busqueda')
  const typedCuenta = cuentaId ? undefined : rememberedSearch(req, deps, busqueda)
  return {
    asked: { filter, ...(typedCuenta !== undefined && { typedCuenta }) },
    params: {
      ...{ suceso: event, quien: doer, desde: from, hasta: to, cuenta: cuentaId },
      busqueda: typedCuenta === undefined ? undefined : busqueda,
    },
  }
}
