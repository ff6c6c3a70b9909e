/** How many pages a visitor with a session gets, beside what Express and EJS alone draw of the same page. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cargaAbierta, cargaCerrada } from './carga.ts'
import { carpetaNueva } from './entorno.ts'
import { type Histograma, mediana } from './histograma.ts'
import { cifra, conMeta, type Medida } from './medida.ts'
import { lanzar, type Servidor } from './proceso.ts'
import { Visitante } from './visitante.ts'

const FORMULARIO = '/natural/registrar'
const CONEXIONES = 8
const RONDAS = 5
const SEGUNDOS = 3

interface Ronda {
  porSegundo: number
  cpuUs: number
}

async function ronda(servidor: Servidor, visitantes: readonly Visitante[], ruta: string): Promise<Ronda> {
  const antes = await servidor.consumo()
  const carga = await cargaCerrada(
    visitantes.map((uno) => () => uno.abrir(ruta)),
    SEGUNDOS,
  )
  const despues = await servidor.consumo()
  return { porSegundo: carga.porSegundo, cpuUs: (despues.cpuUs - antes.cpuUs) / carga.hechos }
}

/** Measures and gives the lines of the table; histograms under their names. */
export async function medirPaginas(): Promise<{
  medidas: Medida[]
  histogramas: Record<string, Histograma>
}> {
  const { carpeta, entorno, borrar } = await carpetaNueva()
  const nuestro = await lanzar('servir-producto.ts', entorno)
  const visitantes = Array.from({ length: CONEXIONES }, () => new Visitante(nuestro.base))
  for (const uno of visitantes) await uno.abrir(FORMULARIO)
  const pagina = join(carpeta, 'pagina.json')
  writeFileSync(pagina, JSON.stringify(await nuestro.pedir('dibujada')))
  const base = await lanzar('servir-base.ts', { PAGINA: pagina })
  const deBase = Array.from({ length: CONEXIONES }, () => new Visitante(base.base))

  // The first round warms both up.
  const rondas: { nuestra: Ronda; desnuda: Ronda }[] = []
  for (let i = 0; i <= RONDAS; i++) {
    const desnuda = await ronda(base, deBase, '/')
    const nuestra = await ronda(nuestro, visitantes, FORMULARIO)
    if (i > 0) rondas.push({ nuestra, desnuda })
  }
  const uno = visitantes[0] ?? new Visitante(nuestro.base)
  const sola = await cargaAbierta(() => uno.abrir(FORMULARIO), 40, 8)
  const { rssMb } = await nuestro.consumo()
  await Promise.all([nuestro.cerrar(), base.cerrar()])
  await borrar()

  const de = (cual: (una: (typeof rondas)[number]) => number) => mediana(rondas.map(cual))
  const porSegundo = de(({ nuestra }) => nuestra.porSegundo)
  const desnudas = de(({ desnuda }) => desnuda.porSegundo)
  return {
    histogramas: { 'form-page-alone': sola.tiempos },
    medidas: [
      conMeta(
        'Form pages each second ÷ bare Express + EJS of the same page',
        de(({ nuestra, desnuda }) => nuestra.porSegundo / desnuda.porSegundo),
        { alMenos: 0.7 },
        { base: `${cifra(porSegundo)} ÷ ${cifra(desnudas)}` },
      ),
      conMeta(
        'CPU of one registration form',
        de(({ nuestra }) => nuestra.cpuUs),
        { aLoMas: 400 },
        {
          unidad: 'µs',
          base: `${cifra(
            de(({ desnuda }) => desnuda.cpuUs),
            'µs',
          )} bare`,
        },
      ),
      { que: 'p99 of a form page, alone (40 a second)', valor: cifra(sola.tiempos.resumen().p99, 'ms') },
      { que: 'Memory after the pages', valor: cifra(rssMb, 'MB') },
    ],
  }
}
