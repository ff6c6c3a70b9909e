/**
 * Everything people read, rendered from the catalogues: forms, final and stopped pages, fixed pages and mails.
 * Whatever is added to a catalogue is included automatically.
 */

import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Mail } from '../../../src/application/ports.ts'
import { CASO_OUTCOMES } from '../../../src/domain/account/caso.ts'
import { PENDING_KINDS } from '../../../src/domain/account/pending-kind.ts'
import { CONFIRMATION_EFFECTS, PERFIL_CHANGES, STOP_REASONS } from '../../../src/domain/account/progress.ts'
import { CASO_FORM, CASO_OPENING, CASO_TITLE } from '../../../src/domain/forms/caso-form.ts'
import { ENLACE_FORMS } from '../../../src/domain/forms/enlace-contents.ts'
import type { Tramite } from '../../../src/domain/forms/tramite.ts'
import { operacionesOf, tramites } from '../../../src/domain/forms/tramites.ts'
import type { BounceReason } from '../../../src/domain/notices/bounces.ts'
import { BOUNCE_TEXT, bouncedItem } from '../../../src/domain/pages/bounced-section.ts'
import { casoPage } from '../../../src/domain/pages/caso-pages.ts'
import { celularLastPage } from '../../../src/domain/pages/celular-page.ts'
import * as changedPages from '../../../src/domain/pages/changed-pages.ts'
import { DOCUMENTO_OUTCOMES, documentoPage } from '../../../src/domain/pages/documento-pages.ts'
import {
  BUTTON_PAGES,
  emailConfirmedPage,
  enlaceExpiredPage,
  enlacePage,
  NO_FUI_YO_OUTCOMES,
  noFuiYoPage,
  SLOW_RECOVERY_OUTCOMES,
  slowRecoveryPage,
} from '../../../src/domain/pages/enlace-pages.ts'
import {
  errorPage,
  STATUSES_WITH_PAGE,
  tooSlowPage,
  withoutCookiesPage,
} from '../../../src/domain/pages/error-pages.ts'
import * as finalPages from '../../../src/domain/pages/final-pages.ts'
import { objectedPage } from '../../../src/domain/pages/orden-pages.ts'
import type { FinalPage } from '../../../src/domain/pages/page.ts'
import { CANCELLED, pendingItem } from '../../../src/domain/pages/pending-section.ts'
import { priceNotice } from '../../../src/domain/pages/price-notice.ts'
import { registroVerifiedPage, withRegistroOffer } from '../../../src/domain/pages/registro-page.ts'
import { stoppedPage } from '../../../src/domain/pages/stopped-pages.ts'
import { PERFILES } from '../../../src/domain/perfil.ts'
import { cancelUrl, captchaUrls, paths, urlOfPaso } from '../../../src/domain/urls.ts'
import { headingOf, otherPerfilLinks } from '../../../src/http/citizen/tramite/tramite-texts.ts'
import { makeFormView } from '../../../src/http/forms/form-view.ts'
import { makeResultView } from '../../../src/http/views/render-page.ts'
import type { FormView, PendingView } from '../../../src/http/views/view-models.ts'
import { SAMPLES } from '../../../src/mail/messages/samples.ts'
import { createRenderer } from '../../../src/mail/renderer.ts'
import { formWithErrors, render } from '../http/view-samples.ts'
import { celularForm, REGISTRO_CHANNELS, registroForm } from './codigo-forms.ts'
import { consolePages } from './console-copy.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const mail = 'm*****a@correo.cl'
const expires = '16:42 del 05-03-2026'
const missing = ['fechaNacimiento', 'email', 'preguntaSecreta', 'domicilio'] as const

/** Variants of each page that depends on data, by the name of the function that makes it. */

