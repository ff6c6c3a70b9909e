/** Databases for the tests, each a new one. */
import { randomUUID } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type AlmacenSql, abrirAlmacen } from '../../src/storage/index.ts'
import { PLANTILLA } from './plantillas.ts'
import { administrar, urlPostgres } from './postgres.ts'

export const MOTORES = ['sqlite', 'postgres'] as const
export type NombreMotor = (typeof MOTORES)[number]

export interface BaseDePrueba {
  url: string
  /** Removes it; nothing may have it open. */
  borrar(): Promise<void>
}

/** A new and empty database of an engine, for who migrates it. */
export const baseVacia = (motor: NombreMotor): Promise<BaseDePrueba> =>
  motor === 'sqlite' ? enSqlite(async () => {}) : enPostgres('template0')

/** As {@link baseDePrueba}, migrated here: outside of the run that has one ready to copy. */
export async function baseMigrada(): Promise<BaseDePrueba> {
  const base = await baseVacia('sqlite')
  const almacen = await abrirAlmacen(base.url)
  await almacen.migrar()
  await almacen.cerrar()
  return base
}

/** A new database of an engine that the real migrations brought up. */
export const baseDePrueba = (motor: NombreMotor): Promise<BaseDePrueba> =>
  motor === 'sqlite'
    ? enSqlite((archivo) => copyFile(inject('plantillaSqlite'), archivo))
    : enPostgres(PLANTILLA)

async function enSqlite(preparar: (archivo: string) => Promise<void>): Promise<BaseDePrueba> {
  const carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-'))
  const archivo = join(carpeta, 'prueba.db')
  await preparar(archivo)
  return { url: `sqlite:${archivo}`, borrar: () => rm(carpeta, { recursive: true }) }
}

async function enPostgres(plantilla: string): Promise<BaseDePrueba> {
  const nombre = `prueba_${randomUUID().replaceAll('-', '')}`
  const carpeta = inject('carpetaPostgres')
  await administrar(carpeta, `create database ${nombre} template ${plantilla}`)
  return {
    url: urlPostgres(carpeta, nombre),
    borrar: () => administrar(carpeta, `drop database ${nombre} with (force)`),
  }
}

/** A new and migrated storage; `cerrar` also removes its database. */
export async function almacenDePrueba(motor: NombreMotor): Promise<AlmacenSql> {
  const base = await baseDePrueba(motor)
  const almacen = await abrirAlmacen(base.url)
  return {
    ...almacen,
    async cerrar() {
      await almacen.cerrar()
      await base.borrar()
    },
  }
}
