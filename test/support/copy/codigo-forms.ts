/** Samples of the forms that take a code. */

import {
  CELULAR_FORM,
  CELULAR_TITLE,
  celularOpening,
  otherCelular,
} from '../../../src/domain/forms/celular-form.ts'
import type { FormContent } from '../../../src/domain/forms/form-content.ts'
import { REGISTRO_FORM, REGISTRO_TITLE, registroOpening } from '../../../src/domain/pages/registro-page.ts'
import type { Parts } from '../../../src/domain/parts.ts'
import { celularUrl, paths, registroUrl } from '../../../src/domain/urls.ts'
import type { FormPage } from '../../../src/http/forms/form.ts'
import { makeFormView } from '../../../src/http/forms/form-view.ts'
import type { FormView } from '../../../src/http/views/view-models.ts'

/** With and without what is shown of the register's channel. */
export const REGISTRO_CHANNELS = [
  { email: null, celular: null },
  { email: 'contacto@organismo.cl', celular: null },
  { email: 'contacto@organismo.cl', celular: '987654321' },
]

/** A form that takes a code, without anything special about it. */
const codigoForm = (
  url: string,
  content: FormContent,
  heading: { title: string; opening: readonly Parts[] },
  page: FormPage = {},
): FormView =>
  makeFormView({
    url,
    heading: { ...heading, back: paths.home },
    content,
    page,
    overrides: {},
    buttons: [{ value: 'codigo', text: 'Enviar otro código' }],
    typed: {},
    refusals: [],
    numbersInTexts: {},
    captcha: undefined,
    price: undefined,
    hiddenFields: {},
  })

/** The one of the code sent to a mobile. */
export const celularForm = (): FormView =>
  codigoForm(
    celularUrl('natural', 'registrar'),
    CELULAR_FORM,
    { title: CELULAR_TITLE, opening: [celularOpening('987654321')] },
    { alternatives: [otherCelular('natural')] },
  )

/** The one of the code sent to the register's channel. */
export const registroForm = (): FormView =>
  codigoForm(registroUrl('cambiar'), REGISTRO_FORM, {
    title: REGISTRO_TITLE,
    opening: REGISTRO_CHANNELS.flatMap((channel) => registroOpening({ effect: 'verifica', ...channel })),
  })
