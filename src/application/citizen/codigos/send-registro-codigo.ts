import { formatMoment } from '../../../domain/values/fecha.ts'
import { enqueueAviso, enqueueSms } from '../../notices/avisos.ts'
import type { Deps, UnitOfWork } from '../../ports.ts'
import type { OfferedIn } from './registro-codigo.ts'

/**
 * Sends a code to the mailbox and the mobile that the register has of an organisation.
 * @returns whether any of the two messages left.
 */
export async function sendRegistroCodigo(
  deps: Deps,
  uow: UnitOfWork,
  { cuenta, organismo, effect }: OfferedIn,
  { codigo, expiresAt }: { codigo: string; expiresAt: Date },
): Promise<boolean> {
  const shared = { cuentaId: cuenta.id, now: deps.clock.now() }
  const { email, celular } = organismo
  const aviso = {
    kind: 'codigo_registro',
    name: { organizacion: organismo.razonSocial },
    codigo,
    expires: formatMoment(expiresAt),
    replaces: effect === 'reemplaza',
  } as const
  const byMail = email !== null && (await enqueueAviso(deps, uow, { ...shared, to: email, aviso }))
  const sms = { kind: 'codigo_registro', codigo } as const
  const bySms = celular !== null && (await enqueueSms(deps, uow, { ...shared, to: celular, aviso: sms }))
  return byMail || bySms
}
