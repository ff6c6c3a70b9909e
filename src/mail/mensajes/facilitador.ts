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
  asunto: 'Una OTEC le pide ser su facilitador extranjero',
  bloques: [
    parrafo(`La OTEC ${aviso.otec} nos pidió agregarle como su facilitador extranjero.`),
    parrafo(
      aviso.tieneClave
        ? 'Si trabaja con ella, abra el enlace y acéptela. Su Clave Sence (CS) sigue siendo la misma.'
        : 'Si trabaja con ella, abra el enlace y acéptela. Después elija su Clave Sence (CS). Es personal: no la comparta con nadie, tampoco con la OTEC.',
    ),
    boton('Responder a la OTEC', aviso.enlace),
    parrafo(
      `El enlace sirve una sola vez, hasta el ${enChile(aviso.vence)}. Si esta OTEC lo pidió más de una vez, solo sirve el último.`,
    ),
    parrafo(
      `¿No trabaja con ella? Ábralo y presione «No trabajo con esta OTEC», o no haga nada. Si le llegan varios, llame al ${CENTRO_DE_LLAMADOS}.`,
    ),
  ],
})

export const otecAceptada = (aviso: AvisoDe<'otec_aceptada'>): Mensaje => ({
  asunto: 'Aceptó ser facilitador de una OTEC',
  bloques: [
    parrafo(
      `El ${enChile(aviso.cuando)}, desde este correo, se aceptó a la OTEC ${aviso.otec}. Desde ahora usted es su facilitador extranjero.`,
    ),
    parrafo('Si olvida su Clave Sence (CS), esa OTEC puede pedir que le enviemos un enlace a este correo.'),
    parrafo('Si fue usted, no tiene que hacer nada más.'),
    ...noFuiYo(aviso.enlaceNoFuiYo),
  ],
})

export const otecRecupera = (aviso: AvisoDe<'otec_recupera'>): Mensaje => ({
  asunto: 'Enlace para recuperar su Clave Sence',
  bloques: [
    parrafo(
      `La OTEC ${aviso.otec} pidió un enlace para que usted recupere su Clave Sence (CS). Ábralo y elija una CS nueva.`,
    ),
    boton('Recuperar mi CS', aviso.enlace),
    parrafo(
      `El enlace sirve una sola vez, hasta el ${enChile(aviso.vence)}. Si se pidió más de uno, solo sirve el último.`,
    ),
    parrafo(
      `¿No lo necesita? No haga nada y no comparta este correo: su CS sigue siendo la misma. Si le llegan varios, llame al ${CENTRO_DE_LLAMADOS}.`,
    ),
  ],
})

export const otecRetira = (aviso: AvisoDe<'otec_retira'>): Mensaje => ({
  asunto: 'Ya no es facilitador de una OTEC',
  bloques: [
    parrafo(`El ${enChile(aviso.cuando)} la OTEC ${aviso.otec} le quitó de su lista de facilitadores.`),
    parrafo(
      'Su Clave Sence (CS) sigue siendo la misma. Si cree que alguien de la OTEC la conoce, cámbiela ahora.',
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
        `El ${enChile(aviso.cuando)}, con la Clave Sence (CS) de su OTEC, ${hecho} (documento ${aviso.documento}).`,
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
  'Su OTEC pidió recuperar la Clave Sence de un facilitador',
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
      `El ${enChile(aviso.cuando)} un facilitador aceptó a su OTEC (documento ${aviso.documento}). Ya lo puede ver activo en la lista.`,
    ),
    boton('Ver la lista de facilitadores', aviso.enlaceLista),
  ],
})
