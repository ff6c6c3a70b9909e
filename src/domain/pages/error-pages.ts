/** Pages for HTTP error statuses. */
export interface ErrorPage {
  title: string
  paragraphs: string[]
  actions: { text: string; url: string }[]
}

const HOME_ACTION = { text: 'Volver al inicio', url: '/' }
const NOTHING_CHANGED = 'No cambiamos nada en su cuenta.'

const PAGES: Record<number, Omit<ErrorPage, 'actions'>> = {
  400: {
    title: 'No pudimos leer lo que envió',
    paragraphs: ['Vuelva a la página anterior, revise los datos y envíelos otra vez.', NOTHING_CHANGED],
  },
  403: {
    title: 'Esta página venció',
    paragraphs: [
      'Por seguridad, vuelva a abrirla desde el inicio y envíe los datos otra vez.',
      NOTHING_CHANGED,
    ],
  },
  404: {
    title: 'No encontramos esta página',
    paragraphs: ['Revise la dirección que escribió o busque el trámite desde el inicio.'],
  },
  405: {
    title: 'Esta página no se abre así',
    paragraphs: ['Comience el trámite desde el inicio y use los botones de cada página.', NOTHING_CHANGED],
  },
  413: {
    title: 'Envió demasiados datos',
    paragraphs: [
      'Vuelva a la página anterior, acorte los textos o elija un archivo más liviano, y envíe otra vez.',
      NOTHING_CHANGED,
    ],
  },
  429: {
    title: 'Demasiados intentos',
    paragraphs: [
      'Desde su conexión nos llegaron muchos envíos. Espere {espera} y vuelva a intentarlo.',
      NOTHING_CHANGED,
    ],
  },
  500: {
    title: 'Tuvimos un problema',
    paragraphs: ['El problema es nuestro, no de lo que usted escribió. Inténtelo otra vez en unos minutos.'],
  },
  503: {
    title: 'El sistema está ocupado',
    paragraphs: ['Espere {espera} y vuelva a intentarlo.', NOTHING_CHANGED],
  },
}

/** How to allow cookies, mostly on phones. */
export const HOW_TO_ALLOW_COOKIES = [
  'Si abrió esta página dentro de otra aplicación, como el correo o WhatsApp, busque en su menú «Abrir en el navegador».',
  'En Chrome: abra el menú, Configuración, Configuración de sitios, y permita las cookies.',
  'En iPhone: abra Ajustes, Safari, Avanzado, y apague «Bloquear todas las cookies».',
]

/** Shown when a form is submitted without its session for the second time. */
export const withoutCookiesPage = (): ErrorPage => ({
  title: 'Su navegador no guarda las cookies de este sitio',
  paragraphs: [
    'Las necesitamos para seguir su trámite de una página a otra.',
    ...HOW_TO_ALLOW_COOKIES,
    'Después comience el trámite otra vez.',
    NOTHING_CHANGED,
  ],
  actions: [HOME_ACTION],
})

/** Shown where what a browser sent came too slowly. */
export const tooSlowPage = (): ErrorPage => ({
  title: 'Lo que enviaba no alcanzó a llegar',
  paragraphs: [
    'Su conexión es muy lenta o se cortó. Busque mejor señal o elija una foto más liviana, vuelva a la página anterior y envíe otra vez.',
    NOTHING_CHANGED,
  ],
  actions: [HOME_ACTION],
})

/** A wait as people say it. */
export const formatWait = (seconds: number): string => {
  if (seconds <= 90) return `${seconds} segundos`
  const minutes = Math.ceil(seconds / 60)
  return minutes <= 90 ? `${minutes} minutos` : `${Math.ceil(minutes / 60)} horas`
}

export const STATUSES_WITH_PAGE = Object.keys(PAGES).map(Number)

/**
 * The page for a status; statuses without one get that of 400 or 500.
 * @param waitSeconds time to wait before trying again.
 */
export function errorPage(status: number, waitSeconds = 60): ErrorPage {
  const { title, paragraphs } = PAGES[status] ??
    PAGES[status < 500 ? 400 : 500] ?? { title: '', paragraphs: [] }
  return {
    title,
    paragraphs: paragraphs.map((p) => p.replace('{espera}', formatWait(waitSeconds))),
    actions: [HOME_ACTION],
  }
}
