import type { OwnAccesoChange } from '../../../domain/notices/staff-avisos.ts'
import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { judgeContrasena, parseContrasena } from '../../../domain/staff/contrasena.ts'
import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import { recordAudit } from '../../audit/record.ts'
import type { OutboxDeps } from '../../notices/avisos.ts'
import type { Context, Deps, SignedIn, StaffContext, UnitOfWork } from '../../ports.ts'
import { lockOwner, OWN_ACCESS } from '../passkeys/owner.ts'
import type { FuncionarioActor } from './load-actor.ts'
import { giveRecoveryCodes } from './recovery-codes.ts'
import { tryStaffSecret } from './staff-tries.ts'
import { tellPerson } from './tell-of-acceso.ts'

type OwnContext = Context & StaffContext & { actor: FuncionarioActor }

/**
 * ● Changes the password of whoever is signed in, who shows the one that they have: a session left open must not give a
 * stranger their access. Their other sessions end, and they are told by mail (product.md “Staff”).
 * @returns what their session keeps from then on; or `segundo_factor`, `ingreso_vencido`, what a password is refused for,
 *   `no_coinciden…`, `cerrado_personal`.
 * @throws {Overloaded}
 */
export async function changeOwnContrasena(
  deps: Deps,
  context: OwnContext,
  { signedIn, antes, contrasena }: { signedIn: SignedIn; antes: string; contrasena: string },
): Promise<Result<SignedIn>> {
  if (context.actor.renewedFor !== OWN_ACCESS) return refuse('segundo_factor')
  const funcionario = await deps.store.single.funcionarios.findById(signedIn.id)
  if (!funcionario) return refuse('ingreso_vencido')
  const parsed = parseContrasena(contrasena)
  if (!parsed.ok) return refuse(parsed.code, 'contrasena')
  const refusal = judgeContrasena(parsed.value, funcionario, await deps.estimator.load())
  if (refusal) return refuse(refusal, 'contrasena')
  const { email, contrasenaHash: before } = funcionario
  const { tried, contrasenaHash } = await deps.hasher.reserve(context, 2, async (reservation) => {
    const asked = { secret: 'contrasena', email, funcionario } as const
    const tried = await tryStaffSecret(deps, context, asked, async () => {
      const { matches } = await reservation.compare(antes.normalize('NFC'), before)
      return matches
    })
    return { tried, contrasenaHash: tried.refusal ? null : await reservation.create(parsed.value) }
  })
  return deps.store.transaction(async (uow) => {
    await tried.record(uow)
    if (tried.refusal) return tried.refusal
    const owner = await lockOwner(uow, signedIn)
    if (!owner) return refuse('ingreso_vencido')
    const generation = owner.generation + 1
    await uow.staffSessions.endByFuncionario(owner.id)
    await uow.funcionarios.save({ ...owner, contrasenaHash, generation })
    await noted(deps, uow, context, owner, 'contrasena')
    return ok({ ...signedIn, generation })
  })
}

/**
 * ● Gives whoever is signed in ten recovery codes in place of those that they had; they are told by mail.
 * @returns the codes, which are shown this once; or `segundo_factor`, `ingreso_vencido`.
 */
export function renewRecoveryCodes(
  deps: Deps,
  context: OwnContext,
  signedIn: SignedIn,
): Promise<Result<string[]>> {
  return deps.store.transaction(async (uow) => {
    if (context.actor.renewedFor !== OWN_ACCESS) return refuse('segundo_factor')
    const owner = await lockOwner(uow, signedIn)
    if (!owner) return refuse('ingreso_vencido')
    const codes = await giveRecoveryCodes(deps, uow, owner.id)
    await noted(deps, uow, context, owner, 'codigos')
    return ok(codes)
  })
}

const EVENTS = { contrasena: 'contrasena_cambiada', codigos: 'codigos_recuperacion_dados' } as const

async function noted(
  deps: OutboxDeps & Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  context: StaffContext,
  person: Funcionario,
  what: OwnAccesoChange,
): Promise<void> {
  await recordAudit(uow, context, deps.clock.now(), EVENTS[what], { detail: { funcionario: person.id } })
  await tellPerson(deps, uow, { person, what })
}
