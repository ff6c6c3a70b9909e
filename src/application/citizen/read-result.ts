import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { CelularOfPage } from '../../domain/pages/celular-page.ts'
import type { RegisteredOrganizacion } from '../../domain/pages/juridica-pages.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import type { Deps, Queries, Solicitud } from '../ports.ts'
import { resultOf, type SolicitudResult, solicitudContext } from '../request/solicitudes.ts'
import { findCelularToConfirm, findPendingCelular } from './codigos/celular-to-confirm.ts'

export interface VisibleResult extends SolicitudResult {
  /** The provisoria: shown for five minutes, and only until it is used or replaced. */
  clave: string | null
  /** Currently registered e-mail. */
  email: string | null
  /** The mobile that the page offers to confirm, or that was confirmed. */
  celular: CelularOfPage | undefined
  /** Set for the cuenta of an organisation. */
  organizacion?: RegisteredOrganizacion
}

/** What the final page of a solicitud shows. */
export function readResult(deps: Deps, solicitud: Solicitud): Promise<VisibleResult> {
  const result = resultOf(deps, solicitud)
  return deps.store.read(async (queries) => {
    const { cuentas, provisorias } = queries
    const cuentaId = solicitud.cuentaId ?? ''
    const cuenta = await cuentas.findById(cuentaId)
    const live = await provisorias.findByCuenta(cuentaId)
    const clave = storedClave(deps, solicitud)
    const current = clave !== null && live && deps.fingerprints.matches('provisoria', clave, live.fingerprint)
    return {
      ...result,
      clave: current ? clave : null,
      email: cuenta?.email ?? null,
      celular: await celularOf(deps, queries, solicitud, cuenta),
      ...(cuenta?.perfil === 'juridica' && { organizacion: organizacionOf(cuenta) }),
    }
  })
}

/** What the page says of the mobile: the one that it offers to confirm, or the one that was confirmed. */
async function celularOf(
  deps: Deps,
  queries: Queries,
  solicitud: Solicitud,
  cuenta: Cuenta | undefined,
): Promise<CelularOfPage | undefined> {
  const toConfirm = await findCelularToConfirm(deps, queries, solicitud, cuenta)
  if (toConfirm) {
    const { celular, change } = toConfirm
    return { celular, estado: 'por_confirmar', isNew: change !== undefined }
  }
  if (!resultOf(deps, solicitud).celularConfirmed || !cuenta) return undefined
  const change = await findPendingCelular(queries, cuenta.id)
  const celular = change?.data.celular ?? cuenta.celular
  const from = change?.effectiveAt && formatMoment(change.effectiveAt)
  return celular ? { celular, estado: 'confirmado', ...(from && { from }) } : undefined
}

const organizacionOf = ({ razonSocial, tipoOrganismo, identidad }: Cuenta): RegisteredOrganizacion => ({
  razonSocial: razonSocial ?? '',
  tipo: tipoOrganismo ?? '',
  identidad,
})

function storedClave(deps: Deps, { id, encryptedSecret, secretExpiresAt }: Solicitud): string | null {
  const visible = encryptedSecret && secretExpiresAt && secretExpiresAt > deps.clock.now()
  return visible ? deps.cipher.decrypt(encryptedSecret, solicitudContext(id, 'secreto')) : null
}
