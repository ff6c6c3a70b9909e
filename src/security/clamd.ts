import { connect, type NetConnectOpts, type Socket } from 'node:net'
import type { Antivirus } from '../application/ports.ts'

/** Of the whole conversation. */
const PLAZO_MS = 8000
/** Bytes of each piece, as the protocol takes them; far below what any scanner refuses. */
const TROZO = 65_536
const RESPUESTA_MAXIMA = 1000

/**
 * Reads the setting CLAMD_URL: `tcp://host:port` or `unix:/path`.
 * @throws Error that says how it must read.
 */
export function leerClamd(texto: string): NetConnectOpts {
  const [, path] = /^unix:(\/.+)$/.exec(texto) ?? []
  if (path) return { path }
  const url = URL.parse(texto)
  const suelta = url && !url.username && !url.password && ['', '/'].includes(url.pathname) && !url.search
  if (url?.protocol !== 'tcp:' || !url.hostname || !url.port || !suelta) {
    throw new Error('must be tcp://host:port or unix:/path')
  }
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) }
}

/** No scanner: every file says so. */
export const sinAntivirus: Antivirus = {
  analizar: async () => 'sin_antivirus',
  comprobar: async () => undefined,
}

/** The scanner of ClamAV, over the protocol of its daemon (clamd(8), INSTREAM). */
export function crearClamd(donde: NetConnectOpts, plazoMs = PLAZO_MS): Antivirus {
  return {
    async analizar(bytes) {
      const respuesta = await conversar(donde, plazoMs, (conexion) => {
        conexion.write('zINSTREAM\0')
        for (let en = 0; en < bytes.length; en += TROZO) {
          const trozo = bytes.subarray(en, en + TROZO)
          conexion.write(enCuatroBytes(trozo.length))
          conexion.write(trozo)
        }
        conexion.write(enCuatroBytes(0))
      })
      if (respuesta === 'stream: OK') return 'limpio'
      return respuesta?.endsWith(' FOUND') ? 'infectado' : 'pendiente'
    },

    comprobar: async () =>
      (await conversar(donde, plazoMs, (conexion) => conexion.write('zPING\0'))) === 'PONG',
  }
}

function enCuatroBytes(numero: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(numero)
  return bytes
}

/** Says something and waits for the answer. @returns undefined when none came whole and in time. */
function conversar(
  donde: NetConnectOpts,
  plazoMs: number,
  decir: (conexion: Socket) => void,
): Promise<string | undefined> {
  return new Promise((resolver) => {
    const conexion = connect(donde)
    let respuesta = ''
    const terminar = (texto?: string) => {
      clearTimeout(plazo)
      conexion.destroy()
      resolver(texto)
    }
    const plazo = setTimeout(terminar, plazoMs)
    conexion.once('connect', () => decir(conexion))
    conexion.on('data', (trozo: Buffer) => {
      respuesta += trozo.toString('latin1')
      const fin = respuesta.indexOf('\0')
      if (fin >= 0) terminar(respuesta.slice(0, fin))
      else if (respuesta.length > RESPUESTA_MAXIMA) terminar()
    })
    conexion.once('error', () => terminar())
    conexion.once('close', () => terminar())
  })
}
