/** Pages of the console that stop whoever opens them. */
import type { ReviewRefusal } from '../documento/review.ts'
import type { LlamadaRefusal } from '../staff/llamada.ts'
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

/** Whoever searched as often as they may in a day. */
export const searchCapPage = (maximo: number): ErrorPage => ({
  title: 'Hoy ya buscó lo máximo por día',
  paragraphs: [`Son ${maximo} búsquedas. Pídale a otra persona que siga con quien llama.`],
  actions: [HOME_ACTION],
})

const LOST_CALLS: Readonly<Record<LlamadaRefusal, { title: string; text: string }>> = {
  no_existe: { title: 'No encontramos esta llamada', text: 'Busque la cuenta y ábrala otra vez.' },
  ajena: {
    title: 'Esta llamada es de otra persona',
    text: 'Si quien llama está con usted, tome la llamada desde la cuenta.',
  },
  tomada: { title: 'Otra persona tomó esta llamada', text: 'No se hizo nada más en ella.' },
  terminada: { title: 'Esta llamada terminó', text: 'Lo hecho y su caso están en Mis llamadas.' },
  vencida: {
    title: 'Esta llamada venció',
    text: 'Pasó mucho tiempo. Abra la cuenta otra vez: la comprobación empieza de nuevo.',
  },
}

/** Whoever acts in a call that is not theirs, or over. */
export const lostLlamadaPage = (reason: LlamadaRefusal): ErrorPage => ({
  title: LOST_CALLS[reason].title,
  paragraphs: [LOST_CALLS[reason].text],
  actions: [
    { text: 'Mis llamadas', url: paths.console.llamadas },
    { text: 'Buscar', url: paths.console.buscar },
  ],
})

const LOST_REVIEWS: Readonly<Record<ReviewRefusal, { title: string; text: string }>> = {
  no_existe: { title: 'No encontramos este documento', text: 'Tome otro de la lista.' },
  ya_decidido: {
    title: 'Este documento ya se revisó',
    text: 'Ya no se muestra. La decisión está en la lista de los revisados.',
  },
  ajeno: {
    title: 'Este documento lo revisa otra persona',
    text: 'Se muestra a una persona a la vez. No se hizo ningún cambio.',
  },
  vencido: {
    title: 'Ya no tiene este documento',
    text: 'Se deja libre a los 15 minutos sin uso. Tómelo otra vez de la lista: no se hizo ningún cambio.',
  },
}

/** Whoever opens a document that is not before them. */
export const lostReviewPage = (reason: ReviewRefusal): ErrorPage => ({
  title: LOST_REVIEWS[reason].title,
  paragraphs: [LOST_REVIEWS[reason].text],
  actions: [{ text: 'Documentos por revisar', url: paths.console.documentos }],
})
