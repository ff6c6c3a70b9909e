import { type Cuenta, type MinimumDatum, missingMinimumData } from '../../../domain/account/cuenta.ts'
import {
  NEW_TRY_COUNTER,
  SECRETS,
  type Secret,
  SHARED,
  type TryCounter,
  type TryKey,
} from '../../../domain/account/tries.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { maskEmail } from '../../../domain/values/mask.ts'
import { recordAudit } from '../../audit/record.ts'
import { type BouncedMailbox, findBounced } from '../../notices/bounces.ts'
import type { Caso, ClosedCuenta, Deps, StaffContext, StoredAuditEntry } from '../../ports.ts'
import { cuentaSubject, subjectOf } from '../../proof/limits.ts'
import { type MaskedChannels, maskChannels } from '../masked-channels.ts'
import { requirePower } from '../require-power.ts'

const AUDIT_ENTRIES = 20

/** What staff may see of a cuenta: states, times and codes. No hash, no name, no full address. */
export interface CuentaSheet extends MaskedChannels {
  cuenta: Pick<Cuenta, 'perfil' | 'identificador' | 'estado' | 'identidad' | 'createdAt' | 'updatedAt'>
  /** When it was imported from the legacy system; null if it was registered here. */
  importedAt: Date | null
  /** Its identificador before it changed perfil, by which it is still found. */
  former: Pick<Cuenta, 'perfil' | 'identificador'> | null
  /** Mailboxes that mail does not reach, masked. */
  bounced: BouncedMailbox[]
  missing: MinimumDatum[]
  /** Those of other browsers together, of every secret; with the former identificador, if in use; then those of browsers where it was proven, if in use. */
  tryCounters: { secret: TryKey['secret']; of: 'others' | 'former' | 'weaker' | 'own'; counter: TryCounter }[]
  /** In how many browsers it was proven lately. */
  provenBrowsers: number
  /** Expiry of the provisoria; null when there is none. */
  provisoriaUntil: Date | null
  /** The order of two people that is open. */
  openOrden: Orden | undefined
  casos: Caso[]
  /** The last 20, newest first. */
  audit: StoredAuditEntry[]
}

/**
 * Reads a cuenta for staff. Audited, also when there is no such cuenta.
 */
export function readCuenta(
  deps: Deps,
  context: StaffContext,
  perfil: Perfil,
  identificador: string,
): Promise<CuentaSheet | undefined> {
  requirePower(context, 'ver_cuentas')
  const now = deps.clock.now()
  return deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(perfil, identificador)
    const subject = cuentaSubject(deps, { perfil, identificador }, cuenta)
    await recordAudit(uow, context, now, 'cuenta_vista', {
      subject,
      cuentaId: cuenta?.id ?? null,
      result: cuenta ? 'bien' : 'no_existe',
    })
    if (!cuenta) return undefined
    const browsers = await uow.provenBrowsers.findByCuenta(cuenta.id)
    const provisoria = await uow.provisorias.findByCuenta(cuenta.id)
    const { estado, identidad, createdAt, updatedAt } = cuenta
    const former = await uow.cuentas.findFormerIdentificador(cuenta.id)
    const formerSubject = former && subjectOf(deps, former.perfil, former.identificador)
    const tryCounters = toSheet(
      await uow.tryCounters.findBySubject(subject),
      formerSubject ? await uow.tryCounters.findBySubject(formerSubject) : [],
    )
    const formerCasos = formerSubject ? await uow.casos.findBySubject(formerSubject) : []
    return {
      importedAt: (await uow.importaciones.findByCuenta(cuenta.id)) ?? null,
      cuenta: {
        perfil: cuenta.perfil,
        identificador: cuenta.identificador,
        estado,
        identidad,
        createdAt,
        updatedAt,
      },
      former: former ?? null,
      ...maskChannels(cuenta, now),
      bounced: (await findBounced(deps, uow, cuenta)).map((one) => ({ ...one, email: maskEmail(one.email) })),
      missing: missingMinimumData(cuenta),
      tryCounters,
      provenBrowsers: browsers.filter(({ expiresAt }) => expiresAt > now).length,
      provisoriaUntil: provisoria && provisoria.expiresAt > now ? provisoria.expiresAt : null,
      openOrden: await uow.ordenes.findOpenByCuenta(cuenta.id),
      casos: [...formerCasos, ...(await uow.casos.findBySubject(subject))],
      audit: await uow.audit.findByCuenta(cuenta.id, AUDIT_ENTRIES),
    }
  })
}

/** Cuentas that had this identificador and ended, newest first. The caller records who looked. */
export function readClosedCuentas(
  deps: Pick<Deps, 'store' | 'fingerprints'>,
  context: StaffContext,
  perfil: Perfil,
  identificador: string,
): Promise<ClosedCuenta[]> {
  requirePower(context, 'ver_cuentas')
  const subject = subjectOf(deps, perfil, identificador)
  return deps.store.read(({ closedCuentas }) => closedCuentas.findBySubject(subject))
}

type Stored = readonly (TryKey & { counter: TryCounter })[]

function toSheet(stored: Stored, ofFormer: Stored): CuentaSheet['tryCounters'] {
  const ofOthers = (secret: Secret) =>
    stored.find((one) => one.secret === secret && one.browser === SHARED.others)?.counter ?? NEW_TRY_COUNTER
  const others = SECRETS.map((secret) => ({ secret, of: 'others' as const, counter: ofOthers(secret) }))
  const proven = stored
    .filter(({ browser }) => browser !== SHARED.others)
    .map(({ secret, browser, counter }) => ({
      secret,
      of: browser === SHARED.weaker ? ('weaker' as const) : ('own' as const),
      counter,
    }))
  const former = ofFormer.map(({ secret, counter }) => ({ secret, of: 'former' as const, counter }))
  return [...others, ...former, ...proven]
}
