import type { NextFunction, Request, Response } from 'express'
import { readAsking } from '../../../application/openid/read-asking.ts'
import type { Interaction, Volver } from '../../../application/ports.ts'
import { interaccionUrl } from '../../../domain/ingresar-paths.ts'
import type { Sistema } from '../../../domain/sistemas/sistema.ts'
import { paths } from '../../../domain/urls.ts'
import { AtOtherPaso } from '../../request/errors.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { type KnownInteraccion, rememberInteraccion, requestedInteraccion } from '../session-data.ts'

/** The interaction of a page, and the sistema that asks. */
export interface Asking {
  interaction: Interaction
  sistema: Sistema
  known: KnownInteraccion
}

/** The interaction of a page is over, or this session did not arrive with it. */
export class InteraccionLost extends Error {
  constructor() {
    super('the interaction is over, or of another browser')
    this.name = 'InteraccionLost'
  }
}

/** The way back of what is begun from a sign-in. */
export const volverTo = ({ id, sistema, again }: KnownInteraccion): Volver => ({
  sistema,
  url: again,
  interaccion: id,
})

/**
 * The interaction with which a browser arrives: it must be that of its own cookie, or one that this session arrived
 * with already. From now on pages of this session serve it.
 * @throws {InteraccionLost}
 */
export async function arrive(services: Services, req: Request, res: Response): Promise<Asking> {
  const { interactions } = services
  const id = requestParam(req, 'interaccion')
  const arriving = await interactions.arriving(req, res)
  const known = requestedInteraccion(req)
  const own =
    arriving?.id === id ? arriving : id && known?.id === id ? await interactions.read(id) : undefined
  return ask(services, req, own, known)
}

/**
 * The interaction of a page: one that this session arrived with, and that asks for such a page.
 * @throws {InteraccionLost}
 * @throws {AtOtherPaso}
 */
export async function pageInteraction(
  services: Services,
  req: Request,
  page: 'ingresar' | 'permiso',
): Promise<Asking> {
  const known = requestedInteraccion(req)
  const asking = await ask(services, req, known && (await services.interactions.read(known.id)), known)
  const { id, asks } = asking.interaction
  if ((asks === 'consent') !== (page === 'permiso'))
    throw new AtOtherPaso(interaccionUrl(paths.ingresar.entry, id))
  return asking
}

async function ask(
  { deps }: Services,
  req: Request,
  interaction: Interaction | undefined,
  known: KnownInteraccion | undefined,
): Promise<Asking> {
  const sistema = interaction && (await readAsking(deps, interaction.sistemaId))
  if (!sistema) throw new InteraccionLost()
  const { id, again } = interaction
  const current = { ...(known?.id === id && known), id, sistema: sistema.nombre, again }
  rememberInteraccion(req, current)
  // What is begun from here leads back here.
  req.session.volver = volverTo(current)
  return { interaction, sistema, known: current }
}

/**
 * Leads on from an interaction.
 * @param next where the request of the sistema goes on; without it, it begins again.
 * @returns the address that leads there: a page of its own, because Chromium does not let a form lead to another origin by
 *   any number of redirects unless the page that had it allows that origin (docs/decisions/0074).
 */
export function leave(req: Request, known: KnownInteraccion, next = known.again): string {
  rememberInteraccion(req, { ...known, next })
  // Done: what is begun later was not begun for it.
  if (req.session.volver?.interaccion === known.id) Reflect.deleteProperty(req.session, 'volver')
  return interaccionUrl(paths.ingresar.seguir, known.id)
}

/** Whoever is at a page of an interaction that is over learns how to start again. */
export function findWayToStart(error: unknown, req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent || !(error instanceof InteraccionLost)) return next(error)
  res.redirect(303, interaccionUrl(paths.ingresar.vencida, requestParam(req, 'interaccion')))
}
