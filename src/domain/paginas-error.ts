/** What people read when a page cannot be given. */
export interface PaginaError {
  titulo: string
  parrafos: string[]
  acciones: { texto: string; url: string }[]
}

const INICIO = { texto: 'Volver al inicio', url: '/' }
const NADA_CAMBIO = 'No cambiamos nada en su cuenta.'

const PAGINAS: Record<number, Omit<PaginaError, 'acciones'>> = {
  400: {
    titulo: 'No pudimos leer lo que envió',
    parrafos: ['Vuelva a la página anterior, revise los datos y envíelos otra vez.', NADA_CAMBIO],
  },
  403: {
    titulo: 'Esta página venció',
    parrafos: ['Por seguridad, vuelva a abrirla desde el inicio y envíe los datos otra vez.', NADA_CAMBIO],
  },
  404: {
    titulo: 'No encontramos esta página',
    parrafos: ['Revise la dirección que escribió o busque el trámite desde el inicio.'],
  },
  405: {
    titulo: 'Esta página no se abre así',
    parrafos: ['Comience el trámite desde el inicio y use los botones de cada página.', NADA_CAMBIO],
  },
  413: {
    titulo: 'Envió demasiados datos',
    parrafos: [
      'Vuelva a la página anterior, acorte los textos o elija un archivo más liviano, y envíe otra vez.',
      NADA_CAMBIO,
    ],
  },
  429: {
    titulo: 'Demasiados intentos',
    parrafos: [
      'Desde su conexión nos llegaron muchos envíos. Espere {espera} y vuelva a intentarlo.',
      NADA_CAMBIO,
    ],
  },
  500: {
    titulo: 'Tuvimos un problema',
    parrafos: ['El problema es nuestro, no de lo que usted escribió. Inténtelo otra vez en unos minutos.'],
  },
  503: {
    titulo: 'El sistema está ocupado',
    parrafos: ['Espere {espera} y vuelva a intentarlo.', NADA_CAMBIO],
  },
}

/** How to let a site keep cookies, where people meet it: their telephone. */
export const COMO_PERMITIR_COOKIES = [
  'Si abrió esta página dentro de otra aplicación, como el correo o WhatsApp, busque en su menú «Abrir en el navegador».',
  'En Chrome: abra el menú, Configuración, Configuración de sitios, y permita las cookies.',
  'En iPhone: abra Ajustes, Safari, Avanzado, y apague «Bloquear todas las cookies».',
]

/** For who sends a form without the session that it began with, and does so again. */
export const paginaSinCookies = (): PaginaError => ({
  titulo: 'Su navegador no guarda las cookies de este sitio',
  parrafos: [
    'Las necesitamos para seguir su trámite de una página a otra.',
    ...COMO_PERMITIR_COOKIES,
    'Después comience el trámite otra vez.',
    NADA_CAMBIO,
  ],
  acciones: [INICIO],
})

const enPalabras = (segundos: number): string => {
  if (segundos <= 90) return `${segundos} segundos`
  const minutos = Math.ceil(segundos / 60)
  return minutos <= 90 ? `${minutos} minutos` : `${Math.ceil(minutos / 60)} horas`
}

/** Statuses with a page of their own. */
export const ESTADOS_CON_PAGINA = Object.keys(PAGINAS).map(Number)

/**
 * The page for a status; one of its family for those without a page of their own.
 * @param espera seconds to wait before trying again.
 */
export function paginaDeError(estado: number, espera = 60): PaginaError {
  const { titulo, parrafos } = PAGINAS[estado] ??
    PAGINAS[estado < 500 ? 400 : 500] ?? { titulo: '', parrafos: [] }
  return {
    titulo,
    parrafos: parrafos.map((p) => p.replace('{espera}', enPalabras(espera))),
    acciones: [INICIO],
  }
}
