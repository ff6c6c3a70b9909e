import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Saturado } from '../../src/application/ports.ts'
import { BYTES_MAXIMOS } from '../../src/domain/documento.ts'
import { textoRechazo } from '../../src/domain/rechazos.ts'
import { foto, pdfDe } from '../support/archivos.ts'
import {
  ADJUNTO,
  type Adjunto,
  formularioDe,
  Navegador,
  type Pagina,
  textoDe,
  valorDe,
} from '../support/navegador.ts'
import { nieDe, registroMigrante } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'

const URL_REGISTRAR = '/migrante/registrar'
const con = (bytes: Uint8Array, nombre = 'pasaporte.pdf'): Adjunto => ({ ...ADJUNTO, nombre, bytes })

describe('the document of a migrant', () => {
  let p: ProductoDePrueba
  let servidor: Server
  let yo: Navegador
  let numero = 100
  beforeAll(async () => {
    p = await productoDePrueba({ entorno: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
    servidor = createServer(p.app).listen(0, '127.0.0.1')
    await once(servidor, 'listening')
  })
  afterAll(async () => {
    servidor.close()
    servidor.closeAllConnections()
    await p.cerrar()
  })
  beforeEach(() => {
    yo = new Navegador(servidor)
    numero++
  })

  const registrar = async (adjuntos: readonly Adjunto[], otros = {}): Promise<Pagina> =>
    yo.enviarCon(await yo.abrir(URL_REGISTRAR), registroMigrante(numero, otros), adjuntos)
  const documentos = () => p.deps.almacen.transaccion((uow) => uow.documentos.pendientes(1000))
  const cuenta = () =>
    p.deps.almacen.transaccion((uow) => uow.cuentas.porIdentificador('migrante', nieDe(numero)))

  /** Refused at the field, with what was typed kept, and nothing made. */
  async function esperarRechazo(pagina: Pagina, texto: string) {
    expect([pagina.estado, pagina.errores]).toEqual([422, [texto]])
    expect(valorDe(pagina, 'nombres')).toBe('Yulimar')
    expect(pagina.html).toContain('id="documento-error"')
    expect(await cuenta()).toBeUndefined()
  }

  test('the form says what is taken and what becomes of it, and sends files', async () => {
    const pagina = await yo.abrir(URL_REGISTRAR)
    expect(pagina.html).toContain(`action="${URL_REGISTRAR}" enctype="multipart/form-data"`)
    const texto = textoDe(pagina)
    expect(texto).toContain('Tamaño máximo permitido: 1 MB. Formatos de archivo permitidos: .jpg, .png, .pdf')
    expect(texto).toContain('Solo lo ve quien revisa su identidad en SENCE')
    expect(texto).toContain('Lo borramos 90 días después')
    expect((await yo.abrir('/natural/registrar')).html).not.toContain('enctype')
  })

  test('is kept with the account, encrypted and waiting for review', async () => {
    const original = await foto()
    expect((await registrar([con(original, 'foto.jpg')])).titulo).toBe('Su cuenta fue creada')
    const creada = await cuenta()
    const propio = (await documentos()).find(({ cuentaId }) => cuentaId === creada?.id)
    expect(propio).toMatchObject({
      formato: 'image/jpeg',
      bytesRecibidos: original.length,
      estado: 'pendiente',
      analisis: 'sin_antivirus',
    })
    const cifrado = await p.deps.almacen.transaccion((uow) =>
      uow.documentos.contenidoCifrado(propio?.id ?? ''),
    )
    const claro = p.deps.cifrador.descifrarBytes(cifrado ?? '', `documento:${propio?.id}:contenido`)
    expect(claro.length).toBe(propio?.bytes)
    expect(cifrado).not.toContain(Buffer.from(claro).toString('base64url').slice(100, 200))
  })

  test('of exactly 1 MB is taken, and of one byte more is refused at its field', async () => {
    const conRelleno = async (largo: number) => {
      const pdf = await pdfDe()
      return Buffer.concat([pdf, Buffer.alloc(largo - pdf.length)])
    }
    await esperarRechazo(
      await registrar([con(await conRelleno(BYTES_MAXIMOS + 1))]),
      textoRechazo('archivo_grande'),
    )
    expect((await registrar([con(await conRelleno(BYTES_MAXIMOS))])).titulo).toBe('Su cuenta fue creada')
  })

  test('of many megabytes is refused alike, and of a film is not even read', async () => {
    await esperarRechazo(await registrar([con(Buffer.alloc(6_000_000, 1))]), textoRechazo('archivo_grande'))
    expect((await registrar([con(Buffer.alloc(22_000_000, 1))])).estado).toBe(413)
  })

  test.each([
    ['no file', [], 'archivo_falta'],
    ['two files', [ADJUNTO, ADJUNTO], 'archivo_varios'],
    ['an empty file', [con(new Uint8Array())], 'archivo_vacio'],
    ['a text that calls itself a picture', [con(Buffer.from('hola'), 'foto.jpg')], 'archivo_tipo'],
    ['a file under another field', [{ ...ADJUNTO, campo: 'nombres' }], 'archivo_falta'],
  ] as [string, Adjunto[], Parameters<typeof textoRechazo>[0]][])(
    'with %s the form says so',
    async (_que, adjuntos, codigo) => {
      await esperarRechazo(await registrar(adjuntos), textoRechazo(codigo))
    },
  )

  test('of a kind that is not taken is called by its name', async () => {
    const pagina = await registrar([con(Buffer.from('\0\0\0\x18ftypheic', 'latin1'), 'IMG_1.jpg')])
    await esperarRechazo(pagina, textoRechazo('archivo_otro_tipo', { tipo: 'HEIC' }))
  })

  test.each(['image%3A1641', '1000012345', 'blob', 'foto.jfif', 'foto.jpe', 'foto.png', 'foto.exe'])(
    'a photo that is called %s is taken',
    async (nombre) => {
      expect((await registrar([con(await foto(), nombre)])).titulo).toBe('Su cuenta fue creada')
    },
  )

  test('with wrong letters its fault is told too, so that both are mended at once', async () => {
    const cifrado = await pdfDe((pdf) => pdf.encrypt({ ownerPassword: 'otra', userPassword: 'clave' }))
    const pagina = await registrar([con(cifrado)], { captcha: 'ZZZZ' })
    expect(pagina.errores).toEqual([textoRechazo('archivo_pdf_cifrado'), textoRechazo('captcha_distinta')])
    const sana = await registrar([ADJUNTO], { captcha: 'ZZZZ' })
    expect(sana.errores).toEqual([textoRechazo('archivo_de_nuevo'), textoRechazo('captcha_distinta')])
  })

  test('with wrong letters it is judged only while none waits, and so many times an hour', async () => {
    const aparte = await productoDePrueba({ entorno: { LIMIT_FIRST_STEPS_PER_HOUR: '2' } })
    const pedidos: unknown[] = []
    aparte.deps.inspector = {
      inspeccionar: async (_archivo, opciones) => {
        pedidos.push(opciones)
        throw new Saturado(7)
      },
    }
    const otro = new Navegador(aparte.app)
    for (let i = 0; i < 4; i++) {
      const datos = registroMigrante(numero, { captcha: 'ZZZZ' })
      const pagina = await otro.enviarCon(await otro.abrir(URL_REGISTRAR), datos, [ADJUNTO])
      expect(pagina.errores).toEqual([textoRechazo('archivo_de_nuevo'), textoRechazo('captcha_distinta')])
    }
    await aparte.cerrar()
    expect(pedidos).toEqual(Array(2).fill({ sinEsperar: true }))
  })

  test('a form that is wrong elsewhere says that the file must be chosen again', async () => {
    const pagina = await registrar([ADJUNTO], { email: 'nada' })
    expect(pagina.errores).toEqual([textoRechazo('archivo_de_nuevo'), textoRechazo('email_formato')])
    expect(await cuenta()).toBeUndefined()
    expect((await yo.enviarDesde(pagina, registroMigrante(numero))).titulo).toBe('Su cuenta fue creada')
  })

  test('when too many files wait it is answered 503 with everything kept, and works afterwards', async () => {
    const { inspector } = p.deps
    p.deps.inspector = {
      inspeccionar: async () => {
        throw new Saturado(7)
      },
    }
    const pagina = await registrar([ADJUNTO])
    p.deps.inspector = inspector
    expect([pagina.estado, pagina.cabeceras['retry-after']]).toEqual([503, '7'])
    expect(pagina.errores).toContain(textoRechazo('archivo_de_nuevo'))
    expect(valorDe(pagina, 'nombres')).toBe('Yulimar')
    expect((await yo.enviarDesde(pagina, registroMigrante(numero))).titulo).toBe('Su cuenta fue creada')
  })

  test('forms that wait for a file, or for their twin, reserve no hash meanwhile', async () => {
    const { inspector } = p.deps
    const llego = Promise.withResolvers<void>()
    const sigue = Promise.withResolvers<void>()
    p.deps.inspector = {
      inspeccionar: async (archivo) => {
        llego.resolve()
        await sigue.promise
        return inspector.inspeccionar(archivo)
      },
    }
    const { accion, todos } = formularioDe(await yo.abrir(URL_REGISTRAR), registroMigrante(numero))
    const ambas = [1, 2].map(async () => yo.seguir(await yo.enPartes(accion, todos, [ADJUNTO]), accion))
    await llego.promise
    expect(p.composicion.estadoHasher().pendientes).toBe(0)
    p.deps.inspector = inspector
    sigue.resolve()
    expect((await Promise.all(ambas)).map(({ titulo }) => titulo)).toEqual(
      Array(2).fill('Su cuenta fue creada'),
    )
  })

  test('sent as any other form is, the file is missing', async () => {
    const { accion, todos } = formularioDe(await yo.abrir(URL_REGISTRAR), registroMigrante(numero))
    await esperarRechazo(
      await yo.publicar(accion, { ...todos, documento: 'x' }),
      textoRechazo('archivo_falta'),
    )
  })

  test('two clicks make one account with one document, and both get its page', async () => {
    const antes = (await documentos()).length
    const { accion, todos } = formularioDe(await yo.abrir(URL_REGISTRAR), registroMigrante(numero))
    const ambas = await Promise.all(
      [1, 2].map(async () => yo.seguir(await yo.enPartes(accion, todos, [ADJUNTO]), accion)),
    )
    expect(ambas.map(({ titulo }) => titulo)).toEqual(Array(2).fill('Su cuenta fue creada'))
    expect((await documentos()).length).toBe(antes + 1)
  })

  test('the same form with another file is another form, whose captcha was used', async () => {
    const { accion, todos } = formularioDe(await yo.abrir(URL_REGISTRAR), registroMigrante(numero))
    await yo.enPartes(accion, todos, [ADJUNTO])
    const otra = await yo.seguir(await yo.enPartes(accion, todos, [con(await pdfDe())]), accion)
    expect(otra.errores).toContain(textoRechazo('captcha_vencida'))
  })

  test('without its token, or with one that is not ours, it is refused', async () => {
    const { accion, todos } = formularioDe(await yo.abrir(URL_REGISTRAR), registroMigrante(numero))
    for (const _csrf of ['', 'a.b.c'])
      expect((await yo.enPartes(accion, { ...todos, _csrf }, [ADJUNTO])).status).toBe(403)
    const { _csrf, ...sin } = todos
    expect((await yo.enPartes(accion, sin, [ADJUNTO])).status).toBe(403)
    expect(await cuenta()).toBeUndefined()
  })

  test('a form without files takes none', async () => {
    const { accion, todos } = formularioDe(await yo.abrir('/natural/recuperar'), { rut: '12345678-5' })
    expect((await yo.enPartes(accion, todos, [ADJUNTO])).status).toBe(403)
  })

  test('the address in capitals or with a bar takes it too', async () => {
    const { todos } = formularioDe(await yo.abrir(URL_REGISTRAR), registroMigrante(numero))
    expect((await yo.enPartes('/Migrante/Registrar/', todos, [ADJUNTO])).status).toBe(303)
  })

  const crudo = async (cuerpo: string, frontera = 'x') => {
    await yo.abrir(URL_REGISTRAR)
    return yo
      .crudo(URL_REGISTRAR, cuerpo)
      .set('Content-Type', `multipart/form-data${frontera && `; boundary=${frontera}`}`)
  }
  const parte = (nombre: string, valor = 'v') =>
    `--x\r\nContent-Disposition: form-data; name="${nombre}"\r\n\r\n${valor}\r\n`

  test.each([
    ['no boundary', parte('a'), '', 400],
    ['no end', parte('a'), 'x', 400],
    ['nothing in it', '', 'x', 400],
    ['a broken header', '--x\r\nContent-Disposition\r\n\r\nv\r\n--x--', 'x', 400],
    ['too many parts', `${parte('a').repeat(300)}--x--`, 'x', 413],
    ['too long a name', `${parte('a'.repeat(5000))}--x--`, 'x', 413],
    ['too long a value', `${parte('a', 'v'.repeat(70_000))}--x--`, 'x', 413],
    ['values that are too long together', `${parte('a', 'v'.repeat(1000)).repeat(70)}--x--`, 'x', 413],
    [
      'names that the parser makes objects of',
      `${['a[b][c]', 'a[b][]', '__proto__[x]', 'constructor', '_csrf[a]', '[', 'nombres[0][x]'].map((n) => parte(n)).join('')}--x--`,
      'x',
      403,
    ],
  ])('a body with %s gets a page, never a fault', async (_que, cuerpo, frontera, estado) => {
    const respuesta = await crudo(cuerpo, frontera)
    expect([respuesta.status, respuesta.text.includes('<h1')]).toEqual([estado, true])
  })

  /** Sends the beginning of a form, and no more of it. */
  async function comenzar(cabeceras: string, largo = 900_000): Promise<Socket> {
    const { port } = servidor.address() as AddressInfo
    const conexion = connect(port, '127.0.0.1')
    await once(conexion, 'connect')
    conexion.write(
      `POST ${URL_REGISTRAR} HTTP/1.1\r\nHost: x\r\n${cabeceras}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${largo}\r\n\r\n--x\r\n`,
    )
    return conexion
  }
  const respuestaDe = async (conexion: Socket): Promise<string> => {
    const [primero] = await once(conexion, 'data')
    return String(primero)
  }
  const CON_COOKIE = 'Cookie: otra=1; clave=x\r\n'

  test.each([
    ['without a cookie', '', 900_000, 403],
    ['from another site', `${CON_COOKIE}Origin: https://mal.example\r\n`, 900_000, 403],
    ['that says that it is a film', CON_COOKIE, 30_000_000, 413],
  ])('one %s is answered before it is read', async (_que, cabeceras, largo, estado) => {
    const conexion = await comenzar(cabeceras, largo)
    expect(await respuestaDe(conexion)).toMatch(new RegExp(`^HTTP/1.1 ${estado} `))
    conexion.destroy()
  })

  test('of so many unfinished ones of an address no more is taken on, until they end', async () => {
    const negadas: string[] = []
    const ochoNegadas = Promise.withResolvers<void>()
    const conexiones = await Promise.all(Array.from({ length: 40 }, () => comenzar(CON_COOKIE)))
    for (const conexion of conexiones)
      conexion.once('data', (respuesta) => {
        negadas.push(String(respuesta))
        if (negadas.length === 8) ochoNegadas.resolve()
      })
    await ochoNegadas.promise
    expect(negadas.filter((una) => /^HTTP\/1.1 503 .*Retry-After: 10\r/s.test(una))).toHaveLength(8)
    for (const conexion of conexiones) conexion.destroy()
    await Promise.all(conexiones.map((conexion) => once(conexion, 'close')))
    expect((await registrar([ADJUNTO])).titulo).toBe('Su cuenta fue creada')
  })

  test('cut half-way it leaves nothing, and the site goes on', async () => {
    const { port } = servidor.address() as AddressInfo
    const conexion = connect(port, '127.0.0.1')
    conexion.write(
      `POST ${URL_REGISTRAR} HTTP/1.1\r\nHost: x\r\nCookie: clave=x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n--x\r\nContent-Disposition: form-data; name="documento"; filename="a.jpg"\r\n\r\n${'z'.repeat(1000)}`,
    )
    await once(conexion, 'ready')
    conexion.destroy()
    await once(conexion, 'close')
    expect((await registrar([ADJUNTO])).titulo).toBe('Su cuenta fue creada')
  })
})
