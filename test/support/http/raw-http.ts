/** HTTP responses byte for byte, without decompression. */
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'

export interface RawResponse {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export type SendRequest = (path: string, headers?: Record<string, string>) => Promise<RawResponse>

/** Starts the product. @returns functions to request a path and to stop it. */
export async function listen(app: Express): Promise<{ request: SendRequest; close: () => Promise<void> }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const server = app.listen(0, '127.0.0.1', () => resolve())
  await promise
  const { port } = server.address() as AddressInfo
  const request: SendRequest = (path, headers) => getRaw(port, path, headers)
  return { request, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** Requests a path of a server on this machine, with any header. */
export const getRaw = (port: number | string, path: string, headers = {}): Promise<RawResponse> =>
  new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers, agent: false }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () =>
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }),
      )
    }).on('error', reject)
  })
