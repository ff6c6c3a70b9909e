/** What a server sends, byte for byte: nothing is decompressed on the way. */
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'

export interface Respuesta {
  estado: number
  cabeceras: Record<string, string | string[] | undefined>
  cuerpo: Buffer
}

export type Pedir = (ruta: string, cabeceras?: Record<string, string>) => Promise<Respuesta>

/** @returns asks the product for an address, and closes it. */
export async function escuchar(app: Express): Promise<{ pedir: Pedir; cerrar: () => Promise<void> }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const servidor = app.listen(0, '127.0.0.1', () => resolve())
  await promise
  const { port } = servidor.address() as AddressInfo
  const pedir: Pedir = (path, headers = {}) =>
    new Promise((resolver, rechazar) => {
      get({ host: '127.0.0.1', port, path, headers, agent: false }, (res) => {
        const trozos: Buffer[] = []
        res.on('data', (trozo: Buffer) => trozos.push(trozo))
        res.on('end', () =>
          resolver({ estado: res.statusCode ?? 0, cabeceras: res.headers, cuerpo: Buffer.concat(trozos) }),
        )
      }).on('error', rechazar)
    })
  return { pedir, cerrar: () => new Promise((listo) => servidor.close(() => listo())) }
}
