import type { Request, RequestHandler, Response } from 'express'
import { Router } from 'express'
import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import { noPowerPage } from '../../domain/pages/console-pages.ts'
import type { Power } from '../../domain/staff/powers.ts'
import { paths } from '../../domain/urls.ts'
import { funcionarioOf } from './context.ts'
import { rememberWanted } from './session-data.ts'

/** `nobody`: before signing in. `contrasena_shown`: before the second factor. `signed_in`: whatever their role. */
export type Access = 'nobody' | 'contrasena_shown' | 'signed_in' | Power

/** What each route of the console says of itself (docs/consola.md has them all, and a test compares). */
export interface Declared {
  url: string
  /** Who may enter. The use case behind it asks for the same power. */
  power: Access
  /** What the audit records of it; `nothing` where it shows what its person has seen already, or only asks. */
  audit: 'nothing' | readonly [AuditEvent, ...AuditEvent[]]
}

/** A router whose routes say what they take: mount them with `mountStaffForm`, `mountStaffButton` and `staffPage`. */
export class StaffRouter {
  readonly router = Router()
  readonly declared: (Declared & { method: 'get' | 'post' })[] = []

  declare({ url, power, audit }: Declared, ...methods: ('get' | 'post')[]): void {
    this.declared.push(...methods.map((method) => ({ method, url, power, audit })))
  }
}

/** Lets only who may enter go on; whoever is not signed in is led to do so, and then to the page that they asked for. */
export const requireAccess =
  ({ power }: Declared): RequestHandler =>
  (req, res, next) => {
    if (power === 'nobody') return next()
    const funcionario = funcionarioOf(res)
    if (power === 'contrasena_shown') return req.session.entering ? next() : leadIn(req, res)
    if (!funcionario) return leadIn(req, res)
    if (power === 'signed_in' || funcionario.powers.includes(power)) return next()
    res.status(403).render('console/error', noPowerPage())
  }

function leadIn(req: Request, res: Response): void {
  if (req.method === 'GET') rememberWanted(req)
  res.redirect(303, req.session.entering ? paths.console.codigo : paths.console.ingresar)
}
