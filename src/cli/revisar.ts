import type { Config } from '../config.ts'
import type { AlmacenSql } from '../storage/index.ts'
import type { Hacer, Mundo } from './orden.ts'
import { abrirBase } from './producto.ts'
import { revisarAjustes } from './revision/ajustes.ts'
import { revisarAntivirus } from './revision/antivirus.ts'
import { revisarEscritura, revisarMigraciones } from './revision/base.ts'
import { revisarBitacora } from './revision/bitacora.ts'
import { revisarAvisos, revisarCorreo } from './revision/correo.ts'
import { revisarDisco } from './revision/disco.ts'
import { dicho, type Linea, mal } from './revision/linea.ts'
import { revisarReloj } from './revision/reloj.ts'
import { revisarSecretos } from './revision/secretos.ts'
import { revisarSms } from './revision/sms.ts'

/** Looks at everything that can be wrong and changes nothing; one line for each check. */
export const revisar: Hacer = async (mundo) => {
  let hayMal = false
  for await (const { estado, que, texto } of revisiones(mundo)) {
    hayMal ||= estado === 'mal'
    mundo.decir(`${estado.padEnd(5)}  ${que}: ${texto}`)
  }
  return hayMal ? 1 : 0
}

async function* revisiones(mundo: Mundo): AsyncGenerator<Linea> {
  const { config, lineas } = revisarAjustes(mundo)
  yield* lineas
  if (!config) return
  yield* await alFallar('secretos', revisarSecretos(config))
  yield* await alFallar('correo', revisarCorreo(config))
  yield* await alFallar('sms', revisarSms(config, mundo.reloj))
  yield* await alFallar('antivirus', revisarAntivirus(config))
  yield* await alFallar('disco', revisarDisco(mundo, config.DATA_DIR))
  yield* revisionesDeBase(mundo, config)
}

async function* revisionesDeBase(mundo: Mundo, config: Config): AsyncGenerator<Linea> {
  let almacen: AlmacenSql
  try {
    almacen = await abrirBase(config)
  } catch (error) {
    return yield mal('base de datos', dicho(error))
  }
  try {
    const migraciones = await revisarMigraciones(almacen)
    yield migraciones
    if (migraciones.estado === 'mal') return
    const ahora = mundo.reloj.ahora()
    yield* await alFallar('base de datos', revisarEscritura(almacen, config))
    yield* await alFallar('reloj', revisarReloj(almacen, ahora))
    yield* await alFallar('avisos', revisarAvisos(almacen, ahora))
    yield* await alFallar('bitácora', revisarBitacora(almacen, config))
  } finally {
    await almacen.cerrar()
  }
}

/** A check that breaks is a bad line, and the others go on. */
const alFallar = (que: string, lineas: Promise<Linea | Linea[]>): Promise<Linea[]> =>
  lineas.then(
    (leidas) => [leidas].flat(),
    (error) => [mal(que, dicho(error))],
  )
