/** Final pages of an OTEC's operations on its facilitators and of a facilitator's answer. */
import { pasoUrl } from '../urls.ts'
import { CALL_US, type FinalPage, HOME_ACTION, TOLL_FREE } from './page.ts'

const FACILITADORES_ACTION = {
  text: 'Ver o solicitar facilitadores',
  to: 'tramite',
  url: pasoUrl('juridica', 'facilitador/solicitar'),
  primary: false,
} as const

/**
 * The same page whether the facilitator is new, shared with another OTEC, frozen or closed (decision 0013).
 */
export const facilitadorSolicitadoPage = (): FinalPage => ({
  title: 'Registramos su solicitud',
  tone: 'success',
  lead: 'El facilitador debe aceptarla con el enlace que enviamos a su correo.',
  paragraphs: [
    [
      {
        text: 'El enlace sirve 72 horas. Cuando el facilitador lo use y tenga su Clave Sence (CS), usted lo verá como Activo en la lista y le avisaremos por correo.',
      },
    ],
    [
      {
        text: 'Si el facilitador ya tenía Clave Sence, el correo llega a la dirección que él registró y sus datos no cambian.',
      },
    ],
    [
      { text: 'La CS es personal e intransferible. ', strong: true },
      { text: 'La elige el facilitador: no se la pida ni la use por él.' },
    ],
    [{ text: '¿No le llega el correo? Pídale que revise los correos no deseados. ' }, ...CALL_US],
  ],
  actions: [FACILITADORES_ACTION, HOME_ACTION],
})

export const facilitadorRecuperadoPage = (): FinalPage => ({
  title: 'Enviamos el enlace al facilitador',
  tone: 'success',
  lead: 'El facilitador debe abrirlo en su correo registrado y elegir una nueva CS.',
  paragraphs: [
    [
      {
        text: 'Puede tardar hasta 10 minutos en llegar. El enlace sirve una sola vez, durante 60 minutos. Avísele ahora.',
      },
    ],
    [{ text: '¿El facilitador ya no usa ese correo? Pídale que llame ' }, ...TOLL_FREE],
  ],
  actions: [FACILITADORES_ACTION, HOME_ACTION],
})

export const facilitadorWithdrawnPage = (): FinalPage => ({
  title: 'El facilitador fue retirado',
  tone: 'success',
  lead: 'Ya no está activo en la lista de la OTEC. Su Clave Sence no cambió.',
  paragraphs: [[{ text: 'Le enviamos un aviso a la OTEC y, si estaba activo, al facilitador.' }]],
  actions: [FACILITADORES_ACTION, HOME_ACTION],
})

/** For a facilitator who already has a clave. */
export const otecAcceptedPage = (): FinalPage => ({
  title: 'Aceptó a la OTEC',
  tone: 'success',
  lead: 'Ya está en la lista de facilitadores de esa OTEC. Su Clave Sence (CS) sigue siendo la misma.',
  paragraphs: [
    [
      { text: 'Su CS es personal e intransferible. ', strong: true },
      { text: 'No la comparta con nadie, tampoco con la OTEC.' },
    ],
  ],
  actions: [HOME_ACTION],
})

export const otecRefusedPage = (): FinalPage => ({
  title: 'No aceptó a la OTEC',
  tone: 'success',
  lead: 'No quedó en la lista de facilitadores de esa OTEC y el enlace ya no sirve.',
  paragraphs: [[{ text: 'Si le llegan más correos que no pidió, llame ' }, ...TOLL_FREE]],
  actions: [HOME_ACTION],
})
