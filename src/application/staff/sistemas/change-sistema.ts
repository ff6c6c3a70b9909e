import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { rotateSecretos, type Sistema, type SistemaTerms } from '../../../domain/sistemas/sistema.ts'
import { parseTerms, type TypedTerms } from '../../../domain/sistemas/terms.ts'
import { addHours } from '../../../domain/values/durations.ts'
import { secretoHash } from '../../openid/verify-secreto.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { requirePower } from '../require-power.ts'
import { type ChangeDeps, changeOne, takenByOthers, type WhichSistema } from './change-one.ts'
import type { SistemaWithSecret } from './create-sistema.ts'

export interface SistemaChanges {
  /** Those that change, whole. */
  terms: Partial<TypedTerms>
  /** A PNG or JPEG; null takes it away, undefined leaves it. */
  logo?: Uint8Array | null
}

/**
 * Changes what a system may do. One that becomes public keeps no secret; one that stops being so gets its first by
 * {@link rotateSecreto}.
 * @returns refusals by datum.
 * @throws {PowerMissing}
 */
export async function changeSistema(
  deps: ChangeDeps & Pick<Deps, 'logos'>,
  context: StaffContext,
  which: WhichSistema,
  { terms: typed, logo: picture }: SistemaChanges,
): Promise<Result<Sistema>> {
  requirePower(context, 'administrar_sistemas')
  const logo = picture && (await deps.logos.make(picture))
  if (picture && !logo) return refuse('sistema_logo', 'logo')
  return changeOne(deps, context, which, 'sistema_cambiado', async (uow, sistema) => {
    const terms = parseTerms({ ...termsOf(sistema), ...typed }, deps.policy.sistemas)
    if (!terms.ok) return terms
    const changed: Sistema = {
      ...sistema,
      ...terms.value,
      secretos: terms.value.autenticacion === 'ninguna' ? [] : sistema.secretos,
      logoHash: picture === undefined ? sistema.logoHash : (logo?.hash ?? null),
    }
    const taken = await takenByOthers(uow, changed)
    if (taken) return taken
    if (picture !== undefined) await uow.sistemas.putLogo(sistema.id, logo?.png ?? null)
    const changes = changesOf(sistema, changed)
    const parts = changes.map((name) => (name === 'logoHash' ? 'logo' : name))
    const told = parts.length > 0 ? ({ what: 'cambiado', parts } as const) : undefined
    return ok({ sistema: changed, told, detail: { cambios: changes.join(',') } })
  })
}

const termsOf = ({
  nombre,
  tipo,
  redirectUris,
  postLogoutUris,
  volverOrigins,
  scopes,
  autenticacion,
  backchannelLogoutUri,
}: Sistema): SistemaTerms => ({
  ...{ nombre, tipo, redirectUris, postLogoutUris, volverOrigins },
  ...{ scopes, autenticacion, backchannelLogoutUri },
})

/** The names of what changed. */
function changesOf(before: Sistema, after: Sistema): (keyof SistemaTerms | 'logoHash')[] {
  const names = [...Object.keys(termsOf(before)), 'logoHash'] as (keyof SistemaTerms | 'logoHash')[]
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}

/**
 * Gives a system a new secret, said once. Those that it has go on for an overlap, so that nothing stops meanwhile.
 * @throws {PowerMissing}
 */
export async function rotateSecreto(
  deps: ChangeDeps,
  context: StaffContext,
  which: WhichSistema,
  overlapHours: number,
): Promise<Result<SistemaWithSecret>> {
  requirePower(context, 'administrar_sistemas')
  const secret = deps.random.token()
  const changed = await changeOne(
    deps,
    context,
    which,
    'sistema_secreto_rotado',
    async (_uow, sistema, now) => {
      if (sistema.autenticacion === 'ninguna') return refuse('sistema_sin_secreto')
      const until = addHours(now, overlapHours)
      const secretos = rotateSecretos(sistema, secretoHash(deps, sistema.id, secret), { now, until })
      return ok({
        sistema: { ...sistema, secretos },
        told: { what: 'secreto' },
        detail: { horas: overlapHours },
      })
    },
  )
  return changed.ok ? ok({ sistema: changed.value, secret }) : changed
}

/** What becomes of a system in each estado: how it is audited and told, and what is said where it is so already. */
const ESTADO_CHANGES = {
  suspendido: { event: 'sistema_suspendido', what: 'suspendido', already: 'sistema_ya_suspendido' },
  activo: { event: 'sistema_reanudado', what: 'reanudado', already: 'sistema_ya_activo' },
} as const

/** Nobody signs in there any more, until it is resumed. @throws {PowerMissing} */
export const suspendSistema = (
  deps: ChangeDeps,
  context: StaffContext,
  which: WhichSistema,
): Promise<Result<Sistema>> => setEstado(deps, context, which, 'suspendido')

/** People sign in there again. @throws {PowerMissing} */
export const resumeSistema = (
  deps: ChangeDeps,
  context: StaffContext,
  which: WhichSistema,
): Promise<Result<Sistema>> => setEstado(deps, context, which, 'activo')

async function setEstado(
  deps: ChangeDeps,
  context: StaffContext,
  which: WhichSistema,
  estado: Sistema['estado'],
): Promise<Result<Sistema>> {
  requirePower(context, 'administrar_sistemas')
  const { event, what, already } = ESTADO_CHANGES[estado]
  return changeOne(deps, context, which, event, async (_uow, sistema) =>
    sistema.estado === estado ? refuse(already) : ok({ sistema: { ...sistema, estado }, told: { what } }),
  )
}
