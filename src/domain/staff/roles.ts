/** The roles of the call centre, and what each may do (product.md “Staff”). */
import type { Power } from './powers.ts'

export const ROLES = ['ejecutivo', 'revisor', 'supervisor', 'administrador'] as const
export type Rol = (typeof ROLES)[number]

/** Whoever answers calls: what they do in one also takes what its caller proved. */
const CALLS: readonly Power[] = [
  'abrir_casos',
  'abrir_cuentas',
  'atender_llamadas',
  'buscar_cuentas',
  'cambiar_contactos',
  'cambiar_representantes',
  'cerrar_casos',
  'congelar_en_llamada',
  'descongelar_cuentas',
  'descongelar_en_llamada',
  'enviar_en_llamada',
  'invitar_personas',
  'liberar_cuentas',
  'pedir_documentos',
  'reabrir_en_llamada',
  'registrar_personas',
  'reunir_cuentas',
  'ver_casos',
  'ver_ordenes',
  'verificar_cuentas',
]

/** What each role may do. Nobody makes staff who also answers calls or decides. */
export const POWERS_OF: Readonly<Record<Rol, readonly Power[]>> = {
  ejecutivo: CALLS,
  revisor: ['ver_documentos', 'resolver_documentos', 'buscar_cuentas', 'ver_casos'],
  supervisor: [
    ...CALLS,
    'decidir_ordenes',
    'deshacer_congelaciones',
    'abrir_limites',
    'ver_limites',
    'ver_panel',
    'ver_bitacora',
    'exportar_bitacora',
    'ver_conteos',
    'ver_personal',
    'ver_avisos',
    'reencolar_avisos',
  ],
  administrador: [
    'ver_personal',
    'administrar_personal',
    'administrar_sistemas',
    'reiniciar_personal',
    'ver_avisos',
    'reencolar_avisos',
  ],
}
