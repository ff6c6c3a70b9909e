/** The pages of a sign-in that another system asks for, for the tests of what people read. */
import { CONSENT_CONTENT, INGRESO_NAMES, ingresarContent } from '../../../src/domain/forms/ingresar-forms.ts'
import { ingresarUrl, interaccionUrl } from '../../../src/domain/ingresar-paths.ts'
import { consentOpening, scopeSentences } from '../../../src/domain/pages/ingresar-pages.ts'
import { PERFILES, type Perfil } from '../../../src/domain/perfil.ts'
import { SCOPES } from '../../../src/domain/sistemas/scopes.ts'
import { paths } from '../../../src/domain/urls.ts'
import {
  registrationChoice,
  signInChoice,
  sistemaView,
  waysFrom,
} from '../../../src/http/citizen/ingresar/views.ts'
import { makeFormView } from '../../../src/http/forms/form-view.ts'
import type { ShownForm } from '../../../src/http/forms/shown-form.ts'
import { sistemaOf } from '../data/sistemas.ts'

const sistema = sistemaOf({ logoHash: 'huella' })

const shown: Omit<ShownForm, 'url' | 'heading' | 'content' | 'page'> = {
  overrides: {},
  buttons: [],
  typed: {},
  refusals: [],
  numbersInTexts: {},
  captcha: undefined,
  price: undefined,
  hiddenFields: {},
}

const signInForms = PERFILES.map((perfil): [string, string, object] => [
  `ingresar ${perfil}`,
  'ingresar-form',
  {
    ...makeFormView({
      ...shown,
      url: ingresarUrl(perfil),
      heading: {
        title: `Ingresar como ${INGRESO_NAMES[perfil].as}`,
        back: interaccionUrl(paths.ingresar.elegir),
      },
      content: ingresarContent(perfil),
      page: { alternatives: waysFrom(perfil) },
    }),
    sistema: sistemaView(sistema),
    interaccion: 'una',
  },
])

const consent = (perfil: Perfil) =>
  makeFormView({
    ...shown,
    url: paths.ingresar.permiso,
    heading: { title: 'Permiso para ver sus datos', back: '' },
    content: CONSENT_CONTENT,
    marksOptional: true,
    page: {
      opening: consentOpening(sistema.nombre, 'María José'),
      list: {
        title: 'Lo que pide',
        empty: '',
        items: scopeSentences(SCOPES, perfil).map((title) => ({ title, details: [] })),
      },
    },
  })

export const ingresarPages = (): [name: string, view: string, model: object][] => [
  ['ingresar', 'ingresar', signInChoice(sistema, 'una')],
  ['registrarse', 'ingresar', registrationChoice(sistema, 'una')],
  ...signInForms,
  ...PERFILES.map((perfil): [string, string, object] => [
    `permiso ${perfil}`,
    'ingresar-form',
    { ...consent(perfil), sistema: sistemaView(sistema) },
  ]),
  ['seguir', 'ingresar-seguir', { next: paths.home, sistema: sistema.nombre }],
  ['vuelta', 'ingresar-vuelta', { to: 'https://cursos.test/vuelta', fields: {}, sistema: sistema.nombre }],
]
