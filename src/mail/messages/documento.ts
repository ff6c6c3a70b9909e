import { type AvisoOf, button, callCenter, inChileTime, type Message, paragraph } from './message.ts'

export const documentoPedido = (aviso: AvisoOf<'documento_pedido'>): Message => ({
  subject: 'Envíe un documento a Clave Sence',
  blocks: [
    paragraph('Necesitamos que nos envíe un documento.', `Qué le pedimos: ${withStop(aviso.document)}`),
    paragraph(`El motivo: ${aviso.reason}`),
    button('Enviar mi documento', aviso.enlace),
    validity(aviso.expires),
    paragraph('Si no sabe por qué se lo pedimos, no envíe nada.', callCenter('Llame al ')),
  ],
})

export const documentoVerificado = (aviso: AvisoOf<'documento_verificado'>): Message => ({
  subject: 'Su documento fue aceptado en Clave Sence',
  blocks: [
    paragraph(
      `El ${inChileTime(aviso.when)} revisamos el documento que envió y lo aceptamos.`,
      aviso.verified ? verifiedText(aviso.name) : 'La cuenta ahora usa un RUT, que ese documento no muestra.',
    ),
    paragraph('No tiene que hacer nada más. Su Clave Sence (CS) es la misma.'),
    button('Ir a Clave Sence', aviso.enlace),
  ],
})

export const documentoRechazado = ({
  when,
  reason,
  enlace,
  expires,
}: AvisoOf<'documento_rechazado'>): Message => ({
  subject: 'Su documento no fue aceptado en Clave Sence',
  blocks: [
    paragraph(`El ${inChileTime(when)} revisamos el documento que envió y no pudimos aceptarlo.`),
    paragraph(`El motivo: ${reason}`),
    ...(enlace
      ? [
          paragraph('Su Clave Sence (CS) sigue sirviendo. Para que sepamos que es usted, envíe otro.'),
          button('Enviar otro documento', enlace),
          validity(expires),
        ]
      : [
          paragraph('No tiene que enviar otro: la cuenta ahora usa un RUT. Su Clave Sence (CS) es la misma.'),
        ]),
  ],
})

export const documentoReabierto = ({ when, accepted }: AvisoOf<'documento_reabierto'>): Message => ({
  subject: 'Revisaremos otra vez su documento de Clave Sence',
  blocks: [
    paragraph(
      `El ${inChileTime(when)} vimos que hay que revisar otra vez el documento que envió, que ${accepted ? 'habíamos aceptado' : 'no habíamos aceptado'}.`,
    ),
    paragraph('No tiene que enviar nada: le avisaremos la decisión.'),
    paragraph('Su Clave Sence (CS) sigue sirviendo.', callCenter('Si tiene dudas, llame al ')),
  ],
})

const validity = (expires: string) =>
  paragraph(
    `El enlace sirve hasta el ${inChileTime(expires)} y para un solo documento.`,
    'Si le llegan varios, use el último.',
  )

const verifiedText = (name: AvisoOf<'documento_verificado'>['name']): string =>
  typeof name === 'object' && name !== null
    ? 'La identidad de la organización quedó verificada.'
    : 'Su identidad quedó verificada.'

const withStop = (text: string): string => `${text}.`
