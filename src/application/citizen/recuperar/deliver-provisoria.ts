import { confirmedMailboxes, isCelularConfirmed } from '../../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import { rankOf } from '../../../domain/account/proofs.ts'
import type { Rank } from '../../../domain/account/ranks.ts'
import { PROVISORIA_LENGTH } from '../../../domain/secrets/clave.ts'
import { addMinutes, PROVISORIA_ON_PAGE_MINUTES } from '../../../domain/values/durations.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { maskCelular, maskEmail } from '../../../domain/values/mask.ts'
import { TOLD_ALPHABET } from '../../../domain/values/told.ts'
import { saveCuenta } from '../../accounts/save-cuenta.ts'
import { recordAudit } from '../../audit/record.ts'
import { makeEnlace } from '../../links/enlaces.ts'
import { enqueueSms } from '../../notices/avisos.ts'
import { type NotifiedDeed, notifyDeed } from '../../notices/eventos.ts'
import { tellConfirmed } from '../../notices/tell-confirmed.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../../ports.ts'
import { finishSolicitud, solicitudContext, stopSolicitud } from '../../request/solicitudes.ts'

/**
 * Makes a provisoria for what was proven, and shows it on the page or sends it by mail and SMS, as the
 * perfil's setting says (product.md “Recuperar”; guide for natural persons, section 3: shown, valid for one
 * hour). If mailbox and mobile are over their limit, the previous provisoria stays valid.
 * @returns the finished solicitud, or one stopped with 'faltan_datos' when there is nowhere to send it.
 */
export async function deliverProvisoria(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  solicitud: Solicitud,
  cuenta: Cuenta,
): Promise<Solicitud> {
  const onPage = deps.policy.claveProvisoriaDelivery[cuenta.perfil] === 'page'
  if (!onPage && !cuenta.email && !cuenta.celular) {
    return stopSolicitud(deps, solicitud, 'faltan_datos', { missing: ['email'] })
  }
  const now = deps.clock.now()
  const newProvisoria: NewProvisoria = {
    clave: deps.random.text(TOLD_ALPHABET, PROVISORIA_LENGTH),
    createdAt: now,
    expiresAt: addMinutes(now, deps.policy.claveProvisoriaMinutes),
    onPage,
    rank: rankOf(solicitud.proofs, cuenta, now),
  }
  const withCodigo = solicitud.proofs.includes('codigo')
  // Written in any case: who read it before finds that it changed.
  await saveCuenta(uow, { ...cuenta, ...(!withCodigo && { recoveredWithRespuestaAt: now }) })
  const button = makeEnlace(deps, {
    kind: 'provisoria',
    cuentaId: cuenta.id,
    expiresAt: newProvisoria.expiresAt,
  })
  const mail = await notifyByMail(deps, uow, cuenta, newProvisoria, button.url)
  const sms = !onPage && (await sendBySms(deps, uow, cuenta, newProvisoria))
  await tellConfirmed(deps, uow, {
    states: [cuenta],
    except: [cuenta.email, sms ? cuenta.celular : null],
    byMail: (mailbox) => notifyDeed(deps, uow, tellsOf(cuenta, newProvisoria, mailbox)),
    sms: { kind: 'clave_provisoria_generada' },
    now,
  })
  if (onPage || mail || sms) {
    await uow.provisorias.put({
      cuentaId: cuenta.id,
      fingerprint: deps.fingerprints.fingerprint('provisoria', newProvisoria.clave),
      expiresAt: newProvisoria.expiresAt,
      tries: 0,
      othersTries: 0,
      browser: context.browser?.fingerprint ?? null,
      withCodigo,
    })
    await uow.enlaces.deleteByCuenta(cuenta.id, 'provisoria')
    if (mail && !onPage) await uow.enlaces.create(button.enlace)
    await recordAudit(uow, context, now, 'provisoria_generada', {
      cuentaId: cuenta.id,
      subject: solicitud.subject,
      detail: { enPagina: onPage, correo: mail, sms },
    })
  }
  const end = finishSolicitud(deps, solicitud, {
    provisoriaExpires: newProvisoria.expiresAt.toISOString(),
    ...(cuenta.email && { maskedEmail: maskEmail(cuenta.email) }),
    ...(!onPage && cuenta.celular && { maskedCelular: maskCelular(cuenta.celular, '\u00a0') }),
  })
  if (!onPage) return end
  const encryptedSecret = deps.cipher.encrypt(newProvisoria.clave, solicitudContext(solicitud.id, 'secreto'))
  return { ...end, encryptedSecret, secretExpiresAt: addMinutes(now, PROVISORIA_ON_PAGE_MINUTES) }
}

interface NewProvisoria {
  clave: string
  createdAt: Date
  expiresAt: Date
  onPage: boolean
  /** Of what it was given for. */
  rank: Rank
}

/** The notice of a recovery, without the provisoria. */
const tellsOf = (cuenta: Cuenta, { createdAt, rank }: NewProvisoria, mailbox: string): NotifiedDeed => ({
  kind: 'recuperar',
  cuentaId: cuenta.id,
  before: cuenta,
  mailbox,
  rank,
  always: true,
  aviso: (noFuiYoEnlace) => ({
    kind: 'clave_provisoria_generada',
    name: displayName(cuenta),
    when: formatMoment(createdAt),
    noFuiYoEnlace,
  }),
})

/** Mails an aviso, with the provisoria only if the page does not show it. @returns whether it was queued. */
async function notifyByMail(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  newProvisoria: NewProvisoria,
  cambiarEnlace: string,
): Promise<boolean> {
  if (!cuenta.email) return false
  const deed = tellsOf(cuenta, newProvisoria, cuenta.email)
  const { clave, expiresAt, onPage } = newProvisoria
  if (onPage) return notifyDeed(deps, uow, deed)
  return notifyDeed(deps, uow, {
    ...deed,
    aviso: (noFuiYoEnlace) => ({
      kind: 'clave_provisoria',
      name: displayName(cuenta),
      clave,
      expires: formatMoment(expiresAt),
      cambiarEnlace,
      noFuiYoEnlace,
    }),
  })
}

/** @returns whether it was queued. */
async function sendBySms(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  { clave, createdAt, expiresAt }: NewProvisoria,
): Promise<boolean> {
  const { id: cuentaId, celular } = cuenta
  if (!celular) return false
  const always = isCelularConfirmed(cuenta, createdAt)
  const aviso = { kind: 'clave_provisoria' as const, clave, expires: formatMoment(expiresAt) }
  const onlyWay = cuenta.email === null
  const byStranger = confirmedMailboxes(cuenta).length === 0
  return enqueueSms(deps, uow, { to: celular, cuentaId, aviso, now: createdAt, always, onlyWay, byStranger })
}
