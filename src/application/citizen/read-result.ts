import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { CelularOfPage } from '../../domain/pages/celular-page.ts'
import type { RegisteredOrganizacion } from '../../domain/pages/juridica-pages.ts'
import type { Deps, Solicitud } from '../ports.ts'
import { resultOf, type SolicitudResult, solicitudContext } from '../request/solicitudes.ts'
import { findCelularToConfirm } from './confirm-celular.ts'

export interface VisibleResult extends Omit<SolicitudResult, 'celular'> {
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
  return deps.store.read(async ({ cuentas, provisorias }) => {
    const cuentaId = solicitud.cuentaId ?? ''
    const cuenta = await cuentas.findById(cuentaId)
    const live = await provisorias.findByCuenta(cuentaId)
    const clave = storedClave(deps, solicitud)
    const current = clave !== null && live && deps.fingerprints.matches('provisoria', clave, live.fingerprint)
    return {
      ...result,
      clave: current ? clave : null,
      email: cuenta?.email ?? null,
      celular: celularOf(deps, solicitud, cuenta),
      ...(cuenta?.perfil === 'juridica' && { organizacion: organizacionOf(cuenta) }),
    }
  })
}

function celularOf(deps: Deps, solicitud: Solicitud, cuenta: Cuenta | undefined): CelularOfPage | undefined {
  const toConfirm = findCelularToConfirm(deps, solicitud, cuenta)
  if (toConfirm) return { ...toConfirm, estado: 'por_confirmar' }
  const { celular: estado } = resultOf(deps, solicitud)
  return estado && cuenta?.celular ? { celular: cuenta.celular, estado } : undefined
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
