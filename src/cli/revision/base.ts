import type { UnidadDeTrabajo } from '../../application/ports.ts'
import type { Config } from '../../config.ts'
import { crearCifrador } from '../../security/cifrador.ts'
import { leerLlaves } from '../../security/llaves.ts'
import type { AlmacenSql } from '../../storage/index.ts'
import { desfase } from '../producto.ts'
import { aviso, type Linea, mal, ok } from './linea.ts'

export async function revisarMigraciones(almacen: AlmacenSql): Promise<Linea> {
  const motivo = await desfase(almacen)
  return motivo ? mal('migraciones', motivo) : ok('migraciones', 'al día')
}

/** Writes, looks at what is there and keeps nothing of it. */
async function sinGuardar<T>(almacen: AlmacenSql, hacer: (uow: UnidadDeTrabajo) => Promise<T>): Promise<T> {
  const hechos: T[] = []
  const deshacer = new Error('undone on purpose')
  await almacen
    .transaccion(async (uow) => {
      hechos.push(await hacer(uow))
      throw deshacer
    })
    .catch((error) => {
      if (error !== deshacer) throw error
    })
  const [hecho] = hechos.slice(-1)
  if (hecho === undefined) throw deshacer
  return hecho
}

/** Whether the database takes what is written, and the keys open what it keeps. */
export async function revisarEscritura(almacen: AlmacenSql, { ENCRYPTION_KEYS }: Config): Promise<Linea[]> {
  const raiz = await sinGuardar(almacen, (uow) => uow.secretos.leerOCrear('raiz', ''))
  const escritura = ok('base de datos', 'se puede leer y escribir')
  if (raiz === '')
    return [escritura, aviso('llaves', 'todavía no hay nada cifrado: el producto no ha arrancado')]
  try {
    crearCifrador(leerLlaves(ENCRYPTION_KEYS)).descifrar(raiz, 'raiz')
    return [escritura, ok('llaves', 'ENCRYPTION_KEYS abre lo guardado')]
  } catch {
    return [escritura, mal('llaves', 'ENCRYPTION_KEYS no abre lo guardado: no son las de esta base de datos')]
  }
}
