import { whichMailbox } from '../../domain/account/coming-back.ts'
import { type Cuenta, type CuentaSnapshot, displayName } from '../../domain/account/cuenta.ts'
import { changedAt, withoutProvenanceSince } from '../../domain/account/provenance.ts'
import { afterRestoring } from '../../domain/organisations/organismo.ts'
import { addDays } from '../../domain/values/durations.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { endFormer } from '../accounts/end-former.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { undoLazos } from '../facilitador/lazos.ts'
import { createEnlace } from '../links/enlaces.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import { eventoContext } from '../notices/eventos.ts'
import { tellConfirmed } from '../notices/tell-confirmed.ts'
import type { Context, Deps, Evento, FormerIdentificador, UnitOfWork } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'

interface Freeze {
  cuenta: Cuenta
  evento: Evento
  /** The mailbox that said “No fui yo”. */
  mailbox: string
  /** Whether data, pregunta and perfil go back to before the evento. */
  restores: boolean
  /** Whether a link to that mailbox is the way back, or the call centre. */
  wayBack: 'correo' | 'mesa'
  /** Number of the caso, when the call centre is the way back. */
  caso: string | null
}

/**
 * Freezes a cuenta: ends sessions, provisoria, open solicitudes, links and pending changes, puts back what it
 * is to, and tells every confirmed mailbox and mobile, old and new.
 * @returns the cuenta as frozen.
 */
export async function freeze(deps: Deps, uow: UnitOfWork, context: Context, order: Freeze): Promise<Cuenta> {
  const { cuenta, evento, mailbox, restores, wayBack } = order
  const now = deps.clock.now()
  // Their links must not undo what this freeze restores.
  await uow.eventos.freezeLater(evento, now)
  const former = await uow.cuentas.findFormerIdentificador(cuenta.id)
  const before = restores ? cuentaBefore(deps, evento, former) : {}
  const factores = restores ? withoutProvenanceSince(cuenta, evento.createdAt) : cuenta.factores
  const updatedAt = changedAt(cuenta, now)
  const data = { ...cuenta, ...before, factores }
  const to = wayBack === 'correo' ? whichMailbox(data, mailbox) : wayBack
  const restored: Cuenta = { ...data, estado: 'congelada', wayBack: to, updatedAt }
  const congelada = afterRestoring(cuenta, restored, await uow.organismos.findByRut(cuenta.identificador))
  await saveFrozen(uow, congelada)
  if (congelada.perfil !== cuenta.perfil) {
    const subject = (one: Cuenta) => subjectOf(deps, one.perfil, one.identificador)
    await uow.tryCounters.move(subject(cuenta), subject(congelada))
  }
  // A cuenta that was frozen already is frozen anew.
  await endFormer(uow, { before: cuenta, after: congelada, also: ['estado'], context, at: now })
  await uow.provenBrowsers.deleteByCuenta(cuenta.id)
  await undoLazos(uow, cuenta.id, evento, now)
  await tellOfFreeze(deps, uow, order, congelada)
  return congelada
}

/** Three other cuentas may have the old e-mail by now, or have confirmed the old mobile; the mailed link works without. */
async function saveFrozen(uow: UnitOfWork, congelada: Cuenta): Promise<void> {
  const saved = await saveCuenta(uow, congelada)
  if (saved === 'celular_en_tres_cuentas') {
    return saveFrozen(uow, { ...congelada, celularConfirmedAt: null })
  }
  if (saved === 'email_en_tres_cuentas') {
    return saveFrozen(uow, { ...congelada, email: null, emailConfirmedAt: null })
  }
}

/** Only the mailbox that spoke gets the link; a mobile never does. */
async function tellOfFreeze(
  deps: Deps,
  uow: UnitOfWork,
  { cuenta, mailbox, wayBack, caso }: Freeze,
  congelada: Cuenta,
): Promise<void> {
  const now = deps.clock.now()
  const cuentaId = cuenta.id
  const expiresAt = addDays(now, deps.policy.noFuiYoDays)
  const moments = { when: formatMoment(now), expires: formatMoment(expiresAt) }
  const told = { kind: 'cuenta_congelada', name: displayName(cuenta), ...moments } as const
  const volver = { kind: 'volver', cuentaId: cuenta.id, targetId: congelada.wayBack, expiresAt } as const
  const volverEnlace = wayBack === 'correo' ? await createEnlace(deps, uow, volver) : null
  const own = { ...told, volverEnlace, caso, by: 'este_correo' } as const
  await enqueueAviso(deps, uow, { cuentaId, to: mailbox, aviso: own, now })
  const aviso = { ...own, volverEnlace: null, by: 'otro_correo' } as const
  await tellConfirmed(deps, uow, {
    states: [cuenta, congelada],
    except: [mailbox],
    byMail: (to) => enqueueAviso(deps, uow, { cuentaId, to, aviso, now }),
    sms: { kind: 'cuenta_congelada', byStaff: false },
    now,
  })
}

/** A snapshot as JSON keeps it. */
type StoredSnapshot = Omit<
  CuentaSnapshot,
  'emailConfirmedAt' | 'emailRepresentanteConfirmedAt' | 'celularConfirmedAt' | 'verifiedBy'
> & {
  emailConfirmedAt: string | null
  /** 'registro' in those of before data that match it stopped verifying anybody. */
  verifiedBy: CuentaSnapshot['verifiedBy'] | 'registro'
  /** Missing in those of before they existed. */
  emailRepresentanteConfirmedAt?: string | null
  celularConfirmedAt?: string | null
}

/**
 * The cuenta's data before the evento. Perfil and identificador are restored only to the reserved former ones,
 * which nobody else can have taken.
 */
export function cuentaBefore(
  deps: Deps,
  evento: Evento,
  former: FormerIdentificador | undefined,
): Partial<Cuenta> {
  if (!evento.encryptedBefore) return {}
  const { perfil, identificador, ...before }: StoredSnapshot = JSON.parse(
    deps.cipher.decrypt(evento.encryptedBefore, eventoContext(evento.id, 'antes')),
  )
  const { verifiedBy } = before
  const moment = (stored: string | null | undefined) => (stored ? new Date(stored) : null)
  const goesBack = former?.perfil === perfil && former.identificador === identificador
  return {
    ...before,
    ...(verifiedBy === 'registro' ? { identidad: 'coincide', verifiedBy: null } : { verifiedBy }),
    emailConfirmedAt: moment(before.emailConfirmedAt),
    emailRepresentanteConfirmedAt: moment(before.emailRepresentanteConfirmedAt),
    celularConfirmedAt: moment(before.celularConfirmedAt),
    ...(goesBack && former),
  }
}