const VARIANTS: Readonly<Record<string, readonly FinalPage[]>> = {
  stoppedPage: STOP_REASONS.flatMap((reason) =>
    PERFILES.flatMap((perfil) =>
      [undefined, 'C-4827'].flatMap((caso) =>
        (['registrar', 'recuperar'] as const).map((operacion) =>
          stoppedPage(reason, { perfil, operacion, missing, caso }),
        ),
      ),
    ),
  ),
  enlacePage: BUTTON_PAGES.map(enlacePage),
  emailConfirmedPage: CONFIRMATION_EFFECTS.map(emailConfirmedPage),
  slowRecoveryPage: SLOW_RECOVERY_OUTCOMES.flatMap((outcome) =>
    [undefined, 'ABCD2345'].map((caso) => slowRecoveryPage(outcome, caso)),
  ),
  noFuiYoPage: NO_FUI_YO_OUTCOMES.flatMap((outcome) =>
    [undefined, 'ABCD2345'].map((caso) => noFuiYoPage(outcome, caso)),
  ),
  objectedPage: [undefined, 'ABCD2345'].map(objectedPage),
  registradoPage: [
    finalPages.registradoPage('natural', mail),
    finalPages.registradoPage('migrante', mail),
    ...['empresa', 'otec'].flatMap((tipo) =>
      (['declarada', 'coincide', 'verificada'] as const).map((identidad) =>
        finalPages.registradoPage('juridica', mail, {
          razonSocial: 'Capacitaciones del Sur',
          tipo,
          identidad,
        }),
      ),
    ),
  ],
  recuperadaPage: [null, mail].flatMap((maskedEmail) =>
    [null, '+56 9 **** 4321'].flatMap((maskedCelular) =>
      ([null, 'K7MXPQ4RTA'] as const).flatMap((clave) =>
        (['page', 'mail'] as const).map((delivery) =>
          finalPages.recuperadaPage({
            perfil: 'migrante',
            clave,
            expires,
            maskedEmail,
            maskedCelular: maskedEmail || delivery === 'page' ? maskedCelular : '+56 9 **** 4321',
            delivery,
            solicitudId: 'una',
          }),
        ),
      ),
    ),
  ),
  claveShownPage: PERFILES.map((perfil) => finalPages.claveShownPage(perfil)),
  enlaceRequestedPage: PERFILES.map(finalPages.enlaceRequestedPage),
  cambiadaPage: PERFILES.flatMap((perfil) =>
    [[], missing].flatMap((data) =>
      [true, false].map((hasEmail) =>
        changedPages.cambiadaPage(perfil, {
          missing: data,
          hasEmail,
          cameBack: hasEmail,
          tookOver: perfil === 'juridica',
          ended: hasEmail ? PENDING_KINDS : [],
        }),
      ),
    ),
  ),
  actualizadaPage: [true, false].flatMap((noLongerVerified) =>
    [[], PENDING_KINDS].flatMap((ended) =>
      [null, ...PERFIL_CHANGES.map((change) => ({ change, caso: 'C-4827' }))].map((perfilChange) =>
        changedPages.actualizadaPage({
          perfil: 'natural',
          ended,
          noLongerVerified,
          returnOperacion: null,
          perfilChange,
        }),
      ),
    ),
  ),
  celularLastPage: [
    { estado: 'por_confirmar' as const },
    { estado: 'por_confirmar' as const, isNew: true },
    { estado: 'confirmado' as const },
    { estado: 'confirmado' as const, from: expires },
  ].map((said) =>
    celularLastPage(finalPages.registradoPage('natural', mail), 'natural', 'registrar', {
      celular: '987654321',
      ...said,
    }),
  ),
  withRegistroOffer: (['verifica', 'reemplaza'] as const).flatMap((effect) =>
    REGISTRO_CHANNELS.map((channel) =>
      withRegistroOffer(finalPages.registradoPage('juridica', mail), 'registrar', { effect, ...channel }),
    ),
  ),
  casoPage: PERFILES.flatMap((perfil) =>
    [null, ...CASO_OUTCOMES.map((outcome) => ({ when: expires, outcome }))].map((closed) =>
      casoPage({ number: 'ABCD2345', perfil, opened: expires, closed }),
    ),
  ),
  registroVerifiedPage: [registroVerifiedPage('cambiar'), registroVerifiedPage('facilitador/solicitar')],
  documentoPage: DOCUMENTO_OUTCOMES.map(documentoPage),
  // Rendered by stoppedPage.
  otecNotVigentePage: [],
  otherRepresentantePage: [],
}

/** Pages that need data but have no variants above, so no test would read them. */
export const UNREAD_PAGES: string[] = []

/** Rendered as error pages below. */
const OF_ERROR = new Set([
  ...['errorPage', 'tooSlowPage', 'withoutCookiesPage'],
  ...['consoleErrorPage', 'noPowerPage', 'activationExpiredPage', 'lostLlamadaPage', 'searchCapPage'],
  'lostReviewPage',
])

async function loadFinalPages(): Promise<Record<string, FinalPage>> {
  const pages: Record<string, FinalPage> = {}
  for (const path of globSync('src/domain/pages/*.ts', { cwd: ROOT })) {
    const loadedModule: Record<string, unknown> = await import(`${ROOT}${path}`)
    for (const [name, run] of Object.entries(loadedModule)) {
      if (typeof run !== 'function' || !name.endsWith('Page') || OF_ERROR.has(name)) continue
      const variants = VARIANTS[name] ?? (run.length === 0 ? [run()] : undefined)
      if (!variants) UNREAD_PAGES.push(`${path}: ${name}`)
      for (const [index, page] of (variants ?? []).entries()) pages[`${name} ${index + 1}`] = page
    }
  }
  return pages
}

/** The forms on pages of links, and the one of a caso. */
const otherForms = (): [string, FormView][] =>
  Object.entries({
    ...ENLACE_FORMS,
    caso: { title: CASO_TITLE, opening: CASO_OPENING, content: CASO_FORM },
  }).map(([name, { title, opening, content }]) => [
    `formulario ${name}`,
    makeFormView({
      url: paths.enlacePages['confirmar-correo'],
      heading: { title, opening, back: paths.home },
      content,
      page: {},
      overrides: {},
      buttons: [],
      typed: {},
      refusals: [],
      numbersInTexts: { diasDeDocumento: 90 },
      captcha: { token: 'ficha', frameUrl: captchaUrls('ficha').frame },
      price: undefined,
      hiddenFields: {},
    }),
  ])

