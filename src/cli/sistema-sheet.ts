import type { Sistema } from '../domain/sistemas/sistema.ts'
import { formatMoment } from '../domain/values/fecha.ts'

export const sistemaLine = ({ id, nombre, tipo, estado }: Sistema): string =>
  `${id}: ${nombre}, ${tipo}, ${estado}`

const AUTENTICACION_TEXTS: Record<Sistema['autenticacion'], string> = {
  basic: 'client_secret_basic',
  post: 'client_secret_post',
  ninguna: 'ninguna: cliente público, con PKCE',
}

/** A system, one datum per line. */
export const sistemaSheetLines = (sistema: Sistema): string[] => [
  sistemaLine(sistema),
  ...sistema.redirectUris.map((uri) => `Dirección de vuelta: ${uri}`),
  ...sistema.postLogoutUris.map((uri) => `Dirección al salir: ${uri}`),
  ...sistema.volverOrigins.map((origin) => `Origen de volver: ${origin}`),
  `Permisos: ${sistema.scopes.join(' ')}`,
  `Autenticación: ${AUTENTICACION_TEXTS[sistema.autenticacion]}`,
  ...sistema.secretos.map(
    ({ createdAt, expiresAt }) =>
      `Secreto: del ${formatMoment(createdAt)}${expiresAt ? `, hasta el ${formatMoment(expiresAt)}` : ''}`,
  ),
  `Aviso de salida: ${sistema.backchannelLogoutUri ?? 'ninguno'}`,
  `Logo: ${sistema.logoHash ? 'sí' : 'no'}`,
  `Creado: el ${formatMoment(sistema.createdAt)} por ${sistema.createdBy}; versión ${sistema.version}`,
]
