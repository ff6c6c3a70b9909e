/** The pages of links about what two people granted (product.md “Two people”). */
import { paths } from '../urls.ts'
import { callAbout, type FinalPage, HOME_ACTION } from './page.ts'

const button = (kind: 'objetar' | 'activar', text: string) =>
  ({ text, to: 'enlace', url: paths.enlacePages[kind], primary: true }) as const

export const ORDEN_LINK_PAGES = {
  objetar: {
    title: '¿No está de acuerdo?',
    tone: 'stop',
    lead: 'Si la cuenta es suya y no está de acuerdo con lo que dice el aviso, presione el botón.',
    paragraphs: [
      [
        {
          text: 'No haremos lo que dice el aviso. Congelaremos la cuenta que iba a cambiar: nadie podrá usarla hasta que veamos con usted de quién es.',
        },
      ],
      [{ text: 'Si está de acuerdo, cierre esta página: no cambiará nada.' }],
    ],
    actions: [button('objetar', 'No estoy de acuerdo')],
  },
  activar: {
    title: 'Use su cuenta',
    tone: 'info',
    lead: 'Presione el botón para elegir una CS, una pregunta y una respuesta nuevas.',
    paragraphs: [
      [{ text: 'El enlace sirve una sola vez. Después de presionar el botón tendrá 10 minutos.' }],
    ],
    actions: [button('activar', 'Crear mi nueva CS')],
  },
} as const satisfies Record<'objetar' | 'activar', FinalPage>

/** After an objection. @param caso its number; missing once the session is over. */
export const objectedPage = (caso: string | undefined): FinalPage => ({
  title: 'Detuvimos el trámite y congelamos la cuenta',
  tone: 'success',
  lead: 'Nadie puede usar ni cambiar la cuenta de que trata el aviso.',
  paragraphs: [
    [{ text: 'Para volver a usarla, tenemos que ver con usted de quién es la cuenta.' }],
    ...callAbout(caso),
  ],
  actions: [HOME_ACTION],
})
