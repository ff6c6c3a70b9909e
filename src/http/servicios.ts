import type { Logger } from 'pino'
import type { Dependencias } from '../application/ports.ts'
import type { Sistema } from '../domain/volver.ts'
import type { Csrf } from './csrf.ts'
import type { Metricas } from './metricas.ts'

/** What the web entrance needs besides the use cases' dependencies. */
export interface Servicios {
  deps: Dependencias
  csrf: Csrf
  log: Logger
  metricas: Metricas
  sistemas: readonly Sistema[]
  /** Tells the worker that there is mail to send. */
  despertar: () => void
  enProduccion: boolean
  /** Shared with main: whether the process is stopping. */
  estado: { deteniendose: boolean }
  tokenMetricas: string | undefined
  /** Posts that one network address may make in ten minutes. */
  enviosPor10Minutos: number
  /** Sessions that one network address may open in ten minutes. */
  sesionesPor10Minutos: number
  /** Pictures and sounds of captchas that are made for one network address in ten minutes. */
  captchasPor10Minutos: number
}
