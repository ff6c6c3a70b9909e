/** Final and stopped pages, each that depends on data in its variants, for the tests of what people read. */
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CASO_OUTCOMES } from '../../../src/domain/account/caso.ts'
import { PENDING_KINDS } from '../../../src/domain/account/pending-kind.ts'
import { CONFIRMATION_EFFECTS, PERFIL_CHANGES, STOP_REASONS } from '../../../src/domain/account/progress.ts'
import { casoPage } from '../../../src/domain/pages/caso-pages.ts'
import { celularLastPage } from '../../../src/domain/pages/celular-page.ts'
import * as changedPages from '../../../src/domain/pages/changed-pages.ts'
import { DOCUMENTO_OUTCOMES, documentoPage } from '../../../src/domain/pages/documento-pages.ts'
import {
  BUTTON_PAGES,
  emailConfirmedPage,
  enlacePage,
  NO_FUI_YO_OUTCOMES,
  noFuiYoPage,
  SLOW_RECOVERY_OUTCOMES,
  slowRecoveryPage,
} from '../../../src/domain/pages/enlace-pages.ts'
import * as finalPages from '../../../src/domain/pages/final-pages.ts'
import * as ingresarPages from '../../../src/domain/pages/ingresar-pages.ts'
import { openIdErrorPage, signOutErrorPage } from '../../../src/domain/pages/openid-pages.ts'
import { objectedPage } from '../../../src/domain/pages/orden-pages.ts'
import type { FinalPage } from '../../../src/domain/pages/page.ts'
import { registroVerifiedPage, withRegistroOffer } from '../../../src/domain/pages/registro-page.ts'
import { stoppedPage } from '../../../src/domain/pages/stopped-pages.ts'
import { PERFILES } from '../../../src/domain/perfil.ts'
import { REGISTRO_CHANNELS } from './codigo-forms.ts'

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
  openIdErrorPage: ['invalid_redirect_uri'].map(openIdErrorPage),
  signOutErrorPage: ['invalid_request'].map(signOutErrorPage),
  interaccionLostPage: [undefined, { sistema: 'Cursos', again: '/' }].map((known) =>
    ingresarPages.interaccionLostPage(known),
  ),
  useYourRutPage: [ingresarPages.useYourRutPage('una')],
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

/** Rendered as error pages. */
const OF_ERROR = new Set([
  ...['errorPage', 'tooSlowPage', 'withoutCookiesPage'],
  ...['consoleErrorPage', 'noPowerPage', 'activationExpiredPage', 'lostLlamadaPage', 'searchCapPage'],
  'lostReviewPage',
])

/** Every one of them, by name. */
export async function loadFinalPages(): Promise<Record<string, FinalPage>> {
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
