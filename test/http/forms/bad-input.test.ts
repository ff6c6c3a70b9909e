import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { CLAVE, naturalRegistration, rutOf } from '../../support/data/personas.ts'
import { naturalCuenta, registerNatural } from '../../support/http/journeys.ts'
import {
  type FormFields,
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
  selectedIn,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NUMBER = 21_000_001
const WRONG_DIGIT_TEXT =
  'Revise el RUT: el dígito después del guion no corresponde. Por ejemplo: 12.345.678-5'
const inBothFields = (clave: string): FormFields => ({ clave, repetirClave: clave })

/** What is wrong, what was typed, the field refused, and part of its message. */
const CASES: [string, FormFields, string, string][] = [
  ['an RUT with the wrong digit', { rut: '21000001-0' }, 'rut', WRONG_DIGIT_TEXT],
  ['the same with dots', { rut: '21.000.001-0' }, 'rut', WRONG_DIGIT_TEXT],
  ['the same with spaces and no hyphen', { rut: ' 21 000 001 0 ' }, 'rut', WRONG_DIGIT_TEXT],
  ['the same with a typographic dash', { rut: '21.000.001–0' }, 'rut', WRONG_DIGIT_TEXT],
  ['the same with leading zeros', { rut: '0021000001-0' }, 'rut', WRONG_DIGIT_TEXT],
  ['the same with a zero-width space', { rut: '21000001\u200b-0' }, 'rut', WRONG_DIGIT_TEXT],
  ['the same with a lowercase k', { rut: '21.000.001-k' }, 'rut', WRONG_DIGIT_TEXT],
  ['no RUT at all', { rut: 'no tengo' }, 'rut', 'Escriba su RUT completo'],
  ['an empty RUT', { rut: '   ' }, 'rut', 'Complete este dato: Rut'],
  ['a birth date in the future', { fechaNacimiento: '23-11-2026' }, 'fechaNacimiento', 'aún no ha llegado'],
  ['an impossible birth date', { fechaNacimiento: '31-04-1990' }, 'fechaNacimiento', 'ese día no existe'],
  ['29 February of a common year', { fechaNacimiento: '29-02-1990' }, 'fechaNacimiento', 'ese día no existe'],
  ['a 14-year-old', { fechaNacimiento: '23-11-2011' }, 'fechaNacimiento', 'Debe tener 15 años o más'],
  [
    'a birth date in American order',
    { fechaNacimiento: '12-31-1990' },
    'fechaNacimiento',
    'ese día no existe',
  ],
  ['a birth date in words', { fechaNacimiento: '3 de octubre' }, 'fechaNacimiento', 'con día, mes y año'],
  ['a comuna of another región', { comuna: '05101' }, 'comuna', 'Elija una comuna de la región'],
  ['an unknown comuna', { comuna: '99999' }, 'comuna', 'Elija una de las opciones de Comuna'],
  ['an unknown región', { region: 'Santiago' }, 'region', 'Elija una de las opciones de Región'],
  ['a CS of 7 characters', inBothFields('Tr3bol#'), 'clave', 'tiene menos de 8'],
  ['a CS of 11 characters', inBothFields('Tr3bol#9999'), 'clave', 'tiene más de 10'],
  ['a CS that is the RUT', inBothFields('21000001'), 'clave', 'que no contenga su RUT'],
  ['a CS that is the RUT with its digit', inBothFields('21000001-2'), 'clave', 'que no contenga su RUT'],
  ['a CS that contains the surname', inBothFields('Ñancupil1'), 'clave', 'que no contenga su nombre'],
  ['a CS that contains the e-mail', inBothFields('Tulipanes1'), 'clave', 'que no contenga su correo'],
  ['a CS that contains “sence”', inBothFields('miSENCE.9'), 'clave', 'la palabra «sence»'],
  ['a CS from the list of common ones', inBothFields('samantha'), 'clave', 'la usa mucha gente'],
  ['a word with a year', inBothFields('chile2026'), 'clave', 'también con un año'],
  ['a sequence of digits', inBothFields('87654321'), 'clave', 'no use letras o números seguidos'],
  ['a repeated group of characters', inBothFields('abcabcabc'), 'clave', 'no repita el mismo carácter'],
  [
    'two CSs that differ only in case',
    { repetirClave: CLAVE.toLowerCase() },
    'repetirClave',
    'no son iguales',
  ],
  ['an answer of two letters', { respuestaSecreta: ' ab ' }, 'respuestaSecreta', '3 caracteres o más'],
  [
    'an answer that is part of the question',
    { respuestaSecreta: 'Mejor AMIGA' },
    'respuestaSecreta',
    'misma pregunta',
  ],
  [
    'an answer that is a commonplace',
    { respuestaSecreta: 'Gabriela MISTRAL' },
    'respuestaSecreta',
    'fácil de adivinar',
  ],
  [
    'an answer without surname',
    { respuestaSecreta: 'Señora Lucía' },
    'respuestaSecreta',
    'Escriba nombre y apellido',
  ],
  [
    'a name that many people have',
    { respuestaSecreta: 'juan GONZÁLEZ' },
    'respuestaSecreta',
    'Muchas personas se llaman así',
  ],
  [
    'an answer with one’s own surname',
    { respuestaSecreta: 'Lautaro Ñancupil' },
    'respuestaSecreta',
    'Su propio nombre y sus apellidos no cuentan',
  ],
  [
    'an answer that is one’s mailbox',
    { respuestaSecreta: 'Tuli Panes' },
    'respuestaSecreta',
    'Lo que está en su correo no cuenta',
  ],
  [
    'an answer that is one’s comuna',
    { region: '05', comuna: '05109', respuestaSecreta: 'Viña del Mar' },
    'respuestaSecreta',
    'no puede ser su comuna',
  ],
  [
    'a question no longer offered',
    { preguntaSecreta: 'p01' },
    'preguntaSecreta',
    'Elija una de las opciones',
  ],
  ['an answer equal to the CS', { respuestaSecreta: CLAVE }, 'respuestaSecreta', 'no puede ser su clave'],
  ['an unknown question', { preguntaSecreta: 'p99' }, 'preguntaSecreta', 'Elija una de las opciones'],
  ['a name with digits', { nombres: 'M4ría' }, 'nombres', 'solo con letras'],
  ['a mobile of 7 digits', { celular: '8765432', sinCelular: '' }, 'celular', 'los 8 números de su celular'],
  [
    'both a mobile and the “Sin Celular” checkbox',
    { celular: '87654321' },
    'celular',
    'pero no las dos cosas',
  ],
  ['neither a mobile nor the checkbox', { sinCelular: '' }, 'celular', 'o marque «Sin Celular»'],
  ['a landline without area code', { telefonoParticular: '2345678' }, 'telefonoParticular', 'los 9 números'],
  ['two e-mails', { email: 'a@correo.test, b@correo.test' }, 'email', 'un solo correo'],
  ['two e-mails with a semicolon', { email: 'a@correo.test;b@correo.test' }, 'email', 'un solo correo'],
  [
    'an e-mail with an injected Bcc header',
    { email: 'a@correo.test\r\nBcc: b@correo.test' },
    'email',
    'tiene símbolos que no podemos leer',
  ],
  ['an e-mail with a display name', { email: '"Ana" <a@correo.test>' }, 'email', 'un solo correo'],
  ['an empty captcha', { captcha: '' }, 'captcha', 'Complete este dato: Captcha'],
  ['a wrong captcha', { captcha: 'zzzzz' }, 'captcha', 'Las letras no coinciden'],
]

const VALID_FIELDS = naturalRegistration(NUMBER, { email: 'tulipanes@correo.test', block: ' B-2 ' })

describe('registrar refuses', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const TEXTS = [
    'rut',
    'nombres',
    'apellidoPaterno',
    'fechaNacimiento',
    'direccion',
    'numero',
    'block',
    'email',
  ]
  const OPTION_LISTS = ['region', 'comuna', 'preguntaSecreta']
  const SECRETS = ['clave', 'repetirClave', 'respuestaSecreta', 'captcha']

  function expectIntact(page: LoadedPage, sent: FormFields) {
    for (const name of TEXTS) {
      // A text input drops line breaks.
      expect(inputValue(page, name)).toBe(sent[name])
    }
    for (const name of OPTION_LISTS) {
      const known = page.html.includes(`<option value="${sent[name]}"`)
      expect(selectedIn(page, name)).toBe(known ? sent[name] : '')
    }
    for (const name of SECRETS) expect(inputValue(page, name)).toBe('')
  }

  it.each(CASES)(
    '%s, beside the field and in the summary, keeping what was typed',
    async (_what, changes, field, text) => {
      const sent: FormFields = { ...VALID_FIELDS, ...changes }
      const page = await new ScriptFreeBrowser(p.app).submit(pasoUrl('natural', 'registrar'), sent)
      expect(page.status).toBe(422)
      expect(page.errors).toHaveLength(1)
      expect(page.errors[0]).toContain(text)
      expect(page.html).toContain(`<a href="#${field}">`)
      expect(page.html).toContain(`id="${field}-error"`)
      expect(page.html).toMatch(new RegExp(`id="${field}"[^>]* aria-describedby="[^"]*${field}-error`))
      expectIntact(page, sent)
      await expect(naturalCuenta(p, NUMBER)).rejects.toThrow('no natural cuenta')
    },
  )

  it('all empty required fields at once, in page order', async () => {
    const empty = Object.fromEntries(Object.keys(VALID_FIELDS).map((name) => [name, '']))
    const { errors, status } = await new ScriptFreeBrowser(p.app).submit(pasoUrl('natural', 'registrar'), {
      ...empty,
      captcha: '',
    })
    expect(status).toBe(422)
    expect(errors.map((error) => error.replace('Complete este dato: ', ''))).toEqual([
      'Rut',
      'Nombres',
      'Apellido Paterno',
      'Fecha de Nacimiento',
      'Dirección Particular',
      'N° de Dirección Particular',
      'Región',
      'Comuna',
      'Email',
      'Escriba su celular o marque «Sin Celular»',
      'Clave CS',
      'Repetir Clave CS',
      'Pregunta Secreta',
      'Respuesta Secreta',
      'Captcha',
    ])
  })

  it('an organisation’s RUT once, and offers a checkbox to continue', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const sent = naturalRegistration(76_000_001)
    const page = await me.submit(pasoUrl('natural', 'registrar'), sent)
    expect(page).toMatchObject({ status: 422, title: 'REGISTRAR PERSONA NATURAL' })
    expect(page.errors[0]).toContain('Si es así, use Persona Jurídica.')
    expect((await me.open(pasoUrl('natural', 'registrar'))).html).not.toContain('continuarDeTodosModos')
    const created = await me.submitFrom(page, { ...sent, continuarDeTodosModos: 'si' })
    expect(created.title).toBe('Su cuenta fue creada')
  })

  it('but accepts a mobile that others typed too, since nobody has confirmed it', async () => {
    const celular = { celular: '+56 9 8765 4321', sinCelular: '' }
    for (const n of [6, 7, 8, 9]) await registerNatural(p, 21_000_000 + n, celular)
    expect(await naturalCuenta(p, 21_000_009)).toMatchObject({
      celular: '987654321',
      celularConfirmedAt: null,
    })
  })

  it('but accepts a CS with a leading space, and keeps the space', async () => {
    const me = await registerNatural(p, 21_000_010, inBothFields(' Tr3bol#9'))
    const validate = (claveActual: string) =>
      me.submit(pasoUrl('natural', 'cambiar'), { rut: rutOf(21_000_010), claveActual })
    expect((await validate('Tr3bol#9')).status).toBe(422)
    expect((await validate(' Tr3bol#9')).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('but accepts an RUT in any usual notation', async () => {
    const me = await registerNatural(p, 21_000_011, { rut: ` 21.000.011\u200b–${rutOf(21_000_011).at(-1)}` })
    for (const rut of [rutOf(21_000_011), rutOf(21_000_011).replace('-', ''), `0${rutOf(21_000_011)}`]) {
      expect((await me.submit(pasoUrl('natural', 'cambiar'), { rut, claveActual: CLAVE })).url).toBe(
        pasoUrl('natural', 'cambiar', 'nueva'),
      )
    }
  })
})
