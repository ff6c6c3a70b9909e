/** What keys cost: how many are checked, what pages feel meanwhile, a class that registers at once, and an overload. */
import { availableParallelism } from 'node:os'
import bcrypt from 'bcrypt'
import { type Carga, cargaAbierta, cargaCerrada } from './carga.ts'
import { carpetaNueva } from './entorno.ts'
import type { Histograma } from './histograma.ts'
import { cifra, conMeta, type Medida } from './medida.ts'
import { registroDe, rutDe } from './personas.ts'
import { lanzar } from './proceso.ts'
import { type Respuesta, Visitante } from './visitante.ts'

const COSTO = 11
const CAMBIAR = '/natural/cambiar'
const REGISTRAR = '/natural/registrar'
const CLASE = 30

/** CPU of one hash with nothing else running, in seconds; all cores are kept busy, as they are under load. */
async function cpuDeUnHash(): Promise<number> {
  const hash = await bcrypt.hash('otra', COSTO)
  const antes = process.cpuUsage()
  const { hechos } = await cargaCerrada(
    Array.from({ length: availableParallelism() }, () => () => bcrypt.compare('una', hash)),
    4,
  )
  const { user, system } = process.cpuUsage(antes)
  return (user + system) / 1e6 / hechos
}

/** A visitor who tries a wrong CS of somebody else each time. */
async function probador(base: string, desde: number): Promise<() => Promise<Respuesta>> {
  const visitante = new Visitante(base)
  const pagina = await visitante.abrir(CAMBIAR)
  let numero = desde
  return () => visitante.enviar(CAMBIAR, pagina, { rut: rutDe(numero++), claveActual: 'Errada#12' })
}

const probadores = (base: string, cuantos: number, desde: number) =>
  Promise.all(Array.from({ length: cuantos }, (_, i) => probador(base, desde + i * 10_000)))

async function registrarClase(base: string): Promise<number> {
  const alumnos = Array.from({ length: CLASE }, () => new Visitante(base))
  const paginas = await Promise.all(alumnos.map((alumno) => alumno.abrir(REGISTRAR)))
  const respuestas = await Promise.all(
    alumnos.map((alumno, i) => alumno.enviar(REGISTRAR, paginas[i] as Respuesta, registroDe(20_000_000 + i))),
  )
  return respuestas.filter(({ destino }) => destino.endsWith('/listo')).length
}

/** Twice what the machine can do, from as many visitors as requests are in flight. */
async function sobrecarga(base: string, porSegundo: number) {
  const libres = await probadores(base, 400, 30_000_000)
  const rechazos: number[] = []
  let atendidos = 0
  let otros = 0
  const carga = await cargaAbierta(
    async () => {
      const probar = libres.pop()
      if (!probar) throw new Error('too few visitors for this load')
      const inicio = performance.now()
      const { estado } = await probar()
      libres.push(probar)
      if (estado === 503) rechazos.push(performance.now() - inicio)
      else if (estado === 422) atendidos++
      else otros++
    },
    porSegundo * 2,
    25,
  )
  return { carga, rechazos, atendidos, otros }
}

/** Measures and gives the lines of the table; histograms under their names. */
export async function medirClaves(): Promise<{ medidas: Medida[]; histogramas: Record<string, Histograma> }> {
  const { entorno, borrar } = await carpetaNueva()
  const hash = await cpuDeUnHash()
  const capacidad = availableParallelism() / hash
  const servidor = await lanzar('servir-producto.ts', entorno)
  const reposo = await servidor.consumo()

  const fuentes = await probadores(servidor.base, 8, 10_000_000)
  await cargaCerrada(fuentes, 2)
  const claves = await cargaCerrada(fuentes, 12)

  const lector = new Visitante(servidor.base)
  await lector.abrir(REGISTRAR)
  const [paginas]: Carga[] = await Promise.all([
    cargaAbierta(() => lector.abrir(REGISTRAR), 40, 12),
    cargaCerrada(fuentes, 12),
  ])
  const creadas = await registrarClase(servidor.base)
  const doble = await sobrecarga(servidor.base, capacidad)
  const final = await servidor.consumo()
  await servidor.cerrar()
  await borrar()

  const rechazoMasLento = Math.max(0, ...doble.rechazos)
  return {
    histogramas: {
      'key-check': claves.tiempos,
      ...(paginas && { 'form-page-under-keys': paginas.tiempos }),
      'overload-twice': doble.carga.tiempos,
    },
    medidas: [
      conMeta(
        'Key checks each second through the whole POST ÷ (cores ÷ CPU of one hash)',
        claves.porSegundo / capacidad,
        { alMenos: 0.9 },
        { base: `${cifra(claves.porSegundo)} ÷ ${cifra(capacidad)}` },
      ),
      conMeta(
        'p99 of a form page while keys are checked at full load (40 a second)',
        paginas?.tiempos.resumen().p99 ?? Number.NaN,
        { aLoMas: 25 },
        { unidad: 'ms', base: `load generator: ${cifra((paginas?.usoDelGenerador ?? 0) * 100)} % of a core` },
      ),
      conMeta(`A class of ${CLASE} registering at once: accounts made`, creadas, { alMenos: CLASE }),
      {
        que: 'Twice the load: checked / told to come back (503) / anything else',
        valor: `${doble.atendidos} / ${doble.rechazos.length} / ${doble.otros}`,
        meta: 'nothing else',
        cumple: doble.otros === 0 && doble.atendidos + doble.rechazos.length === doble.carga.hechos,
      },
      { que: 'Twice the load: slowest 503', valor: cifra(rechazoMasLento, 'ms') },
      {
        que: 'Memory at rest / after all this',
        valor: `${cifra(reposo.rssMb)} / ${cifra(final.rssMb, 'MB')}`,
      },
    ],
  }
}
