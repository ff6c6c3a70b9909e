import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { judgeContrasena, parseContrasena } from '../../../domain/staff/contrasena.ts'
import { type Funcionario, isFreshPeriod } from '../../../domain/staff/funcionario.ts'
import { recordAudit } from '../../audit/record.ts'
import { SolicitudLost } from '../../errors.ts'
import type { OutboxDeps } from '../../notices/avisos.ts'
import type { Context, Deps, UnitOfWork } from '../../ports.ts'
import { findActivacion, lockActivacion, type OpenActivacion } from './activaciones.ts'
import { giveRecoveryCodes } from './recovery-codes.ts'
import { actorOf } from './staff-tries.ts'
import { tellOfAcceso } from './tell-of-acceso.ts'
import { totpContext } from './totp-secret.ts'

/**
 * Sets the password of who has an activation link, and makes the secret of their authenticator. Nothing opens with
 * either until the second factor was shown.
 * @returns `caracteres_invalidos`, `contrasena_corta`, `contrasena_larga`, or why it is soon guessed.
 * @throws {SolicitudLost} when the link does not work any more.
 * @throws {Overloaded}
 */
export async function setContrasena(
  deps: Deps,
  context: Context,
  { activacionId, contrasena }: { activacionId: string; contrasena: string },
): Promise<Result<null>> {
  const { funcionario } = await findOpen(deps, activacionId)
  const parsed = parseContrasena(contrasena)
  if (!parsed.ok) return refuse(parsed.code, 'contrasena')
  const refusal = judgeContrasena(parsed.value, funcionario, await deps.estimator.load())
  if (refusal) return refuse(refusal, 'contrasena')
  const contrasenaHash = await deps.hasher.reserve(context, 1, (one) => one.create(parsed.value))
  const encryptedTotp = deps.cipher.encrypt(deps.totp.createSecret(), totpContext(funcionario.id))
  await deps.store.transaction(async (uow) => {
    const open = await lockActivacion(deps, uow, activacionId)
    if (!open) throw new SolicitudLost()
    await uow.funcionarios.save({ ...open.funcionario, contrasenaHash, encryptedTotp, totpPeriod: null })
  })
  return ok(null)
}

/** What the page of the authenticator shows: its secret, and what its QR says. */
export interface TotpSetup {
  secret: string
  uri: string
}

/**
 * Reads what {@link setContrasena} made; again as long as it is not confirmed.
 * @returns undefined when no password was set yet.
 * @throws {SolicitudLost} when the link does not work any more.
 */
export async function readTotpSetup(deps: Deps, activacionId: string): Promise<TotpSetup | undefined> {
  const { funcionario } = await findOpen(deps, activacionId)
  const secret = secretOf(deps, funcionario)
  return secret === undefined ? undefined : { secret, uri: deps.totp.uriOf(secret, funcionario.email) }
}

/**
 * Ends the activation: whoever shows the first code of the authenticator can sign in from then on. The link is used up.
 * @param codigo six digits, as `parseCodigo` gives them.
 * @returns ten recovery codes, which are shown this once; or `codigo_no_coincide`.
 * @throws {SolicitudLost} when the link does not work any more, or no password was set.
 */
export function confirmTotp(
  deps: Deps,
  context: Context,
  { activacionId, codigo }: { activacionId: string; codigo: string },
): Promise<Result<string[]>> {
  return deps.store.transaction(async (uow) => {
    const open = await lockActivacion(deps, uow, activacionId)
    const secret = open && secretOf(deps, open.funcionario)
    if (!open || secret === undefined) throw new SolicitudLost()
    const period = deps.totp.periodOf(secret, codigo, deps.clock.now())
    if (!isFreshPeriod(period, open.funcionario.totpPeriod)) return refuse('codigo_no_coincide', 'codigo')
    return ok(await endActivacion(deps, uow, context, open, { totpPeriod: period }))
  })
}

/**
 * What ends an activation, whichever second factor was shown, in the transaction of that.
 * @returns their recovery codes.
 * @throws {SolicitudLost}
 */
async function endActivacion(
  deps: OutboxDeps & Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  context: Pick<Context, 'requestId'>,
  { activacion, funcionario }: OpenActivacion,
  changes: Partial<Pick<Funcionario, 'totpPeriod' | 'encryptedTotp'>>,
): Promise<string[]> {
  const now = deps.clock.now()
  if (funcionario.contrasenaHash === null || !(await uow.activaciones.use(activacion.id, now)))
    throw new SolicitudLost()
  await uow.funcionarios.save({ ...funcionario, ...changes, estado: 'activo' })
  const { requestId } = context
  await recordAudit(uow, { actor: actorOf(funcionario), requestId }, now, 'funcionario_activado', {
    detail: { funcionario: funcionario.id },
  })
  // The first time it is who made them that was told.
  if (funcionario.generation > 0) {
    const isAbout = funcionario.rol === 'administrador'
    const others = isAbout ? await uow.funcionarios.findAdministradores() : []
    await tellOfAcceso(deps, uow, { person: funcionario, what: 'activado', others })
  }
  return giveRecoveryCodes(deps, uow, funcionario.id)
}

async function findOpen(deps: Deps, activacionId: string): Promise<OpenActivacion> {
  const open = await findActivacion(deps, activacionId)
  if (!open) throw new SolicitudLost()
  return open
}

const secretOf = (
  { cipher }: Pick<Deps, 'cipher'>,
  { id, encryptedTotp }: Pick<Funcionario, 'id' | 'encryptedTotp'>,
): string | undefined => (encryptedTotp === null ? undefined : cipher.decrypt(encryptedTotp, totpContext(id)))
