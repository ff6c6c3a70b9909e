/**
 * Every address of the site, written once: routes, redirects, views, mails and tests take them from here
 * (docs/decisions/0036).
 */
import { consolePaths } from './console-paths.ts'
import type { PasoName, PerfilWith } from './forms/tramites.ts'
import { ingresarPaths } from './ingresar-paths.ts'
import { openIdPaths } from './openid-paths.ts'
import type { Operacion, Perfil, TramiteOperacion } from './perfil.ts'
import { fill, withQuery } from './url-parts.ts'

export * from './console-urls.ts'

/** Addresses other than those of tramites. Those with `:name` are Express patterns; functions below fill them. */
export const paths = {
  home: '/',
  masInformacion: '/mas-informacion',
  privacidad: '/privacidad',
  accesibilidad: '/accesibilidad',
  /** Where a person follows a caso. */
  caso: '/caso',
  casoEstado: '/caso/estado',

  /** Buttons of any page. */
  terminar: '/terminar',
  refreshCaptcha: '/captcha',

  captchaFrame: '/captcha/:token',
  captchaImage: '/captcha/:token.png',
  captchaSound: '/captcha/:token.wav',
  logo: '/logos/:sistema.png',

  /** What mails hold; opening it leads to the page of its kind. */
  enlace: '/enlace/:ficha',
  enlaceExpired: '/enlace/vencido',
  /** The page of each kind of enlace, to which its button posts. */
  enlacePages: {
    'confirmar-correo': '/enlace/confirmar-correo',
    'confirmar-representante': '/enlace/confirmar-representante',
    recuperar: '/enlace/recuperar',
    'recuperar-tras-espera': '/enlace/recuperar-tras-espera',
    'no-fui-yo': '/enlace/no-fui-yo',
    volver: '/enlace/volver',
    'aceptar-otec': '/enlace/aceptar-otec',
    documento: '/enlace/documento',
    objetar: '/enlace/objetar',
    activar: '/enlace/activar',
  },
  /** What came of pressing its button, where the person does not go on to a form. */
  emailConfirmed: {
    con_efecto: '/enlace/confirmar-correo/con_efecto',
    en_espera: '/enlace/confirmar-correo/en_espera',
    sin_efecto: '/enlace/confirmar-correo/sin_efecto',
    detenido: '/enlace/confirmar-correo/detenido',
    representante: '/enlace/confirmar-representante/listo',
  },
  /** What came of the data asked for on the page of a link to a mailbox that is not confirmed. */
  slowRecovery: {
    espera: '/enlace/recuperar/espera',
    caso: '/enlace/recuperar/caso',
  },
  /** What came of “No fui yo”. */
  noFuiYo: {
    deshecho: '/enlace/no-fui-yo/deshecho',
    congelada: '/enlace/no-fui-yo/listo',
    congelada_mesa: '/enlace/no-fui-yo/caso',
    buzon_anterior: '/enlace/no-fui-yo/correo-anterior',
  },
  /** What came of sending a document, or why its link takes none. */
  documento: {
    recibido: '/enlace/documento/recibido',
    usado: '/enlace/documento/usado',
    vencido: '/enlace/documento/vencido',
    reabrir: '/enlace/documento/abrir',
  },
  /** After an objection to what two people granted. */
  objected: '/enlace/objetar/listo',
  refuseOtec: '/enlace/aceptar-otec/rechazar',
  otecAccepted: '/enlace/aceptar-otec/aceptada',
  otecRefused: '/enlace/aceptar-otec/rechazada',

  console: consolePaths,
  ingresar: ingresarPaths,

  openId: openIdPaths,

  /** For operators. */
  healthz: '/healthz',
  readyz: '/readyz',
  metrics: '/metrics',

  /** Sent mail and samples; development only. */
  devMail: '/dev/correo',
  /** Below it. */
  devMessage: '/:grupo/:id',
  devMessageHtml: '/:grupo/:id/html',
  /** Static files, below a prefix that changes with their content. */
  assets: '/recursos',
} as const

/** What ends a solicitud, after the pasos of its tramite: it is done, or it was stopped. */
export type EndPaso = 'listo' | 'alto'

/**
 * The address of a paso, or of the page that ends its tramite.
 * @param paso of the table of tramites; by default the first one.
 * @param solicitudId the solicitud that its page shows, so that each tab keeps its own (docs/decisions/0022);
 *   by default the session's current one.
 */
export const pasoUrl = <O extends TramiteOperacion>(
  perfil: PerfilWith<O>,
  operacion: O,
  paso?: PasoName<O> | EndPaso,
  solicitudId?: string,
): string => urlOfPaso({ perfil, operacion, paso: paso ?? '' }, solicitudId)

