/** A browser as small as a load needs: one kept connection, its cookies, and the hidden fields of a form. */
import { Agent, request } from 'node:http'

export interface Respuesta {
  estado: number
  destino: string
  html: string
}

const CAMPO_OCULTO = /<input type="hidden" name="([^"]+)" value="([^"]*)">/g

export class Visitante {
  readonly #agente = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #base: URL
  #cookie = ''

  constructor(base: string) {
    this.#base = new URL(base)
  }

  abrir(ruta: string): Promise<Respuesta> {
    return this.#pedir('GET', ruta)
  }

  /** Sends a form with the hidden fields of the page that it is on. */
  enviar(ruta: string, pagina: Respuesta, campos: Record<string, string>): Promise<Respuesta> {
    const ocultos = [...pagina.html.matchAll(CAMPO_OCULTO)].map(([, n = '', valor = '']) => [n, valor])
    const cuerpo = new URLSearchParams({ ...Object.fromEntries(ocultos), ...campos }).toString()
    return this.#pedir('POST', ruta, cuerpo)
  }

  cerrar(): void {
    this.#agente.destroy()
  }

  #pedir(method: string, path: string, cuerpo?: string): Promise<Respuesta> {
    const headers = {
      'User-Agent': 'Mozilla/5.0',
      ...(this.#cookie && { Cookie: this.#cookie }),
      ...(cuerpo !== undefined && {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': Buffer.byteLength(cuerpo),
      }),
    }
    const { hostname, port } = this.#base
    return new Promise((resolver, fallar) => {
      const pedido = request({ agent: this.#agente, hostname, port, path, method, headers }, (res) => {
        const trozos: Buffer[] = []
        res.on('data', (trozo: Buffer) => trozos.push(trozo))
        res.on('end', () => {
          const [cookie] = res.headers['set-cookie'] ?? []
          if (cookie) this.#cookie = cookie.split(';')[0] ?? ''
          resolver({
            estado: res.statusCode ?? 0,
            destino: res.headers.location ?? '',
            html: Buffer.concat(trozos).toString(),
          })
        })
      })
      pedido.on('error', fallar)
      pedido.end(cuerpo)
    })
  }
}
