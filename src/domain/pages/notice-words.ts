/** What messages are called where staff see them. */
import type { AvisoKind, AvisoSms } from '../notices/avisos.ts'

type Kind = AvisoKind | AvisoSms['kind']

export const NOTICE_WORDS: Readonly<Record<Kind, string>> = {
  acceso_cambiado: 'Que cambió el ingreso de un funcionario',
  administrador_cambiado: 'Que cambió el ingreso de otro administrador',
  cambio_cancelado: 'Que se anuló un cambio pendiente',
  cambio_por_telefono: 'Que se pidió un cambio por teléfono',
  caso_abierto: 'Que se abrió un caso',
  celular_cambiado: 'Que cambió el celular',
  clave_cambiada: 'Que cambió la clave',
  clave_provisoria: 'Clave provisoria',
  clave_provisoria_generada: 'Que se pidió una clave provisoria',
  codigo: 'Código',
  codigo_llamada: 'Código de la llamada',
  codigo_recuperacion_usado: 'Que un funcionario usó un código de recuperación',
  codigo_registro: 'Código al correo o celular del registro',
  codigo_tras_respuesta: 'Que confirme su correo antes de pedir códigos',
  comprobacion_fallida: 'Que alguien llamó y no supo los datos',
  confirmar_email: 'Confirmar un correo nuevo',
  confirmar_representante: 'Confirmar que representa a la organización',
  cuenta_cerrada: 'Que se cerró la cuenta',
  cuenta_congelada: 'Que se congeló la cuenta',
  cuenta_creada: 'Confirmar el correo de su registro',
  cuenta_descongelada: 'Que se descongeló la cuenta',
  cuenta_invitada: 'Invitación a recuperar la cuenta',
  cuenta_registrada: 'Activar la cuenta registrada por teléfono',
  datos_actualizados: 'Que cambiaron sus datos',
  documento_pedido: 'Enlace para enviar un documento',
  documento_rechazado: 'Que se rechazó un documento',
  documento_reabierto: 'Que un documento se revisará otra vez',
  documento_verificado: 'Que se aprobó un documento',
  email_cambiado: 'Que cambió el correo',
  enlace_recuperar: 'Enlace para recuperar',
  enlace_tras_espera: 'Enlace para recuperar, tras la espera',
  facilitador_acepto: 'Que un facilitador aceptó',
  facilitador_recuperado: 'Que un facilitador recuperó su clave',
  facilitador_retirado: 'Que se retiró a un facilitador',
  facilitador_solicitado: 'Que se pidió un facilitador',
  funcionario_invitado: 'Activar el ingreso de un funcionario',
  llamada_atendida: 'Que atendimos una llamada',
  llave_cambiada: 'Que cambió una llave de acceso de un funcionario',
  nie_recibido: 'Que el NIE de otra cuenta lleva a la suya',
  orden_concedida: 'Que se concedió lo que otra persona pidió',
  orden_detenida: 'Que se detuvo lo concedido',
  otec_aceptada: 'Que aceptó a un OTEC',
  otec_invita: 'Invitación de un OTEC',
  otec_recupera: 'Enlace para recuperar, de un facilitador',
  otec_retira: 'Que un OTEC lo retiró',
  recuperacion_cancelada: 'Que se anuló una recuperación',
  recuperacion_en_espera: 'Que una recuperación espera',
  representante_cambiado: 'Que cambió el representante',
}

export const NOTICE_KINDS = Object.keys(NOTICE_WORDS) as Kind[]

export const noticeWords = (kind: Kind): string => NOTICE_WORDS[kind] ?? kind.replaceAll('_', ' ')