/** Every paso of every tramite, by URL. */
const forms = (): [string, FormView][] =>
  PERFILES.flatMap((perfil) =>
    operacionesOf(perfil).flatMap((operacion) => {
      const cells: Partial<Record<string, Tramite>> = tramites[perfil]
      const tramite = cells[operacion]
      return Object.entries(tramite?.pasos ?? {}).map(([name, paso]): [string, FormView] => {
        if (!tramite) throw new Error(`no ${operacion} in ${perfil}`)
        const action = urlOfPaso({ perfil, operacion, paso: name })
        const view = makeFormView({
          url: action,
          heading: headingOf(tramite, perfil, name, paths.home),
          content: paso,
          page: name === '' ? { alternatives: otherPerfilLinks(perfil, operacion) } : {},
          overrides: {},
          buttons: [],
          typed: {},
          refusals: [],
          numbersInTexts: { diasDeDocumento: 90 },
          captcha: { token: 'ficha', frameUrl: captchaUrls('ficha').frame },
          // With its wait, whose section and notice are shown too.
          price: { token: 'precio', notice: priceNotice(paso.button, 30) },
          hiddenFields: {},
        })
        return [action, view]
      })
    }),
  )

/** Whatever can be pending, and what a page says once it was cancelled. */
function pendingSample(): PendingView {
  const at = new Date('2026-03-05T12:00:00Z')
  const shared = { createdAt: at, expiresAt: at, effectiveAt: null, withCodigo: false, notBefore: null }
  const data = {
    rutRepresentante: '11111111-1',
    emailRepresentante: 'otra@correo.cl',
    celularRepresentante: null,
  }
  const changes = [
    { ...shared, kind: 'email', data: { email: 'maria@correo.cl' } },
    { ...shared, kind: 'email', data: { email: 'maria@correo.cl' }, withCodigo: true },
    { ...shared, kind: 'email', data: { email: 'maria@correo.cl' }, withCodigo: true, notBefore: at },
    { ...shared, kind: 'celular', data: { celular: '987654321' } },
    { ...shared, kind: 'celular', data: { celular: '987654321' }, withCodigo: true },
    { ...shared, kind: 'celular', data: { celular: '987654321' }, effectiveAt: at },
    { ...shared, kind: 'representante', data, effectiveAt: at },
  ] as const
  return {
    action: cancelUrl('natural', 'cambiar'),
    bounced: bouncedSample(at),
    cancelled: Object.values(CANCELLED),
    items: changes.map((change) => ({ ...pendingItem(change), hiddenFields: {} })),
  }
}

/** Mailboxes that mail does not reach, of each kind and for each reason. */
const bouncedSample = (since: Date): PendingView['bounced'] =>
  (['natural', 'facilitador'] as const).flatMap((perfil) =>
    (['email', 'representante', 'pendiente'] as const).flatMap((of) =>
      (Object.keys(BOUNCE_TEXT) as BounceReason[]).map((reason) =>
        bouncedItem(perfil, { email: 'maria@correo.cl', of, reason, since }),
      ),
    ),
  )

/** Every page of the site, rendered, by name. */
export async function renderedPages(): Promise<Record<string, string>> {
  const staticViews = globSync('views/*.ejs', { cwd: ROOT })
    .map((path) => path.replace(/^views\/|\.ejs$/g, ''))
    .filter((view) => !['form', 'result', 'error', 'captcha-frame'].includes(view))
  const models: [name: string, view: string, model: object][] = [
    ...staticViews.map((view): [string, string, object] => [view, view, {}]),
    ...[...forms(), ...otherForms()].map(([url, view]): [string, string, object] => [url, 'form', view]),
    ...Object.entries(await loadFinalPages()).map(([name, page]): [string, string, object] => [
      name,
      'result',
      makeResultView(page),
    ]),
    ['celular', 'form', celularForm()],
    ['cambios pendientes', 'result', makeResultView(enlaceExpiredPage(), { pending: pendingSample() })],
    ['registro', 'form', registroForm()],
    ['formulario con errores', 'form', formWithErrors],
    ['letras', 'captcha-frame', captchaUrls('ficha')],
    ['error sin cookies', 'error', { ...withoutCookiesPage(), reference: 'referencia' }],
    ['error por lentitud', 'error', { ...tooSlowPage(), reference: 'referencia' }],
    ...STATUSES_WITH_PAGE.map((status): [string, string, object] => [
      `error ${status}`,
      'error',
      { ...errorPage(status), reference: 'referencia' },
    ]),
    ...consolePages(),
  ]
  const rendered = models.map(async ([name, view, model]) => [name, await render(view, model)])
  return Object.fromEntries(await Promise.all(rendered))
}

/** Every mail, rendered, by kind. */
export function renderedMails(): Record<string, Mail> {
  const compose = createRenderer()
  return Object.fromEntries(
    Object.values(SAMPLES).map((aviso) => [aviso.kind, compose(aviso, 'persona@ejemplo.cl', aviso.kind)]),
  )
}
