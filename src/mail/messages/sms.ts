import type { AvisoSms } from '../../domain/notices/avisos.ts'
import { ORDEN_TEXTS } from './orden-texts.ts'

/** The SMS texts. Words are chosen to need no á, í, ó, ú, which GSM-7 lacks. */
type SmsByKind = { [T in AvisoSms['kind']]: Extract<AvisoSms, { kind: T }> }

const CATALOGUE: { [T in AvisoSms['kind']]: (aviso: SmsByKind[T]) => string } = {
  clave_provisoria: ({ clave, expires }) =>
    `SENCE: su clave provisoria es ${clave}. Sirve una vez, para cambiar su CS, hasta el ${expires} (hora de Chile). No la comparta con nadie.`,
  clave_provisoria_generada: () =>
    'SENCE: alguien pide cambiar su Clave Sence con su respuesta secreta. Si no es usted, abra su correo o llame gratis al 800 80 10 30.',
  clave_cambiada: ({ tookOver }) =>
    `SENCE: su Clave Sence fue cambiada con un ${tookOver ? 'mensaje al contacto del registro de SENCE' : 'enlace enviado a un correo de su cuenta'}. Si no fue usted, abra su correo o llame gratis al 800 80 10 30.`,
  codigo: ({ codigo }) =>
    `SENCE: para confirmar este celular escriba ${codigo} donde se lo piden. Sirve 15 minutos. No lo comparta con nadie.`,
  codigo_registro: ({ codigo }) =>
    `SENCE: para verificar a la empresa u OTEC escriba ${codigo} donde se lo piden. Sirve 15 minutos. Si no lo espera, no lo comparta y llame al 800 80 10 30.`,
  codigo_llamada: ({ codigo, spoken }) =>
    `SENCE: para ${spoken} diga ${codigo}, solo si usted llama ahora al 800 80 10 30. SENCE nunca llama para pedirlo. Sirve 10 minutos.`,
  comprobacion_fallida: () =>
    'SENCE: alguien llama por su Clave Sence y no sabe los datos de la cuenta. No hicimos nada. Si no es usted, llame gratis al 800 80 10 30.',
  cuenta_congelada: ({ byStaff }) =>
    byStaff
      ? 'SENCE: congelamos su Clave Sence por seguridad. Nadie puede usarla por ahora. Abra su correo o llame gratis al 800 80 10 30.'
      : 'SENCE: congelamos su Clave Sence porque alguien dijo que no hizo un cambio. Nadie puede usarla por ahora. Abra su correo o llame gratis al 800 80 10 30.',
  cuenta_descongelada: ({ intact }) =>
    intact
      ? 'SENCE: congelamos su Clave Sence por error. Ya puede usarla como antes. Si tiene dudas, llame gratis al 800 80 10 30.'
      : 'SENCE: descongelamos su Clave Sence. Para usarla elija una nueva en Recuperar CS, con el enlace por correo. Si no fue usted, llame gratis al 800 80 10 30.',
  orden_concedida: ({ orden, until }) => ORDEN_TEXTS[orden].sms(until),
  orden_detenida: ({ orden }) => ORDEN_TEXTS[orden].stoppedSms,
  cuenta_cerrada: ({ nowUsesRut }) =>
    nowUsesRut
      ? 'SENCE: cerramos la cuenta de Clave Sence de su NIE. Desde ahora use la de su RUT. Si no corresponde, llame gratis al 800 80 10 30.'
      : 'SENCE: cerramos su cuenta de Clave Sence. Si no corresponde, llame gratis al 800 80 10 30.',
  nie_recibido: () =>
    'SENCE: el NIE de su otra cuenta de Clave Sence ahora lleva a la de su RUT. Si no corresponde, llame gratis al 800 80 10 30.',
  llamada_atendida: ({ caso }) =>
    `SENCE: atendimos una llamada sobre su Clave Sence (caso ${caso}). Si no fue usted, llame gratis al 800 80 10 30.`,
  recuperacion_en_espera: () =>
    'SENCE: se pide recuperar su Clave Sence con un correo sin confirmar. Si no es usted, entre con su CS antes de 72 horas o llame gratis al 800 80 10 30.',
  datos_actualizados: () =>
    'SENCE: hay cambios en los datos de su Clave Sence, hechos o por hacerse. Si no fue usted, abra su correo o llame gratis al 800 80 10 30.',
}

const composeFor = <T extends AvisoSms['kind']>(kind: T, aviso: SmsByKind[T]): string =>
  CATALOGUE[kind](aviso)

export const smsText = (aviso: AvisoSms): string => composeFor(aviso.kind, aviso)
