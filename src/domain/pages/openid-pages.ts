/** Pages of a sign-in or sign-out that another system began, where nothing of it can be answered to that system. */
import { openIdRoutes } from '../openid-paths.ts'
import type { Parts } from '../parts.ts'
import { paths } from '../urls.ts'
import { CALL_US, type FinalPage, HOME_ACTION } from './page.ts'

/** Asks whether to sign out of every system. */
export const signOutPage = (): FinalPage => ({
  title: '¿Quiere cerrar su sesión?',
  tone: 'info',
  lead: 'La cerraremos aquí y en todos los sistemas en que haya entrado con esta sesión.',
  paragraphs: [],
  actions: [
    { text: 'Cerrar sesión', to: 'sesion', url: paths.openId.signOut, primary: true },
    { ...HOME_ACTION, text: 'Seguir conectado' },
  ],
})

export const signedOutPage = (): FinalPage => ({
  title: 'Cerró su sesión',
  tone: 'success',
  lead: 'Para volver a entrar, abra el sistema que quiera usar.',
  paragraphs: [
    [{ text: 'Si usa un computador que comparte con otras personas, cierre también el navegador.' }],
  ],
  actions: [HOME_ACTION],
})

/** @param error the code of OAuth 2.0 (RFC 6749, 4.1.2.1), which the people of that system need. */
export const openIdErrorPage = (error: string): FinalPage => ({
  title: 'No pudimos seguir con su ingreso',
  tone: 'stop',
  lead: 'Vuelva al sistema en que estaba y entre otra vez desde ahí. No cambiamos nada en su cuenta.',
  paragraphs: [forTheSistema(error), CALL_US],
  actions: [HOME_ACTION],
})

/** The same of a request to sign out: the person may believe that they did. */
export const signOutErrorPage = (error: string): FinalPage => ({
  title: 'No pudimos cerrar su sesión',
  tone: 'stop',
  lead: 'El sistema en que estaba no lo pidió bien. Ciérrela aquí.',
  paragraphs: [forTheSistema(error), CALL_US],
  actions: [
    {
      text: 'Cerrar sesión',
      to: 'tramite',
      url: paths.openId.root + openIdRoutes.end_session,
      primary: true,
    },
    HOME_ACTION,
  ],
})

const forTheSistema = (error: string): Parts => [
  { text: 'Si vuelve a ocurrir, avise a quienes atienden ese sistema y deles este código: ' },
  { text: error },
]
