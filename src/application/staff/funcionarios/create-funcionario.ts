import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import type { Rol } from '../../../domain/staff/roles.ts'
import { recordAudit } from '../../audit/record.ts'
import { type Deps, personOf, type StaffContext } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { requirePower } from '../require-power.ts'
import { createActivacion } from './activaciones.ts'

export interface NewFuncionario {
  email: string
  nombre: string
  rol: Rol
  /** Canonical; with it, the cuenta of their own RUT is one on which they do not act. */
  rut: string | null
}

export type CreateFuncionarioResult =
  | { result: 'bien'; funcionario: Funcionario; url: string; expiresAt: Date }
  | { result: 'email_en_uso' }

/**
 * Makes a funcionario with an activation link (product.md “Staff”). Audited.
 * @returns the link's address, which the entrance shows only to an operador; or `email_en_uso`.
 * @throws {PowerMissing}
 */
export function createFuncionario(
  deps: Pick<Deps, 'store' | 'random' | 'fingerprints' | 'policy' | 'clock'>,
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
    const isNew = await uow.funcionarios.create(funcionario)
    await recordAudit(uow, context, now, 'funcionario_creado', {
      result: isNew ? 'bien' : 'email_en_uso',
      detail: { rol, ...(isNew && { funcionario: funcionario.id }) },
    })
    if (!isNew) return { result: 'email_en_uso' }
    return { result: 'bien', funcionario, ...(await createActivacion(deps, uow, funcionario)) }
  })
}
