import { whatOpens } from '../../../domain/staff/passkey.ts'
import type { Deps } from '../../ports.ts'

/** With what somebody can show that it is them. */
export interface Factors {
  /** They have one. */
  passkey: boolean
  /** The code of their authenticator opens something. */
  totp: boolean
}

/** What a page that asks for a second factor offers. @param funcionarioId whoever showed their password. */
export async function readFactors(
  { store, policy }: Pick<Deps, 'store' | 'policy'>,
  funcionarioId: string,
): Promise<Factors> {
  const { funcionarios, passkeys } = store.single
  const funcionario = await funcionarios.findById(funcionarioId)
  const count = await passkeys.readCount(funcionarioId)
  const opened =
    funcionario && whatOpens('totp', { rol: funcionario.rol, passkeys: count, demand: policy.staffPasskeys })
  return { passkey: count > 0, totp: opened !== 'nada' }
}
