/**
 * Six-digit codes that a page offers once a tramite ended or stopped: to the mobile, or to the channel that the register
 * has. Each says what it is about; asking and judging are the same.
 */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Deps, Queries, Solicitud, UnitOfWork } from '../../ports.ts'
import type { FormSubmission } from '../../request/once.ts'

export interface FoundSolicitud {
  solicitud: Solicitud
  cuenta: Cuenta
}

export interface NewCodigo {
  codigo: string
  expiresAt: Date
}

/** What such a code is about. */
export interface CodigoOfPage<F extends FoundSolicitud> {
  /** How the audit calls where it goes. */
  canal: 'sms' | 'registro'
  /** @throws {SolicitudLost} when the page offers none (any more). */
  load(deps: Deps, reads: Queries, solicitudId: string): Promise<F>
  /** What it stands for: of anything else it is another code. */
  about(found: F): string
  /** @returns whether any message left. */
  send(deps: Deps, uow: UnitOfWork, found: F, codigo: NewCodigo): Promise<boolean>
}

/** Who asks for one, or gives it. */
export interface Asked {
  solicitudId: string
  form: Pick<FormSubmission, 'body'>
}
