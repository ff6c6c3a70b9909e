/** The whole product listening on loopback, for a real browser. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { relojDelSistema } from '../../src/security/reloj.ts'
import { baseMigrada } from './almacenes.ts'
import { type ProductoDePrueba, productoDePrueba, type RelojDePrueba } from './producto.ts'

export interface Sitio extends ProductoDePrueba {
  /** Origin of every page. */
  base: string
  /** A number for the RUT of another person. */
  numero(): number
}

/** Runs as real time does, from where it was moved to: a browser waits in real time. */
function relojVivo(): RelojDePrueba {
  let desfase = 0
  return {
    ...relojDelSistema,
    ahora: () => new Date(relojDelSistema.ahora().getTime() + desfase),
    adelantar: ({ minutos = 0, horas = 0, dias = 0 }) => {
      desfase += ((dias * 24 + horas) * 60 + minutos) * 60_000
    },
  }
}

/** Starts it on a free port with a new database. */
export async function abrirSitio(entorno: Record<string, string> = {}): Promise<Sitio> {
  const servidor = createServer()
  servidor.listen(0, '127.0.0.1')
  await once(servidor, 'listening')
  const base = `http://127.0.0.1:${(servidor.address() as AddressInfo).port}`
  const p = await productoDePrueba({
    base: await baseMigrada(),
    reloj: relojVivo(),
    entorno: {
      BASE_URL: base,
      LIMIT_POSTS_PER_10_MINUTES: '10000',
      LIMIT_NEW_SESSIONS_PER_10_MINUTES: '10000',
      LIMIT_CAPTCHAS_PER_10_MINUTES: '10000',
      ...entorno,
    },
  })
  servidor.on('request', p.app)
  let ultimo = 12_000_000
  return {
    ...p,
    base,
    numero: () => ultimo++,
    async cerrar() {
      servidor.close()
      servidor.closeAllConnections()
      await p.cerrar()
    },
  }
}
