import {
  type AvisoOf,
  type Block,
  button,
  callCenter,
  inChileTime,
  type Message,
  paragraph,
} from './message.ts'
import { ORDEN_TEXTS } from './orden-texts.ts'

export function ordenConcedida(aviso: AvisoOf<'orden_concedida'>): Message {
  const { subject, happens, askedByThem, object, freezes } = ORDEN_TEXTS[aviso.orden]
  const [first = '', ...more] = happens(inChileTime(aviso.until), aviso.reason)
  return {
    subject,
    blocks: [
      paragraph(first, ...more),
      ...(askedByThem ? [paragraph('Si usted lo pidió, no haga nada.')] : []),
      ...objection(aviso, object, freezes),
    ],
  }
}

/** How to object, until that hour: by the link, or by calling where the mailbox is not confirmed. */
const objection = (
  { until, objetarEnlace }: AvisoOf<'orden_concedida'>,
  text: string,
  freezes = 'la cuenta',
): Block[] =>
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
          `Abra este enlace antes del ${inChileTime(until)} y presione el botón. Congelaremos ${freezes}, y veremos con usted de quién es.`,
        ),
        button(text, objetarEnlace),
      ]

export const ordenDetenida = ({ orden, when }: AvisoOf<'orden_detenida'>): Message => ({
  subject: ORDEN_TEXTS[orden].stoppedSubject,
  blocks: [
    paragraph(
      ORDEN_TEXTS[orden].stopped(inChileTime(when)),
      'Su cuenta sigue como estaba. No tiene que hacer nada.',
    ),
    paragraph('¿Tiene dudas?', callCenter('Llame al ')),
  ],
})

export const cuentaCerrada = ({ when, nowUsesRut }: AvisoOf<'cuenta_cerrada'>): Message => ({
  subject: nowUsesRut ? 'Ahora use la Clave Sence de su RUT' : 'Cerramos su Clave Sence',
  blocks: [
    paragraph(
      `El ${inChileTime(when)} cerramos esta cuenta de Clave Sence (CS).`,
      ...(nowUsesRut
        ? ['Desde ahora use la cuenta de su RUT, con la CS que tiene allí: su NIE lleva a ella.']
        : []),
      'Nadie puede usarla. Guardaremos sus datos bajo llave 30 días, y después los borraremos.',
    ),
    paragraph('¿Cree que es un error?', callCenter('Llame cuanto antes al ')),
  ],
})

export const nieRecibido = ({ when }: AvisoOf<'nie_recibido'>): Message => ({
  subject: 'El NIE de su otra cuenta lleva a la de su RUT',
  blocks: [
    paragraph(
      `El ${inChileTime(when)} cerramos la cuenta de Clave Sence (CS) de su documento extranjero (NIE). Desde ahora ese NIE lleva a esta cuenta, la de su RUT.`,
      'Nada más cambió en ella: su CS, su pregunta y sus datos son los de siempre.',
    ),
    paragraph('¿No es suyo ese NIE?', callCenter('Llame cuanto antes al ')),
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
