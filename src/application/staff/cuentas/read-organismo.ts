import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { type Organismo, registroStop } from '../../../domain/organisations/organismo.ts'
import type { RegistroStop } from '../../accounts/verify-from-papers.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { requirePower } from '../require-power.ts'

export interface OrganismoSheet {
  /** When the register in force was published; null before the first load. */
  loadedAt: Date | null
  organismo: Organismo | undefined
  cuenta: Pick<Cuenta, 'estado' | 'identidad'> | undefined
  /** Why the register stops the cuenta; 'resuelta' where somebody settled its entry. */
  stop: RegistroStop | 'resuelta' | undefined
}

/** Reads an organisation for staff, from the register and from its cuenta; audited. */
export function readOrganismo(
  deps: Pick<Deps, 'store' | 'fingerprints' | 'clock'>,
  context: StaffContext,
  rut: string,
): Promise<OrganismoSheet> {
  requirePower(context, 'ver_organismos')
  return deps.store.transaction(async (uow) => {
    const organismo = await uow.organismos.findByRut(rut)
    const cuenta = await uow.cuentas.findByIdentificador('juridica', rut)
    await recordAudit(uow, context, deps.clock.now(), 'organismo_visto', {
      subject: subjectOf(deps, 'juridica', rut),
      cuentaId: cuenta?.id ?? null,
      result: organismo ? 'bien' : 'no_existe',
    })
    return {
      loadedAt: await uow.organismos.readLoadedAt(),
      organismo,
      cuenta: cuenta && { estado: cuenta.estado, identidad: cuenta.identidad },
      stop: cuenta?.settledEntry ? 'resuelta' : cuenta && registroStop(cuenta, organismo),
    }
  })
}
