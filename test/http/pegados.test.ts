import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TEXTOS_RECHAZO } from '../../src/domain/rechazos.ts'
import { mostrarRut } from '../../src/domain/rut.ts'
import { enlaceLimpio } from '../../src/http/middleware/enlaces-pegados.ts'
import { type Campos, Navegador, type Pagina, valorDe } from '../support/navegador.ts'
import {
  CLAVE,
  RESPUESTA,
  registroJuridica,
  registroMigrante,
  registroNatural,
  rutDe,
} from '../support/personas.ts'
import { LETRAS, type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  codigoPara,
  cuentaDe,
  emailDe,
  enlacePara,
  pedirEnlace,
  pedirProvisoria,
  registrada,
  validar,
  validarDatos,
} from '../support/recorridos.ts'

const CREADA = 'Su cuenta fue creada'
/** The links of the sentence that says which secrets are to be typed again. */
const deNuevo = ({ html }: Pagina): string[] => {
  const frase = /<p>Por seguridad, escriba de nuevo: (.*?)<\/p>/.exec(html)?.[1] ?? ''
  return [...frase.matchAll(/href="#(\w+)"/g)].map(([, campo]) => campo ?? '')
}

let p: ProductoDePrueba
beforeAll(async () => {
  p = await productoDePrueba()
})
afterAll(() => p.cerrar())

describe('values that were pasted or dictated', () => {
  test('make an account with blanks of every kind around them, kept without', async () => {
    const datos = registroNatural(19_000_001)
    const claves = { clave: CLAVE, repetirClave: CLAVE }
    const pegados = Object.fromEntries(
      Object.entries(datos).map(([nombre, valor]) => [
        nombre,
        valor === '' ? '' : `\u00a0\t${valor}\u200b\n`,
      ]),
    )
    const yo = new Navegador(p.app)
    const enviado = { ...pegados, ...claves, sinCelular: 'si', captcha: `\u200b\t${LETRAS}\u00a0` }
    expect((await yo.enviar('/natural/registrar', enviado)).titulo).toBe(CREADA)
    expect(await cuentaDe(p, 19_000_001)).toMatchObject({
      nombres: 'María Jesús',
      email: emailDe(19_000_001),
      direccion: 'Pasaje Los Aromos',
    })
  })

  test.each([
    ['RUT 19.000.002-%', 19_000_002],
    ['C.I. 19.000.003-%', 19_000_003],
    ['CL19000004-%', 19_000_004],
    ['R.U.N. N° 19000005-%.', 19_000_005],
  ])('an RUT written %s is taken', async (forma, numero) => {
    const rut = forma.replace('%', rutDe(numero).slice(-1))
    const yo = new Navegador(p.app)
    expect((await yo.enviar('/natural/registrar', registroNatural(numero, { rut }))).titulo).toBe(CREADA)
    expect((await yo.enviar('/natural/recuperar', { rut })).url).toBe('/natural/recuperar/pregunta')
  })

  test.each([
    'CL12345678-5',
    'RUT: 12.345.678-5',
    'C.I. Nº 12.345.678-5',
    'Cédula de identidad 12.345.678-5',
  ])('%s as the number of a foreign document is a hint, and goes on when the person insists', async (nie) => {
    const yo = new Navegador(p.app)
    const pagina = await yo.enviar('/migrante/recuperar', { nie })
    expect(pagina.errores).toEqual([TEXTOS_RECHAZO.nie_es_rut])
    const insiste = await yo.enviarDesde(pagina, { nie, continuarDeTodosModos: 'si' })
    expect(insiste.url).toBe('/migrante/recuperar/pregunta')
  })

  test.each(['12.345.678', '12345678-', 'RUT 12 345 678'])(
    '%s lacks its digit, and is told so',
    async (rut) => {
      const pagina = await new Navegador(p.app).enviar('/natural/recuperar', { rut })
      expect(pagina.errores).toEqual([TEXTOS_RECHAZO.rut_sin_digito])
    },
  )

  test('the code of the mail is taken with what was copied around it, and costs no try', async () => {
    const yo = await registrada(p, 19_000_010)
    const seguridad = await validarDatos(yo, 19_000_010)
    const pedido = await yo.enviarDesde(seguridad, {}, 'codigo')
    const codigo = await codigoPara(p, emailDe(19_000_010))
    const escrito = `Su código es ${codigo.slice(0, 3)}\u00a0${codigo.slice(3)}.`
    expect((await yo.enviarDesde(pedido, { codigo: escrito })).url).toBe('/natural/actualizar/datos')
  })

  test('a temporary key is taken with the full stop, the tab and the quotes around it, and costs no try', async () => {
    for (const [indice, forma] of ['%.', '\t% \n', '«%»', ' %,', '\u200b%\u3000'].entries()) {
      const numero = 19_000_020 + indice
      const yo = await registrada(p, numero)
      const clave = await pedirProvisoria(yo, numero)
      expect((await validar(yo, numero, forma.replace('%', clave))).url).toBe('/natural/cambiar/nueva')
      const fallida = await validar(yo, numero, 'no es esta')
      expect(fallida.errores).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
    }
  })
})

