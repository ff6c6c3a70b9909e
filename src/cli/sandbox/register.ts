import type { Deps, OperadorContext } from '../../application/ports.ts'
import { changeSistema, rotateSecreto } from '../../application/staff/sistemas/change-sistema.ts'
import { createSistema } from '../../application/staff/sistemas/create-sistema.ts'
import { listSistemas } from '../../application/staff/sistemas/read-sistemas.ts'
import { SCOPES } from '../../domain/sistemas/scopes.ts'
import type { TypedTerms } from '../../domain/sistemas/terms.ts'
import { done } from '../done.ts'

export const NOMBRE = 'Sistema de prueba'

/**
 * Registers the system of tests, or gives it a new secret. It hears of sign-outs only where the settings let our servers
 * reach this machine (OPENID_BACKCHANNEL_ALLOWED_HOSTS).
 * @param base where it listens.
 * @throws {CommandFailed}
 */
export async function registerSandbox(
  deps: Deps,
  operador: OperadorContext,
  base: string,
): Promise<{ clientId: string; secret: string }> {
  const hears = deps.policy.sistemas.backchannelHosts.includes(new URL(base).hostname)
  const terms: TypedTerms = {
    nombre: NOMBRE,
    tipo: 'tercero',
    redirectUris: [`${base}/vuelta`],
    postLogoutUris: [`${base}/`],
    volverOrigins: [],
    scopes: SCOPES,
    autenticacion: 'basic',
    backchannelLogoutUri: hears ? `${base}/salida` : null,
  }
  const known = (await listSistemas(deps, operador)).find(({ nombre }) => nombre === NOMBRE)
  if (known) done(await changeSistema(deps, operador, { id: known.id }, { terms }))
  const { sistema, secret } = done(
    known
      ? await rotateSecreto(deps, operador, { id: known.id }, 0)
      : await createSistema(deps, operador, { terms, sector: null, logo: null }),
  )
  return { clientId: sistema.id, secret: secret ?? '' }
}
