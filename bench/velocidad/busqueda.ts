/** Whether finding an account takes longer when there are many. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { abrirAlmacen } from '../../src/storage/index.ts'
import { mediana } from './histograma.ts'
import { cifra, conMeta, type Medida } from './medida.ts'

const VECES = 3000
const RONDAS = 5

async function llenar(archivo: string, cuantas: number): Promise<void> {
  const almacen = await abrirAlmacen(`sqlite:${archivo}`)
  await almacen.migrar()
  await almacen.cerrar()
  const db = new Database(archivo)
  db.pragma('synchronous = OFF')
  db.exec(`
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${cuantas})
    insert into cuentas (id, perfil, identificador, estado, identidad, nombres, email, email_clave, email_plaza,
      creada_en, actualizada_en, version)
    select printf('%08x-bench', i), 'natural', i || '-0', 'activa', 'declarada', 'Nombre ' || i,
      'p' || i || '@correo.test', 'p' || i || '@correo.test', 1,
      '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 1 from n`)
  db.close()
}

/** Microseconds of one look-up of an account that exists, each another one. */
async function buscar(archivo: string, cuantas: number): Promise<number> {
  const almacen = await abrirAlmacen(`sqlite:${archivo}`)
  const rondas: number[] = []
  for (let ronda = 0; ronda <= RONDAS; ronda++) {
    const inicio = performance.now()
    for (let i = 0; i < VECES; i++) {
      const numero = 1 + ((i * 7_919 + ronda * 104_729) % cuantas)
      const cuenta = await almacen.transaccion((uow) =>
        uow.cuentas.porIdentificador('natural', `${numero}-0`),
      )
      if (!cuenta) throw new Error(`account ${numero} was not found`)
    }
    if (ronda > 0) rondas.push(((performance.now() - inicio) * 1000) / VECES)
  }
  await almacen.cerrar()
  return mediana(rondas)
}

/** Measures and gives the lines of the table. @param grandes sizes to compare with a thousand accounts. */
export async function medirBusqueda(grandes: readonly number[]): Promise<{ medidas: Medida[] }> {
  const carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-bench-'))
  const tiempos: number[] = []
  for (const cuantas of [1000, ...grandes]) {
    const archivo = join(carpeta, `${cuantas}.db`)
    await llenar(archivo, cuantas)
    tiempos.push(await buscar(archivo, cuantas))
    await rm(archivo)
  }
  await rm(carpeta, { recursive: true })
  const [chica = Number.NaN, ...otras] = tiempos
  return {
    medidas: otras.map((tiempo, i) =>
      conMeta(
        `Look-up among 10^${Math.log10(grandes[i] ?? 1)} accounts ÷ among 10^3`,
        tiempo / chica,
        { aLoMas: 1.3 },
        { base: `${cifra(tiempo, 'µs')} ÷ ${cifra(chica, 'µs')}` },
      ),
    ),
  }
}
