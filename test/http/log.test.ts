import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crearLog } from '../../src/log.ts'
import { cuentaCompleta } from '../support/contrato.ts'
import { Navegador } from '../support/navegador.ts'
import { CLAVE, RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  cambiar,
  codigoPara,
  conRespuesta,
  datosDe,
  emailDe,
  enlacePara,
  noFuiYo,
  pedirEnlace,
  pedirProvisoria,
  validar,
  validarDatos,
} from '../support/recorridos.ts'

const NUMERO = 35_000_001
const RUT = rutDe(NUMERO)
const NUEVA = 'Qu3ltehue!'
const METRICAS = 'a-token-of-the-operator'

/** The metrics without what was measured: a number of bytes may hold any digits. */
const sinMedidas = (metricas: string) => metricas.replace(/ \S+$/gm, '')

describe('what is written down of a person’s whole story', () => {
  let p: ProductoDePrueba
  let secretos: (string | RegExp)[]
  const lineas: string[] = []
  const destinos: string[] = []

  beforeAll(async () => {
    p = await productoDePrueba({
      entorno: { LOG_LEVEL: 'trace', METRICS_TOKEN: METRICAS },
      alAnotar: (linea) => lineas.push(linea),
    })
    const fuera = express()
    fuera.use((_req, res, next) => {
      res.once('finish', () => destinos.push(String(res.getHeader('location') ?? '')))
      next()
    })
    fuera.use(p.app)
    const yo = new Navegador(fuera)
    await yo.enviar('/natural/registrar', registroNatural(NUMERO, { celular: '87654321', sinCelular: '' }))
    await yo.abrir(`/natural/recuperar?rut=${RUT}&clave=${CLAVE}`)
    await yo.abrir(`/${RUT}/${encodeURIComponent(emailDe(NUMERO))}`)
    const confirmar = await enlacePara(p, emailDe(NUMERO), 'Confirmar mi correo')
    await yo.presionar(await yo.abrir(confirmar), '/confirmar-correo')
    const provisoria = await pedirProvisoria(yo, NUMERO)
    await cambiar(yo, NUMERO, provisoria, NUEVA)
    await validar(yo, NUMERO, CLAVE)
    await pedirEnlace(yo, NUMERO)
    const enlace = await enlacePara(p, emailDe(NUMERO), 'Recuperar mi CS')
    await yo.presionar(await yo.abrir(enlace), '/enlace/recuperar')
    const pagina = await yo.enviarDesde(await validarDatos(yo, NUMERO), {}, 'codigo')
    const codigo = await codigoPara(p, emailDe(NUMERO))
    await yo.enviarDesde(pagina, { codigo })
    const datos = { celular: '87654321', sinCelular: '', direccion: 'Calle Secreta 77' }
    await yo.enviarDesde(await conRespuesta(yo, NUMERO), datosDe(NUMERO, datos))
    const noFui = await enlacePara(p, emailDe(NUMERO), 'No fui yo')
    await noFuiYo(p, emailDe(NUMERO))
    await yo.publicar('/natural/registrar', { ...registroNatural(NUMERO), direccion: 'a'.repeat(70_000) })
    const fichas = [confirmar, enlace, noFui].map((url) => url.split('/').at(-1) ?? '')
    const persona = [RUT, RUT.replace('-', ''), '35.000.001', emailDe(NUMERO), '87654321', 'Ñancupil']
    const nacimiento = ['03-10-1994', '1994-10-03']
    secretos = [
      ...persona,
      ...nacimiento,
      ...fichas,
      CLAVE,
      NUEVA,
      RESPUESTA,
      provisoria,
      // On its own: six digits also occur inside a time or an id.
      new RegExp(`(?<![0-9a-f])${codigo}(?![0-9a-f])`),
      'Calle Secreta',
      '127.0.0.1',
    ]
  })
  afterAll(() => p.cerrar())

  test('the log has a line for each request, by route, and nothing of the person', () => {
    const todo = lineas.join('\n')
    expect(todo).toContain('"route":"/natural/registrar"')
    expect(todo).toContain('"route":"/enlace/:ficha"')
    for (const secreto of secretos) expect(todo).not.toMatch(secreto)
  })

  test('no redirection carries anything of the person', () => {
    const todos = destinos.filter(Boolean)
    expect(todos.length).toBeGreaterThan(15)
    for (const secreto of secretos) expect(todos.join('\n')).not.toMatch(secreto)
    for (const destino of todos) expect(destino).toMatch(/^\/[a-z/_-]*(\?(solicitud|enlace)=[\da-f-]{36})?$/)
  })

  test('neither do the metrics, nor the audit', async () => {
    const metricas = await new Navegador(p.app, { Authorization: `Bearer ${METRICAS}` }).pedir('/metrics')
    expect(metricas.status).toBe(200)
    const bitacora = await p.deps.almacen.transaccion((uow) => uow.bitacora.desde(0, 1000))
    const todo = sinMedidas(metricas.text) + JSON.stringify(bitacora)
    expect(bitacora.map(({ evento }) => evento)).toContain('datos_actualizados')
    for (const secreto of secretos) expect(todo).not.toMatch(secreto)
  })
})

describe('what is written down of a fault', () => {
  test('what PostgreSQL tells of the row it refused stays out of the log', async () => {
    const p = await productoDePrueba({ motor: 'postgres' })
    const cuenta = cuentaCompleta({ email: 'secreta@correo.test' })
    const rota = { ...cuenta, estado: null } as unknown as typeof cuenta
    const error = await p.deps.almacen.transaccion((uow) => uow.cuentas.crear(rota)).catch((fallo) => fallo)
    expect(error.detail).toContain('secreta@correo.test')
    const lineas: string[] = []
    crearLog('info', { write: (linea) => lineas.push(linea) }).error({ err: error }, 'request failed')
    expect(lineas.join()).toContain('not-null')
    expect(lineas.join()).not.toContain('secreta@correo.test')
    await p.cerrar()
  })
})
