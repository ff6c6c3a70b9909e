import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { createLog } from '../../../src/log.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import {
  actualizarFields,
  cambiar,
  codeFor,
  emailOf,
  enlaceFor,
  noFuiYo,
  requestEnlace,
  requestProvisoria,
  validateForActualizar,
  validateForCambiar,
  withRespuesta,
} from '../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { completeCuenta } from '../../support/storage/contract.ts'

const NUMBER = 35_000_001
const RUT = rutOf(NUMBER)
const NEW_CLAVE = 'Qu3ltehue!'
const METRICS_TOKEN = 'a-token-of-the-operator'

/** The metrics without their values, which may happen to contain any digits. */
const withoutFigures = (metrics: string) => metrics.replace(/ \S+$/gm, '')

describe('what is recorded of a person’s whole story', () => {
  let p: TestProduct
  let secrets: (string | RegExp)[]
  const lines: string[] = []
  const destinations: string[] = []

  beforeAll(async () => {
    p = await createTestProduct({
      env: { LOG_LEVEL: 'trace', METRICS_TOKEN: METRICS_TOKEN },
      onLogLine: (line) => lines.push(line),
    })
    const outside = express()
    outside.use((_req, res, next) => {
      res.once('finish', () => destinations.push(String(res.getHeader('location') ?? '')))
      next()
    })
    outside.use(p.app)
    const me = new ScriptFreeBrowser(outside)
    await me.submit(
      pasoUrl('natural', 'registrar'),
      naturalRegistration(NUMBER, { celular: '87654321', sinCelular: '' }),
    )
    await me.open(`${pasoUrl('natural', 'recuperar')}?rut=${RUT}&clave=${CLAVE}`)
    await me.open(`/${RUT}/${encodeURIComponent(emailOf(NUMBER))}`)
    const confirm = await enlaceFor(p, emailOf(NUMBER), 'Confirmar mi correo')
    await me.press(await me.open(confirm), paths.enlacePages['confirmar-correo'])
    const provisoria = await requestProvisoria(me, NUMBER)
    await cambiar(me, NUMBER, provisoria, NEW_CLAVE)
    await validateForCambiar(me, NUMBER, CLAVE)
    await requestEnlace(me, NUMBER)
    const enlace = await enlaceFor(p, emailOf(NUMBER), 'Recuperar mi CS')
    await me.press(await me.open(enlace), paths.enlacePages.recuperar)
    const page = await me.submitFrom(await validateForActualizar(me, NUMBER), {}, 'codigo')
    const codigo = await codeFor(p, emailOf(NUMBER))
    await me.submitFrom(page, { codigo })
    const data = { celular: '87654321', sinCelular: '', direccion: 'Calle Secreta 77' }
    await me.submitFrom(await withRespuesta(me, NUMBER), actualizarFields(NUMBER, data))
    const noFuiYoUrl = await enlaceFor(p, emailOf(NUMBER), 'No fui yo')
    await noFuiYo(p, emailOf(NUMBER))
    await me.post(pasoUrl('natural', 'registrar'), {
      ...naturalRegistration(NUMBER),
      direccion: 'a'.repeat(70_000),
    })
    const tokens = [confirm, enlace, noFuiYoUrl].map((url) => url.split('/').at(-1) ?? '')
    const persona = [RUT, RUT.replace('-', ''), '35.000.001', emailOf(NUMBER), '87654321', 'Ñancupil']
    const birthDate = ['03-10-1994', '1994-10-03']
    secrets = [
      ...persona,
      ...birthDate,
      ...tokens,
      CLAVE,
      NEW_CLAVE,
      RESPUESTA,
      provisoria,
      // As a whole: six digits also occur inside a time or an id.
      new RegExp(`(?<![0-9a-f])${codigo}(?![0-9a-f])`),
      'Calle Secreta',
      '127.0.0.1',
    ]
  })
  afterAll(() => p.close())

  it('the log has a line per request, by route, and nothing personal', () => {
    const everything = lines.join('\n')
    expect(everything).toContain(`"route":"${pasoUrl('natural', 'registrar')}"`)
    expect(everything).toContain(`"route":"${paths.enlace}"`)
    for (const secret of secrets) expect(everything).not.toMatch(secret)
  })

  it('no redirect contains anything personal', () => {
    const all = destinations.filter(Boolean)
    expect(all.length).toBeGreaterThan(15)
    for (const secret of secrets) expect(all.join('\n')).not.toMatch(secret)
    for (const destination of all)
      expect(destination).toMatch(/^\/[a-z/_-]*(\?(solicitud|enlace)=[\da-f-]{36})?$/)
  })

  it('neither metrics nor audit contain anything personal', async () => {
    const metrics = await new ScriptFreeBrowser(p.app, { Authorization: `Bearer ${METRICS_TOKEN}` }).request(
      paths.metrics,
    )
    expect(metrics.status).toBe(200)
    const audit = await p.deps.store.transaction((uow) => uow.audit.findAfter(0, 1000))
    const everything = withoutFigures(metrics.text) + JSON.stringify(audit)
    expect(audit.map(({ event }) => event)).toContain('datos_actualizados')
    for (const secret of secrets) expect(everything).not.toMatch(secret)
  })
})

describe('what is logged of a fault', () => {
  it('PostgreSQL’s detail about a refused row stays out of the log', async () => {
    const p = await createTestProduct({ engine: 'postgres' })
    const cuenta = completeCuenta({ email: 'secreta@correo.test' })
    const broken = { ...cuenta, estado: null } as unknown as typeof cuenta
    const error = await p.deps.store
      .transaction((uow) => uow.cuentas.create(broken))
      .catch((failure) => failure)
    expect(error.detail).toContain('secreta@correo.test')
    const lines: string[] = []
    createLog('info', { write: (line) => lines.push(line) }).error({ err: error }, 'request failed')
    expect(lines.join()).toContain('not-null')
    expect(lines.join()).not.toContain('secreta@correo.test')
    await p.close()
  })
})
