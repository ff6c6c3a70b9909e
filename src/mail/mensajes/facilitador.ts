/** Messages between an OTEC and its foreign facilitators (PRODUCT “Facilitador extranjero”). */
import {
  type AvisoDe,
  boton,
  CENTRO_DE_LLAMADOS,
  enChile,
  type Mensaje,
  noFuiYo,
  parrafo,
} from './mensaje.ts'

export const otecInvita = (aviso: AvisoDe<'otec_invita'>): Mensaje => ({
  asunto: 'Una OTEC lo solicita como facilitador extranjero',
  bloques: [
    parrafo(`La OTEC ${aviso.otec} pidió a SENCE agregarlo como su facilitador extranjero.`),
    parrafo(
      aviso.tieneClave
        ? 'Si trabaja con ella, abra el enlace y acéptela. Su Clave SENCE (CS) sigue siendo la misma.'
        : 'Si trabaja con ella, abra el enlace, acéptela y elija su Clave SENCE (CS). La CS es personal: no la comparta con nadie, tampoco con la OTEC.',
    ),
    boton('Responder a la OTEC', aviso.enlace),
    parrafo(
      `El enlace sirve una sola vez, hasta el ${enChile(aviso.vence)}. Si esta OTEC lo pidió más de una vez, sólo sirve el último.`,
    ),
    parrafo(
      `¿No trabaja con ella? Ábralo y presione “No trabajo con esta OTEC”, o no haga nada. Si le llegan varios, llame al ${CENTRO_DE_LLAMADOS}.`,
    ),
  ],
})

export const otecAceptada = (aviso: AvisoDe<'otec_aceptada'>): Mensaje => ({
  asunto: 'Aceptó ser facilitador de una OTEC',
  bloques: [
    parrafo(
      `El ${enChile(aviso.cuando)}, desde este e-mail, se aceptó que usted es facilitador extranjero de la OTEC ${aviso.otec}.`,
    ),
    parrafo('Si olvida su Clave SENCE (CS), esa OTEC puede pedir que le enviemos un enlace a este e-mail.'),
    parrafo('Si fue usted, no tiene que hacer nada más.'),
    ...noFuiYo(aviso.enlaceNoFuiYo),
  ],
})

export const otecRecupera = (aviso: AvisoDe<'otec_recupera'>): Mensaje => ({
  asunto: 'Enlace para recuperar su Clave SENCE',
  bloques: [
    parrafo(
      `La OTEC ${aviso.otec}, de la que usted es facilitador extranjero, pidió un enlace para que recupere su Clave SENCE (CS). Ábralo para crear una CS nueva.`,
    ),
    boton('Recuperar mi CS', aviso.enlace),
    parrafo(
      `El enlace sirve una sola vez, hasta el ${enChile(aviso.vence)}. Si se pidió más de uno, sólo sirve el último.`,
    ),
    parrafo(
      `¿No lo necesita? No haga nada y no comparta este correo: su CS sigue siendo la misma. Si le llegan varios, llame al ${CENTRO_DE_LLAMADOS}.`,
    ),
  ],
})

export const otecRetira = (aviso: AvisoDe<'otec_retira'>): Mensaje => ({
  asunto: 'Ya no es facilitador de una OTEC',
  bloques: [
    parrafo(`El ${enChile(aviso.cuando)} la OTEC ${aviso.otec} lo retiró de su lista de facilitadores.`),
    parrafo(
      'Su Clave SENCE (CS) sigue siendo la misma. Si cree que alguien de la OTEC la conoce, cámbiela ahora.',
    ),
    boton('Cambiar mi CS', aviso.enlaceCambiar),
  ],
})

type PorOtec = 'facilitador_solicitado' | 'facilitador_recuperado' | 'facilitador_retirado'

/** What was done in the name of an OTEC with its CS. */
const hechoPorOtec =
  (asunto: string, hecho: string) =>
  (aviso: AvisoDe<PorOtec>): Mensaje => ({
    asunto,
    bloques: [
      parrafo(
        `El ${enChile(aviso.cuando)}, con la Clave SENCE (CS) de su OTEC, ${hecho} (documento ${aviso.documento}).`,
      ),
      parrafo('Si fue alguien de su OTEC, no tiene que hacer nada más.'),
      ...noFuiYo(aviso.enlaceNoFuiYo),
    ],
  })

export const facilitadorSolicitado = hechoPorOtec(
  'Su OTEC solicitó un facilitador extranjero',
  'se solicitó un facilitador extranjero',
)
export const facilitadorRecuperado = hechoPorOtec(
  'Su OTEC pidió recuperar la Clave SENCE de un facilitador',
  'se pidió un enlace para que un facilitador extranjero recupere su CS',
)
export const facilitadorRetirado = hechoPorOtec(
  'Su OTEC retiró a un facilitador extranjero',
  'se retiró a un facilitador extranjero de la lista',
)

export const facilitadorAcepto = (aviso: AvisoDe<'facilitador_acepto'>): Mensaje => ({
  asunto: 'Un facilitador extranjero aceptó a su OTEC',
  bloques: [
    parrafo(
      `El ${enChile(aviso.cuando)} el facilitador que su OTEC solicitó (documento ${aviso.documento}) aceptó la solicitud. Ya está activo en la lista.`,
    ),
    boton('Ver la lista de facilitadores', aviso.enlaceLista),
  ],
})
