/** Messages between an OTEC and its foreign facilitadores (product.md “Facilitador”). */
import {
  type AvisoOf,
  button,
  callCenter,
  inChileTime,
  leaveIt,
  type Message,
  noFuiYo,
  paragraph,
} from './message.ts'

export const otecInvita = (aviso: AvisoOf<'otec_invita'>): Message => ({
  subject: 'Una OTEC le pide ser su facilitador extranjero',
  blocks: [
    paragraph(`La OTEC ${aviso.otec} nos pidió agregarle como su facilitador extranjero.`),
    paragraph(
      aviso.hasClave
        ? 'Si trabaja con ella, abra el enlace y acéptela. Su Clave Sence (CS) sigue siendo la misma.'
        : 'Si trabaja con ella, abra el enlace y acéptela. Después elija su Clave Sence (CS). Es personal: no la comparta con nadie, tampoco con la OTEC.',
    ),
    button('Responder a la OTEC', aviso.enlace),
    paragraph(
      `El enlace sirve una sola vez, hasta el ${inChileTime(aviso.expires)}. Si esta OTEC lo pidió más de una vez, solo sirve el último.`,
    ),
    paragraph(
      '¿No trabaja con ella?',
      callCenter(
        'Ábralo y presione «No trabajo con esta OTEC», o no haga nada. Si le llegan varios, llame al ',
      ),
    ),
  ],
})

export const otecAceptada = (aviso: AvisoOf<'otec_aceptada'>): Message => ({
  subject: 'Aceptó ser facilitador de una OTEC',
  blocks: [
    paragraph(
      `El ${inChileTime(aviso.when)}, desde este correo, se aceptó a la OTEC ${aviso.otec}.`,
      'Desde ahora usted es su facilitador extranjero.',
    ),
    paragraph('Si olvida su Clave Sence (CS), esa OTEC puede pedir que le enviemos un enlace a este correo.'),
    paragraph('Si fue usted, no tiene que hacer nada más.'),
    ...noFuiYo(aviso.noFuiYoEnlace),
  ],
})

export const otecRecupera = (aviso: AvisoOf<'otec_recupera'>): Message => ({
  subject: 'Enlace para recuperar su Clave Sence',
  blocks: [
    paragraph(
      `La OTEC ${aviso.otec} pidió un enlace para que usted recupere su Clave Sence (CS).`,
      'Ábralo y elija una CS nueva.',
    ),
    button('Recuperar mi CS', aviso.enlace),
    paragraph(
      `El enlace sirve una sola vez, hasta el ${inChileTime(aviso.expires)}.${aviso.congelada ? '' : ' Si se pidió más de uno, solo sirve el último.'}`,
    ),
    paragraph('¿No lo necesita?', leaveIt(aviso)),
  ],
})

export const otecRetira = (aviso: AvisoOf<'otec_retira'>): Message => ({
  subject: 'Ya no es facilitador de una OTEC',
  blocks: [
    paragraph(`El ${inChileTime(aviso.when)} la OTEC ${aviso.otec} le quitó de su lista de facilitadores.`),
    paragraph(
      'Su Clave Sence (CS) sigue siendo la misma. Si cree que alguien de la OTEC la conoce, cámbiela ahora.',
    ),
    button('Cambiar mi CS', aviso.cambiarEnlace),
  ],
})

type ByOtecKind = 'facilitador_solicitado' | 'facilitador_recuperado' | 'facilitador_retirado'

/** Reports what was done in an OTEC's name with its CS. */
const byOtecMessage =
  (subject: string, deed: string) =>
  (aviso: AvisoOf<ByOtecKind>): Message => ({
    subject,
    blocks: [
      paragraph(
        `El ${inChileTime(aviso.when)}, con la Clave Sence (CS) de su OTEC, ${deed} (documento ${aviso.documento}).`,
      ),
      paragraph('Si fue alguien de su OTEC, no tiene que hacer nada más.'),
      ...noFuiYo(aviso.noFuiYoEnlace),
    ],
  })

export const facilitadorSolicitado = byOtecMessage(
  'Su OTEC solicitó un facilitador extranjero',
  'se solicitó un facilitador extranjero',
)
export const facilitadorRecuperado = byOtecMessage(
  'Su OTEC pidió recuperar la Clave Sence de un facilitador',
  'se pidió un enlace para que un facilitador extranjero recupere su CS',
)
export const facilitadorRetirado = byOtecMessage(
  'Su OTEC retiró a un facilitador extranjero',
  'se retiró a un facilitador extranjero de la lista',
)

export const facilitadorAcepto = (aviso: AvisoOf<'facilitador_acepto'>): Message => ({
  subject: 'Un facilitador extranjero aceptó a su OTEC',
  blocks: [
    paragraph(
      `El ${inChileTime(aviso.when)} un facilitador aceptó a su OTEC (documento ${aviso.documento}).`,
      'Ya lo puede ver activo en la lista.',
    ),
    button('Ver la lista de facilitadores', aviso.listUrl),
  ],
})
