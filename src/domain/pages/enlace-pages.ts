/** The pages of mailed links. */

import type { ConfirmationEffect } from '../account/progress.ts'
import type { Parts } from '../parts.ts'
import { pasoUrl, paths } from '../urls.ts'
import { HOW_TO_ALLOW_COOKIES } from './error-pages.ts'
import { ORDEN_LINK_PAGES } from './orden-pages.ts'
import { callAbout, type FinalPage, HOME_ACTION, TOLL_FREE } from './page.ts'

export const BUTTON_PAGES = [
  'confirmar-correo',
  'confirmar-representante',
  'recuperar',
  'recuperar-tras-espera',
  'no-fui-yo',
  'volver',
  'aceptar-otec',
  'objetar',
  'activar',
] as const
export type ButtonPage = (typeof BUTTON_PAGES)[number]

const button = (kind: ButtonPage, text: string) =>
  ({ text, to: 'enlace', url: paths.enlacePages[kind], primary: true }) as const

const PAGES: Record<ButtonPage, FinalPage> = {
  'confirmar-correo': {
    title: 'Confirme su correo',
    tone: 'info',
    lead: 'Presione el botón para confirmar que este correo es suyo.',
    paragraphs: [[{ text: 'Si usted no pidió esto, cierre esta página: no cambiará nada.' }]],
    actions: [button('confirmar-correo', 'Confirmar mi correo')],
  },
  'confirmar-representante': {
    title: 'Confirme que representa a la organización',
    tone: 'info',
    lead: 'Presione el botón para confirmar que este correo es suyo y que usted es su representante legal.',
    paragraphs: [[{ text: 'Si no lo es, cierre esta página: no cambiará nada.' }]],
    actions: [button('confirmar-representante', 'Confirmar mi correo')],
  },
  recuperar: {
    title: 'Cree una nueva CS',
    tone: 'info',
    lead: 'Presione el botón para elegir su nueva Clave Sence.',
    paragraphs: [
      [{ text: 'El enlace sirve una sola vez. Después de presionar el botón tendrá 10 minutos.' }],
    ],
    actions: [button('recuperar', 'Crear mi nueva CS')],
  },
  'recuperar-tras-espera': {
    title: 'Cree una nueva CS',
    tone: 'info',
    lead: 'Presione el botón para elegir una CS, una pregunta y una respuesta nuevas.',
    paragraphs: [
      [{ text: 'El enlace sirve una sola vez. Después de presionar el botón tendrá 10 minutos.' }],
      [{ text: 'Quitaremos su celular de la cuenta. Después puede agregarlo otra vez en Actualizar Datos.' }],
    ],
    actions: [button('recuperar-tras-espera', 'Crear mi nueva CS')],
  },
  'no-fui-yo': {
    title: '¿No fue usted?',
    tone: 'stop',
    lead: 'Si usted no hizo lo que dice el aviso, presione el botón.',
    paragraphs: [
      [
        {
          text: 'Congelaremos la cuenta: nadie podrá usarla ni cambiarla. Le diremos cómo volver a usarla.',
        },
      ],
      [
        {
          text: 'Si el aviso dice que se creó una cuenta y nadie la ha usado, la borraremos con todos sus datos.',
        },
      ],
      [{ text: 'Si fue usted, cierre esta página: no cambiará nada.' }],
    ],
    actions: [button('no-fui-yo', 'No fui yo')],
  },
  volver: {
    title: 'Vuelva a usar su cuenta',
    tone: 'info',
    lead: 'Presione el botón para elegir una CS, una pregunta y una respuesta nuevas.',
    paragraphs: [
      [{ text: 'El enlace sirve una sola vez. Después de presionar el botón tendrá 10 minutos.' }],
      [
        {
          text: 'Quitaremos su celular y los demás correos de la cuenta. Después puede agregarlos otra vez en Actualizar Datos.',
        },
      ],
    ],
    actions: [button('volver', 'Crear mi nueva CS')],
  },
  ...ORDEN_LINK_PAGES,
  'aceptar-otec': {
    title: 'Responda a la OTEC',
    tone: 'info',
    lead: 'La OTEC que nombra el correo pide agregarlo como su facilitador extranjero.',
    paragraphs: [
      [
        {
          text: 'Si trabaja con ella, acéptela. Si todavía no tiene Clave Sence (CS), la elegirá en la página siguiente: tendrá 10 minutos.',
        },
      ],
      [{ text: 'El enlace sirve una sola vez.' }],
    ],
    actions: [
      button('aceptar-otec', 'Sí, trabajo con esta OTEC'),
      {
        text: 'No trabajo con esta OTEC',
        to: 'enlace',
        url: paths.refuseOtec,
        primary: false,
      },
    ],
  },
}

