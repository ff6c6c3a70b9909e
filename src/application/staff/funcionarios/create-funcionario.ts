import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import type { Rol } from '../../../domain/staff/roles.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { recordAudit } from '../../audit/record.ts'
import { enqueueAviso, type OutboxDeps } from '../../notices/avisos.ts'
import { type Deps, personOf, type StaffContext, type UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { requirePower } from '../require-power.ts'
import { createActivacion } from './activaciones.ts'
import { type ChangeRefusal, whyNotChanged } from './change-funcionario.ts'
import { tellAdministradores, tellOfAcceso } from './tell-of-acceso.ts'

export interface NewFuncionario {
  email: string
  nombre: string
  rol: Rol
  /** Canonical; with it, the cuenta of their own RUT is one on which they do not act. */
  rut: string | null
}

export type CreateFuncionarioResult =
  /** `url`: of the link, for an operador alone; what an administrador makes is mailed. */
  | { result: 'bien'; funcionario: Funcionario; url: string | null; expiresAt: Date }
  | { result: 'email_en_uso' | ChangeRefusal }

/**
 * Makes a funcionario with an activation link (product.md “Staff”): an operador reads it, nobody else but its owner does.
 * Whoever administers staff is told of one more who does. Audited.
 * @returns `email_en_uso` where there is one; of an administrador, `segundo_factor` where they did not show it again for it.
 * @throws {PowerMissing}
 */
export function createFuncionario(
  deps: OutboxDeps & Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  { email, nombre, rol, rut }: NewFuncionario,
): Promise<CreateFuncionarioResult> {
  requirePower(context, 'administrar_personal')
  return deps.store.transaction(async (uow): Promise<CreateFuncionarioResult> => {
    const now = deps.clock.now()
    const funcionario: Funcionario = {
      id: deps.random.uuid(),
      ...{ email, nombre, rol },
      estado: 'invitado',
      contrasenaHash: null,
      encryptedTotp: null,
      totpPeriod: null,
      ownSubject: rut === null ? null : subjectOf(deps, 'natural', rut),
      atajos: true,
      generation: 0,
      restartAskedBy: null,
      restartAskedAt: null,
      createdAt: now,
      createdBy: personOf(context.actor),
      suspendedAt: null,
    }
    const administradores = await uow.funcionarios.lockAdministradores()
    const refusal = whyNotChanged(context.actor, funcionario, administradores)
    const isNew = !refusal && (await uow.funcionarios.create(funcionario))
    await recordAudit(uow, context, now, 'funcionario_creado', {
      result: isNew ? 'bien' : (refusal ?? 'email_en_uso'),
      detail: { rol, ...(isNew && { funcionario: funcionario.id }) },
    })
    if (!isNew) return { result: refusal ?? 'email_en_uso' }
    const activacion = await createActivacion(deps, uow, funcionario)
    const others = rol === 'administrador' ? administradores : []
    const told = { person: funcionario, what: 'creado', others } as const
    if (context.actor.kind === 'operador') {
      await tellOfAcceso(deps, uow, told)
      return { result: 'bien', funcionario, ...activacion }
    }
    await tellAdministradores(deps, uow, told)
    await mailActivacion(deps, uow, funcionario, activacion)
    return { result: 'bien', funcionario, url: null, expiresAt: activacion.expiresAt }
  })
}

/** Mails somebody the link with which they choose what they sign in with. */
export async function mailActivacion(
  deps: OutboxDeps & Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  { email, nombre }: Funcionario,
  { url, expiresAt }: { url: string; expiresAt: Date },
): Promise<void> {
  await enqueueAviso(deps, uow, {
    to: email,
    cuentaId: null,
    aviso: { kind: 'funcionario_invitado', name: nombre, enlace: url, expires: formatMoment(expiresAt) },
    now: deps.clock.now(),
  })
}
