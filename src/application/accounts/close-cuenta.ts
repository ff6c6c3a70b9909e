/** A cuenta that ends, and what is left of it (product.md “Proofs”, 8). */
import { type Cuenta, closedCuenta, displayName } from '../../domain/account/cuenta.ts'
import { addDays } from '../../domain/values/durations.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { recordAudit } from '../audit/record.ts'
import { endLazo } from '../facilitador/lazos.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import { tellConfirmed } from '../notices/tell-confirmed.ts'
import { type AuditContext, type Deps, StoreUnavailable, type UnitOfWork } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'
import { waitId } from '../request/peticiones.ts'

/** For how many days the data of a cuenta that ended are kept sealed. */
const SEALED_DAYS = 30

/** Encryption context of the data of a cuenta that ended, bound to its row. */
export const closedContext = (id: string): string => `cuenta-cerrada:${id}:datos`

/**
 * Ends a cuenta, in the transaction of the orden that takes effect: its identificador and its former one are free, it
 * has nothing that anybody could use, and its data are sealed. Every confirmed mailbox and mobile is told.
 * @param nowUsesRut whether whoever has it goes on with the cuenta of their RUT.
 * @throws {StoreUnavailable} ('conflicto') when it was written meanwhile: rolls back, and runs again.
 */
export async function closeCuenta(
  deps: Deps,
  uow: UnitOfWork,
  context: AuditContext,
  cuenta: Cuenta,
  { nowUsesRut = false }: { nowUsesRut?: boolean } = {},
): Promise<void> {
  const now = deps.clock.now()
  const { id } = cuenta
  const subject = subjectOf(deps, cuenta.perfil, cuenta.identificador)
  const former = await uow.cuentas.findFormerIdentificador(id)
  for (const lazo of [...(await uow.lazos.findByOtec(id)), ...(await uow.lazos.findByFacilitador(id))]) {
    if (lazo.finishedAt === null) await endLazo(uow, lazo, 'retirado', now)
  }
  await uow.peticiones.delete(waitId(id))
  await uow.openId.endByCuenta(id, now)
  const closed = await uow.cuentas.close(closedCuenta(cuenta, now))
  if (typeof closed === 'string') throw new StoreUnavailable('conflicto', 'the cuenta was written meanwhile')
  // The secrets go at once: sealed data are for who has a right to them, never to enter with.
  const { claveHash, respuestaHash, ...data } = cuenta
  await uow.closedCuentas.create({
    id,
    subject,
    formerSubject: former ? subjectOf(deps, former.perfil, former.identificador) : null,
    encryptedData: deps.cipher.encrypt(
      JSON.stringify({ ...data, former: former ?? null }),
      closedContext(id),
    ),
    closedAt: now,
    eraseAt: addDays(now, SEALED_DAYS),
  })
  await recordAudit(uow, context, now, 'cuenta_cerrada', { cuentaId: id, subject })
  const name = displayName(cuenta)
  const aviso = { kind: 'cuenta_cerrada', name, when: formatMoment(now), nowUsesRut } as const
  await tellConfirmed(deps, uow, {
    states: [cuenta],
    except: [],
    byMail: (to) => enqueueAviso(deps, uow, { to, cuentaId: id, aviso, now }),
    sms: { kind: 'cuenta_cerrada', nowUsesRut },
    now,
  })
}
