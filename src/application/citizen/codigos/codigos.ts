/** A six-digit codigo of a solicitud: how it is stored, and how one that was typed is judged. */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { type Refused, refuse } from '../../../domain/outcome/result.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../../ports.ts'
import { findProvenBrowser } from '../../proof/browsers.ts'
import { type Tried, trySecret } from '../../proof/tries.ts'

interface Place {
  solicitudId: string
  /** What it is about, where that can change meanwhile: of anything else it is another codigo. */
  about?: string
}

const textOf = ({ solicitudId, about = '' }: Place, codigo: string): string =>
  `${solicitudId}:${about}:${codigo}`

/**
 * Stores the codigo of a solicitud in place of any former one.
 * @param codigo null stores one that nobody can guess: what is typed does not match, as with any wrong codigo.
 */
export const putCodigo = (
  deps: Deps,
  uow: UnitOfWork,
  { expiresAt, ...place }: Place & { expiresAt: Date },
  codigo: string | null,
): Promise<void> => {
  const text = textOf(place, codigo ?? deps.random.token())
  const fingerprint = deps.fingerprints.fingerprint('codigo', text)
  return uow.codigos.put({ solicitudId: place.solicitudId, fingerprint, expiresAt })
}

interface TypedCodigo {
  solicitud: Pick<Solicitud, 'id' | 'subject'>
  /** Whose counter a try spends. Defaults to the solicitud's. */
  subject?: string
  cuenta: Cuenta | undefined
  codigo: string
  about?: string
  /** Whether it proves the cuenta, and not only what it is about. Defaults to true. */
  proves?: boolean
  /** Whether the form cost a captcha. Defaults to false. */
  paid?: boolean
}

/** Compares with the codigo of a solicitud, which spends a try. @returns `codigo_vencido`, if it has none any more. */
export async function tryCodigo(
  deps: Deps,
  context: Context,
  {
    solicitud,
    subject = solicitud.subject,
    cuenta,
    codigo,
    about = '',
    proves = true,
    paid = false,
  }: TypedCodigo,
): Promise<Tried | Refused> {
  const saved = await deps.store.single.codigos.findBySolicitud(solicitud.id)
  if (!saved || saved.expiresAt <= deps.clock.now()) return refuse('codigo_vencido', 'codigo')
  const known = await findProvenBrowser(deps, context, cuenta?.id)
  const proof = {
    secret: 'codigo',
    event: 'codigo_presentado',
    subject,
    cuenta,
    known,
    proves,
    paid,
  } as const
  const text = textOf({ solicitudId: solicitud.id, about }, codigo)
  return trySecret(deps, context, proof, () => deps.fingerprints.matches('codigo', text, saved.fingerprint))
}
