/** The whole product for tests: the same composition as production, on a new database, with a clock to move. */
import { randomBytes } from 'node:crypto'
import type { Express } from 'express'
import { despacharAvisos } from '../../src/application/despachar-avisos.ts'
import type { Dependencias, Reloj, Sms } from '../../src/application/ports.ts'
import { type Composicion, componer } from '../../src/composition.ts'
import { type Config, leerConfig } from '../../src/config.ts'
import { crearLog } from '../../src/log.ts'
import { crearRedactor } from '../../src/mail/redactor.ts'
import { redactarSms } from '../../src/mail/redactor-sms.ts'
import { armar, type Producto } from '../../src/server.ts'
import type { AlmacenSql } from '../../src/storage/index.ts'
import { type BaseDePrueba, baseDePrueba, type NombreMotor } from './almacenes.ts'
import { type TransporteMemoria, transporteMemoria, transporteSmsMemoria } from './correo.ts'

export interface RelojDePrueba extends Reloj {
  adelantar(tiempo: { minutos?: number; horas?: number; dias?: number }): void
}

/** Stands still until it is moved; whoever sleeps is woken almost at once, so that the others can run. */
export function relojDePrueba(desde = new Date('2026-11-22T15:00:00.000Z')): RelojDePrueba {
  let ahora = desde.getTime()
  return {
    ahora: () => new Date(ahora),
    dormir: () => new Promise((resolver) => setTimeout(resolver, 2)),
    adelantar: ({ minutos = 0, horas = 0, dias = 0 }) => {
      ahora += ((dias * 24 + horas) * 60 + minutos) * 60_000
    },
  }
}

/** The answer of every captcha in tests. */
export const LETRAS = 'ABCDE'

export interface ProductoDePrueba {
  app: Express
  config: Config
  composicion: Composicion
  producto: Producto
  deps: Dependencias
  reloj: RelojDePrueba
  correo: TransporteMemoria
  sms: TransporteMemoria<Sms>
  /** One round of each channel of the outbox; the messages end in `correo.enviados` and `sms.enviados`. */
  despachar(): Promise<void>
  cerrar(): Promise<void>
}

export interface Opciones {
  motor?: NombreMotor
  entorno?: Record<string, string>
  reloj?: RelojDePrueba
  /** Gets each line of the log; needs a LOG_LEVEL. */
  alAnotar?: (linea: string) => void
  /** A migrated database, for who is not in the run that makes them ready to copy. */
  base?: BaseDePrueba
  /** Opens the database in place of the composition. */
  abrir?: (url: string) => Promise<AlmacenSql>
}

const llave = () => `k1:${randomBytes(32).toString('base64')}`

/** Builds it on a new database of an engine (SQLite unless told). */
export async function productoDePrueba(opciones: Opciones = {}): Promise<ProductoDePrueba> {
  const base = opciones.base ?? (await baseDePrueba(opciones.motor ?? 'sqlite'))
  const reloj = opciones.reloj ?? relojDePrueba()
  const config = leerConfig(
    {
      NODE_ENV: 'test',
      DATABASE_URL: base.url,
      BASE_URL: 'http://clave.test',
      BCRYPT_COST: '4',
      TEST_CAPTCHA: LETRAS,
      LOG_LEVEL: 'silent',
      RETURN_SYSTEMS: 'Asistencia=https://asistencia.test',
      ...opciones.entorno,
    },
    () => ({ SESSION_SECRET: randomBytes(32).toString('hex'), PEPPER: llave(), ENCRYPTION_KEYS: llave() }),
  )
  const correo = transporteMemoria()
  const sms = transporteSmsMemoria()
  const destino = opciones.alAnotar && { write: opciones.alAnotar }
  const composicion = { ...(await componer(config, reloj, opciones.abrir)), correo, sms }
  const producto = await armar(config, composicion, crearLog(config.LOG_LEVEL, destino))
  producto.app.enable('view cache')
  // The worker rests: a test says when mail leaves.
  producto.servicios.despertar = () => {}
  const { deps } = composicion
  const alFallar = (_nombre: string, error: unknown) => {
    throw error
  }
  return {
    app: producto.app,
    config,
    composicion,
    producto,
    deps,
    reloj,
    correo,
    sms,
    async despachar() {
      const despacho = { ...deps, correo, redactor: crearRedactor(), sms, redactorSms: redactarSms, alFallar }
      await despacharAvisos(despacho, { canal: 'correo', quien: 'prueba', tope: 100 })
      await despacharAvisos(despacho, { canal: 'sms', quien: 'prueba', tope: 100 })
    },
    async cerrar() {
      await composicion.cerrar()
      await base.borrar()
    },
  }
}
