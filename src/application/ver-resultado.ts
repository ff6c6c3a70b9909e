import type { Dependencias, Solicitud } from './ports.ts'
import { type ResultadoSolicitud, resultadoDe } from './solicitudes.ts'

export interface ResultadoVisible extends ResultadoSolicitud {
  /** The temporary key while it may be shown: five minutes, and only until it is used or superseded. */
  clave: string | null
  /** Registered e-mail of the account now. */
  email: string | null
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
    return { ...resultado, clave: vigente ? clave : null, email: cuenta?.email ?? null }
  })
}

function claveGuardada(deps: Dependencias, { id, secretoCifrado, secretoVenceEn }: Solicitud): string | null {
  const visible = secretoCifrado && secretoVenceEn && secretoVenceEn > deps.reloj.ahora()
  return visible ? deps.cifrador.descifrar(secretoCifrado, `solicitud:${id}:secreto`) : null
}
