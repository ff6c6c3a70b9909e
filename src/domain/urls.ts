/**
 * Every address of the site, written once: routes, redirects, views, mails and tests take them from here
 * (docs/decisions/0036).
 */
import { consolePaths } from './console-paths.ts'
import type { PasoName, PerfilWith } from './forms/tramites.ts'
import type { Operacion, Perfil, PhonePerfil, TramiteOperacion } from './perfil.ts'
import type { Accion } from './staff/acciones.ts'
import { fill, withQuery } from './url-parts.ts'

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

/** What a search found. @param ref stands for what was typed, which is in no address. */
export const foundUrl = (ref: string): string => withQuery(paths.console.found, { busqueda: ref })

/** The form that opens an account. @param ref the search that found it. @param casoId what the call goes on with. */
export const abrirUrl = (cuentaId: string, ref?: string, casoId?: string): string =>
  withQuery(paths.console.abrir, { cuenta: cuentaId, busqueda: ref, caso: casoId })

/** The form that takes over the call of somebody else. */
export const tomarUrl = (cuentaId: string, ref?: string, casoId?: string): string =>
  withQuery(paths.console.tomar, { cuenta: cuentaId, busqueda: ref, caso: casoId })

/** A list of the open casos: what it is narrowed to, and where it goes on. */
export interface CasosParams {
  motivo?: string | undefined
  perfil?: string | undefined
  cuenta?: string | undefined
  desde?: string | undefined
}
export const casosUrl = (params: CasosParams = {}): string => withQuery(paths.console.casos, { ...params })

/** One of them. @param id stands for its number, which is in no address. */
export const casoPageUrl = (id: string): string => withQuery(paths.console.caso, { caso: id })

/** Where it is closed outside a call. */
export const cerrarCasoUrl = (id: string): string => withQuery(paths.console.cerrarCaso, { caso: id })

/** The page of a call. */
export const llamadaUrl = (llamadaId: string): string =>
  withQuery(paths.console.llamada, { llamada: llamadaId })

/** Where what its caller reads back is typed. */
export const decirCodigoUrl = (llamadaId: string): string =>
  withQuery(paths.console.decirCodigo, { llamada: llamadaId })
/** The page of an action in a call. */
export const accionUrl = (accion: Accion, llamadaId: string): string =>
  withQuery(paths.console.acciones[accion], { llamada: llamadaId })

/** Where who has no account is registered by phone. @param ref the search that found nobody. */
export const registrarUrl = (perfil: PhonePerfil, ref?: string): string =>
  withQuery(perfil === 'natural' ? paths.console.acciones.registrar : paths.console.registrarMigrante, {
    busqueda: ref,
  })

/** Where a caso of who has no account is opened. @param ref the search that found nobody. */
export const casoSinCuentaUrl = (ref?: string): string =>
  withQuery(paths.console.casoSinCuenta, { busqueda: ref })

/** The number of one, to read aloud. @param ref stands for it. */
export const casoAbiertoUrl = (ref: string): string => withQuery(paths.console.casoAbierto, { caso: ref })

/** What was done in a call. */
export const resumenUrl = (llamadaId: string): string =>
  withQuery(paths.console.resumen, { llamada: llamadaId })

/** An orden of two people. @param ref its number, which names nobody. */
export const ordenUrl = (ref: string): string => withQuery(paths.console.orden, { orden: ref })

/** Where it is granted or refused. */
export const decidirOrdenUrl = (ref: string): string => withQuery(paths.console.decidirOrden, { orden: ref })

/** A list of messages of the outbox: what it is narrowed to, and where it goes on. */
export interface OutboxParams {
  estado?: string | undefined
  tipo?: string | undefined
  canal?: string | undefined
  orden?: string | undefined
  desde?: string | undefined
}
export const avisosUrl = (params: OutboxParams = {}): string => withQuery(paths.console.avisos, { ...params })

/** A page of the mailboxes that came back. @param desde where it begins; the first one without it. */
export const devueltosUrl = (desde?: string): string => withQuery(paths.console.devueltos, { desde })

/** What the activation link of a funcionario holds. */
export const activarUrl = (token: string): string => fill(paths.console.enlace, { ficha: token })

/** What the bitácora is filtered by, as addresses say it. `busqueda` stands for an account that was typed. */
export interface AuditParams {
  suceso?: string | undefined
  quien?: string | undefined
  desde?: string | undefined
  hasta?: string | undefined
  cuenta?: string | undefined
  busqueda?: string | undefined
  /** Only entries with smaller numbers. */
  antes?: string | undefined
}

/** The bitácora so filtered, or its export. */
export const auditUrl = (
  params: AuditParams,
  path: (typeof paths.console)['audit' | 'auditExport' | 'auditCuenta'] = paths.console.audit,
): string => withQuery(path, { ...params })

/** A page of the console about a funcionario. */
export const aboutFuncionario = (path: `${typeof paths.console.personal}/${string}`, id: string): string =>
  withQuery(path, { funcionario: id })

export const funcionarioUrl = (id: string): string => aboutFuncionario(paths.console.funcionario, id)

/** Where one of one's own passkeys is removed. @param ref stands for it. */
export const passkeyRemoveUrl = (ref: string): string => withQuery(paths.console.passkeyRemove, { ref })

/** Where one is given another name. */
export const passkeyRenameUrl = (ref: string): string => withQuery(paths.console.passkeyRename, { ref })

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
