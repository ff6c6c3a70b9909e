/** Pages of the console with sample models, for the tests of what people read. */

import type { FormContent } from '../../../src/domain/forms/form-content.ts'
import { INGRESO_FORMS } from '../../../src/domain/forms/ingreso-forms.ts'
import { PERSONAL_FORMS } from '../../../src/domain/forms/personal-forms.ts'
import {
  activationExpiredPage,
  consoleErrorPage,
  lostLlamadaPage,
  lostReviewPage,
  noPowerPage,
  searchCapPage,
} from '../../../src/domain/pages/console-pages.ts'
import { STATUSES_WITH_PAGE } from '../../../src/domain/pages/error-pages.ts'
import { CASO_WORDS } from '../../../src/domain/pages/phone-words.ts'
import type { Parts } from '../../../src/domain/parts.ts'
import { paths } from '../../../src/domain/urls.ts'
import { makeFormView } from '../../../src/http/forms/form-view.ts'

type Model = [name: string, view: string, model: object]
type Written = { title: string; opening?: readonly Parts[]; content: FormContent }

const LOST = ['no_existe', 'ajena', 'tomada', 'terminada', 'vencida'] as const
const LOST_REVIEWS = ['no_existe', 'ya_decidido', 'ajeno', 'vencido'] as const
const SHELL = { rooms: [], own: [], nombre: 'Eva Ríos', search: 'page', atajos: true }

const formView = ({ title, opening = [], content }: Written) =>
  makeFormView({
    url: paths.console.home,
    heading: { title, opening, back: paths.console.home },
    content,
    marksOptional: true,
    page: {},
    overrides: {},
    buttons: [],
    typed: {},
    refusals: [],
    numbersInTexts: {},
    captcha: undefined,
    price: undefined,
    hiddenFields: {},
  })

const forms: Record<string, Written> = { ...INGRESO_FORMS, ...PERSONAL_FORMS }
const PHONE = { qr: { size: 1, path: 'M0 0h1v1h-1z' }, secret: 'ABCD EFGH' }

/** Every page of the console that is not of a room with its own samples. */
export const consolePages = (): Model[] => [
  ...Object.entries(forms).map(([name, form]): Model => {
    const view = name === 'telefono' ? 'console/telefono' : 'console/form'
    return [`consola ${name}`, view, { ...PHONE, ...formView(form), shell: SHELL }]
  }),
  [
    'consola codigos',
    'console/codigos',
    { codes: ['ABCD-EFGH-JK23'], url: paths.console.activarCodigos, isPaso: true },
  ],
  [
    'consola inicio',
    'console/home',
    {
      shell: SHELL,
      ways: [{ text: 'Registrar por teléfono', url: paths.console.home }],
      caps: [{ label: 'Buscar', done: 3, cap: 600 }],
    },
  ],
  ['consola caso', 'console/caso', { number: 'ABCD2345', sentence: CASO_WORDS.afterwards, shell: SHELL }],
  [
    'consola mi sesion',
    'console/own',
    {
      told: 'Cambió su contraseña. Sus otras sesiones terminaron.',
      rol: 'Ejecutivo',
      shell: SHELL,
      sessions: [true, false].map((isThis) => ({
        id: 'id',
        network: '203.0.113.0/24',
        since: '29-11-2026 09:00',
        isThis,
      })),
    },
  ],
  ['consola llegada', 'console/arrival', { url: paths.console.home }],
  ...STATUSES_WITH_PAGE.map(
    (status): Model => [
      `consola error ${status}`,
      'console/error',
      { ...consoleErrorPage(status), reference: 'referencia' },
    ],
  ),
  ...LOST.map((reason): Model => [`consola llamada ${reason}`, 'console/error', lostLlamadaPage(reason)]),
  ...LOST_REVIEWS.map(
    (reason): Model => [`consola documento ${reason}`, 'console/error', lostReviewPage(reason)],
  ),
  ['consola sin permiso', 'console/error', noPowerPage()],
  ['consola tope de busquedas', 'console/error', searchCapPage(600)],
  ['consola enlace vencido', 'console/error', activationExpiredPage()],
]
