/** Databases for the tests, each a new one with the real migrations. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { type AlmacenSql, abrirAlmacen } from '../../src/storage/index.ts'
import { urlPostgres } from './postgres.ts'

export const MOTORES = ['sqlite', 'postgres'] as const
export type NombreMotor = (typeof MOTORES)[number]

export interface BaseDePrueba {
  url: string
  /** Removes it; nothing may have it open. */
  borrar(): Promise<void>
}

/** A new and empty database of an engine. */
export async function baseDePrueba(motor: NombreMotor): Promise<BaseDePrueba> {
  if (motor === 'sqlite') {
    const carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-'))
    return { url: `sqlite:${join(carpeta, 'prueba.db')}`, borrar: () => rm(carpeta, { recursive: true }) }
  }
  const nombre = `prueba_${randomUUID().replaceAll('-', '')}`
  const carpeta = inject('carpetaPostgres')
  await administrar(carpeta, `create database ${nombre}`)
  return {
    url: urlPostgres(carpeta, nombre),
    borrar: () => administrar(carpeta, `drop database ${nombre} with (force)`),
  }
}

async function administrar(carpeta: string, orden: string): Promise<void> {
  const cliente = new pg.Client(urlPostgres(carpeta, 'postgres'))
  await cliente.connect()
  await cliente.query(orden)
  await cliente.end()
}

/** A new and migrated storage; `cerrar` also removes its database. */
export async function almacenDePrueba(motor: NombreMotor): Promise<AlmacenSql> {
  const base = await baseDePrueba(motor)
  const almacen = await abrirAlmacen(base.url)
  await almacen.migrar()
  return {
    ...almacen,
    async cerrar() {
      await almacen.cerrar()
      await base.borrar()
    },
  }
}
