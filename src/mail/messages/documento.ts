import { type AvisoOf, button, callCenter, inChileTime, type Message, paragraph } from './message.ts'

export const documentoVerificado = (aviso: AvisoOf<'documento_verificado'>): Message => ({
  subject: 'Su documento fue aceptado en Clave Sence',
  blocks: [
    paragraph(
      `El ${inChileTime(aviso.when)} revisamos el documento que envió y lo aceptamos.`,
      'Su identidad quedó verificada.',
    ),
    paragraph('No tiene que hacer nada más. Su Clave Sence (CS) es la misma.'),
    button('Ir a Clave Sence', aviso.enlace),
  ],
})

export const documentoRechazado = (aviso: AvisoOf<'documento_rechazado'>): Message => ({
  subject: 'Su documento no fue aceptado en Clave Sence',
  blocks: [
    paragraph(`El ${inChileTime(aviso.when)} revisamos el documento que envió y no pudimos aceptarlo.`),
    paragraph(`El motivo: ${aviso.reason}`),
    paragraph(
      'Su Clave Sence (CS) sigue sirviendo, pero aún no sabemos que es usted.',
      callCenter('Para enviar otro documento, llame al '),
    ),
    button('Ver los requisitos', aviso.enlace),
  ],
})
