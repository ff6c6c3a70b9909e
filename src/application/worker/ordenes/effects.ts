/** What an order of each kind does when its hour comes, in the transaction in which it ends (product.md “Two people”). */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Orden, OrdenKind } from '../../../domain/staff/orden.ts'
import { closeCuenta } from '../../accounts/close-cuenta.ts'
import { verifyFromPapers } from '../../accounts/verify-from-papers.ts'
import { recordAudit } from '../../audit/record.ts'
import { sendActivation } from '../../links/send-activation.ts'
import { type Deps, SISTEMA_CONTEXT, type UnitOfWork } from '../../ports.ts'
import { cuentaSubject } from '../../proof/limits.ts'
import { changeContacts } from './change-contacts.ts'
import { joinToRut } from './join-to-rut.ts'
import { replaceRepresentante } from './representante.ts'

export type OrdenEffect = (deps: Deps, uow: UnitOfWork, orden: Orden, cuenta: Cuenta) => Promise<void>

export const EFFECTS: Readonly<Record<OrdenKind, OrdenEffect>> = {
  liberar: (deps, uow, _orden, cuenta) => closeCuenta(deps, uow, SISTEMA_CONTEXT, cuenta),
  invitar: sendActivation,
  // It stays frozen until the link is used.
  descongelar: sendActivation,
  verificar: verifyByOrden,
  cambiar_contactos: changeContacts,
  representante: replaceRepresentante,
  reunir: joinToRut,
}

async function verifyByOrden(deps: Deps, uow: UnitOfWork, _orden: Orden, cuenta: Cuenta): Promise<void> {
  const now = deps.clock.now()
  await verifyFromPapers(uow, cuenta, now)
  await recordAudit(uow, SISTEMA_CONTEXT, now, 'identidad_cambiada', {
    ...{ cuentaId: cuenta.id, subject: cuentaSubject(deps, cuenta, cuenta), result: 'verificada' },
  })
}
