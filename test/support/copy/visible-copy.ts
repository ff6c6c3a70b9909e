/**
 * Everything people read, rendered from the catalogues: forms, final and stopped pages, fixed pages and mails.
 * Whatever is added to a catalogue is included automatically.
 */

import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Mail } from '../../../src/application/ports.ts'
import { CASO_FORM, CASO_OPENING, CASO_TITLE } from '../../../src/domain/forms/caso-form.ts'
import { ENLACE_FORMS } from '../../../src/domain/forms/enlace-contents.ts'
import type { Tramite } from '../../../src/domain/forms/tramite.ts'
import { operacionesOf, tramites } from '../../../src/domain/forms/tramites.ts'
import type { BounceReason } from '../../../src/domain/notices/bounces.ts'
import { BOUNCE_TEXT, bouncedItem } from '../../../src/domain/pages/bounced-section.ts'
import { enlaceExpiredPage } from '../../../src/domain/pages/enlace-pages.ts'
import {
  errorPage,
  STATUSES_WITH_PAGE,
  tooSlowPage,
  withoutCookiesPage,
} from '../../../src/domain/pages/error-pages.ts'
import { CANCELLED, pendingItem } from '../../../src/domain/pages/pending-section.ts'
import { priceNotice } from '../../../src/domain/pages/price-notice.ts'
import { PERFILES } from '../../../src/domain/perfil.ts'
import { cancelUrl, captchaUrls, paths, urlOfPaso } from '../../../src/domain/urls.ts'
import { headingOf, otherPerfilLinks } from '../../../src/http/citizen/tramite/tramite-texts.ts'
import { makeFormView } from '../../../src/http/forms/form-view.ts'
import { makeResultView } from '../../../src/http/views/render-page.ts'
import type { FormView, PendingView } from '../../../src/http/views/view-models.ts'
import { SAMPLES } from '../../../src/mail/messages/samples.ts'
import { createRenderer } from '../../../src/mail/renderer.ts'
import { formWithErrors, render } from '../http/view-samples.ts'
import { celularForm, registroForm } from './codigo-forms.ts'
import { consolePages } from './console-copy.ts'
import { loadFinalPages } from './final-pages.ts'
import { ingresarPages } from './ingresar-copy.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

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
    .filter((view) => !view.startsWith('ingresar'))
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
    ...ingresarPages(),
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
