import { afterEach, expect, test } from 'vitest'
import { AlmacenNoDisponible } from '../../src/application/ports.ts'
import { Navegador } from '../support/navegador.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'

const TOKEN = 'a-token-of-the-operator'
const CON_TOKEN = { Authorization: `Bearer ${TOKEN}` }
const abiertos: ProductoDePrueba[] = []
afterEach(async () => {
  for (const p of abiertos.splice(0)) await p.cerrar()
})

async function conLog(entorno: Record<string, string>) {
  const lineas: string[] = []
  const p = await productoDePrueba({
    entorno: { LOG_LEVEL: 'error', ...entorno },
    alAnotar: (linea) => lineas.push(linea),
  })
  abiertos.push(p)
  return { p, lineas }
}

test.each([
  ['is not brought', { METRICS_TOKEN: TOKEN }, {}],
  ['is another one', { METRICS_TOKEN: TOKEN }, { Authorization: 'Bearer a-token-of-somebody-els' }],
  ['does not exist', {}, CON_TOKEN],
])('where the token %s, the metrics are a page like any other that is not there', async (...caso) => {
  const [, entorno, cabeceras] = caso
  const { p, lineas } = await conLog(entorno)
  const pagina = await new Navegador(p.app, cabeceras).abrir('/metrics')
  expect(pagina).toMatchObject({ estado: 404, titulo: 'No encontramos esta página' })
  expect(pagina.cabeceras['content-security-policy']).toContain("default-src 'none'")
  expect(lineas).toEqual([])
})

test('the metrics tell how many notices have yet to leave', async () => {
  const { p } = await conLog({ METRICS_TOKEN: TOKEN })
  const { status, text } = await new Navegador(p.app, CON_TOKEN).pedir('/metrics')
  expect(status).toBe(200)
  expect(text).toMatch(/\{state="pending"\} 0/)
  expect(text).toMatch(/\{state="abandoned"\} 0/)
})

test('a fault before the security headers has its error page too', async () => {
  const { p, lineas } = await conLog({ METRICS_TOKEN: TOKEN })
  p.deps.almacen.transaccion = () => Promise.reject(new AlmacenNoDisponible('sin_conexion', 'down'))
  const pagina = await new Navegador(p.app, CON_TOKEN).abrir('/metrics')
  expect(pagina).toMatchObject({ estado: 503, titulo: 'El sistema está ocupado' })
  expect(lineas.filter((linea) => linea.includes('error page failed'))).toEqual([])
})
