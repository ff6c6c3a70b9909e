/** A code to the channel that the register of organisations owns: where a page offers it, and what it stands for. */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { entryOf, type Organismo } from '../../../domain/organisations/organismo.ts'
import { type CodigoEffect, effectOfCodigo } from '../../../domain/organisations/registro-codigo.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { SolicitudLost } from '../../errors.ts'
import { enqueueAviso, enqueueSms } from '../../notices/avisos.ts'
import type { Deps, Queries, Solicitud, UnitOfWork } from '../../ports.ts'
import type { CodigoOfPage, NewCodigo } from './codigo-of-page.ts'

/** The operaciones whose last page offers it. */
const OFFERED_AT_END = ['registrar', 'actualizar']
/** The stops that it settles. */
const OFFERED_AT_STOP = ['otro_representante', 'otec_no_vigente', 'otec_no_verificada']

/** What a page offers: what the code does, and where it goes; null to whoever only registered, who proved nothing. */
export interface OfferedCodigo {
  effect: CodigoEffect
  email: string | null
  celular: string | null
}

/** A code that is offered, and what it is about. */
export interface OfferedIn {
  solicitud: Solicitud
  cuenta: Cuenta
  organismo: Organismo
  effect: CodigoEffect
}

const isOfferedIn = ({ estado, operacion, reason }: Solicitud): boolean =>
  estado === 'lista' ? OFFERED_AT_END.includes(operacion) : OFFERED_AT_STOP.includes(reason ?? '')

async function find(
  deps: Pick<Deps, 'clock'>,
  reads: Pick<Queries, 'cuentas' | 'organismos'>,
  solicitud: Solicitud | undefined,
): Promise<OfferedIn | undefined> {
  if (solicitud?.perfil !== 'juridica' || !isOfferedIn(solicitud)) return undefined
  if (solicitud.expiresAt <= deps.clock.now()) return undefined
  const cuenta = await reads.cuentas.findById(solicitud.cuentaId ?? '')
  const organismo = cuenta && (await reads.organismos.findByRut(cuenta.identificador))
  const effect = cuenta && effectOfCodigo(cuenta, organismo)
  return cuenta && organismo && effect ? { solicitud, cuenta, organismo, effect } : undefined
}

/** What the page of a solicitud offers, if anything (product.md “Proofs”, 7). */
export async function findOfferedCodigo(
  deps: Deps,
  solicitud: Solicitud,
): Promise<OfferedCodigo | undefined> {
  const found = await find(deps, deps.store.single, solicitud)
  if (!found) return undefined
  const { effect, organismo } = found
  if (solicitud.operacion === 'registrar') return { effect, email: null, celular: null }
  return { effect, email: organismo.email, celular: organismo.celular }
}

/** @throws {SolicitudLost} when no code is offered (any more). */
async function load(deps: Deps, reads: Queries, solicitudId: string): Promise<OfferedIn> {
  const found = await find(deps, reads, await reads.solicitudes.findById(solicitudId))
  if (!found) throw new SolicitudLost()
  return found
}

/**
 * Sends a code to the mailbox and the mobile that the register has of an organisation.
 * @returns whether any of the two messages left.
 */
async function send(
  deps: Deps,
  uow: UnitOfWork,
  { solicitud, cuenta, organismo, effect }: OfferedIn,
  { codigo, expiresAt }: NewCodigo,
): Promise<boolean> {
  const shared = { cuentaId: cuenta.id, now: deps.clock.now() }
  const { email, celular } = organismo
  const aviso = {
    kind: 'codigo_registro',
    name: { organizacion: organismo.razonSocial },
    codigo,
    expires: formatMoment(expiresAt),
    replaces: effect === 'reemplaza',
  } as const
  const byMail = email !== null && (await enqueueAviso(deps, uow, { ...shared, to: email, aviso }))
  const sms = { kind: 'codigo_registro', codigo } as const
  const byStranger = solicitud.operacion === 'registrar'
  const bySms =
    celular !== null && (await enqueueSms(deps, uow, { ...shared, to: celular, aviso: sms, byStranger }))
  return byMail || bySms
}

/** The entry of the register that a code stands for. */
export const entryText = (organismo: Organismo): string =>
  [entryOf(organismo), organismo.email, organismo.celular].join(' ')

/** The code to the channel that the register has; another entry of it is another code. */
export const REGISTRO_CODIGO: CodigoOfPage<OfferedIn> = {
  canal: 'registro',
  load,
  about: ({ organismo }) => entryText(organismo),
  send,
}
