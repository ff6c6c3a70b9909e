import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { enqueueAviso, type OutboxDeps } from '../../notices/avisos.ts'
import type { UnitOfWork } from '../../ports.ts'

/** Tells a funcionario by mail that they have one passkey more, or one less. */
export async function tellOfPasskey(
  deps: OutboxDeps,
  uow: UnitOfWork,
  { email, nombre }: Pick<Funcionario, 'email' | 'nombre'>,
  { what, now }: { what: 'registrada' | 'quitada'; now: Date },
): Promise<void> {
  await enqueueAviso(deps, uow, {
    to: email,
    cuentaId: null,
    now,
    aviso: { kind: 'llave_cambiada', name: nombre, what, when: formatMoment(now) },
  })
}
