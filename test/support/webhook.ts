/** A gateway for SMS on loopback that behaves as a test says. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Pedido {
  metodo: string
  cabeceras: IncomingHttpHeaders
  cuerpo: string
}

/** A status, with a place to go to; or to say nothing; or to cut the connection. */
export type Respuesta = number | { estado: number; location: string } | 'callar' | 'cortar'

export interface ServidorWebhook {
  url: string
  recibidos: Pedido[]
  /** What each request in turn is answered. */
  alRecibir: (pedido: Pedido) => Respuesta
  cerrar(): Promise<void>
}

export async function servidorWebhook(): Promise<ServidorWebhook> {
  const servidor = createServer(async (req, res) => {
    const pedido = { metodo: req.method ?? '', cabeceras: req.headers, cuerpo: await text(req) }
    esto.recibidos.push(pedido)
    const respuesta = esto.alRecibir(pedido)
    if (respuesta === 'callar') return
    if (respuesta === 'cortar') return void req.socket.destroy()
    if (typeof respuesta === 'number')
      return void res.writeHead(respuesta).end('+56987654321 is unknown here')
    res.writeHead(respuesta.estado, { location: respuesta.location }).end()
  })
  servidor.listen(0, '127.0.0.1')
  await once(servidor, 'listening')
  const esto: ServidorWebhook = {
    url: `http://127.0.0.1:${(servidor.address() as AddressInfo).port}/sms?canal=clave`,
    recibidos: [],
    alRecibir: () => 202,
    async cerrar() {
      servidor.closeAllConnections()
      servidor.close()
      await once(servidor, 'close')
    },
  }
  return esto
}
