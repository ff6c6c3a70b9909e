import type { Request, Response } from 'express'
import { SolicitudLost } from '../../../application/errors.ts'
import { continueInSistema } from '../../../application/openid/continue-in-sistema.ts'
import type { Solicitud } from '../../../application/ports.ts'
import { readSolicitud } from '../../../application/request/solicitudes.ts'
import { interaccionUrl } from '../../../domain/ingresar-paths.ts'
import { paths } from '../../../domain/urls.ts'
import { take, textOf } from '../../forms/form-body.ts'
import { requestContext } from '../../request/request-context.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { sessionSolicitudes } from '../session-data.ts'
import { goOn } from './go-on.ts'
import { type Asking, leave } from './interaccion.ts'

/**
 * The button “Continuar en <sistema>” of a last page: signs in whoever showed the CS in that tramite. Once the interaction
 * is over, the sistema asks again, and {@link goOnAfter} takes it from there.
 */
export const continueButton = (services: Services) => async (req: Request, res: Response) => {
  try {
    await goOnFrom(services, req, res)
  } catch (error) {
    // What was proven counts no more: the person signs in.
    const { volver } = req.session
    if (!(error instanceof SolicitudLost) || !volver?.interaccion) throw error
    const { interaccion: id, url: again, sistema } = volver
    const isOver = !(await services.interactions.read(id))
    res.redirect(303, isOver ? leave(req, { id, again, sistema }) : interaccionUrl(paths.ingresar.entry, id))
  }
}

async function goOnFrom(services: Services, req: Request, res: Response): Promise<void> {
  const { interactions } = services
  const solicitud = await ownSolicitud(services, req, requestParam(req, 'solicitud'))
  const { id, again, sistema } = wayOf(solicitud)
  // Ticked beside the button, or before the tramite that came in between.
  const before = req.session.interacciones?.find((one) => one.id === id)
  const shared = 'compartido' in take(req.body, ['compartido']) || before?.compartido === true
  const known = { id, sistema, again, ...(shared && { compartido: true as const }) }
  const interaction = await interactions.read(id)
  if (!interaction || interaction.asks === 'consent') {
    req.session.continuar = { solicitud: solicitud.id, compartido: shared }
    // Asked again, the provider would answer for whoever was signed in here before; for the same person it may.
    await interactions.end(req, res, { cuentaId: solicitud.cuentaId, shared })
    return res.redirect(303, leave(req, known))
  }
  res.redirect(
    303,
    await continueWith(services, req, res, solicitud, { known, sistemaId: interaction.sistemaId }),
  )
}

/**
 * Goes on with an interaction that began where another was over, when a tramite of this session was to be followed by it.
 * @returns the address to go to; undefined where there was none, or it proves nothing any more.
 */
export async function goOnAfter(
  services: Services,
  req: Request,
  res: Response,
  { interaction, known }: Asking,
): Promise<string | undefined> {
  const { continuar } = req.session
  if (!continuar || interaction.asks === 'consent') return undefined
  req.session.continuar = undefined
  try {
    const solicitud = await ownSolicitud(services, req, continuar.solicitud)
    if (wayOf(solicitud).again !== known.again) return undefined
    const shared = continuar.compartido && { compartido: true as const }
    return await continueWith(services, req, res, solicitud, {
      known: { ...known, ...shared },
      sistemaId: interaction.sistemaId,
    })
  } catch (error) {
    if (error instanceof SolicitudLost) return undefined
    throw error
  }
}

async function continueWith(
  services: Services,
  req: Request,
  res: Response,
  solicitud: Solicitud,
  { known, sistemaId }: Pick<Asking, 'known'> & { sistemaId: string },
): Promise<string> {
  const { deps } = services
  const form = { body: `continuar:${solicitud.id}:${known.id}:${textOf(take(req.body, ['_csrf']), '_csrf')}` }
  const destination = { sistemaId, volver: solicitud.volver }
  const done = await continueInSistema(deps, requestContext(req, res, deps), solicitud.id, destination, form)
  if (!done.ok) throw new SolicitudLost()
  return goOn(services, req, known, done.value)
}

/** @throws {SolicitudLost} unless it is one of this session's that is not over. */
async function ownSolicitud({ deps }: Services, req: Request, id: string): Promise<Solicitud> {
  if (!sessionSolicitudes(req).includes(id)) throw new SolicitudLost()
  return readSolicitud(deps, id)
}

/** The sign-in that a tramite was begun from. @throws {SolicitudLost} when it was begun from none. */
function wayOf({ volver }: Solicitud) {
  if (!volver?.interaccion) throw new SolicitudLost()
  return { id: volver.interaccion, again: volver.url, sistema: volver.sistema }
}
