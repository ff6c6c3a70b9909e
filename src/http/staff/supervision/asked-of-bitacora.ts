import type { Request } from 'express'
import type { BitacoraAsked } from '../../../application/staff/supervision/bitacora-query.ts'
import { readBitacoraFilter } from '../../../domain/staff/bitacora.ts'
import type { BitacoraParams } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { rememberedSearch } from '../busqueda/searches.ts'

/** What an address asks for; an account that was typed is in the session. */
export function askedBy(req: Request, { deps }: Services): { asked: BitacoraAsked; params: BitacoraParams } {
  const filter = readBitacoraFilter((name) => requestParam(req, name))
  const { event, doer, from, to, cuentaId } = filter
  const busqueda = requestParam(req, 'busqueda')
  const account = cuentaId ? undefined : rememberedSearch(req, deps, busqueda)
  return {
    asked: { filter, ...(account !== undefined && { account }) },
    params: {
      ...{ suceso: event, quien: doer, desde: from, hasta: to, cuenta: cuentaId },
      busqueda: account === undefined ? undefined : busqueda,
    },
  }
}