describe('an RUT typed without hyphen', () => {
  test('is shown back once, formatted, before an account is made', async () => {
    const yo = new Navegador(p.app)
    const rut = rutDe(19_000_030)
    const enviado = registroNatural(19_000_030, { rut: rut.replace('-', '') })
    const pagina = await yo.enviar('/natural/registrar', enviado)
    expect(pagina.estado).toBe(422)
    expect(pagina.errores).toEqual([
      `Escribió Rut sin guion. Revise que sea ${mostrarRut(rut)}: si está bien, presione el botón otra vez`,
    ])
    expect(valorDe(pagina, 'rut')).toBe(mostrarRut(rut))
    expect(deNuevo(pagina)).toEqual(['clave', 'repetirClave', 'respuestaSecreta', 'captcha'])
    expect((await yo.enviarDesde(pagina, { ...enviado, rut: mostrarRut(rut) })).titulo).toBe(CREADA)
  })

  test('is shown formatted on a page that comes back for something else, and then not again', async () => {
    const yo = new Navegador(p.app)
    const rut = rutDe(19_000_031)
    const enviado = registroNatural(19_000_031, { rut: rut.replace('-', ''), nombres: '' })
    const pagina = await yo.enviar('/natural/registrar', enviado)
    expect(pagina.errores).toEqual(['Complete este dato: Nombres'])
    expect(valorDe(pagina, 'rut')).toBe(mostrarRut(rut))
  })

  test('is looked at in both boxes of an organisation', async () => {
    const datos = registroJuridica(76_500_001)
    const sinGuion = (campo: 'rut' | 'rutRepresentante') => String(datos[campo]).replace('-', '')
    const campos = { ...datos, rut: sinGuion('rut'), rutRepresentante: sinGuion('rutRepresentante') }
    const pagina = await new Navegador(p.app).enviar('/juridica/registrar', campos)
    expect(pagina.errores).toHaveLength(2)
    expect(valorDe(pagina, 'rutRepresentante')).toBe('12.345.678-5')
  })

  test('is taken where no account is made', async () => {
    const yo = new Navegador(p.app)
    const pagina = await yo.enviar('/natural/recuperar', { rut: rutDe(19_000_032).replace('-', '') })
    expect(pagina.url).toBe('/natural/recuperar/pregunta')
  })
})

describe('secrets that a page does not bring back', () => {
  test('are named in the summary with links, only those that were typed and that nothing else is said of', async () => {
    const yo = new Navegador(p.app)
    const casos: [Campos, string[]][] = [
      [{ nombres: '' }, ['clave', 'repetirClave', 'respuestaSecreta', 'captcha']],
      [{ nombres: '', captcha: '', respuestaSecreta: '' }, ['clave', 'repetirClave']],
      [{ clave: 'corta', repetirClave: 'corta' }, ['repetirClave', 'respuestaSecreta', 'captcha']],
      [{ captcha: 'zzzzz' }, ['clave', 'repetirClave', 'respuestaSecreta']],
    ]
    for (const [cambios, esperados] of casos) {
      const pagina = await yo.enviar('/natural/registrar', registroNatural(19_000_040, cambios))
      expect(deNuevo(pagina)).toEqual(esperados)
      expect(pagina.html).not.toContain(RESPUESTA)
      expect(pagina.html).not.toContain(CLAVE)
    }
  })

  test('are named beside the file that was lost', async () => {
    const pagina = await new Navegador(p.app).enviar(
      '/migrante/registrar',
      registroMigrante(19_000_041, { nombres: '' }),
    )
    expect(pagina.errores).toContain(TEXTOS_RECHAZO.archivo_de_nuevo)
    expect(deNuevo(pagina)).toEqual(['clave', 'repetirClave', 'respuestaSecreta', 'captcha'])
  })

  test('are named on a form whose session is over', async () => {
    const yo = new Navegador(p.app)
    const formulario = await yo.abrir('/natural/cambiar')
    p.reloj.adelantar({ horas: 3 })
    const pagina = await yo.enviarDesde(formulario, { rut: rutDe(19_000_042), claveActual: CLAVE })
    expect(deNuevo(pagina)).toEqual(['claveActual'])
  })
})

