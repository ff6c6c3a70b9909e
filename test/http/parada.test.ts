import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { detener } from '../../src/server.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'

let p: ProductoDePrueba
let servidor: Server
beforeEach(async () => {
  p = await productoDePrueba()
  servidor = p.app.listen(0, '127.0.0.1')
  await once(servidor, 'listening')
  // Long enough that no test ends by it.
  servidor.keepAliveTimeout = 65_000
})
afterEach(async () => {
  servidor.closeAllConnections()
  await p.cerrar()
})

const parar = () => detener(servidor, p.producto, p.composicion)

/** A connection that the server has taken. */
async function conectar(): Promise<Socket> {
  const tomada = once(servidor, 'connection')
  const cliente = connect((servidor.address() as AddressInfo).port, '127.0.0.1')
  await tomada
  return cliente
}

const pedido = (ruta: string) => `GET ${ruta} HTTP/1.1\r\nHost: clave.test\r\n\r\n`

test('at a stop a kept connection that goes on asking is told to close, and the stop ends in time', async () => {
  const cliente = await conectar()
  const parada = parar()
  cliente.write(pedido('/'))
  const respuesta = await text(cliente)
  expect(respuesta).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(respuesta).toMatch(/\r\nConnection: close\r\n/i)
  expect(respuesta).toContain('</html>')
  expect(await parada).toBe(true)
})

test('a request in flight at a stop is answered whole, and then its kept connection is closed', async () => {
  const cliente = await conectar()
  const llegado = once(servidor, 'request')
  cliente.write(
    'POST /natural/registrar HTTP/1.1\r\nHost: clave.test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\n',
  )
  await llegado
  const parada = parar()
  cliente.write('a=1')
  const respuesta = await text(cliente)
  expect(respuesta).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/)
  expect(respuesta).toContain('</html>')
  expect(await parada).toBe(true)
})

test('a kept connection that asks nothing does not hold a stop up', async () => {
  const cliente = await conectar()
  cliente.write(pedido('/natural/registrar'))
  await once(cliente, 'data')
  cliente.resume()
  expect(await parar()).toBe(true)
})