/** The page that a link opens; its button performs the action. */
export const enlacePage = (kind: ButtonPage): FinalPage => PAGES[kind]

export const enlaceExpiredPage = (): FinalPage => ({
  title: 'Este enlace ya no sirve',
  tone: 'stop',
  lead: 'El enlace venció, ya se usó o no está completo.',
  paragraphs: [
    [{ text: 'Si ya presionó el botón de ese enlace, no tiene que hacer nada más.' }],
    [
      { text: 'Si quería crear una nueva CS, pida otro enlace en ' },
      { text: 'Recuperar CS', url: pasoUrl('natural', 'recuperar') },
      { text: '. Use siempre el último que reciba.' },
    ],
    [{ text: 'Si lo registraron por teléfono, llame y pida otro.' }],
    [{ text: 'Si es facilitador extranjero, pida a su OTEC que le envíe otro.' }],
    [{ text: 'Si tenía que enviar un documento, busque el último correo que se lo pide, o llame.' }],
    [{ text: 'Si necesita ayuda, llame ' }, ...TOLL_FREE],
  ],
  actions: [HOME_ACTION],
})

/** The link is valid, but the browser rejects cookies. */
export const enlaceWithoutCookiesPage = (): FinalPage => ({
  title: 'Permita las cookies y abra el enlace otra vez',
  tone: 'stop',
  lead: 'Su enlace sirve, pero su navegador no guarda las cookies de este sitio.',
  paragraphs: [
    ...HOW_TO_ALLOW_COOKIES.map((text) => [{ text }]),
    [{ text: 'Después abra otra vez el enlace de su correo. Todavía no se ha usado.' }],
    [{ text: 'Si necesita ayuda, llame ' }, ...TOLL_FREE],
  ],
  actions: [HOME_ACTION],
})

/** What came of “No fui yo”. @param caso its number, where the call centre goes on. */
export const noFuiYoPage = (outcome: NoFuiYoPage, caso: string | undefined): FinalPage => ({
  ...NO_FUI_YO_PAGES[outcome](caso),
  actions: [HOME_ACTION],
})

export const NO_FUI_YO_OUTCOMES = ['deshecho', 'congelada', 'congelada_mesa', 'buzon_anterior'] as const
export type NoFuiYoPage = (typeof NO_FUI_YO_OUTCOMES)[number]

const NO_FUI_YO_PAGES: Record<NoFuiYoPage, (caso: string | undefined) => Omit<FinalPage, 'actions'>> = {
  deshecho: () => ({
    title: 'Borramos esa cuenta',
    tone: 'success',
    lead: 'La cuenta que se creó con su correo ya no existe, y borramos sus datos.',
    paragraphs: [
      [{ text: 'No tiene que hacer nada más. Esto no se puede deshacer.' }],
      [
        { text: '¿Quiere una Clave Sence? Elija en la ' },
        { text: 'página de inicio', url: paths.home },
        { text: ' cómo registrarse.' },
      ],
    ],
  }),
  congelada: () => ({
    title: 'Congelamos la cuenta',
    tone: 'success',
    lead: 'Nadie puede usarla ni cambiarla.',
    paragraphs: [
      [
        {
          text: 'Le enviamos un correo con un enlace para volver a usar la cuenta. Con él elegirá una CS, una pregunta y una respuesta nuevas.',
        },
      ],
      [{ text: 'Si no le llega en 10 minutos, llame ' }, ...TOLL_FREE],
    ],
  }),
  congelada_mesa: (caso) => ({
    title: 'Congelamos la cuenta',
    tone: 'success',
    lead: 'Nadie puede usarla ni cambiarla.',
    paragraphs: [
      [{ text: 'Para volver a usarla, tenemos que ver con usted de quién es la cuenta.' }],
      ...callAbout(caso),
    ],
  }),
  buzon_anterior: (caso) => ({
    title: 'Este correo ya no es de la cuenta',
    tone: 'stop',
    lead: 'La cuenta cambió de correo con nuestra ayuda. Por eso no la congelamos.',
    paragraphs: [[{ text: 'Si cree que la cuenta es suya, llámenos.' }], ...callAbout(caso)],
  }),
}

