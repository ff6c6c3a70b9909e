import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import type { Sistema } from '../../../domain/sistemas/sistema.ts'
import { parseTerms, type TypedTerms } from '../../../domain/sistemas/terms.ts'
import { recordAudit } from '../../audit/record.ts'
import { secretoHash } from '../../openid/verify-secreto.ts'
import { type Deps, personOf, type StaffContext } from '../../ports.ts'
import { requirePower } from '../require-power.ts'
import { type ChangeDeps, needsFactor, takenByOthers } from './change-one.ts'
import { tellOfSistema } from './tell-of-sistema.ts'

const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
const ID_LENGTH = 24

export interface NewSistema {
  terms: TypedTerms
  /** The id of a system with which it shares what people are known by; null for a sector of its own. */
  sector: string | null
  /** A PNG or JPEG. */
  logo: Uint8Array | null
}

/** `secret`: said once, here; null for a public client. */
export interface SistemaWithSecret {
  sistema: Sistema
  secret: string | null
}

/**
 * Registers a system that signs people in with us (product.md “Other systems”). Audited, but for what is badly
 * written; told by mail to everybody who administers staff.
 * @returns refusals by datum.
 * @throws {PowerMissing}
 */
export async function createSistema(
  deps: ChangeDeps & Pick<Deps, 'logos'>,
  context: StaffContext,
  { terms: typed, sector, logo: picture }: NewSistema,
): Promise<Result<SistemaWithSecret>> {
  requirePower(context, 'administrar_sistemas')
  const terms = parseTerms(typed, deps.policy.sistemas)
  if (!terms.ok) return terms
  const logo = picture && (await deps.logos.make(picture))
  if (logo === undefined) return refuse('sistema_logo', 'logo')
  const id = deps.random.text(ID_LETTERS, ID_LENGTH)
  const secret = terms.value.autenticacion === 'ninguna' ? null : deps.random.token()
  return deps.store.transaction(async (uow): Promise<Result<SistemaWithSecret>> => {
    const now = deps.clock.now()
    const shared = sector === null ? undefined : await uow.sistemas.findById(sector)
    const sistema: Sistema = {
      ...terms.value,
      id,
      estado: 'activo',
      secretos:
        secret === null ? [] : [{ hash: secretoHash(deps, id, secret), createdAt: now, expiresAt: null }],
      sector: shared?.sector ?? deps.random.token(),
      logoHash: logo?.hash ?? null,
      createdAt: now,
      createdBy: personOf(context.actor),
      version: 1,
    }
    const refused =
      needsFactor(context.actor) ??
      (sector !== null && !shared ? refuse('sistema_no_existe', 'sector') : await takenByOthers(uow, sistema))
    const isNew = !refused && (await uow.sistemas.create(sistema))
    const done = refused ?? (isNew ? ok({ sistema, secret }) : refuse('sistema_nombre_en_uso', 'nombre'))
    await recordAudit(uow, context, now, 'sistema_creado', {
      result: done.ok ? 'bien' : (done.refusals[0]?.code ?? ''),
      detail: { tipo: sistema.tipo, ...(done.ok && { sistema: id }) },
    })
    if (done.ok) await tellOfSistema(deps, uow, context.actor, sistema, { what: 'registrado' })
    if (logo && done.ok) await uow.sistemas.putLogo(id, logo.png)
    return done
  })
}
