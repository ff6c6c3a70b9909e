/** Makes invented staff of each role, activated, with a password and an authenticator that everybody knows. */

import type { Context, Deps, OperadorContext } from '../../application/ports.ts'
import { openActivation } from '../../application/staff/funcionarios/activaciones.ts'
import { confirmTotp, setContrasena } from '../../application/staff/funcionarios/activate.ts'
import { createFuncionario } from '../../application/staff/funcionarios/create-funcionario.ts'
import type { Rol } from '../../domain/staff/roles.ts'
import { codigoOf, TOTP_SECONDS } from '../../security/totp.ts'
import { CommandFailed } from '../command.ts'

export const DEMO_CONTRASENA = 'cuatro gatos toman agua'

export interface InventedStaff {
  nombre: string
  email: string
  rol: Rol
  /** Of their authenticator, in Base32. */
  secret: string
}

const NAMES: readonly (readonly [string, Rol])[] = [
  ['Elena Pizarro', 'ejecutivo'],
  ['Emilio Bustos', 'ejecutivo'],
  ['Renata Olivares', 'revisor'],
  ['Sonia Valdebenito', 'supervisor'],
  ['Adrián Montecinos', 'administrador'],
]

export const STAFF: readonly InventedStaff[] = NAMES.map(([nombre, rol], at) => ({
  nombre,
  rol,
  email: `${rol}${at === 1 ? '2' : ''}@consola.example`,
  secret: 'DEMO'.repeat(7) + 'ABCDE'.charAt(at).repeat(4),
}))

/** Makes whoever is missing. @returns how many that were. */
export async function makeStaff(deps: Deps): Promise<number> {
  let made = 0
  for (const one of STAFF) {
    if (await deps.store.single.funcionarios.findByEmail(one.email)) continue
    await make(deps, one)
    made++
  }
  return made
}

async function make(deps: Deps, { email, nombre, rol, secret }: InventedStaff): Promise<void> {
  const operador: OperadorContext = {
    actor: { kind: 'operador', nombre: 'demo', powers: ['administrar_personal'] },
    requestId: deps.random.uuid(),
  }
  const created = await createFuncionario(deps, operador, { email, nombre, rol, rut: null })
  const token = created.result === 'bien' ? created.url?.split('/').at(-1) : ''
  const activacionId = (await openActivation(deps, token ?? ''))?.activacion.id ?? ''
  const place = deps.random.uuid()
  const theirs: Context = {
    actor: { kind: 'persona' },
    networks: [place],
    networkFingerprint: place,
    requestId: place,
    formSeal: place,
    browser: null,
  }
  const known = { ...deps, totp: { ...deps.totp, createSecret: () => secret } }
  const chosen = await setContrasena(known, theirs, { activacionId, contrasena: DEMO_CONTRASENA })
  if (!chosen.ok) throw new CommandFailed(`No se pudo activar a ${email}.`)
  // That of a moment ago, so that the one of now is left for who enters.
  const earlier = new Date(deps.clock.now().getTime() - TOTP_SECONDS * 1000)
  const confirmed = await confirmTotp(deps, theirs, { activacionId, codigo: codigoOf(secret, earlier) })
  if (!confirmed.ok) throw new CommandFailed(`No se pudo activar a ${email}.`)
}
