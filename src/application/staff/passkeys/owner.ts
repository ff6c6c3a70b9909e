import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import type { Deps, Renewed, SignedIn, UnitOfWork } from '../../ports.ts'

/** Whose session it is, and what they showed again in it. */
export interface PasskeySession {
  signedIn: SignedIn
  renewed: Renewed | undefined
}

/** What the second factor is shown again for, in place of a llamada: what they sign in with. */
export const OWN_ACCESS = 'llaves'

/** Whose passkeys these are; undefined when their session is over, wherever it ended. */
export const findOwner = async (
  { store }: Pick<Deps, 'store'>,
  signedIn: SignedIn,
): Promise<Funcionario | undefined> =>
  ifSignedIn(await store.single.funcionarios.findById(signedIn.id), signedIn)

/** The same, held until the transaction ends. */
export const lockOwner = async (
  { funcionarios }: UnitOfWork,
  signedIn: SignedIn,
): Promise<Funcionario | undefined> => ifSignedIn(await funcionarios.lock(signedIn.id), signedIn)

const ifSignedIn = (funcionario: Funcionario | undefined, { generation }: SignedIn) =>
  funcionario?.estado === 'activo' && funcionario.generation === generation ? funcionario : undefined

/**
 * Whether somebody showed just now that it is them: a session left open must not give a stranger a passkey of their own,
 * nor take the owner's away. Whoever can do nothing else showed it to get here.
 */
export const mayChangePasskeys = (
  { clock }: Pick<Deps, 'clock'>,
  { signedIn, renewed }: PasskeySession,
): boolean =>
  signedIn.onlyRegisters !== undefined ||
  (renewed?.llamada === OWN_ACCESS && renewed.until > clock.now().getTime())
