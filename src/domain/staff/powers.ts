/**
 * What staff may do, whichever entrance they come through. Each order of the command line and each route of the console
 * names one, and the use case behind it asks for the same one (product.md “Audit”).
 */
export const POWERS = [
  'abrir_limites',
  'cerrar_casos',
  'congelar_cuentas',
  'decidir_ordenes',
  'descongelar_cuentas',
  'deshacer_congelaciones',
  'importar_cuentas',
  'importar_organismos',
  'invitar_personas',
  'liberar_cuentas',
  'pedir_documentos',
  'reabrir_cuentas',
  'resolver_documentos',
  'respaldar',
  'restaurar',
  'revisar',
  'rotar_llaves',
  'ver_casos',
  'ver_conteos',
  'ver_cuentas',
  'ver_documentos',
  'ver_limites',
  'ver_ordenes',
  'ver_organismos',
  'verificar_bitacora',
  'verificar_organismos',
] as const
export type Power = (typeof POWERS)[number]