/** The same for a paso known only at run time, read from the table of tramites or from a solicitud. */
export const urlOfPaso = (
  { perfil, operacion, paso = '' }: { perfil: Perfil; operacion: TramiteOperacion; paso?: string },
  solicitudId?: string,
): string => withQuery(pathOfPaso(perfil, operacion, paso), { solicitud: solicitudId })

const pathOfPaso = (perfil: Perfil, operacion: TramiteOperacion, paso: string) =>
  `/${perfil}/${operacion}${paso && `/${paso}`}`

/** The button of a stopped solicitud that requests a caso. */
export const casoUrl = <O extends TramiteOperacion>(perfil: PerfilWith<O>, operacion: O): string =>
  `${pasoUrl(perfil, operacion)}/caso`

/** The button of a page after a proof that cancels a pending change. */
export const cancelUrl = <O extends TramiteOperacion>(perfil: PerfilWith<O>, operacion: O): string =>
  `${pasoUrl(perfil, operacion)}/cancelar-cambio`

/** The button after Cambiar that goes on to complete missing data. */
export const completarUrl = (perfil: Perfil): string => `${pasoUrl(perfil, 'cambiar')}/completar`

/** The page that takes the code sent to a mobile, after the tramite that offers it. */
export const celularUrl = (perfil: Perfil, operacion: TramiteOperacion, solicitudId?: string): string =>
  withQuery(pathOfPaso(perfil, operacion, 'celular'), { solicitud: solicitudId })

/** The button that asks for that code. */
export const celularCodigoUrl = (perfil: Perfil, operacion: TramiteOperacion): string =>
  `${pathOfPaso(perfil, operacion, 'celular')}/codigo`

/** The page that takes the code sent to the channel that the register has of an organisation. */
export const registroUrl = (operacion: TramiteOperacion, solicitudId?: string): string =>
  withQuery(pathOfPaso('juridica', operacion, 'registro'), { solicitud: solicitudId })

/** The button that asks for that code. */
export const registroCodigoUrl = (operacion: TramiteOperacion): string =>
  `${pathOfPaso('juridica', operacion, 'registro')}/codigo`

/** The first paso of Actualizar that asks for the clave. @param from the operacion to go back to afterwards. */
export const actualizarWithClaveUrl = (perfil: Perfil, from?: Operacion): string =>
  withQuery(pathOfPaso(perfil, 'actualizar', 'clave'), { desde: from })

/** The paso in which an OTEC withdraws a facilitador, with that one chosen. */
export const withdrawUrl = (solicitudId: string, facilitadorId: string): string =>
  withQuery(pathOfPaso('juridica', 'facilitador/solicitar', 'retirar'), {
    solicitud: solicitudId,
    facilitador: facilitadorId,
  })

/** The state of a caso that this session has followed. @param ref stands for its number, which is in no address. */
export const casoEstadoUrl = (ref: string): string => withQuery(paths.casoEstado, { caso: ref })

/** A section of “Más información”, by its id in views/mas-informacion.json. */
export const sectionUrl = (id: string): string => `${paths.masInformacion}#${encodeURIComponent(id)}`

/** What a mail holds. */
export const enlaceUrl = (token: string): string => fill(paths.enlace, { ficha: token })

/** The page of an enlace that this session opened. */
export const enlacePageUrl = (kind: keyof typeof paths.enlacePages, enlaceId: string): string =>
  withQuery(paths.enlacePages[kind], { enlace: enlaceId })

/** The frame that shows a form's captcha, and the picture and the sound in it. */
export const captchaUrls = (token: string): { frame: string; image: string; sound: string } => ({
  frame: fill(paths.captchaFrame, { token }),
  image: fill(paths.captchaImage, { token }),
  sound: fill(paths.captchaSound, { token }),
})

/** A page of development: a sent mail or a sample, and its HTML alone. */
export const devMessageUrls = (
  grupo: 'enviados' | 'muestras',
  id: string,
): { page: string; html: string } => ({
  page: paths.devMail + fill(paths.devMessage, { grupo, id }),
  html: paths.devMail + fill(paths.devMessageHtml, { grupo, id }),
})

/** Addresses of the old system, in any letter case, and where they lead (product.md “Pages”). */
export const OLD_LINKS = [
  { from: '/account', to: paths.home },
  { from: '/account/registrar', to: pasoUrl('natural', 'registrar') },
  { from: '/account/recuperarclave', to: pasoUrl('natural', 'recuperar') },
  { from: '/account/cambiarclave', to: pasoUrl('natural', 'cambiar') },
  { from: '/account/actualizardatos', to: pasoUrl('natural', 'actualizar') },
] as const
