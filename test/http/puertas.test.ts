import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TEXTOS_RECHAZO } from '../../src/domain/rechazos.ts'
import { type Campos, elegidoEn, Navegador, type Pagina, textoDe, valorDe } from '../support/navegador.ts'
import { CLAVE, nieDe, registroMigrante, registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { registrada } from '../support/recorridos.ts'

const PERSONA = 12_345_678
const EMPRESA = 76_543_210
const TRAIDO = 'Trajimos lo que escribió'

/** Each first step, what is typed at the wrong door, the refusal that says so and where its button leads. */
const CAMINOS = ['registrar', 'recuperar', 'cambiar', 'actualizar', 'actualizar/clave'].flatMap((paso) => [
  [`/migrante/${paso}`, 'nie', rutDe(PERSONA), 'nie_es_rut', `/natural/${paso}`] as const,
  [`/migrante/${paso}`, 'nie', rutDe(EMPRESA), 'nie_es_rut_de_empresa', `/juridica/${paso}`] as const,
  [`/natural/${paso}`, 'rut', rutDe(EMPRESA), 'rut_de_empresa', `/juridica/${paso}`] as const,
  [`/natural/${paso}`, 'rut', nieDe(PERSONA), 'rut_es_nie', `/migrante/${paso}`] as const,
  [`/juridica/${paso}`, 'rut', nieDe(PERSONA), 'rut_es_nie', `/migrante/${paso}`] as const,
])
const DEL_FACILITADOR = [
  ['/facilitador/cambiar', 'nie', rutDe(PERSONA), 'nie_es_rut', '/natural/cambiar'],
  ['/facilitador/cambiar', 'nie', rutDe(EMPRESA), 'nie_es_rut_de_empresa', '/juridica/cambiar'],
] as const

const csrfDe = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''

/** What the other fields of a first step are filled in with. */
const RESTO = {
  claveActual: CLAVE,
  fechaNacimiento: '03-10-1994',
  rutRepresentante: rutDe(PERSONA),
  emailRegistrado: 'ana@correo.test',
}

describe('the wrong door', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  const cruzar = (yo: Navegador, pagina: Pagina, campos: Campos) => yo.enviarDesde(pagina, campos, 'puerta')

  test.each([...CAMINOS, ...DEL_FACILITADOR])(
    '%s with %s=%s says so, and its button carries it to the right form, once',
    async (url, campo, identificador, codigo, destino) => {
      const yo = new Navegador(p.app)
      const campos = { ...RESTO, [campo]: identificador }
      const pagina = await yo.enviar(url, campos)
      expect(pagina.estado).toBe(422)
      expect(pagina.errores).toContain(TEXTOS_RECHAZO[codigo])
      expect(pagina.html).toContain('name="accion" value="puerta"')

      const otra = await cruzar(yo, pagina, campos)
      expect(otra).toMatchObject({ estado: 200, url: destino, errores: [] })
      expect(textoDe(otra)).toContain(TRAIDO)
      const suyo = destino.startsWith('/migrante') ? 'nie' : 'rut'
      expect(valorDe(otra, suyo)).toBe(identificador)
      expect(otra.html).not.toContain(CLAVE)
      const comun = url.endsWith('actualizar') ? RESTO.emailRegistrado : undefined
      expect(valorDe(otra, 'emailRegistrado')).toBe(comun)
      const denuevo = await yo.abrir(destino)
      expect(valorDe(denuevo, suyo)).toBe('')
      expect(textoDe(denuevo)).not.toContain(TRAIDO)
    },
  )

  test('carries nothing longer than its field takes', async () => {
    const yo = new Navegador(p.app)
    const largo = 'a'.repeat(5000)
    const enviado = registroNatural(EMPRESA, { direccion: largo, nombres: largo, comuna: largo })
    const otra = await cruzar(yo, await yo.enviar('/natural/registrar', enviado), enviado)
    expect([otra.url, valorDe(otra, 'email')]).toEqual(['/juridica/registrar', enviado.email])
    expect(otra.html).not.toContain('aaaaaaaaaa')
  })

  test('carries what both forms of a registration share, and no secret, captcha or mark of the box', async () => {
    const yo = new Navegador(p.app)
    const enviado = registroMigrante(PERSONA, { nie: rutDe(PERSONA), telefonoTrabajo: '22 345 6789' })
    const otra = await cruzar(yo, await yo.enviar('/migrante/registrar', enviado), enviado)
    expect(otra.url).toBe('/natural/registrar')
    for (const campo of ['nombres', 'apellidoPaterno', 'fechaNacimiento', 'email', 'telefonoTrabajo']) {
      expect(valorDe(otra, campo)).toBe(enviado[campo])
    }
    expect(elegidoEn(otra, 'comuna')).toBe('13101')
    expect(otra.html).toMatch(/name="sinCelular" value="si" checked/)
    for (const campo of ['clave', 'repetirClave', 'respuestaSecreta', 'captcha']) {
      expect(valorDe(otra, campo)).toBe('')
    }
    const { clave, repetirClave, preguntaSecreta, respuestaSecreta } = registroNatural(PERSONA)
    const claves = { clave, repetirClave, preguntaSecreta, respuestaSecreta } as Record<string, string>
    const creada = await yo.enviarDesde(otra, { ...registroNatural(PERSONA), ...claves })
    expect(creada.titulo).toBe('Su cuenta fue creada')
  })

  test.each([
    ['/migrante/recuperar', { nie: rutDe(13_345_678) }, '/migrante/recuperar/pregunta'],
    ['/natural/recuperar', { rut: rutDe(77_543_210) }, '/natural/recuperar/pregunta'],
  ])(
    '%s goes on with the box marked: the number may be of a document, or personal',
    async (url, campos, fin) => {
      const yo = new Navegador(p.app)
      expect((await yo.abrir(url)).html).not.toContain('continuarDeTodosModos')
      const pagina = await yo.enviar(url, campos)
      expect((await yo.enviarDesde(pagina, { ...campos, continuarDeTodosModos: 'si' })).url).toBe(fin)
    },
  )

  test('keeps nothing readable in the session, and nothing in an address', async () => {
    const yo = new Navegador(p.app)
    const abierta = await yo.pedir('/migrante/recuperar')
    const sid = decodeURIComponent(/clave=s%3A([^.]+)/.exec(String(abierta.headers['set-cookie']))?.[1] ?? '')
    const campos = { nie: rutDe(14_345_678), _csrf: csrfDe(abierta.text), accion: 'puerta' }
    const respuesta = await yo.crudo('/migrante/recuperar', campos)
    expect(respuesta.status).toBe(303)
    expect(respuesta.headers.location).toBe('/natural/recuperar')
    const huella = p.deps.huellas.huella('sesion', sid)
    const sesion = await p.deps.almacen.transaccion((uow) => uow.sesiones.leer(huella))
    expect(sesion?.datos).toContain('"puerta":"')
    expect(sesion?.datos).not.toMatch(/14\.?345\.?678/)
  })

  test('waits ten minutes, and only for the form that it is for', async () => {
    const yo = new Navegador(p.app)
    const campos = { nie: rutDe(15_345_678) }
    const llevar = async () => {
      const pagina = await yo.enviar('/migrante/recuperar', campos)
      const _csrf = csrfDe(pagina.html)
      await yo.crudo('/migrante/recuperar', { ...campos, _csrf, accion: 'puerta' })
    }
    await llevar()
    expect(valorDe(await yo.abrir('/juridica/recuperar'), 'rut')).toBe('')
    expect(valorDe(await yo.abrir('/natural/cambiar'), 'rut')).toBe('')
    p.reloj.adelantar({ minutos: 9 })
    expect(valorDe(await yo.abrir('/natural/recuperar'), 'rut')).toBe(campos.nie)
    await llevar()
    p.reloj.adelantar({ minutos: 10 })
    expect(valorDe(await yo.abrir('/natural/recuperar'), 'rut')).toBe('')
  })

  test('another session gets nothing of it, and “Terminar” forgets it', async () => {
    const yo = new Navegador(p.app)
    const campos = { nie: rutDe(16_345_678) }
    const pagina = await yo.enviar('/migrante/recuperar', campos)
    const _csrf = csrfDe(pagina.html)
    await yo.crudo('/migrante/recuperar', { ...campos, _csrf, accion: 'puerta' })
    expect(valorDe(await new Navegador(p.app).abrir('/natural/recuperar'), 'rut')).toBe('')
    await yo.publicar('/terminar', { _csrf })
    expect(valorDe(await yo.abrir('/natural/recuperar'), 'rut')).toBe('')
  })

  test('a button pressed twice, or over what points nowhere, does no harm', async () => {
    const yo = new Navegador(p.app)
    const campos = { nie: rutDe(17_345_678) }
    const pagina = await yo.enviar('/migrante/recuperar', campos)
    await cruzar(yo, pagina, campos)
    expect(valorDe(await cruzar(yo, pagina, campos), 'rut')).toBe(campos.nie)
    const corregido = await cruzar(yo, pagina, { nie: nieDe(17_345_678) })
    expect([corregido.url, corregido.errores]).toEqual(['/migrante/recuperar', [TEXTOS_RECHAZO.otro_boton]])
    expect(valorDe(corregido, 'nie')).toBe(nieDe(17_345_678))
    const vacio = await cruzar(yo, await yo.abrir('/natural/recuperar'), {})
    expect(vacio.errores).toEqual([TEXTOS_RECHAZO.otro_boton])
  })

  test('says the same of a number with an account and of one without', async () => {
    await registrada(p, 18_345_678)
    const vistas = await Promise.all(
      [18_345_678, 18_345_679].map(async (numero) => {
        const yo = new Navegador(p.app)
        const pagina = await yo.enviar('/migrante/registrar', { nie: rutDe(numero) })
        const otra = await cruzar(yo, pagina, { nie: rutDe(numero) })
        return [pagina, otra].map(({ estado, url, html }) => [
          estado,
          url,
          html
            .replaceAll(rutDe(numero), 'RUT')
            .replace(/(type="hidden"[^>]* value|nonce)="[^"]*"/g, '')
            .replace(/\/captcha\/[^"]+/g, '')
            .replace(/visita-[\w-]+/g, ''),
        ])
      }),
    )
    expect(vistas[0]).toEqual(vistas[1])
  })

  test('costs no try: the counters of the right form are as they were', async () => {
    const yo = await registrada(p, 19_345_678)
    for (let vez = 0; vez < 7; vez++) {
      await yo.enviar('/migrante/cambiar', { nie: rutDe(19_345_678), claveActual: 'no es esta' })
    }
    const campos = { rut: rutDe(19_345_678), claveActual: CLAVE }
    expect((await yo.enviar('/natural/cambiar', campos)).url).toBe('/natural/cambiar/nueva')
  })
})