const CONFIRMED_LEAD: Record<ConfirmationEffect, string> = {
  con_efecto: 'Desde ahora le enviaremos los avisos a este correo.',
  en_espera:
    'El cambio de correo tendrá efecto en 24 horas. Si lo pidió por teléfono, en la fecha que le dijimos. Hasta entonces usaremos su correo anterior.',
  representante: 'Desde ahora los códigos para cambiar los datos de la organización llegan a este correo.',
  sin_efecto: 'Este correo ya está en 3 cuentas, que es el máximo.',
  detenido: 'La organización no puede cambiar su correo, por lo que dice de ella el registro de SENCE.',
}

const OTHER_ADDRESS: Parts[] = [
  [{ text: 'Su cuenta sigue como estaba, y usted puede seguir usándola.' }],
  [
    { text: 'Para que podamos ayudarle si olvida su CS, registre otro correo en ' },
    { text: 'Actualizar Datos', url: pasoUrl('natural', 'actualizar') },
    { text: '.' },
  ],
]

const STOPPED_BY_REGISTRO: Parts[] = [
  [{ text: 'La cuenta sigue con el correo que tenía.' }],
  [
    { text: 'Para saber qué pasó y qué hacer, entre a ' },
    { text: 'Actualizar Datos', url: pasoUrl('juridica', 'actualizar') },
    { text: '.' },
  ],
]

const NOT_CONFIRMED: Partial<Record<ConfirmationEffect, Parts[]>> = {
  sin_efecto: OTHER_ADDRESS,
  detenido: STOPPED_BY_REGISTRO,
}

/** After the button “Confirmar mi correo”. */
export const emailConfirmedPage = (effect: ConfirmationEffect): FinalPage => ({
  title: NOT_CONFIRMED[effect] ? 'No pudimos confirmar su correo' : 'Su correo está confirmado',
  tone: NOT_CONFIRMED[effect] ? 'stop' : 'success',
  lead: CONFIRMED_LEAD[effect],
  paragraphs: NOT_CONFIRMED[effect] ?? [],
  actions: [HOME_ACTION],
})

/** After the data were given on the page of a link to a mailbox that is not confirmed. */
export const slowRecoveryPage = (outcome: SlowRecoveryOutcome, caso: string | undefined): FinalPage =>
  outcome === 'espera'
    ? {
        title: 'Espere otro correo en 72 horas',
        tone: 'success',
        lead: 'Este correo todavía no está confirmado. Por seguridad, esperamos 72 horas antes de cambiar la CS.',
        paragraphs: [
          [{ text: 'Entonces le enviaremos otro enlace a este correo. Servirá 72 horas.' }],
          [
            {
              text: 'Si antes alguien usa la CS o la respuesta secreta, el enlace no llegará, y le avisaremos.',
            },
          ],
          [{ text: 'Si lo necesita antes, llame ' }, ...TOLL_FREE],
        ],
        actions: [HOME_ACTION],
      }
    : {
        title: 'Llámenos para recuperar la CS',
        tone: 'stop',
        lead: 'El correo de esta cuenta todavía no está confirmado: desde él no se puede recuperar la CS.',
        paragraphs: callAbout(caso),
        actions: [HOME_ACTION],
      }

export const SLOW_RECOVERY_OUTCOMES = ['espera', 'caso'] as const
type SlowRecoveryOutcome = (typeof SLOW_RECOVERY_OUTCOMES)[number]
