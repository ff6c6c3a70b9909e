import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decidirDocumento } from '../../src/application/decidir-documento.ts'
import { TEXTOS_RECHAZO } from '../../src/domain/rechazos.ts'
import { MOTORES } from '../support/almacenes.ts'
import {
  cuentaDelNie,
  hacerseNatural,
  migranteConCodigo,
  migranteConRespuesta,
  registrado,
  validarMigrante,
} from '../support/migrantes.ts'
import { Navegador, type Pagina, textoDe } from '../support/navegador.ts'
import { CLAVE, nieDe, RESPUESTA, registroMigrante, registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  cambiar,
  codigoPara,
  correosPara,
  cuentaDe,
  datosDe,
  emailDe,
  enlacePara,
  noFuiYo,
  registrada,
  responder,
  validar,
} from '../support/recorridos.ts'

const NUEVA = 'Qu3ltehue!'
const AHORA_RUT = 'Desde ahora use su RUT.'
const SIGUE_NIE = 'Su cuenta sigue con su NIE.'
const CASO = /Su número de caso es [A-Z2-9]{8}\./

describe.each(MOTORES)('a migrant who gives an RUT at Actualizar Datos, on %s', (motor) => {
  let p: ProductoDePrueba
  let servidor: Server
  beforeAll(async () => {
    p = await productoDePrueba({ motor, entorno: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
    servidor = createServer(p.app).listen(0, '127.0.0.1')
    await once(servidor, 'listening')
  })
  afterAll(async () => {
    servidor.close()
    servidor.closeAllConnections()
    await p.cerrar()
  })

  const validarConNie = (yo: Navegador, numero: number, claveActual = CLAVE): Promise<Pagina> =>
    yo.enviar('/migrante/cambiar', { nie: nieDe(numero), claveActual })
  const responderConNie = async (yo: Navegador, numero: number, respuestaSecreta = RESPUESTA) =>
    yo.enviarDesde(await yo.enviar('/migrante/recuperar', { nie: nieDe(numero) }), { respuestaSecreta })
  const bitacoraDe = (cuentaId: string) =>
    p.deps.almacen.transaccion((uow) => uow.bitacora.deCuenta(cuentaId, 100))
  /** From the mail with the way back to an account in use again. */
  async function volver(numero: number, clave: string): Promise<Navegador> {
    const yo = new Navegador(p.app)
    const pagina = await yo.abrir(await enlacePara(p, emailDe(numero), 'Volver a usar mi cuenta'))
    const nueva = await yo.presionar(pagina, '/enlace/volver')
    const lista = await yo.enviarDesde(nueva, { claveNueva: clave, repetirClaveNueva: clave })
    expect(lista.titulo).toBe('Su CS fue cambiada')
    return yo
  }

  test('goes on as a natural person: same account and CS, told on the page and by mail, and noted', async () => {
    const numero = 24_000_001
    const yo = await registrado(p, numero)
    const antes = await cuentaDelNie(p, numero)
    const datos = await migranteConCodigo(p, yo, numero, rutDe(numero))
    expect(textoDe(datos)).toContain('24.000.001')
    const lista = await yo.enviarDesde(datos, datosDe(numero, { direccion: 'Otra 9' }))
    expect(lista).toMatchObject({ url: '/migrante/actualizar/listo', titulo: 'Datos actualizados' })
    expect(textoDe(lista)).toContain(AHORA_RUT)
    expect(await cuentaDe(p, numero)).toMatchObject({
      id: antes.id,
      perfil: 'natural',
      direccion: 'Otra 9',
      paisOrigen: 'VEN',
      creadaEn: antes.creadaEn,
    })
    const aviso = (await correosPara(p, emailDe(numero))).at(-1)
    expect(aviso?.asunto).toBe('Sus datos de Clave Sence fueron actualizados')
    expect(aviso?.texto).toContain('Desde ahora use su RUT en lugar de su NIE')
    expect(aviso?.texto).not.toContain('24.000.001')
    const nota = (await bitacoraDe(antes.id)).find(({ evento }) => evento === 'perfil_cambiado')
    expect(nota).toMatchObject({ resultado: 'hecho', detalle: { de: 'migrante', a: 'natural' } })
    expect((await validar(yo, numero)).url).toBe('/natural/cambiar/nueva')
  })

  test('takes the code: with the answer alone it is refused at the RUT, also in the first hours after a recovery', async () => {
    const [numero, recuperada] = [24_000_020, 24_000_021]
    for (const n of [numero, recuperada]) await registrado(p, n)
    await responderConNie(new Navegador(p.app), recuperada)
    for (const n of [numero, recuperada]) {
      const ladron = new Navegador(p.app)
      const datos = await migranteConRespuesta(ladron, n, rutDe(n))
      const negada = await ladron.enviarDesde(datos, datosDe(n))
      expect(negada).toMatchObject({ estado: 422, errores: [TEXTOS_RECHAZO.cambio_exige_codigo_rut] })
      expect(negada.html).toContain('href="#rutAlternativo"')
      expect(negada.html).toContain('id="rutAlternativo-error"')
      expect((await cuentaDelNie(p, n)).perfil).toBe('migrante')
      expect((await responder(ladron, n)).titulo).not.toBe('Su clave provisoria está lista')
    }
  })

  test('asked for at the data, the code loses nothing that was typed but the secrets', async () => {
    const numero = 24_000_022
    const yo = await registrado(p, numero)
    const campos = datosDe(numero, {
      direccion: 'Otra 22',
      celular: '9 8765 4322',
      sinCelular: '',
      preguntaNueva: 'p06',
      respuestaNueva: 'Don Elefantito',
    })
    const negada = await yo.enviarDesde(await migranteConRespuesta(yo, numero, rutDe(numero)), campos)
    expect(negada.errores).toContain(TEXTOS_RECHAZO.cambio_exige_codigo_rut)
    const pedida = await yo.enviarDesde(negada, campos, 'codigo')
    // What leaves in one round has no order where the clock stands still.
    await p.despachar()
    const otra = await yo.enviarDesde(pedida, {}, 'codigo')
    const vuelta = await yo.enviarDesde(otra, { codigo: await codigoPara(p, emailDe(numero)) })
    expect(vuelta.url).toBe('/migrante/actualizar/datos')
    expect(vuelta.html).toContain('value="Otra 22"')
    expect(vuelta.html).toContain('value="9 8765 4322"')
    expect(vuelta.html).not.toMatch(/id="sinCelular"[^>]* checked/)
    expect(vuelta.html).not.toContain('Elefantito')
    expect(textoDe(await yo.enviarDesde(vuelta, campos))).toContain(AHORA_RUT)
    expect(await cuentaDe(p, numero)).toMatchObject({ direccion: 'Otra 22', celular: '987654322' })
  })

  test('what was typed before the code does not cover what another page wrote meanwhile', async () => {
    const numero = 24_000_023
    const yo = await registrado(p, numero)
    const datos = await migranteConRespuesta(yo, numero)
    const pedida = await yo.enviarDesde(datos, datosDe(numero, { direccion: 'Vieja 23' }), 'codigo')
    const codigo = await codigoPara(p, emailDe(numero))
    const otro = new Navegador(p.app)
    await otro.enviarDesde(
      await migranteConRespuesta(otro, numero),
      datosDe(numero, { direccion: 'Nueva 23' }),
    )
    const vuelta = await yo.enviarDesde(pedida, { codigo })
    expect(vuelta.html).toContain('value="Nueva 23"')
    expect(vuelta.html).not.toContain('Vieja 23')
  })

  test('who gave an RUT reads at the question that it takes the code', async () => {
    const yo = await registrado(p, 24_000_024)
    const leer = async (rut: string) => textoDe(await validarMigrante(yo, 24_000_024, rut))
    const frase = 'Para usar su RUT en lugar de su NIE, presione «Recibir un código en mi correo».'
    expect(await leer(rutDe(24_000_024))).toContain(frase)
    expect(await leer('')).not.toContain(frase)
  })

  test('nobody vouches for the RUT yet, whoever did for the document', async () => {
    const numero = 24_000_002
    const yo = await registrado(p, numero)
    await p.deps.almacen.transaccion(async (uow) => {
      const cuenta = await uow.cuentas.porIdentificador('migrante', nieDe(numero))
      if (cuenta) await uow.cuentas.guardar({ ...cuenta, identidad: 'verificada' })
    })
    p.reloj.adelantar({ minutos: 1 })
    await hacerseNatural(p, yo, numero, rutDe(numero))
    expect((await cuentaDe(p, numero)).identidad).toBe('declarada')
    await noFuiYo(p, emailDe(numero))
    expect((await cuentaDelNie(p, numero)).identidad).toBe('verificada')
  })

  test('a document that is verified afterwards shows who had the NIE, not whose the RUT is', async () => {
    const numero = 24_000_019
    const yo = await registrado(p, numero)
    await hacerseNatural(p, yo, numero, rutDe(numero))
    const { id } = await cuentaDe(p, numero)
    const decidido = await p.deps.almacen.transaccion(async (uow) => {
      const documento = (await uow.documentos.pendientes(1000)).find(({ cuentaId }) => cuentaId === id)
      if (!documento) throw new Error('no document')
      const quien = { actor: 'operador:ana', origen: null }
      return decidirDocumento(p.deps, uow, documento, { estado: 'verificado', motivo: null }, quien)
    })
    expect(decidido).toEqual({ identidadVerificada: false, avisada: true })
    expect((await cuentaDe(p, numero)).identidad).toBe('declarada')
  })

  test('before proof the NIE is as it was; after it each operation says to use the RUT, and leads there', async () => {
    const numero = 24_000_003
    const yo = await registrado(p, numero)
    const pregunta = await yo.enviar('/migrante/recuperar', { nie: nieDe(numero) })
    await hacerseNatural(p, yo, numero, rutDe(numero))
    const otro = new Navegador(p.app)
    const despues = await otro.enviar('/migrante/recuperar', { nie: nieDe(numero) })
    expect(textoDe(despues)).toBe(textoDe(pregunta))
    expect((await validarConNie(otro, numero, 'no es esta')).errores).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
    ])
    const altos: [Pagina, string][] = [
      [await validarConNie(otro, numero), 'cambiar'],
      [await responderConNie(otro, numero), 'recuperar'],
      [await migranteConRespuesta(otro, numero), 'actualizar'],
      [await migranteConCodigo(p, otro, numero), 'actualizar'],
      [
        await otro.enviar('/migrante/actualizar/clave', { nie: nieDe(numero), claveActual: CLAVE }),
        'actualizar',
      ],
    ]
    for (const [pagina, operacion] of altos) {
      expect(pagina).toMatchObject({ url: `/migrante/${operacion}/alto`, titulo: 'Ahora use su RUT' })
      expect(pagina.html).toContain(`href="/natural/${operacion}"`)
      expect(pagina.html).not.toContain('24.000.003')
    }
    const registro = await otro.enviar('/migrante/registrar', registroMigrante(numero))
    expect(registro.titulo).toBe('Ya tiene una cuenta')
    const conRut = await otro.enviar('/natural/registrar', registroNatural(numero))
    expect(conRut.titulo).toBe('Ya tiene una cuenta')
    const facilitador = await otro.enviar('/facilitador/cambiar', { nie: nieDe(numero), claveActual: CLAVE })
    expect(facilitador.estado).toBe(422)
  })

  test('both identifiers share the tries of the account, and closures stay', async () => {
    const numero = 24_000_004
    const yo = await registrado(p, numero)
    for (const _ of [1, 2]) await validarConNie(yo, numero, 'no es esta')
    await hacerseNatural(p, yo, numero, rutDe(numero))
    const ultimo = await validar(yo, numero, 'no es esta')
    expect(ultimo.errores).toEqual(['Los datos no coinciden. Revíselos. Le quedan 2 intentos'])
    await validarConNie(yo, numero, 'no es esta')
    await validarConNie(yo, numero, 'no es esta')
    for (const pagina of [await validar(yo, numero), await validarConNie(yo, numero)]) {
      expect(pagina.errores[0]).toContain('está cerrada hasta las')
    }
  })

  test('the link by mail that the NIE asks for leads to the account under its RUT', async () => {
    const numero = 24_000_005
    const yo = await registrado(p, numero)
    await hacerseNatural(p, yo, numero, rutDe(numero))
    await yo.enviar('/migrante/recuperar', { nie: nieDe(numero) })
    await yo.enviar('/migrante/recuperar/correo', {})
    const enlace = await yo.abrir(await enlacePara(p, emailDe(numero), 'Recuperar mi CS'))
    const nueva = await yo.presionar(enlace, '/enlace/recuperar')
    expect(nueva.url).toBe('/natural/cambiar/nueva')
    const lista = await yo.enviarDesde(nueva, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    expect(lista.titulo).toBe('Su CS fue cambiada')
    expect((await validar(yo, numero, NUEVA)).url).toBe('/natural/cambiar/nueva')
  })

  test('an RUT that has an account merges nothing: the data are updated, and a case is opened', async () => {
    const numero = 24_000_006
    await registrada(p, numero, { email: 'otra24@correo.test' })
    const yo = await registrado(p, numero)
    const lista = await hacerseNatural(p, yo, numero, rutDe(numero), { direccion: 'Otra 9' })
    expect(lista.titulo).toBe('Datos actualizados')
    expect(textoDe(lista)).toContain(SIGUE_NIE)
    const [caso] = CASO.exec(textoDe(lista)) ?? []
    expect(caso).toBeDefined()
    expect(await cuentaDelNie(p, numero)).toMatchObject({ perfil: 'migrante', direccion: 'Otra 9' })
    expect((await cuentaDe(p, numero)).email).toBe('otra24@correo.test')
    const guardado = await p.deps.almacen.transaccion((uow) => uow.casos.porNumero(caso?.slice(-9, -1) ?? ''))
    expect(guardado).toMatchObject({ motivo: 'rut_en_uso', perfil: 'migrante' })
    expect((await correosPara(p, emailDe(numero))).at(-1)?.texto).not.toContain('use su RUT')
  })

  test('one such try a day: the next one updates the data and says when', async () => {
    const numero = 24_000_007
    await registrada(p, numero, { email: 'otra25@correo.test' })
    const yo = await registrado(p, numero)
    await hacerseNatural(p, yo, numero, rutDe(numero))
    const segunda = await hacerseNatural(p, yo, numero, rutDe(24_900_007), { direccion: 'Otra 9' })
    expect(segunda.titulo).toBe('Datos actualizados')
    expect(textoDe(segunda)).toContain('una vez al día, y ya lo pidió')
    expect(await cuentaDelNie(p, numero)).toMatchObject({ perfil: 'migrante', direccion: 'Otra 9' })
    p.reloj.adelantar({ horas: 24 })
    expect(textoDe(await hacerseNatural(p, yo, numero, rutDe(24_900_007)))).toContain(AHORA_RUT)
  })

  test('a form that comes back costs no try', async () => {
    const numero = 24_000_008
    const yo = await registrado(p, numero)
    const datos = await migranteConCodigo(p, yo, numero, rutDe(numero))
    const errada = await yo.enviarDesde(datos, datosDe(numero, { captcha: 'XXXXX' }))
    expect(errada.estado).toBe(422)
    const lleno = { celular: '98765432', sinCelular: '' }
    for (const n of [1, 2, 3]) await registrada(p, 24_100_000 + n, lleno)
    const otra = await yo.enviarDesde(errada, datosDe(numero, lleno))
    expect(otra.errores).toEqual([TEXTOS_RECHAZO.celular_en_tres_cuentas])
    expect(textoDe(await yo.enviarDesde(otra, datosDe(numero)))).toContain(AHORA_RUT)
  })

  test('an RUT of an organisation is refused at once, and a bad one too', async () => {
    const yo = await registrado(p, 24_000_009)
    const empresa = await validarMigrante(yo, 24_000_009, rutDe(76_543_210))
    expect(empresa.errores).toEqual([TEXTOS_RECHAZO.rut_alternativo_de_empresa])
    const malo = await validarMigrante(yo, 24_000_009, '12.345.678-9')
    expect(malo.errores).toEqual([TEXTOS_RECHAZO.rut_digito])
  })

  test('a double click does it once, and its account keeps its places of e-mail and mobile', async () => {
    const numero = 24_000_010
    const yo = await registrado(p, numero, { celular: '91234567', sinCelular: '' })
    for (const n of [1, 2]) {
      await registrada(p, 24_200_000 + n, { celular: '91234567', sinCelular: '', email: emailDe(numero) })
    }
    const datos = await migranteConCodigo(p, yo, numero, rutDe(numero))
    const campos = datosDe(numero, { celular: '91234567', sinCelular: '' })
    const clics = await Promise.all([1, 2].map(() => yo.enviarDesde(datos, campos)))
    for (const clic of clics) expect(textoDe(clic)).toContain(AHORA_RUT)
    const cuenta = await cuentaDe(p, numero)
    const notas = (await bitacoraDe(cuenta.id)).filter(({ evento }) => evento === 'perfil_cambiado')
    expect(notas).toHaveLength(1)
  })

  test('of two who want the same RUT at once one gets it, and the other gets a case', async () => {
    const [uno, otro] = [24_000_011, 24_000_012]
    const paginas = await Promise.all(
      [uno, otro].map(async (numero) => {
        await registrado(p, numero)
        const yo = new Navegador(servidor)
        return { yo, numero, datos: await migranteConCodigo(p, yo, numero, rutDe(24_000_013)) }
      }),
    )
    const listas = await Promise.all(
      paginas.map(({ yo, numero, datos }) => yo.enviarDesde(datos, datosDe(numero))),
    )
    const textos = listas.map(textoDe)
    expect(textos.filter((texto) => texto.includes(AHORA_RUT))).toHaveLength(1)
    expect(textos.filter((texto) => CASO.test(texto))).toHaveLength(1)
    const perfiles = [(await cuentaDelNie(p, uno)).perfil, (await cuentaDelNie(p, otro)).perfil]
    expect(perfiles.sort()).toEqual(['migrante', 'natural'])
  })

  test('ends the other requests of the account, and goes back to where the person came from', async () => {
    const numero = 24_000_014
    await registrado(p, numero)
    const vecino = new Navegador(p.app)
    const abierta = await migranteConRespuesta(vecino, numero)
    const yo = new Navegador(p.app)
    await yo.abrir('/migrante/actualizar?volver=https%3A%2F%2Fasistencia.test%2Fcurso')
    const lista = await hacerseNatural(p, yo, numero, rutDe(numero))
    expect(lista.html).toContain('href="https://asistencia.test/curso"')
    expect((await vecino.enviarDesde(abierta, datosDe(numero))).url).toBe('/migrante/actualizar')
  })

  test('“No fui yo” puts perfil and NIE back and frees the RUT; the next day it can be done again', async () => {
    const numero = 24_000_015
    const yo = await registrado(p, numero)
    const { id } = await cuentaDelNie(p, numero)
    p.reloj.adelantar({ minutos: 1 })
    await hacerseNatural(p, yo, numero, rutDe(numero))
    expect((await noFuiYo(p, emailDe(numero))).titulo).toBe('Congelamos la cuenta')
    expect(await cuentaDelNie(p, numero)).toMatchObject({ id, perfil: 'migrante', estado: 'congelada' })
    const notas = (await bitacoraDe(id)).filter(({ evento }) => evento === 'perfil_cambiado')
    expect(notas[0]).toMatchObject({ resultado: 'repuesto', detalle: { de: 'natural', a: 'migrante' } })
    const vuelta = await volver(numero, NUEVA)
    expect((await validarConNie(vuelta, numero, NUEVA)).url).toBe('/migrante/cambiar/nueva')
    expect((await validar(vuelta, numero, NUEVA)).estado).toBe(422)

    p.reloj.adelantar({ dias: 1 })
    const yoDeNuevo = await migranteConCodigo(p, vuelta, numero, rutDe(numero))
    const otros = { preguntaNueva: 'p01', respuestaNueva: RESPUESTA }
    const lista = await vuelta.enviarDesde(yoDeNuevo, datosDe(numero, otros))
    expect(textoDe(lista)).toContain(AHORA_RUT)
    expect((await cuentaDe(p, numero)).id).toBe(id)
  })

  test('“No fui yo” of what came before undoes it too, the registration included', async () => {
    const numero = 24_000_016
    await registrado(p, numero)
    const delRegistro = await enlacePara(p, emailDe(numero), 'No fui yo')
    p.reloj.adelantar({ minutos: 1 })
    const intruso = new Navegador(p.app)
    await hacerseNatural(p, intruso, numero, rutDe(numero))
    const yo = new Navegador(p.app)
    await yo.presionar(await yo.abrir(delRegistro), '/enlace/no-fui-yo')
    expect(await cuentaDelNie(p, numero)).toMatchObject({ perfil: 'migrante', estado: 'congelada' })
    const duena = await yo.enviar(
      '/natural/registrar',
      registroNatural(numero, { email: 'duena16@correo.test' }),
    )
    expect(duena.titulo).toBe('Su cuenta fue creada')
  })

  test('“No fui yo” of what came after leaves the account under its RUT', async () => {
    const numero = 24_000_017
    const yo = await registrado(p, numero)
    await hacerseNatural(p, yo, numero, rutDe(numero))
    p.reloj.adelantar({ minutos: 1 })
    await cambiar(yo, numero, CLAVE, NUEVA)
    await noFuiYo(p, emailDe(numero))
    expect(await cuentaDe(p, numero)).toMatchObject({ perfil: 'natural', estado: 'congelada' })
    expect((await validar(yo, numero, NUEVA)).titulo).toBe('Su cuenta está congelada')
    expect((await validarConNie(yo, numero, NUEVA)).titulo).toBe('Su cuenta está congelada')
  })

  test('recovering with the RUT works as for everybody', async () => {
    const numero = 24_000_018
    const yo = await registrado(p, numero)
    await hacerseNatural(p, yo, numero, rutDe(numero))
    expect((await responder(yo, numero)).titulo).toBe('Su clave provisoria está lista')
  })
})
