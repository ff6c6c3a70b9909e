import { ACTIVATION_HOURS, type Funcionario } from '../../../domain/staff/funcionario.ts'
import { activarUrl } from '../../../domain/urls.ts'
import { addHours } from '../../../domain/values/durations.ts'
import type { Activacion, Deps, UnitOfWork } from '../../ports.ts'

/** Makes the activation link of a funcionario, in place of any other. @returns its address. */
export async function createActivacion(
  deps: Pick<Deps, 'random' | 'fingerprints' | 'policy' | 'clock'>,
  uow: UnitOfWork,
  { id: funcionarioId }: Pick<Funcionario, 'id'>,
): Promise<{ url: string; expiresAt: Date }> {
  const token = deps.random.token()
  const expiresAt = addHours(deps.clock.now(), ACTIVATION_HOURS)
  await uow.activaciones.replace({
    id: deps.random.uuid(),
    funcionarioId,
    fingerprint: deps.fingerprints.fingerprint('enlace', `funcionario:${token}`),
    expiresAt,
    usedAt: null,
  })
  return { url: deps.policy.baseUrl + activarUrl(token), expiresAt }
}

/** An activation link that works, and whose it is. */
export interface OpenActivacion {
  activacion: Activacion
  funcionario: Funcionario
}

/**
 * Opens the link of a token; that has no effect, since mail scanners open links too.
 * @returns undefined when it is unknown, used or expired.
 */
export async function openActivation(
  deps: Pick<Deps, 'store' | 'fingerprints' | 'clock'>,
  token: string,
): Promise<OpenActivacion | undefined> {
  const fingerprint = deps.fingerprints.fingerprint('enlace', `funcionario:${token}`)
  const activacion = await deps.store.single.activaciones.findByFingerprint(fingerprint)
  return withFuncionario(deps, deps.store.single, activacion)
}

/** The same of one that the session keeps by its id. */
export const findActivacion = async (
  deps: Pick<Deps, 'store' | 'clock'>,
  id: string,
): Promise<OpenActivacion | undefined> =>
  withFuncionario(deps, deps.store.single, await deps.store.single.activaciones.findById(id))

/** The same in a transaction, which holds the funcionario. */
export async function lockActivacion(
  deps: Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  id: string,
): Promise<OpenActivacion | undefined> {
  const { funcionarios, activaciones } = uow
  const found = await activaciones.findById(id)
  // Held before the link is looked at again: of two at once, the second sees what the first did.
  if (found) await funcionarios.lock(found.funcionarioId)
  return withFuncionario(deps, uow, await activaciones.findById(id))
}

async function withFuncionario(
  { clock }: Pick<Deps, 'clock'>,
  { funcionarios }: Pick<UnitOfWork, never> & { funcionarios: Pick<UnitOfWork['funcionarios'], 'findById'> },
  activacion: Activacion | undefined,
): Promise<OpenActivacion | undefined> {
  if (!activacion || activacion.usedAt || activacion.expiresAt <= clock.now()) return undefined
  const funcionario = await funcionarios.findById(activacion.funcionarioId)
  return funcionario?.estado === 'invitado' ? { activacion, funcionario } : undefined
}
