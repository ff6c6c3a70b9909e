/**
 * Six-digit codes that a page offers once a tramite ended or stopped: to the mobile, or to the channel that the register
 * has. Each says what it is about; asking and judging are the same.
 */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { addMinutes, CODIGO_MINUTES, CODIGO_REPEAT_MINUTES } from '../../../domain/values/durations.ts'
import { recordAudit } from '../../audit/record.ts'
import { SolicitudLost } from '../../errors.ts'
import type { Context, Deps, Queries, Solicitud, UnitOfWork } from '../../ports.ts'
import { findProvenBrowser } from '../../proof/browsers.ts'
import { cuentaSubject } from '../../proof/limits.ts'
import { concludeTry, trySecret } from '../../proof/tries.ts'
import { type FormSubmission, once } from '../../request/once.ts'
import { advanceSolicitud } from '../../request/read-again.ts'
import { withCodigoAsked } from '../../request/solicitudes.ts'

interface Found {
  solicitud: Solicitud
  cuenta: Cuenta
}

export interface NewCodigo {
  codigo: string
  expiresAt: Date
}

/** What such a code is about. */
export interface CodigoOfPage<F extends Found> {
  /** How the audit calls where it goes. */
  canal: 'sms' | 'registro'
  /** @throws {SolicitudLost} when the page offers none (any more). */
  load(deps: Deps, reads: Queries, solicitudId: string): Promise<F>
  /** What it stands for: of anything else it is another code. */
  about(found: F): string
  /** @returns whether any message left. */
  send(deps: Deps, uow: UnitOfWork, found: F, codigo: NewCodigo): Promise<boolean>
}

interface Asked {
  solicitudId: string
  form: Pick<FormSubmission, 'body'>
}

/**
 * Sends a code. It replaces any previous one; where no message left, the previous one stays valid. The first one
 * prolongs the solicitud: see {@link withCodigoAsked}.
 * @returns the solicitud.
 * @throws {SolicitudLost} when the page offers none.
 */
export function requestCodigoOfPage<F extends Found>(
  deps: Deps,
  context: Context,
  of: CodigoOfPage<F>,
  { solicitudId, form }: Asked,
): Promise<Result<Solicitud>> {
  return once(deps, form, (keep) =>
    deps.store.transaction(async (uow) => {
      const found = await of.load(deps, uow, solicitudId)
      const { solicitud, cuenta } = found
      const now = deps.clock.now()
      const expiresAt = addMinutes(now, CODIGO_MINUTES)
      const codigo = deps.random.text('0123456789', 6)
      const leaves = await of.send(deps, uow, found, { codigo, expiresAt })
      if (leaves || !(await uow.codigos.findBySolicitud(solicitudId))) {
        // Where none left, one that nobody can guess: what is typed does not match, as with any wrong code.
        const text = textOf(of, found, leaves ? codigo : deps.random.token())
        const fingerprint = deps.fingerprints.fingerprint('codigo', text)
        await uow.codigos.put({ solicitudId, fingerprint, expiresAt })
      }
      await recordAudit(uow, context, now, 'codigo_pedido', {
        cuentaId: cuenta.id,
        subject: solicitud.subject,
        detail: { canal: of.canal },
      })
      const end = withCodigoAsked(deps, solicitud)
      await advanceSolicitud(uow, solicitud, end)
      return keep(uow, ok(end), CODIGO_REPEAT_MINUTES)
    }),
  )
}

/**
 * Judges a code, which proves nothing of the cuenta, and does what it is for in the transaction of its try.
 * @returns what `conclude` returns; or refusals `codigo_vencido`, `no_coinciden`, `cerrado`.
 * @throws {SolicitudLost} when the page offers none, or it is about something else by now.
 */
export function judgeCodigoOfPage<F extends Found>(
  deps: Deps,
  context: Context,
  of: CodigoOfPage<F>,
  { solicitudId, codigo, form }: Asked & { codigo: string },
  conclude: (uow: UnitOfWork, found: F) => Promise<Result<Solicitud>>,
): Promise<Result<Solicitud>> {
  return once(deps, form, async (keep) => {
    const found = await of.load(deps, deps.store.single, solicitudId)
    const saved = await deps.store.single.codigos.findBySolicitud(solicitudId)
    if (!saved || saved.expiresAt <= deps.clock.now()) return refuse('codigo_vencido', 'codigo')
    const { cuenta } = found
    const proof = {
      secret: 'codigo',
      event: 'codigo_presentado',
      subject: cuentaSubject(deps, cuenta, cuenta),
      cuenta,
      known: await findProvenBrowser(deps, context, cuenta.id),
      proves: false,
    } as const
    const tried = await trySecret(deps, context, proof, () =>
      deps.fingerprints.matches('codigo', textOf(of, found, codigo), saved.fingerprint),
    )
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      const current = await of.load(deps, uow, solicitudId)
      if (of.about(current) !== of.about(found)) throw new SolicitudLost()
      const done = await conclude(uow, current)
      if (done.ok) await uow.codigos.delete(solicitudId)
      return keep(uow, done)
    })
  })
}

/** A code serves in one solicitud and for one thing. */
const textOf = <F extends Found>(of: CodigoOfPage<F>, found: F, codigo: string): string =>
  `${found.solicitud.id}:${of.about(found)}:${codigo}`
