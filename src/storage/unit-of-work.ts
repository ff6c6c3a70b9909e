/** The only way in to the data: one transaction, and the repositories bound to it. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as dormir } from 'node:timers/promises'
import { AlmacenNoDisponible, type UnidadDeTrabajo } from '../application/ports.ts'
import { avisosSql } from './avisos.ts'
import { bitacoraSql } from './bitacora.ts'
import { cambiosEmailSql } from './cambios-email.ts'
import { casosSql } from './casos.ts'
import { cifradosSql } from './cifrados.ts'
import { codigosSql } from './codigos.ts'
import { contadoresSql } from './contadores.ts'
import { cuentasSql } from './cuentas.ts'
import { documentosSql } from './documentos.ts'
import { enlacesSql } from './enlaces.ts'
import { enviosSql } from './envios.ts'
import type { Sesion } from './esquema.ts'
import { eventosSql } from './eventos.ts'
import { importacionesSql } from './importaciones.ts'
import { conInsercion } from './insertar.ts'
import { lazosSql } from './lazos.ts'
import { limitesSql } from './limites.ts'
import type { Motor } from './motor.ts'
import { organismosSql } from './organismos.ts'
import { provisoriasSql } from './provisorias.ts'
import { secretosSql } from './secretos.ts'
import { sesionesSql } from './sesiones.ts'
import { solicitudesSql } from './solicitudes.ts'

const REINTENTOS = 5

type Trabajo<T> = (uow: UnidadDeTrabajo) => Promise<T>

async function enSesion<T>(sesion: Sesion, trabajo: Trabajo<T>): Promise<T> {
  const bitacora = bitacoraSql(sesion)
  const resultado = await trabajo({
    avisos: avisosSql(sesion),
    bitacora,
    cambiosEmail: cambiosEmailSql(sesion),
    casos: casosSql(sesion),
    cifrados: cifradosSql(sesion),
    codigos: codigosSql(sesion),
    contadores: contadoresSql(sesion),
    cuentas: cuentasSql(sesion),
    documentos: documentosSql(sesion),
    enlaces: enlacesSql(sesion),
    envios: enviosSql(sesion),
    eventos: eventosSql(sesion),
    importaciones: importacionesSql(sesion),
    lazos: lazosSql(sesion),
    limites: limitesSql(sesion),
    organismos: organismosSql(sesion),
    provisorias: provisoriasSql(sesion),
    secretos: secretosSql(sesion),
    sesiones: sesionesSql(sesion),
    solicitudes: solicitudesSql(sesion),
  })
  await bitacora.volcar()
  return resultado
}

/**
 * Makes the `transaccion` of an engine: all of the work is kept, or nothing when it throws. After a conflict
 * with another transaction the whole work runs again, up to five times, and sees what the other one wrote.
 * @throws {AlmacenNoDisponible} when the database cannot serve.
 */
export function unidadDeTrabajo({ db, asentar, conBloqueos, convieneRepetir, falla }: Motor) {
  const insercion = conInsercion()
  const abierta = new AsyncLocalStorage<{ viva: boolean }>()

  return async function transaccion<T>(trabajo: Trabajo<T>): Promise<T> {
    // With one connection it would wait for itself for ever.
    if (abierta.getStore()?.viva) throw new Error('a transaction was asked for inside another one')
    for (let intento = 1; ; intento++) {
      const marca = { viva: false }
      let empezada = false
      try {
        const resultado = await db.transaction().execute((trx) => {
          marca.viva = empezada = true
          return abierta.run(marca, () =>
            enSesion({ db: trx, conBloqueos, insertar: insercion(trx) }, trabajo),
          )
        })
        await asentar()
        return resultado
      } catch (error) {
        const repetible = esConflictoPropio(error) || convieneRepetir(error, empezada)
        if (intento > REINTENTOS || !repetible) throw falla(error) ?? error
      } finally {
        marca.viva = false
      }
      // Spread out, so that the same ones do not meet again.
      await dormir(Math.random() * 10 * intento)
    }
  }
}

/** What a work found written by another node since it read: the next run reads it anew. */
const esConflictoPropio = (error: unknown): boolean =>
  error instanceof AlmacenNoDisponible && error.motivo === 'conflicto'
