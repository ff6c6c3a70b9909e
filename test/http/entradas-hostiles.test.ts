import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { campos } from '../../src/domain/campos.ts'
import { type Campos, enCuerpo, formularioDe, Navegador, textoDe, valorDe } from '../support/navegador.ts'
import { registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { conRespuesta, cuentaDe, emailDe, registrada } from '../support/recorridos.ts'

const HOSTILES = [
  `"><script>alert(1)</script>`,
  `'; drop table cuentas; --`,
  `<%= process.env %> <%- 7777*7777 %>`,
  '{{7777*7777}} #{7777*7777}',
  `javascript:alert(1)" onmouseover="x`,
]
const TEXTOS = [
  'rut',
  'nombres',
  'apellidoPaterno',
  'fechaNacimiento',
  'direccion',
  'email',
  'telefonoParticular',
  'celular',
]

describe('hostile input', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  const enviar = (otros: Campos, numero = 22_000_001) =>
    new Navegador(p.app).enviar('/natural/registrar', registroNatural(numero, otros))

  test.each(HOSTILES)('%s comes back in every text box as it was typed, and as text', async (texto) => {
    const pagina = await enviar({
      ...Object.fromEntries(TEXTOS.map((nombre) => [nombre, texto])),
      clave: texto,
    })
    expect(pagina.estado).toBe(422)
    for (const nombre of TEXTOS) expect(valorDe(pagina, nombre)).toBe(texto)
    expect(pagina.html).not.toContain('<script>alert')
    expect(pagina.html).not.toContain('" onmouseover="')
    expect(pagina.html).not.toContain('60481729')
  })

  test.each(HOSTILES.map((texto, n) => [texto, 22_000_010 + n] as const))(
    '%s is kept as typed where text is free, and shown as text',
    async (texto, numero) => {
      const yo = await registrada(p, numero, { direccion: texto, block: texto.slice(0, 20) })
      const { direccion, block } = await cuentaDe(p, numero)
      expect(direccion).toBe(texto)
      expect(block).toBe(texto.slice(0, 20).trim())
      const datos = await conRespuesta(yo, numero)
      expect(valorDe(datos, 'direccion')).toBe(texto)
      expect(datos.html).not.toContain('<script>alert')
    },
  )

  test.each([
    [
      'selectors',
      { region: HOSTILES[0], comuna: HOSTILES[0], preguntaSecreta: HOSTILES[0], sinCelular: HOSTILES[0] },
    ],
    ['prototypes', { __proto__: 'x', constructor: 'x', 'constructor[prototype]': 'x', toString: 'x' }],
  ] as [string, Campos][])('in %s is no option', async (_que, otros) => {
    const pagina = await enviar({ ...otros, rut: '' })
    expect(pagina.estado).toBe(422)
    expect(pagina.html).not.toContain('<script>alert')
  })

  test('fields that the form does not have are as if they were not there', async () => {
    await enviar({ estado: 'cerrada', identidad: 'verificada', id: 'mio', perfil: 'juridica' }, 22_000_020)
    expect(await cuentaDe(p, 22_000_020)).toMatchObject({
      estado: 'activa',
      identidad: 'declarada',
      perfil: 'natural',
    })
    expect((await cuentaDe(p, 22_000_020)).id).not.toBe('mio')
  })

  test.each(
    Object.keys(registroNatural(1)).filter(
      (nombre) => campos[nombre as keyof typeof campos].control !== 'casilla',
    ),
  )('two values of %s are refused beside the field', async (nombre) => {
    const pagina = await enviar({ [nombre]: ['una', 'otra'] })
    expect(pagina.estado).toBe(422)
    expect(pagina.html).toContain(`id="${nombre}-error"`)
    expect(pagina.errores.join()).toContain('Escriba un solo valor en')
  })

  test.each(['_csrf', 'captchaFicha', 'captcha', 'accion', 'solicitud'])(
    'two values of %s do no harm',
    async (nombre) => {
      const yo = new Navegador(p.app)
      const { accion, todos } = formularioDe(
        await yo.abrir('/natural/registrar'),
        registroNatural(22_000_002),
      )
      const doble = [String(todos[nombre] ?? 'a'), 'b']
      expect([200, 403, 422]).toContain((await yo.publicar(accion, { ...todos, [nombre]: doble })).estado)
    },
  )

  test.each([
    ['as escapes', 'direccion', '%FF%FEAromos'],
    ['cut in half', 'direccion', 'Aromos%C3'],
    ['a lone surrogate', 'nombres', 'Ana%ED%A0%80'],
    ['a null', 'direccion', 'Aromos%00'],
    ['a line break', 'direccion', 'Aromos%0D%0A12'],
  ])('bytes that are not text (%s) are refused beside the field', async (_que, nombre, crudo) => {
    const yo = new Navegador(p.app)
    const { accion, todos } = formularioDe(await yo.abrir('/natural/registrar'), registroNatural(22_000_003))
    const { [nombre]: _quitado, ...resto } = todos
    const pagina = await yo.publicar(accion, `${enCuerpo(resto)}&${nombre}=${crudo}`)
    expect(pagina.estado).toBe(422)
    expect(pagina.errores).toHaveLength(1)
    expect(pagina.html).toContain(`id="${nombre}-error"`)
    expect(valorDe(pagina, 'email')).toBe(emailDe(22_000_003))
  })

  test('bytes that are not text in an address give a page, not a fault', async () => {
    for (const url of [
      '/enlace/%FF',
      '/captcha/%FF.png',
      '/%FF',
      '/?volver=%FF',
      '/natural/registrar?x=%FF',
    ]) {
      const respuesta = await new Navegador(p.app).pedir(url)
      expect(respuesta.status).toBeLessThan(500)
      expect(respuesta.text).toContain('<h1')
    }
  })

  test('a text of 1 MB is answered with a page that says what to do', async () => {
    const pagina = await enviar({ direccion: 'a'.repeat(1_048_576) })
    expect(pagina).toMatchObject({ estado: 413, titulo: 'Envió demasiados datos' })
    expect(textoDe(pagina)).toContain('No cambiamos nada en su cuenta.')
    expect(textoDe(pagina)).toMatch(/número de referencia: [0-9A-F]{8}/)
  })

  test('a long text that fits is refused beside its field', async () => {
    const pagina = await enviar({ direccion: 'a'.repeat(151), nombres: 'a'.repeat(101) })
    expect(pagina.estado).toBe(422)
    expect(pagina.errores).toEqual([
      'Escriba Nombres más corto: hasta 100 caracteres',
      'Escriba Dirección Particular más corto: hasta 150 caracteres',
    ])
  })

  test.each([
    [
      '101 fields',
      (csrf: string) => [`_csrf=${csrf}${'&a=1'.repeat(100)}`, 'application/x-www-form-urlencoded'],
    ],
    [
      'another charset',
      (csrf: string) => [`_csrf=${csrf}`, 'application/x-www-form-urlencoded; charset=utf-7'],
    ],
    ['JSON', (csrf: string) => [JSON.stringify({ _csrf: csrf }), 'application/json']],
    ['no type', (csrf: string) => [`_csrf=${csrf}`, 'text/plain']],
  ])('a body with %s is refused with a page', async (_que, hacer) => {
    const yo = new Navegador(p.app)
    const { todos } = formularioDe(await yo.abrir('/natural/registrar'), {})
    const [cuerpo = '', tipo = ''] = hacer(String(todos._csrf))
    const respuesta = await yo.crudo('/natural/registrar', cuerpo).set('Content-Type', tipo)
    expect(respuesta.status).toBeGreaterThanOrEqual(400)
    expect(respuesta.status).toBeLessThan(500)
    expect(respuesta.text).toContain('<h1')
  })

  test('an identifier that looks like a path or a wildcard finds nobody', async () => {
    for (const rut of ['%', '_', '../12345678-5', `${rutDe(22_000_004)}' or '1'='1`]) {
      const pagina = await new Navegador(p.app).enviar('/natural/recuperar', { rut })
      expect(pagina.estado).toBe(422)
    }
  })
})
