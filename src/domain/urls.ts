/** Every address of the site. Routes, redirects, views and mails take them from here. */
import type { TramiteOperacion } from './perfil.ts'

/**
 * The address of a paso.
 * @param solicitudId the solicitud that its page shows, so that each tab keeps its own (docs/decisions/0022);
 *   by default the session's current one.
 */
export const pasoUrl = (
  perfil: string,
  operacion: TramiteOperacion,
  paso: string,
  solicitudId = '',
): string => `/${perfil}/${operacion}${paso && `/${paso}`}${solicitudId && `?solicitud=${solicitudId}`}`
