import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Navegador, textoDe } from '../support/navegador.ts'
import { CLAVE, RESPUESTA } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  cambiar,
  claveEn,
  conCodigo,
  conRespuesta,
  correosPara,
  cuentaDe,
  datosDe,
  emailDe,
  enlacePara,
  noFuiYo,
  pedirEnlace,
  pedirProvisoria,
  registrada,
  responder,
  validar,
} from '../support/recorridos.ts'

const NUEVA = 'Qu3ltehue!'
const TERCERA = 'Ch1ncol.77'
const VOLVER = 'Volver a usar mi cuenta'

describe('“No fui yo”', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  /** From the mail with the way back to an account in use again. */
  async function volver(numero: number, clave: string): Promise<Navegador> {
    const yo = new Navegador(p.app)
    const pagina = await yo.abrir(await enlacePara(p, emailDe(numero), VOLVER))
    const nueva = await yo.presionar(pagina, '/enlace/volver')
    const lista = await yo.enviarDesde(nueva, { claveNueva: clave, repetirClaveNueva: clave })
    expect(lista.titulo).toBe('Su CS fue cambiada')
    return yo
  }

  test('of two links in two tabs, the button of each acts on its own account', async () => {
    const yo = new Navegador(p.app)
    const paginas = []
    for (const numero of [19_000_090, 19_000_091]) {
      await registrada(p, numero)
      paginas.push(await yo.abrir(await enlacePara(p, emailDe(numero), 'No fui yo')))
    }
    const [una] = paginas
    if (!una) throw new Error('no page')
    await yo.presionar(una, '/enlace/no-fui-yo')
    expect(await cuentaDe(p, 19_000_090)).toMatchObject({ estado: 'congelada' })
    expect(await cuentaDe(p, 19_000_091)).toMatchObject({ estado: 'activa' })
  })

  const eventos: [string, number, (yo: Navegador, numero: number) => Promise<unknown>][] = [
    ['a registration', 19_000_001, async () => undefined],
    ['a recovery', 19_000_002, (yo, numero) => responder(yo, numero)],
    ['a change', 19_000_003, (yo, numero) => cambiar(yo, numero, CLAVE, NUEVA)],
    [
      'an update',
      19_000_004,
      async (yo, numero) =>
        yo.enviarDesde(await conRespuesta(yo, numero), datosDe(numero, { direccion: 'Otra 9' })),
    ],
  ]
  test.each(eventos)(
    'after %s freezes the account until its person comes back by mail',
    async (_que, numero, hacer) => {
      const yo = await registrada(p, numero)
      await hacer(yo, numero)
      const congelada = await noFuiYo(p, emailDe(numero))
      expect(congelada).toMatchObject({ estado: 200, titulo: 'Congelamos la cuenta' })
      expect(await cuentaDe(p, numero)).toMatchObject({ estado: 'congelada', direccion: 'Pasaje Los Aromos' })
      const conClave = await validar(yo, numero, _que === 'a change' ? NUEVA : CLAVE)
      expect(conClave).toMatchObject({ url: '/natural/cambiar/alto', titulo: 'Su cuenta está congelada' })
      const vuelta = await volver(numero, TERCERA)
      expect((await cuentaDe(p, numero)).estado).toBe('activa')
      expect((await validar(vuelta, numero, TERCERA)).url).toBe('/natural/cambiar/nueva')
    },
  )

  test('opening the link does nothing, and the notice’s link is good for ten days', async () => {
    await registrada(p, 19_000_005)
    const url = await enlacePara(p, emailDe(19_000_005), 'No fui yo')
    p.reloj.adelantar({ dias: 9, horas: 23, minutos: 1 })
    const yo = new Navegador(p.app)
    const pagina = await yo.abrir(url)
    expect(pagina.titulo).toBe('¿No fue usted?')
    expect((await cuentaDe(p, 19_000_005)).estado).toBe('activa')
    p.reloj.adelantar({ minutos: 59 })
    expect((await yo.presionar(pagina, '/enlace/no-fui-yo')).titulo).toBe('Este enlace ya no sirve')
    expect((await cuentaDe(p, 19_000_005)).estado).toBe('activa')
  })

  test('freezes once for each event, and a second click finds it done', async () => {
    const yo = await registrada(p, 19_000_006)
    const url = await enlacePara(p, emailDe(19_000_006), 'No fui yo')
    const pagina = await yo.abrir(url)
    const clics = await Promise.all([1, 2].map(() => yo.presionar(pagina, '/enlace/no-fui-yo')))
    expect(clics.map(({ titulo }) => titulo)).toEqual(Array(2).fill('Congelamos la cuenta'))
    expect((await correosPara(p, emailDe(19_000_006))).map(({ asunto }) => asunto)).toEqual([
      'Su Clave Sence fue creada',
      'Su Clave Sence fue congelada',
    ])
    await volver(19_000_006, NUEVA)
    expect((await new Navegador(p.app).abrir(url)).estado).toBe(410)
    expect((await cuentaDe(p, 19_000_006)).estado).toBe('activa')
  })

  test('ends temporary keys and open requests, and puts contact data and question back', async () => {
    const yo = await registrada(p, 19_000_007)
    const intruso = new Navegador(p.app)
    const abierta = await conCodigo(p, intruso, 19_000_007)
    const cambios = { email: 'intruso19@otro.test', preguntaNueva: 'p06', respuestaNueva: 'Don Elefantito' }
    await intruso.enviarDesde(await conCodigo(p, intruso, 19_000_007), datosDe(19_000_007, cambios))
    const aviso = await enlacePara(p, emailDe(19_000_007), 'No fui yo')
    const provisoria = claveEn(await responder(intruso, 19_000_007, 'don elefantito'))
    expect(provisoria).not.toBe('')
    await yo.presionar(await yo.abrir(aviso), '/enlace/no-fui-yo')
    expect(await cuentaDe(p, 19_000_007)).toMatchObject({
      estado: 'congelada',
      email: emailDe(19_000_007),
      preguntaSecreta: 'p01',
    })
    expect((await validar(intruso, 19_000_007, provisoria)).estado).toBe(422)
    const intento = await intruso.enviarDesde(abierta, datosDe(19_000_007, { direccion: 'Ajena 1' }))
    expect(intento.url).toBe('/natural/actualizar')
  })

  test('after a recovery by answer, whose answer is known to a stranger, another question is chosen', async () => {
    const yo = await registrada(p, 19_000_008)
    await pedirProvisoria(yo, 19_000_008)
    await noFuiYo(p, emailDe(19_000_008))
    await volver(19_000_008, NUEVA)
    expect(await cuentaDe(p, 19_000_008)).toMatchObject({ preguntaSecreta: null, respuestaHash: null })
    expect((await responder(new Navegador(p.app), 19_000_008, RESPUESTA)).estado).toBe(422)
  })

  test('whoever was undone cannot bring it back with the link of a later notice', async () => {
    const yo = await registrada(p, 19_000_009)
    const intruso = new Navegador(p.app)
    const ajeno = 'ajeno19@otro.test'
    await intruso.enviarDesde(await conCodigo(p, intruso, 19_000_009), datosDe(19_000_009, { email: ajeno }))
    const deLaDuena = await enlacePara(p, emailDe(19_000_009), 'No fui yo')
    const confirmar = await intruso.abrir(await enlacePara(p, ajeno, 'Confirmar mi correo'))
    await intruso.presionar(confirmar, '/confirmar-correo')
    p.reloj.adelantar({ minutos: 1 })
    await cambiar(intruso, 19_000_009, CLAVE, NUEVA)
    const delIntruso = await enlacePara(p, ajeno, 'No fui yo')
    p.reloj.adelantar({ minutos: 1 })
    await yo.presionar(await yo.abrir(deLaDuena), '/enlace/no-fui-yo')
    p.reloj.adelantar({ minutos: 1 })
    const intento = await intruso.presionar(await intruso.abrir(delIntruso), '/enlace/no-fui-yo')
    expect(intento.titulo).toBe('Este enlace ya no sirve')
    expect((await cuentaDe(p, 19_000_009)).email).toBe(emailDe(19_000_009))
    await volver(19_000_009, TERCERA)
  })

  test('the way back is also asked for with “No recuerdo la respuesta”, and a stranger who asks does not end it', async () => {
    const yo = await registrada(p, 19_000_010)
    await cambiar(yo, 19_000_010, CLAVE, 'Ch1ncol!77')
    await noFuiYo(p, emailDe(19_000_010))
    const primera = await enlacePara(p, emailDe(19_000_010), VOLVER)
    for (let vez = 0; vez < 7; vez++) await pedirEnlace(new Navegador(p.app), 19_000_010)
    const pedida = await enlacePara(p, emailDe(19_000_010), 'Recuperar mi CS')
    for (const url of [primera, pedida]) expect((await new Navegador(p.app).abrir(url)).estado).toBe(200)
    const nueva = await yo.presionar(await yo.abrir(pedida), '/enlace/volver')
    await yo.enviarDesde(nueva, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    expect((await cuentaDe(p, 19_000_010)).estado).toBe('activa')
    expect((await yo.presionar(await yo.abrir(primera), '/enlace/volver')).estado).toBe(410)
  })

  test('the right answer of a frozen account gives no temporary key, but a case number', async () => {
    const yo = await registrada(p, 19_000_011)
    await noFuiYo(p, emailDe(19_000_011))
    const alto = await responder(yo, 19_000_011)
    expect(alto).toMatchObject({ url: '/natural/recuperar/alto', titulo: 'Su cuenta está congelada' })
    const caso = await yo.presionar(alto, '/recuperar/caso')
    expect(textoDe(caso)).toMatch(/Su número de caso es [A-Z2-9]{8}\./)
  })
})
