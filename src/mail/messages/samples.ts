import type { AvisoKind, AvisoSms } from '../../domain/notices/avisos.ts'
import { ORDEN_KINDS } from '../../domain/staff/orden.ts'
import { activarUrl, enlaceUrl, pasoUrl, paths } from '../../domain/urls.ts'
import type { AvisoOf } from './message.ts'

const name = 'María José'
const otec = 'Capacitaciones del Sur Limitada'
const documento = 'AB****56'
const when = '05-03-2026 14:32'
const expires = '05-03-2026 15:32'
const SITE = 'https://clave.sence.example'
const enlace = (what: string): string => SITE + enlaceUrl(`${what}-Zm9ybWEtZGUtdW4tZW5sYWNlLWRlLWVqZW1wbG8`)
const noFuiYoEnlace = enlace('no-fui-yo')

/** An invented aviso of each kind, for previews and tests. */
export const SAMPLES: { readonly [T in AvisoKind]: AvisoOf<T> } = {
  cuenta_creada: { kind: 'cuenta_creada', name, confirmEnlace: enlace('confirmar'), noFuiYoEnlace },
  clave_provisoria_generada: { kind: 'clave_provisoria_generada', name, when, noFuiYoEnlace },
  clave_provisoria: {
    kind: 'clave_provisoria',
    name,
    clave: 'K7WQ4HNXRT',
    expires,
    cambiarEnlace: enlace('provisoria'),
    noFuiYoEnlace,
  },
  enlace_tras_espera: { kind: 'enlace_tras_espera', name, enlace: enlace('espera'), expires },
  recuperacion_cancelada: {
    kind: 'recuperacion_cancelada',
    name,
    when,
    recuperarUrl: SITE + pasoUrl('natural', 'recuperar'),
  },
  enlace_recuperar: { kind: 'enlace_recuperar', name, enlace: enlace('recuperar'), expires },
  clave_cambiada: { kind: 'clave_cambiada', name: null, when, noFuiYoEnlace },
  llave_cambiada: { kind: 'llave_cambiada', name, what: 'registrada', when },
  codigo_recuperacion_usado: { kind: 'codigo_recuperacion_usado', name, when, left: 9 },
  codigo: { kind: 'codigo', name, codigo: '402917', expires, recovers: false },
  codigo_tras_respuesta: {
    kind: 'codigo_tras_respuesta',
    name,
    actualizarUrl: SITE + pasoUrl('natural', 'actualizar'),
  },
  codigo_registro: {
    kind: 'codigo_registro',
    name: { organizacion: 'Capacitaciones del Sur' },
    codigo: '402917',
    expires,
    replaces: true,
  },
  codigo_llamada: {
    kind: 'codigo_llamada',
    name,
    codigo: '402917',
    expires,
    spoken: 'cambiar su correo',
  },
  comprobacion_fallida: { kind: 'comprobacion_fallida', name, when, until: expires },
  datos_actualizados: {
    kind: 'datos_actualizados',
    name,
    when,
    changes: ['Dirección Particular', 'Celular'],
    newEmail: 'm•••@ejemplo.cl',
    noFuiYoEnlace,
  },
  confirmar_representante: {
    kind: 'confirmar_representante',
    name: { organizacion: 'Capacitaciones del Sur' },
    enlace: enlace('confirmar'),
  },
  confirmar_email: { kind: 'confirmar_email', name, enlace: enlace('confirmar'), waits24h: true },
  celular_cambiado: { kind: 'celular_cambiado', name, when, noFuiYoEnlace },
  email_cambiado: { kind: 'email_cambiado', name, when, noFuiYoEnlace },
  cambio_cancelado: { kind: 'cambio_cancelado', name, what: 'email', when, noFuiYoEnlace },
  representante_cambiado: { kind: 'representante_cambiado', name, when, noFuiYoEnlace },
  documento_pedido: {
    kind: 'documento_pedido',
    name,
    document: 'Su cédula de identidad, por el lado de la foto',
    reason: 'Necesitamos comprobar de quién es la cuenta.',
    enlace: enlace('documento'),
    expires,
  },
  orden_concedida: {
    kind: 'orden_concedida',
    name,
    orden: 'liberar',
    reason: 'creada_por_otra_persona',
    when,
    until: '06-03-2026 14:32',
    objetarEnlace: enlace('objetar'),
  },
  orden_detenida: { kind: 'orden_detenida', name, orden: 'liberar', when },
  cuenta_cerrada: { kind: 'cuenta_cerrada', name, when },
  cuenta_invitada: { kind: 'cuenta_invitada', name, enlace: enlace('activar'), expires },
  funcionario_invitado: {
    kind: 'funcionario_invitado',
    name,
    enlace: SITE + activarUrl('Zm9ybWEtZGUtdW4tZW5sYWNlLWRlLWVqZW1wbG8'),
    expires,
  },
  documento_verificado: {
    kind: 'documento_verificado',
    name,
    when,
    verified: true,
    enlace: SITE + paths.home,
  },
  documento_rechazado: {
    kind: 'documento_rechazado',
    name,
    when,
    reason: 'No se puede leer con claridad.',
    enlace: enlace('documento'),
    expires,
  },
  documento_reabierto: { kind: 'documento_reabierto', name, when, accepted: true },
  caso_abierto: { kind: 'caso_abierto', name, when, disowns: true, casoUrl: SITE + paths.caso },
  cuenta_congelada: {
    kind: 'cuenta_congelada',
    name,
    when,
    volverEnlace: enlace('volver'),
    expires,
    caso: null,
    by: 'este_correo',
  },
  cuenta_descongelada: {
    kind: 'cuenta_descongelada',
    name,
    when,
    intact: false,
    recuperarUrl: SITE + pasoUrl('natural', 'recuperar'),
  },
  cambio_por_telefono: {
    kind: 'cambio_por_telefono',
    name,
    what: { kind: 'email', masked: 'm****a@c****.cl' },
    when,
    until: '06-03-2026 14:32',
    noFuiYoEnlace,
  },
  llamada_atendida: {
    kind: 'llamada_atendida',
    name,
    when,
    done: ['Enviamos un enlace a su correo.'],
    caso: 'K7WQ4HNX',
    casoUrl: SITE + paths.caso,
  },
  cuenta_registrada: {
    kind: 'cuenta_registrada',
    name,
    enlace: enlace('activar'),
    expires: '08-03-2026 14:32',
    noFuiYoEnlace,
  },
  otec_invita: {
    kind: 'otec_invita',
    name,
    otec,
    enlace: enlace('aceptar-otec'),
    expires,
    hasClave: false,
  },
  otec_aceptada: { kind: 'otec_aceptada', name, otec, when, noFuiYoEnlace },
  otec_recupera: { kind: 'otec_recupera', name, otec, enlace: enlace('recuperar'), expires },
  otec_retira: {
    kind: 'otec_retira',
    name,
    otec,
    when,
    cambiarEnlace: SITE + pasoUrl('facilitador', 'cambiar'),
  },
  facilitador_solicitado: {
    kind: 'facilitador_solicitado',
    name: { organizacion: otec },
    documento,
    when,
    noFuiYoEnlace,
  },
  facilitador_acepto: {
    kind: 'facilitador_acepto',
    name: { organizacion: otec },
    documento,
    when,
    listUrl: SITE + pasoUrl('juridica', 'facilitador/solicitar'),
  },
  facilitador_recuperado: {
    kind: 'facilitador_recuperado',
    name: { organizacion: otec },
    documento,
    when,
    noFuiYoEnlace,
  },
  facilitador_retirado: {
    kind: 'facilitador_retirado',
    name: { organizacion: otec },
    documento,
    when,
    noFuiYoEnlace,
  },
}

/** The ones that also go by SMS. */
export const SMS_SAMPLES: readonly AvisoSms[] = [
  { kind: 'clave_provisoria', clave: 'K7WQ4HNXRT', expires },
  { kind: 'clave_provisoria_generada' },
  { kind: 'clave_cambiada', tookOver: false },
  { kind: 'clave_cambiada', tookOver: true },
  { kind: 'codigo', codigo: '482915' },
  { kind: 'codigo_registro', codigo: '482915' },
  { kind: 'codigo_llamada', codigo: '482915', spoken: 'reabrir su Clave Sence' },
  { kind: 'comprobacion_fallida' },
  { kind: 'cuenta_congelada', byStaff: false },
  { kind: 'cuenta_congelada', byStaff: true },
  { kind: 'cuenta_descongelada', intact: false },
  { kind: 'cuenta_descongelada', intact: true },
  ...ORDEN_KINDS.flatMap((orden) => [
    { kind: 'orden_concedida', orden, until: when } as const,
    { kind: 'orden_detenida', orden } as const,
  ]),
  { kind: 'cuenta_cerrada' },
  { kind: 'llamada_atendida', caso: 'K7WQ4HNX' },
]
