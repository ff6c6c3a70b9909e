/**
 * What a run of the tests begins with: a PostgreSQL server, and one database of each engine brought up by the real
 * migrations. Each suite copies it, which is much faster than to migrate its own.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { abrirAlmacen } from '../../src/storage/index.ts'
import { administrar, encenderPostgres, urlPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the server's unix socket. */
    carpetaPostgres: string
    /** The file of the migrated database of SQLite. */
    plantillaSqlite: string
  }
}

/** The migrated database of the server. Nothing has it open while it is copied. */
export const PLANTILLA = 'plantilla'

/** What makes tests quick: nothing of it outlives them. */
const SIN_DURABILIDAD = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'deadlock_timeout=20ms',
]

async function migrada(url: string): Promise<void> {
  const almacen = await abrirAlmacen(url)
  await almacen.migrar()
  await almacen.cerrar()
}

/** Makes both and tells the tests where they are; the returned function removes them. */
export default async function setup(proyecto: TestProject): Promise<() => Promise<void>> {
  const { carpeta, apagar } = await encenderPostgres(SIN_DURABILIDAD)
  await administrar(carpeta, `create database ${PLANTILLA}`)
  await migrada(urlPostgres(carpeta, PLANTILLA))
  const temporal = await mkdtemp(join(tmpdir(), 'clave-sence-plantilla-'))
  const archivo = join(temporal, 'plantilla.db')
  await migrada(`sqlite:${archivo}`)
  proyecto.provide('carpetaPostgres', carpeta)
  proyecto.provide('plantillaSqlite', archivo)
  return async () => {
    await apagar()
    await rm(temporal, { recursive: true, force: true })
  }
}
