import type { Deps, Gate, Scheduler } from '../application/ports.ts'
import type { ErrorNotes } from '../application/worker/error-notes.ts'
import type { ReturnSystem } from '../domain/account/volver.ts'
import type { Traffic } from './forms/traffic.ts'
import type { Interactions } from './interactions.ts'
import type { Metrics } from './metrics.ts'
import type { PaceRule } from './request/pace.ts'
import type { BrowserCookie } from './session/browser-cookie.ts'
import type { Csrf } from './session/csrf.ts'

/** Writes lines of the log: what happened, as an object, and a fixed text. */
export interface Log {
  info(details: object, text: string): void
  warn(details: object, text: string): void
  error(details: object, text: string): void
}

/** What the web layer needs: the use cases' dependencies and its own. */
export interface Services {
  deps: Deps
  csrf: Csrf
  browsers: BrowserCookie
  log: Log
  errorNotes: ErrorNotes
  metrics: Metrics
  /** Sign-ins that other sistemas ask for. */
  interactions: Interactions
  /** How thick forms come. */
  traffic: Traffic
  /** Those of the settings; the table has more. */
  returnSystems: readonly ReturnSystem[]
  inProduction: boolean
  /** Set by the shutdown. */
  state: { stopping: boolean }
  metricsToken: string | undefined
  /** Limits for one network address in ten minutes: POST requests. */
  postsPer10Minutes: number
  /** New sessions. */
  sessionsPer10Minutes: number
  /** Captcha pictures and sounds generated. */
  captchasPer10Minutes: number
  /** Bounds the uploads of all forms. */
  uploadSlots: Gate
  /** From which networks the console answers, as the setting says it; empty for all. */
  consoleNetworks: string
  /** Whether the console answers at an address of the network. */
  answersConsole: (address: string) => boolean
  /** How slowly a body may arrive. */
  pace: PaceRule
  scheduler: Scheduler
}