describe('a link that was pasted with what stood around it', () => {
  const COLAS = [
    '.',
    ',',
    ')',
    '>',
    ']',
    '"',
    "'",
    '»',
    '…',
    '%20',
    '%0A',
    '%3E',
    '%E2%80%8B',
    '%',
    '_',
    '*',
    ').%20',
    '/.',
  ]

  /** Where an address leads, without what tells one visit from another. */
  const leadsTo = async (url: string): Promise<string> =>
    String((await new Navegador(p.app).pedir(url)).headers.location).replace(/\?enlace=[\w-]{36}$/, '')

  test('leads to its page, and opening it uses nothing', async () => {
    const yo = await registrada(p, 19_000_050)
    await pedirEnlace(yo, 19_000_050)
    const { pathname } = new URL(await enlacePara(p, emailDe(19_000_050), 'Recuperar mi CS'))
    for (const cola of COLAS)
      expect([cola, await leadsTo(pathname + cola)]).toEqual([cola, '/enlace/recuperar'])
    expect(await leadsTo(`${pathname.slice(0, 20)}%0D%0A${pathname.slice(20)}`)).toBe('/enlace/recuperar')
    expect(await leadsTo(pathname.slice(0, -1))).toBe('/enlace/vencido')
    const nueva = await yo.presionar(await yo.abrir(`${pathname}.`), '/enlace/recuperar')
    expect(nueva.url).toBe('/natural/cambiar/nueva')
  })

  test('of a page leads to it too', async () => {
    const yo = new Navegador(p.app)
    for (const cola of COLAS.filter((una) => una !== '%' && una !== '_')) {
      expect([cola, (await yo.pedir(`/natural/recuperar${cola}`)).status]).toEqual([cola, 200])
    }
    expect((await yo.pedir('/Account/Registrar).')).headers.location).toBe('/natural/registrar')
    expect((await yo.pedir('/no-existe.')).status).toBe(404)
  })

  test('is cleaned of what follows it alone, however long it is', () => {
    for (const url of [
      '/',
      '/natural/registrar?volver=https://x.cl/).',
      '/enlace/no-fui-yo/listo',
      '*',
      '/a/b-',
      '/x.png',
    ])
      expect(enlaceLimpio(url)).toBe(url)
    expect(enlaceLimpio('/).')).toBe('/')
    expect(enlaceLimpio('/natural/cambiar%20).?x=1.')).toBe('/natural/cambiar?x=1.')
    const larga = `/${'.'.repeat(100_000)}a`
    expect(enlaceLimpio(larga)).toBe(larga)
  })

  test('opened by a browser that keeps no cookies says that it is good, and how to allow them', async () => {
    const yo = await registrada(p, 19_000_051)
    await pedirEnlace(yo, 19_000_051)
    const url = await enlacePara(p, emailDe(19_000_051), 'Recuperar mi CS')
    expect(await leadsTo(new URL(url).pathname)).toBe('/enlace/recuperar')
    const pagina = await new Navegador(p.app).abrir('/enlace/recuperar')
    expect(pagina).toMatchObject({ estado: 403, titulo: 'Permita las cookies y abra el enlace otra vez' })
    expect(pagina.html).toContain('Su enlace sirve')
    expect(pagina.html).toContain('800 80 10 30')
    expect((await yo.presionar(await yo.abrir(url), '/enlace/recuperar')).url).toBe('/natural/cambiar/nueva')
  })
})
