import type { Request, Response } from 'express'
import type { Actor, Context, StaffContext } from '../../application/ports.ts'
import { requestContext } from '../request/request-context.ts'
import type { Services } from '../services.ts'

/** Whoever is signed in at the console. */
export type Funcionario = Extract<Actor, { kind: 'funcionario' }>

/** Who acts in a page of the console: for use cases of staff, and for limits and queues. */
export interface ConsoleContext extends Context, StaffContext {
  actor: Funcionario
  requestId: string
}

const localsOf = (res: Response): { funcionario?: Funcionario } => res.locals

/** Notes who is signed in, for the rest of the request. */
export function actAs(res: Response, funcionario: Funcionario): void {
  localsOf(res).funcionario = funcionario
}

/** Who is signed in; undefined where nobody is. */
export const funcionarioOf = (res: Response): Funcionario | undefined => localsOf(res).funcionario

/**
 * The context of a page that asks for a session.
 * @throws Error where nobody is signed in: a route that does not look at who may enter.
 */
export function consoleContext(req: Request, { deps }: Pick<Services, 'deps'>): ConsoleContext {
  const actor = req.res && funcionarioOf(req.res)
  if (!req.res || !actor) throw new Error('nobody is signed in')
  return { ...requestContext(req, req.res, deps), actor }
}
