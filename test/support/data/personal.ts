/** People of the call centre. */
import { TOTP } from 'otpauth'
import type { Deps } from '../../../src/application/ports.ts'
import { openActivation } from '../../../src/application/staff/funcionarios/activaciones.ts'
import {
  confirmTotp,
  readTotpSetup,
  setContrasena,
} from '../../../src/application/staff/funcionarios/activate.ts'
import { createFuncionario } from '../../../src/application/staff/funcionarios/create-funcionario.ts'
import type { Funcionario } from '../../../src/domain/staff/funcionario.ts'
import type { Rol } from '../../../src/domain/staff/roles.ts'
import { CONTEXT } from './askers.ts'
import { OPERADOR } from './operador.ts'

export const CONTRASENA = 'lluvia-Tejado_9 corcel'

/** One who signs in with nothing yet. */
export const storedFuncionario = (changes: Partial<Funcionario> = {}): Funcionario => ({
  id: 'una',
  email: 'una@sence.test',
  nombre: 'Una Persona',
  rol: 'ejecutivo',
  estado: 'activo',
  contrasenaHash: null,
  encryptedTotp: null,
  totpPeriod: null,
  ownSubject: null,
  atajos: true,
  generation: 0,
  restartAskedBy: null,
  restartAskedAt: null,
  createdAt: new Date(0),
  createdBy: 'operador:ana',
  suspendedAt: null,
  ...changes,
})

/** The code that an authenticator shows. */
export const totpCode = (secret: string, now: Date): string =>
  new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: now.getTime() })

export const tokenIn = (url: string | null): string => url?.split('/').at(-1) ?? ''

/** Makes one as an operador does, and activates it. */
export async function activeFuncionario(
  deps: Deps,
  { email = 'eva@sence.test', rol = 'ejecutivo' }: { email?: string; rol?: Rol } = {},
): Promise<{ id: string; email: string; secret: string; codes: string[] }> {
  const made = await createFuncionario(deps, OPERADOR, { email, nombre: 'Eva Ríos', rol, rut: null })
  if (made.result !== 'bien') throw new Error(made.result)
  const open = await openActivation(deps, tokenIn(made.url))
  const activacionId = open?.activacion.id ?? ''
  await setContrasena(deps, CONTEXT, { activacionId, contrasena: CONTRASENA })
  const secret = (await readTotpSetup(deps, activacionId))?.secret ?? ''
  const codigo = totpCode(secret, deps.clock.now())
  const done = await confirmTotp(deps, CONTEXT, { activacionId, codigo })
  if (!done.ok) throw new Error(done.refusals[0]?.code)
  return { id: made.funcionario.id, email, secret, codes: done.value }
}
