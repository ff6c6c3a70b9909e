import type { CloseReason, OrdenReason } from '../../domain/staff/orden.ts'
import {
  type AvisoOf,
  type Block,
  button,
  callCenter,
  inChileTime,
  type Message,
  paragraph,
} from './message.ts'

const CLOSES_BECAUSE: Record<CloseReason, string> & Partial<Record<OrdenReason, string>> = {
  creada_por_otra_persona:
    'Nos mostraron que el RUT o documento de la cuenta es de otra persona u organización.',
  no_representa: 'Nos mostraron que quien usa la cuenta no representa a la organización.',
  orden_de_autoridad: 'Nos lo ordenó una autoridad.',
}

export const ordenConcedida = (aviso: AvisoOf<'orden_concedida'>): Message => ({
  subject:
    aviso.orden === 'liberar' ? 'Vamos a cerrar su Clave Sence' : 'Piden usar su cuenta de Clave Sence',
  blocks:
    aviso.orden === 'liberar'
      ? [
          paragraph(
            `El ${inChileTime(aviso.until)} cerraremos esta cuenta de Clave Sence (CS), y 30 días después borraremos sus datos.`,
            CLOSES_BECAUSE[aviso.reason] ?? '',
          ),
          ...objection(aviso, 'Detener el cierre'),
        ]
      : [
          paragraph(
            `Una persona nos mostró sus documentos y pide usar esta cuenta de Clave Sence (CS) desde otro correo.`,
            `El ${inChileTime(aviso.until)} le enviaremos allí un enlace. Con él elegirá una CS, una pregunta y una respuesta nuevas, y dejaremos de usar este correo.`,
          ),
          paragraph('Si usted lo pidió, no haga nada.'),
          ...objection(aviso, 'No permitirlo'),
        ],
})

/** How to object, until that hour: by the link, or by calling where the mailbox is not confirmed. */
const objection = ({ until, objetarEnlace }: AvisoOf<'orden_concedida'>, text: string): Block[] =>
  objetarEnlace === null
    ? [
        paragraph(
          '¿La cuenta es suya y no está de acuerdo?',
          callCenter(`Llame antes del ${inChileTime(until)} al `),
        ),
      ]
    : [
        paragraph(
          '¿La cuenta es suya y no está de acuerdo?',
          `Abra este enlace antes del ${inChileTime(until)} y presione el botón. Congelaremos la cuenta, y veremos con usted de quién es.`,
        ),
        button(text, objetarEnlace),
      ]

export const ordenDetenida = ({ orden, when }: AvisoOf<'orden_detenida'>): Message => ({
  subject: orden === 'liberar' ? 'No cerraremos su Clave Sence' : 'No pasaremos su cuenta a otro correo',
  blocks: [
    paragraph(
      orden === 'liberar'
        ? `El ${inChileTime(when)} detuvimos el cierre de esta cuenta de Clave Sence (CS), del que le avisamos.`
        : `El ${inChileTime(when)} rechazamos el pedido de usar esta cuenta de Clave Sence (CS) desde otro correo, del que le avisamos.`,
      'Su cuenta sigue como estaba. No tiene que hacer nada.',
    ),
    paragraph('¿Tiene dudas?', callCenter('Llame al ')),
  ],
})

export const cuentaCerrada = ({ when }: AvisoOf<'cuenta_cerrada'>): Message => ({
  subject: 'Cerramos su Clave Sence',
  blocks: [
    paragraph(
      `El ${inChileTime(when)} cerramos esta cuenta de Clave Sence (CS).`,
      'Nadie puede usarla. Guardaremos sus datos bajo llave 30 días, y después los borraremos.',
    ),
    paragraph('¿Cree que es un error?', callCenter('Llame cuanto antes al ')),
  ],
})

export const cuentaInvitada = ({ enlace, expires }: AvisoOf<'cuenta_invitada'>): Message => ({
  subject: 'Su enlace para usar su Clave Sence',
  blocks: [
    paragraph(
      'Ya puede usar su cuenta de Clave Sence (CS).',
      `Abra este enlace, escriba su RUT o número de documento, y elija una CS, una pregunta y una respuesta nuevas. Sirve una vez, hasta el ${inChileTime(expires)}.`,
    ),
    button('Usar mi cuenta', enlace),
    paragraph('¿No lo pidió usted?', callCenter('No abra el enlace y llame al ')),
  ],
})
