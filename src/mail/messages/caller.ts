/** What tells the owner of an account that somebody calls about it. */
import { PHONE } from '../../domain/parts.ts'
import { type AvisoOf, callCenter, inChileTime, type Message, paragraph } from './message.ts'

export const codigoLlamada = (aviso: AvisoOf<'codigo_llamada'>): Message => ({
  subject: 'Código para su llamada a Clave Sence',
  blocks: [
    paragraph(`Este código es para ${aviso.spoken}.`, [
      { text: 'Dígalo a quien lo atiende solo si usted llamó ahora al ' },
      PHONE,
      { text: '. SENCE nunca llama para pedirlo.' },
    ]),
    { kind: 'highlight', label: 'Código', value: aviso.codigo },
    paragraph(`Sirve hasta el ${inChileTime(aviso.expires)}.`),
    paragraph(
      '¿No está llamando?',
      callCenter('No se lo dé a nadie: alguien llama diciendo que es usted. Avísenos al '),
    ),
  ],
})

export const comprobacionFallida = (aviso: AvisoOf<'comprobacion_fallida'>): Message => ({
  subject: 'Alguien llamó por su Clave Sence',
  blocks: [
    paragraph(
      `El ${inChileTime(aviso.when)} alguien llamó por su Clave Sence (CS), y no supo los datos de la cuenta.`,
      `No hicimos nada de lo que pidió. Hasta el ${inChileTime(aviso.until)} no volveremos a preguntarlos por teléfono.`,
    ),
    paragraph('¿Fue usted? Revise cómo están sus datos en Actualizar Datos.'),
    paragraph('¿No fue usted?', callCenter('Su cuenta sigue igual. Si tiene dudas, llame al ')),
  ],
})
