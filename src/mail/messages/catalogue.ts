import type { Aviso, AvisoKind } from '../../domain/notices/avisos.ts'
import { accesoCambiado, administradorCambiado } from './acceso.ts'
import { codigoLlamada, comprobacionFallida } from './caller.ts'
import { cambioCancelado, celularCambiado, emailCambiado, representanteCambiado } from './cambios.ts'
import {
  claveCambiada,
  claveProvisoria,
  claveProvisoriaGenerada,
  enlaceRecuperar,
  enlaceTrasEspera,
  recuperacionCancelada,
} from './clave.ts'
import { casoAbierto, cuentaCongelada, cuentaCreada, cuentaDescongelada } from './cuenta.ts'
import {
  codigo,
  codigoRegistro,
  codigoTrasRespuesta,
  confirmarEmail,
  confirmarRepresentante,
  datosActualizados,
} from './datos.ts'
import { documentoPedido, documentoReabierto, documentoRechazado, documentoVerificado } from './documento.ts'
import {
  facilitadorAcepto,
  facilitadorRecuperado,
  facilitadorRetirado,
  facilitadorSolicitado,
  otecAceptada,
  otecInvita,
  otecRecupera,
  otecRetira,
} from './facilitador.ts'
import { codigoRecuperacionUsado, funcionarioInvitado, passkeyCambiada } from './funcionario.ts'
import { cambioPorTelefono, cuentaRegistrada, llamadaAtendida } from './llamada.ts'
import type { AvisoOf, Message } from './message.ts'
import { cuentaCerrada, cuentaInvitada, nieRecibido, ordenConcedida, ordenDetenida } from './orden.ts'
import { ordenSinEfecto } from './orden-sin-efecto.ts'
import { sistemaCambiado } from './sistema.ts'

type AvisoByKind = { [T in AvisoKind]: AvisoOf<T> }

/** An aviso without a message does not compile. */
const CATALOGUE: { [T in AvisoKind]: (aviso: AvisoByKind[T]) => Message } = {
  cuenta_creada: cuentaCreada,
  clave_provisoria_generada: claveProvisoriaGenerada,
  clave_provisoria: claveProvisoria,
  enlace_recuperar: enlaceRecuperar,
  enlace_tras_espera: enlaceTrasEspera,
  recuperacion_cancelada: recuperacionCancelada,
  clave_cambiada: claveCambiada,
  codigo,
  codigo_tras_respuesta: codigoTrasRespuesta,
  codigo_registro: codigoRegistro,
  codigo_llamada: codigoLlamada,
  comprobacion_fallida: comprobacionFallida,
  datos_actualizados: datosActualizados,
  confirmar_email: confirmarEmail,
  confirmar_representante: confirmarRepresentante,
  email_cambiado: emailCambiado,
  celular_cambiado: celularCambiado,
  representante_cambiado: representanteCambiado,
  cambio_cancelado: cambioCancelado,
  caso_abierto: casoAbierto,
  cuenta_congelada: cuentaCongelada,
  cuenta_descongelada: cuentaDescongelada,
  acceso_cambiado: accesoCambiado,
  administrador_cambiado: administradorCambiado,
  orden_sin_efecto: ordenSinEfecto,
  sistema_cambiado: sistemaCambiado,
  llave_cambiada: passkeyCambiada,
  codigo_recuperacion_usado: codigoRecuperacionUsado,
  documento_pedido: documentoPedido,
  orden_concedida: ordenConcedida,
  orden_detenida: ordenDetenida,
  cuenta_cerrada: cuentaCerrada,
  nie_recibido: nieRecibido,
  cuenta_invitada: cuentaInvitada,
  funcionario_invitado: funcionarioInvitado,
  documento_verificado: documentoVerificado,
  documento_rechazado: documentoRechazado,
  documento_reabierto: documentoReabierto,
  cambio_por_telefono: cambioPorTelefono,
  llamada_atendida: llamadaAtendida,
  cuenta_registrada: cuentaRegistrada,
  otec_invita: otecInvita,
  otec_aceptada: otecAceptada,
  otec_recupera: otecRecupera,
  otec_retira: otecRetira,
  facilitador_solicitado: facilitadorSolicitado,
  facilitador_acepto: facilitadorAcepto,
  facilitador_recuperado: facilitadorRecuperado,
  facilitador_retirado: facilitadorRetirado,
}

const composeFor = <T extends AvisoKind>(kind: T, aviso: AvisoByKind[T]): Message => CATALOGUE[kind](aviso)

/** Composes the message of an aviso. */
export const messageFor = (aviso: Aviso): Message => composeFor(aviso.kind, aviso)
