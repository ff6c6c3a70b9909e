import type { AvisoSms, TipoAviso } from '../../domain/avisos.ts'
import type { AvisoDe } from './mensaje.ts'

const nombre = 'María José'
const otec = 'Capacitaciones del Sur Limitada'
const documento = 'AB****56'
const cuando = '05-03-2026 14:32'
const vence = '05-03-2026 15:32'
const enlace = (ruta: string): string =>
  `https://clave.sence.example/${ruta}/Zm9ybWEtZGUtdW4tZW5sYWNlLWRlLWVqZW1wbG8tMTI`
const enlaceNoFuiYo = enlace('no-fui-yo')

/** One notice of each type, invented, for the previews and the tests. */
export const EJEMPLOS: { readonly [T in TipoAviso]: AvisoDe<T> } = {
  cuenta_creada: { tipo: 'cuenta_creada', nombre, enlaceConfirmar: enlace('confirmar'), enlaceNoFuiYo },
  clave_provisoria_generada: { tipo: 'clave_provisoria_generada', nombre, cuando, enlaceNoFuiYo },
  clave_provisoria: {
    tipo: 'clave_provisoria',
    nombre,
    clave: 'K7WQ4HNXRT',
    vence,
    enlaceCambiar: 'https://clave.sence.example/migrante/cambiar',
    enlaceNoFuiYo,
  },
  enlace_recuperar: { tipo: 'enlace_recuperar', nombre, enlace: enlace('recuperar'), vence },
  clave_cambiada: { tipo: 'clave_cambiada', nombre: null, cuando, enlaceNoFuiYo },
  codigo: { tipo: 'codigo', nombre, codigo: '402917', vence },
  datos_actualizados: {
    tipo: 'datos_actualizados',
    nombre,
    cuando,
    cambios: ['Dirección Particular', 'Celular'],
    emailNuevo: 'm•••@ejemplo.cl',
    enlaceNoFuiYo,
  },
  confirmar_email: { tipo: 'confirmar_email', nombre, enlace: enlace('confirmar'), espera24h: true },
  email_cambiado: { tipo: 'email_cambiado', nombre, cuando, enlaceNoFuiYo },
  documento_verificado: {
    tipo: 'documento_verificado',
    nombre,
    cuando,
    enlace: 'https://clave.sence.example/',
  },
  documento_rechazado: {
    tipo: 'documento_rechazado',
    nombre,
    cuando,
    motivo: 'No se puede leer con claridad.',
    enlace: 'https://clave.sence.example/mas-informacion',
  },
  cuenta_congelada: { tipo: 'cuenta_congelada', nombre, cuando, enlaceVolver: enlace('volver') },
  otec_invita: {
    tipo: 'otec_invita',
    nombre,
    otec,
    enlace: enlace('aceptar-otec'),
    vence,
    tieneClave: false,
  },
  otec_aceptada: { tipo: 'otec_aceptada', nombre, otec, cuando, enlaceNoFuiYo },
  otec_recupera: { tipo: 'otec_recupera', nombre, otec, enlace: enlace('recuperar'), vence },
  otec_retira: {
    tipo: 'otec_retira',
    nombre,
    otec,
    cuando,
    enlaceCambiar: 'https://clave.sence.example/facilitador/cambiar',
  },
  facilitador_solicitado: {
    tipo: 'facilitador_solicitado',
    nombre: { organizacion: otec },
    documento,
    cuando,
    enlaceNoFuiYo,
  },
  facilitador_acepto: {
    tipo: 'facilitador_acepto',
    nombre: { organizacion: otec },
    documento,
    cuando,
    enlaceLista: 'https://clave.sence.example/juridica/facilitador/solicitar',
  },
  facilitador_recuperado: {
    tipo: 'facilitador_recuperado',
    nombre: { organizacion: otec },
    documento,
    cuando,
    enlaceNoFuiYo,
  },
  facilitador_retirado: {
    tipo: 'facilitador_retirado',
    nombre: { organizacion: otec },
    documento,
    cuando,
    enlaceNoFuiYo,
  },
}

/** And those that also go by SMS. */
export const EJEMPLOS_SMS: readonly AvisoSms[] = [{ tipo: 'clave_provisoria', clave: 'K7WQ4HNXRT', vence }]
