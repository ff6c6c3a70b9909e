import type { Cuenta } from '../../domain/account/cuenta.ts'
import { applyRegistro, hasOtherRepresentante, type Organismo } from '../../domain/organisations/organismo.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import type { Deps, OperadorContext, UnitOfWork } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'

export type VerifyResult = 'bien' | 'no_existe' | 'cerrada' | 'sin_representante' | 'otro_representante'

/**
 * An operator saw the papers of an organisation that the register does not have (yet): its account is
 * `verified`.
 * @returns why not, when it is not: the register names another representative, or the account none.
 */
export function verifyOrganismo(
  deps: Pick<Deps, 'store' | 'fingerprints' | 'clock'>,
  context: OperadorContext,
  rut: string,
): Promise<VerifyResult> {
  return deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador('juridica', rut)
    const result = await verify(uow, cuenta, deps.clock.now())
    await recordAudit(uow, context, deps.clock.now(), 'identidad_cambiada', {
      subject: subjectOf(deps, 'juridica', rut),
      cuentaId: cuenta?.id ?? null,
      result: result === 'bien' ? 'verificada' : result,
    })
    return result
  })
}

async function verify(uow: UnitOfWork, cuenta: Cuenta | undefined, now: Date): Promise<VerifyResult> {
  if (!cuenta) return 'no_existe'
  if (cuenta.estado === 'cerrada') return 'cerrada'
  if (cuenta.rutRepresentante === null) return 'sin_representante'
  const organismo = await uow.organismos.findByRut(cuenta.identificador)
  if (hasOtherRepresentante(cuenta, organismo)) return 'otro_representante'
  const verified: Cuenta = organismo
    ? applyRegistro(cuenta, organismo)
    : { ...cuenta, identidad: 'verificada', verifiedBy: 'operador' }
  await saveCuenta(uow, { ...verified, updatedAt: now })
  return 'bien'
}

/** What an operator may see of an organisation. */
export interface OrganismoSheet {
  /** When the register in force was loaded; null before the first load. */
  loadedAt: Date | null
  organismo: Organismo | undefined
  cuenta: Pick<Cuenta, 'estado' | 'identidad'> | undefined
  /** Whether the account names somebody else than the register. */
  otherRepresentante: boolean
}

/** Shows an organisation to an operator, in the register and as an account, and notes that it was seen. */
export function readOrganismo(
  deps: Pick<Deps, 'store' | 'fingerprints' | 'clock'>,
  context: OperadorContext,
  rut: string,
): Promise<OrganismoSheet> {
  return deps.store.transaction(async (uow) => {
    const organismo = await uow.organismos.findByRut(rut)
    const cuenta = await uow.cuentas.findByIdentificador('juridica', rut)
    await recordAudit(uow, context, deps.clock.now(), 'organismo_visto', {
      subject: subjectOf(deps, 'juridica', rut),
      cuentaId: cuenta?.id ?? null,
      result: organismo ? 'bien' : 'no_existe',
    })
    return {
      loadedAt: await uow.organismos.loadedAt(),
      organismo,
      cuenta: cuenta && { estado: cuenta.estado, identidad: cuenta.identidad },
      otherRepresentante: cuenta !== undefined && hasOtherRepresentante(cuenta, organismo),
    }
  })
}
