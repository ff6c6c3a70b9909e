import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { RegisteredOrganizacion } from '../../domain/pages/juridica-pages.ts'
import type { Deps, Solicitud } from '../ports.ts'
import { resultOf, type SolicitudResult, solicitudContext } from '../request/solicitudes.ts'

export interface VisibleResult extends SolicitudResult {
  /** The provisoria: shown for five minutes, and only until it is used or replaced. */
  clave: string | null
  /** Currently registered e-mail. */
  email: string | null
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
      ...(cuenta?.perfil === 'juridica' && { organizacion: organizacionOf(cuenta) }),
    }
  })
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
