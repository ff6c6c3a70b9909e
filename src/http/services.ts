import type { Logger } from 'pino'
import type { Deps } from '../application/ports.ts'
import type { Sistema } from '../domain/account/volver.ts'
import type { Metrics } from './metrics.ts'
import type { Csrf } from './session/csrf.ts'

/** What the web entrance needs besides the use cases' dependencies. */
export interface Services {
  deps: Deps
  csrf: Csrf
  log: Logger
  metrics: Metrics
  sistemas: readonly Sistema[]
  /** Tells the worker that there is mail to send. */
  wake: () => void
  inProduction: boolean
  /** Shared with main: whether the process is stopping. */
  state: { stopping: boolean }
  metricsToken: string | undefined
  /** Posts that one network address may make in ten minutes. */
  postsPer10Minutes: number
  /** Sessions that one network address may open in ten minutes. */
  sessionsPer10Minutes: number
  /** Pictures and sounds of captchas that are made for one network address in ten minutes. */
  captchasPer10Minutes: number
}
