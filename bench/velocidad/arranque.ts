/** From the command to the first page, and what that page weighs. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as dormir } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { carpetaNueva } from './entorno.ts'
import { mediana } from './histograma.ts'
import { cifra, conMeta, type Medida } from './medida.ts'
import { lanzar } from './proceso.ts'
import { Visitante } from './visitante.ts'

const VECES = 5
const RAIZ = fileURLToPath(new URL('../..', import.meta.url))

async function puertoLibre(): Promise<number> {
  const servidor = createServer().listen(0, '127.0.0.1')
  await once(servidor, 'listening')
  const { port } = servidor.address() as AddressInfo
  servidor.close()
  await once(servidor, 'close')
  return port
}

/** Milliseconds from starting the process until the home page is there. */
async function hastaLaPrimera(entorno: Record<string, string>): Promise<number> {
  const PORT = String(await puertoLibre())
  const inicio = performance.now()
  const proceso = spawn(process.execPath, ['src/launch.mjs', 'src/main.ts'], {
    cwd: RAIZ,
    env: { ...process.env, ...entorno, PORT },
    stdio: 'ignore',
  })
  const llego = async () => (await fetch(`http://127.0.0.1:${PORT}/`).catch(() => undefined))?.ok ?? false
  while (!(await llego())) await dormir(5)
  const ms = performance.now() - inicio
  proceso.kill('SIGTERM')
  await once(proceso, 'exit')
  return ms
}

/** Bytes of a page and its styles as they travel, or as gzip would make them. */
async function pesoDe(base: string, ruta: string): Promise<number> {
  const { html } = await new Visitante(base).abrir(ruta)
  const hojas = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, url = '']) => url)
  const textos = await Promise.all(hojas.map(async (url) => (await fetch(new URL(url, base))).text()))
  return [html, ...textos].reduce((suma, texto) => suma + gzipSync(texto).length, 0)
}

/** Measures and gives the lines of the table. */
export async function medirArranque(): Promise<{ medidas: Medida[] }> {
  const { entorno, borrar } = await carpetaNueva()
  const primera = await hastaLaPrimera(entorno)
  const otras: number[] = []
  for (let i = 0; i < VECES; i++) otras.push(await hastaLaPrimera(entorno))
  const servidor = await lanzar('servir-producto.ts', entorno)
  const pesos: Medida[] = []
  for (const [ruta, kb] of [
    ['/', 14],
    ['/natural/registrar', 14],
    ['/migrante/registrar', 18],
  ] as const) {
    const peso = (await pesoDe(servidor.base, ruta)) / 1024
    pesos.push(
      conMeta(`HTML and CSS of the first load of ${ruta}, gzip`, peso, { aLoMas: kb }, { unidad: 'KB' }),
    )
  }
  await servidor.cerrar()
  await borrar()
  return {
    medidas: [
      conMeta('Start to the first page', mediana(otras) / 1000, { aLoMas: 1 }, { unidad: 's' }),
      { que: 'Start to the first page, with a database to be made', valor: cifra(primera / 1000, 's') },
      ...pesos,
    ],
  }
}
