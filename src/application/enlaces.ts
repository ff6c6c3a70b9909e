import type { Dependencias, Enlace, TipoEnlace, UnidadDeTrabajo } from './ports.ts'

interface NuevoEnlace {
  tipo: TipoEnlace
  cuentaId: string
  asuntoId?: string | null
  venceEn: Date
}

/**
 * Makes a link for a mail; it is not stored yet. Only the fingerprint of its token is to be kept.
 * @returns it, and its address; the token leaves the address as soon as it is opened.
 */
export function nuevoEnlace(deps: Dependencias, datos: NuevoEnlace): { enlace: Enlace; url: string } {
  const ficha = deps.azar.ficha()
  const enlace = {
    id: deps.azar.uuid(),
    tipo: datos.tipo,
    huella: deps.huellas.huella('enlace', ficha),
    cuentaId: datos.cuentaId,
    asuntoId: datos.asuntoId ?? null,
    venceEn: datos.venceEn,
    usadoEn: null,
  }
  return { enlace, url: `${deps.politica.urlBase}/enlace/${ficha}` }
}

/** Makes a link and keeps it. @returns its address. */
export async function crearEnlace(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  datos: NuevoEnlace,
): Promise<string> {
  const { enlace, url } = nuevoEnlace(deps, datos)
  await uow.enlaces.crear(enlace)
  return url
}
