import type { Cuenta } from '../domain/cuenta.ts'
import type { OrganizacionRegistrada } from '../domain/paginas-juridica.ts'
import type { Dependencias, Solicitud } from './ports.ts'
import { type ResultadoSolicitud, resultadoDe } from './solicitudes.ts'

export interface ResultadoVisible extends ResultadoSolicitud {
  /** The temporary key while it may be shown: five minutes, and only until it is used or superseded. */
  clave: string | null
  /** Registered e-mail of the account now. */
  email: string | null
  /** Who the account is of, where it is an organisation's. */
  organizacion?: OrganizacionRegistrada
}

/** What the last page of a request shows. */
export function verResultado(deps: Dependencias, solicitud: Solicitud): Promise<ResultadoVisible> {
  const resultado = resultadoDe(deps, solicitud)
  return deps.almacen.transaccion(async (uow) => {
    const cuentaId = solicitud.cuentaId ?? ''
    const cuenta = await uow.cuentas.porId(cuentaId)
    const viva = await uow.provisorias.bloquear(cuentaId)
    const clave = claveGuardada(deps, solicitud)
    const vigente = clave !== null && viva && deps.huellas.coincide('provisoria', clave, viva.huella)
    return {
      ...resultado,
      clave: vigente ? clave : null,
      email: cuenta?.email ?? null,
      ...(cuenta?.perfil === 'juridica' && { organizacion: organizacionDe(cuenta) }),
    }
  })
}

const organizacionDe = ({ razonSocial, tipoOrganismo, identidad }: Cuenta): OrganizacionRegistrada => ({
  razonSocial: razonSocial ?? '',
  tipo: tipoOrganismo ?? '',
  verificada: identidad === 'verificada',
})

function claveGuardada(deps: Dependencias, { id, secretoCifrado, secretoVenceEn }: Solicitud): string | null {
  const visible = secretoCifrado && secretoVenceEn && secretoVenceEn > deps.reloj.ahora()
  return visible ? deps.cifrador.descifrar(secretoCifrado, `solicitud:${id}:secreto`) : null
}
