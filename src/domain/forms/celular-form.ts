/** The form that takes the code by which a person confirms a mobile. */
import type { Parts } from '../parts.ts'
import type { Perfil } from '../perfil.ts'
import { urlOfPaso } from '../urls.ts'
import { maskCelular } from '../values/mask.ts'
import type { FormContent } from './form-content.ts'

/** As a page says it. */
export const maskedPart = (celular: string) => ({ text: maskCelular(celular, '\u00a0'), strong: true })

export const CELULAR_FORM = {
  sections: [{ title: 'Código', fields: ['codigo'] }],
  hints: { codigo: 'Lo enviamos por SMS. Vence en 15 minutos.' },
  button: 'Confirmar Celular',
} as const satisfies FormContent

export const CELULAR_TITLE = 'Confirme su celular'

/** Above the form. */
export const celularOpening = (celular: string): Parts => [
  { text: 'Enviamos un código de 6 números al ' },
  maskedPart(celular),
  { text: '. Puede tardar unos minutos. Si ya pidió varios, use el último que le llegó.' },
]

/** For whoever no longer has that number, or cannot confirm it. */
export const otherCelular = (perfil: Perfil) => ({
  text: 'Registrar otro celular en Actualizar Datos',
  url: urlOfPaso({ perfil, operacion: 'actualizar' }),
})
