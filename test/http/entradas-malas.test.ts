import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Campos, elegidoEn, Navegador, type Pagina, valorDe } from '../support/navegador.ts'
import { CLAVE, registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { cuentaDe, registrada } from '../support/recorridos.ts'

const NUMERO = 21_000_001
const DIGITO = 'Revise el RUT: el dígito después del guion no corresponde. Por ejemplo: 12.345.678-5'
const doble = (clave: string): Campos => ({ clave, repetirClave: clave })

/** What is wrong, what was typed, the field that is told, and its message. */
const CASOS: [string, Campos, string, string][] = [
  ['an RUT with the wrong digit', { rut: '21000001-0' }, 'rut', DIGITO],
  ['the same with dots', { rut: '21.000.001-0' }, 'rut', DIGITO],
  ['the same with blanks and no hyphen', { rut: ' 21 000 001 0 ' }, 'rut', DIGITO],
  ['the same with a typographic dash', { rut: '21.000.001–0' }, 'rut', DIGITO],
  ['the same with leading zeros', { rut: '0021000001-0' }, 'rut', DIGITO],
  ['the same with a zero-width space', { rut: '21000001\u200b-0' }, 'rut', DIGITO],
  ['the same with a small k', { rut: '21.000.001-k' }, 'rut', DIGITO],
  ['no RUT at all', { rut: 'no tengo' }, 'rut', 'Escriba su RUT completo'],
  ['an empty RUT', { rut: '   ' }, 'rut', 'Complete este dato: Rut'],
  [
    'a birth date that has not come',
    { fechaNacimiento: '23-11-2026' },
    'fechaNacimiento',
    'aún no ha llegado',
  ],
  ['an impossible birth date', { fechaNacimiento: '31-04-1990' }, 'fechaNacimiento', 'ese día no existe'],
  ['29 February of a common year', { fechaNacimiento: '29-02-1990' }, 'fechaNacimiento', 'ese día no existe'],
  ['a person of 14', { fechaNacimiento: '23-11-2011' }, 'fechaNacimiento', 'Debe tener 15 años o más'],
  [
    'a birth date in American order',
    { fechaNacimiento: '12-31-1990' },
    'fechaNacimiento',
    'ese día no existe',
  ],
  ['a birth date in words', { fechaNacimiento: '3 de octubre' }, 'fechaNacimiento', 'con día, mes y año'],
  ['a comuna of another región', { comuna: '05101' }, 'comuna', 'Elija una comuna de la región'],
  ['a comuna that is none', { comuna: '99999' }, 'comuna', 'Elija una de las opciones de Comuna'],
  ['a región that is none', { region: 'Santiago' }, 'region', 'Elija una de las opciones de Región'],
  ['a key of 7 characters', doble('Tr3bol#'), 'clave', 'tiene menos de 8'],
  ['a key of 11 characters', doble('Tr3bol#9999'), 'clave', 'tiene más de 10'],
  ['a key that is the RUT', doble('21000001'), 'clave', 'que no contenga su RUT'],
  ['a key that is the RUT with its digit', doble('21000001-2'), 'clave', 'que no contenga su RUT'],
  ['a key with one’s surname', doble('Ñancupil1'), 'clave', 'que no contenga su nombre'],
  ['a key with one’s e-mail', doble('Tulipanes1'), 'clave', 'que no contenga su correo'],
  ['a key with “sence”', doble('miSENCE.9'), 'clave', 'la palabra «sence»'],
  ['a key of the common list', doble('chile2026'), 'clave', 'muy usada y fácil de adivinar'],
  ['a run', doble('87654321'), 'clave', 'no use letras o números seguidos'],
  ['a repetition', doble('abcabcabc'), 'clave', 'no repita el mismo carácter'],
  [
    'two keys that differ only in case',
    { repetirClave: CLAVE.toLowerCase() },
    'repetirClave',
    'no son iguales',
  ],
  ['an answer of two letters', { respuestaSecreta: ' ab ' }, 'respuestaSecreta', '3 caracteres o más'],
  [
    'an answer that is part of the question',
    { respuestaSecreta: 'CASA' },
    'respuestaSecreta',
    'misma pregunta',
  ],
  ['an answer that is a commonplace', { respuestaSecreta: 'Négrita' }, 'respuestaSecreta', 'menos común'],
  ['an answer that is the key', { respuestaSecreta: CLAVE }, 'respuestaSecreta', 'no puede ser su clave'],
  ['a question of no list', { preguntaSecreta: 'p99' }, 'preguntaSecreta', 'Elija una de las opciones'],
  ['a name with digits', { nombres: 'M4ría' }, 'nombres', 'solo con letras'],
  ['a mobile of 7 digits', { celular: '8765432', sinCelular: '' }, 'celular', 'los 8 números de su celular'],
  ['a mobile and the box', { celular: '87654321' }, 'celular', 'pero no las dos cosas'],
  ['neither mobile nor box', { sinCelular: '' }, 'celular', 'o marque «Sin Celular»'],
  ['a landline without area code', { telefonoParticular: '2345678' }, 'telefonoParticular', 'los 9 números'],
  ['two e-mails', { email: 'a@correo.test, b@correo.test' }, 'email', 'un solo correo'],
  ['two e-mails with a semicolon', { email: 'a@correo.test;b@correo.test' }, 'email', 'un solo correo'],
  [
    'an e-mail with a blind copy',
    { email: 'a@correo.test\r\nBcc: b@correo.test' },
    'email',
    'tiene símbolos que no podemos leer',
  ],
  ['an e-mail with a name', { email: '"Ana" <a@correo.test>' }, 'email', 'un solo correo'],
  ['an empty captcha', { captcha: '' }, 'captcha', 'Complete este dato: Captcha'],
  ['a wrong captcha', { captcha: 'zzzzz' }, 'captcha', 'Las letras no coinciden'],
]

const BUENO = registroNatural(NUMERO, { email: 'tulipanes@correo.test', block: ' B-2 ' })

describe('registrar refuses', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  const TEXTOS = [
    'rut',
    'nombres',
    'apellidoPaterno',
    'fechaNacimiento',
    'direccion',
    'numero',
    'block',
    'email',
  ]
  const LISTAS = ['region', 'comuna', 'preguntaSecreta']
  const SECRETOS = ['clave', 'repetirClave', 'respuestaSecreta', 'captcha']

  function esperarIntacto(pagina: Pagina, enviado: Campos) {
    for (const nombre of TEXTOS) {
      // A text box holds no line breaks.
      expect(valorDe(pagina, nombre)).toBe(enviado[nombre])
    }
    for (const nombre of LISTAS) {
      const conocida = pagina.html.includes(`<option value="${enviado[nombre]}"`)
      expect(elegidoEn(pagina, nombre)).toBe(conocida ? enviado[nombre] : '')
    }
    for (const nombre of SECRETOS) expect(valorDe(pagina, nombre)).toBe('')
  }

  test.each(CASOS)(
    '%s, beside the field and in the summary, with nothing lost',
    async (_que, cambios, campo, texto) => {
      const enviado: Campos = { ...BUENO, ...cambios }
      const pagina = await new Navegador(p.app).enviar('/natural/registrar', enviado)
      expect(pagina.estado).toBe(422)
      expect(pagina.errores).toHaveLength(1)
      expect(pagina.errores[0]).toContain(texto)
      expect(pagina.html).toContain(`<a href="#${campo}">`)
      expect(pagina.html).toContain(`id="${campo}-error"`)
      expect(pagina.html).toMatch(new RegExp(`id="${campo}"[^>]* aria-describedby="[^"]*${campo}-error`))
      esperarIntacto(pagina, enviado)
      await expect(cuentaDe(p, NUMERO)).rejects.toThrow('no account')
    },
  )

  test('everything at once, in the order of the page', async () => {
    const vacio = Object.fromEntries(Object.keys(BUENO).map((nombre) => [nombre, '']))
    const { errores, estado } = await new Navegador(p.app).enviar('/natural/registrar', {
      ...vacio,
      captcha: '',
    })
    expect(estado).toBe(422)
    expect(errores.map((error) => error.replace('Complete este dato: ', ''))).toEqual([
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

  test('an RUT of an organisation once, with a box to go on', async () => {
    const yo = new Navegador(p.app)
    const enviado = registroNatural(76_000_001)
    const pagina = await yo.enviar('/natural/registrar', enviado)
    expect(pagina).toMatchObject({ estado: 422, titulo: 'REGISTRAR PERSONA NATURAL' })
    expect(pagina.errores[0]).toContain('Si es así, use Persona Jurídica.')
    expect((await yo.abrir('/natural/registrar')).html).not.toContain('continuarDeTodosModos')
    const sigue = await yo.enviarDesde(pagina, { ...enviado, continuarDeTodosModos: 'si' })
    expect(sigue.titulo).toBe('Su cuenta fue creada')
  })

  test('a fourth account on one e-mail, in any letter case', async () => {
    const email = 'familia@correo.test'
    for (const n of [2, 3, 4]) await registrada(p, 21_000_000 + n, { email })
    const yo = new Navegador(p.app)
    const enviado = registroNatural(21_000_005, { email: 'Familia@CORREO.test' })
    const pagina = await yo.enviar('/natural/registrar', enviado)
    expect(pagina.estado).toBe(422)
    expect(pagina.errores).toEqual([
      'Este correo ya está en 3 cuentas, que es el máximo. Escriba otro correo',
    ])
    const otra = await yo.enviarDesde(pagina, { ...enviado, email: 'otra21@correo.test' })
    expect(otra.titulo).toBe('Su cuenta fue creada')
  })

  test('a fourth account on one mobile', async () => {
    const celular = { celular: '+56 9 8765 4321', sinCelular: '' }
    for (const n of [6, 7, 8]) await registrada(p, 21_000_000 + n, celular)
    const pagina = await new Navegador(p.app).enviar(
      '/natural/registrar',
      registroNatural(21_000_009, celular),
    )
    expect(pagina.errores[0]).toContain('Este celular ya está en 3 cuentas')
  })

  test('a key with a leading blank is taken as it is, blank included', async () => {
    const yo = await registrada(p, 21_000_010, doble(' Tr3bol#9'))
    const validar = (claveActual: string) =>
      yo.enviar('/natural/cambiar', { rut: rutDe(21_000_010), claveActual })
    expect((await validar('Tr3bol#9')).estado).toBe(422)
    expect((await validar(' Tr3bol#9')).url).toBe('/natural/cambiar/nueva')
  })

  test('an RUT in any usual way of writing it is the same', async () => {
    const yo = await registrada(p, 21_000_011, { rut: ` 21.000.011\u200b–${rutDe(21_000_011).at(-1)}` })
    for (const rut of [rutDe(21_000_011), rutDe(21_000_011).replace('-', ''), `0${rutDe(21_000_011)}`]) {
      expect((await yo.enviar('/natural/cambiar', { rut, claveActual: CLAVE })).url).toBe(
        '/natural/cambiar/nueva',
      )
    }
  })
})
