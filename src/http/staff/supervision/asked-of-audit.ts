import type { Request } from 'express'
import type { AuditAsked } from '../../../application/staff/supervision/audit-query.ts'
import { readAuditFilter } from '../../../domain/staff/audit-filter.ts'
import { type AuditParams, auditUrl, paths } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { rememberedSearch } from '../busqueda/searches.ts'

interface Asked {
  asked: AuditAsked
  params: AuditParams
  /** Where the account is typed again: this session no longer knows which one the address stands for. */
  lost?: string
}

/** What an address asks for; an account that was typed is in the session. */
export function askedBy(req: Request, { deps }: Services): Asked {
  const filter = readAuditFilter((name) => requestParam(req, name))
  const { event, doer, from, to, cuentaId } = filter
  const busqueda = requestParam(req, 'busqueda')
  const typedCuenta = cuentaId ? undefined : rememberedSearch(req, deps, busqueda)
  const others = { suceso: event, quien: doer, desde: from, hasta: to }
  const isLost = busqueda !== '' && !cuentaId && typedCuenta === undefined
  return {
    ...(isLost && { lost: auditUrl(others, paths.console.auditCuenta) }),
    asked: { filter, ...(typedCuenta !== undefined && { typedCuenta }) },
    params: {
      ...others,
      cuenta: cuentaId,
      busqueda: typedCuenta === undefined ? undefined : busqueda,
    },
  }
}
