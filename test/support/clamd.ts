/** A virus scanner that speaks the protocol of ClamAV's daemon and finds what the test tells it to. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** What every scanner takes for a virus, harmless (eicar.org); in pieces, so that none finds it here. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export interface ClamdDePrueba {
  url: string
  /** Everything that was scanned. */
  recibidos: Buffer[]
  /** How it answers instead: with this, cut off, or never. */
  modo: 'bien' | 'cortar' | 'callar' | 'error' | 'hablar'
  cerrar(): Promise<void>
}

export async function clamdDePrueba(virus: string | Buffer = EICAR): Promise<ClamdDePrueba> {
  const conexiones = new Set<Socket>()
  const servidor = createServer((conexion) => {
    conexiones.add(conexion)
    conexion.on('error', () => {})
    let todo = Buffer.alloc(0)
    conexion.on('data', (trozo: Buffer) => {
      todo = Buffer.concat([todo, trozo])
      if (clamd.modo === 'cortar') conexion.destroy()
      if (clamd.modo === 'hablar') conexion.write('x'.repeat(2000))
      if (clamd.modo !== 'bien' && clamd.modo !== 'error') return
      const respuesta = responder(todo)
      if (respuesta) conexion.end(respuesta)
    })
  })

  function responder(todo: Buffer): string | undefined {
    if (todo.toString('latin1') === 'zPING\0') return 'PONG\0'
    const orden = 'zINSTREAM\0'
    if (!todo.subarray(0, orden.length).equals(Buffer.from(orden))) return undefined
    const trozos: Buffer[] = []
    for (let en = orden.length; en + 4 <= todo.length; ) {
      const largo = todo.readUInt32BE(en)
      if (largo === 0) {
        const archivo = Buffer.concat(trozos)
        clamd.recibidos.push(archivo)
        if (clamd.modo === 'error') return 'INSTREAM size limit exceeded. ERROR\0'
        return archivo.includes(virus) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'
      }
      if (en + 4 + largo > todo.length) return undefined
      trozos.push(todo.subarray(en + 4, en + 4 + largo))
      en += 4 + largo
    }
    return undefined
  }

  servidor.listen(0, '127.0.0.1')
  await once(servidor, 'listening')
  const clamd: ClamdDePrueba = {
    url: `tcp://127.0.0.1:${(servidor.address() as AddressInfo).port}`,
    recibidos: [],
    modo: 'bien',
    async cerrar() {
      for (const conexion of conexiones) conexion.destroy()
      servidor.close()
      await once(servidor, 'close')
    },
  }
  return clamd
}
