/** Pages of the console that stop whoever opens them. */
import { paths } from '../urls.ts'
import { type ErrorPage, errorPage, formatWait } from './error-pages.ts'

const HOME_ACTION = { text: 'Ir al inicio', url: paths.console.home }

const PAGES: Readonly<Record<number, { title: string; paragraphs: readonly string[] }>> = {
  403: {
    title: 'Esta página venció',
    paragraphs: ['Ábrala de nuevo desde el inicio. No se hizo ningún cambio.'],
  },
  404: { title: 'No encontramos esta página', paragraphs: ['Vuelva al inicio y búsquela desde ahí.'] },
  405: { title: 'Esta página no se abre así', paragraphs: ['Use los botones de cada página.'] },
  429: {
    title: 'Demasiados intentos',
    paragraphs: ['Espere {espera} y vuelva a intentarlo. No se hizo ningún cambio.'],
  },
  503: {
    title: 'El sistema está ocupado',
    paragraphs: ['Espere {espera} y vuelva a intentarlo. No se hizo ningún cambio.'],
  },
}

/** The page of the console for a status; what it does not say of its own, it says as the citizens' pages do. */
export function consoleErrorPage(status: number, waitSeconds = 60): ErrorPage {
  const own = PAGES[status]
  if (!own) return { ...errorPage(status, waitSeconds), actions: [HOME_ACTION] }
  const paragraphs = own.paragraphs.map((text) => text.replace('{espera}', formatWait(waitSeconds)))
  return { title: own.title, paragraphs, actions: [HOME_ACTION] }
}

/** An activation link that was used, replaced or is too old. */
export const activationExpiredPage = (): ErrorPage => ({
  title: 'Este enlace ya no sirve',
  paragraphs: ['Pida otro a quien le dio acceso. Si ya activó el suyo, ingrese.'],
  actions: [{ text: 'Ingresar', url: paths.console.ingresar }],
})

/** Whoever is signed in has a role that may not enter this page. */
export const noPowerPage = (): ErrorPage => ({
  title: 'Su rol no abre esta página',
  paragraphs: ['Si la necesita para su trabajo, pídala a quien administra el personal.'],
  actions: [HOME_ACTION],
})
