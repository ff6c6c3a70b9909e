import type { Aviso, TipoAviso } from '../../domain/avisos.ts'
import { claveCambiada, claveProvisoria, claveProvisoriaGenerada, enlaceRecuperar } from './clave.ts'
import { cuentaCongelada, cuentaCreada } from './cuenta.ts'
import { codigo, confirmarEmail, datosActualizados, emailCambiado } from './datos.ts'
import { documentoRechazado, documentoVerificado } from './documento.ts'
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
import type { AvisoDe, Mensaje } from './mensaje.ts'

type AvisoPorTipo = { [T in TipoAviso]: AvisoDe<T> }

/** A type of notice without its message does not compile. */
const CATALOGO: { [T in TipoAviso]: (aviso: AvisoPorTipo[T]) => Mensaje } = {
  cuenta_creada: cuentaCreada,
  clave_provisoria_generada: claveProvisoriaGenerada,
  clave_provisoria: claveProvisoria,
  enlace_recuperar: enlaceRecuperar,
  clave_cambiada: claveCambiada,
  codigo,
  datos_actualizados: datosActualizados,
  confirmar_email: confirmarEmail,
  email_cambiado: emailCambiado,
  cuenta_congelada: cuentaCongelada,
  documento_verificado: documentoVerificado,
  documento_rechazado: documentoRechazado,
  otec_invita: otecInvita,
  otec_aceptada: otecAceptada,
  otec_recupera: otecRecupera,
  otec_retira: otecRetira,
  facilitador_solicitado: facilitadorSolicitado,
  facilitador_acepto: facilitadorAcepto,
  facilitador_recuperado: facilitadorRecuperado,
  facilitador_retirado: facilitadorRetirado,
}

const redactarDe = <T extends TipoAviso>(tipo: T, aviso: AvisoPorTipo[T]): Mensaje => CATALOGO[tipo](aviso)

/** What a notice says to whoever gets it. */
export const mensajeDe = (aviso: Aviso): Mensaje => redactarDe(aviso.tipo, aviso)
