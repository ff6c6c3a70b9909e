/**
 * The product as its domain decides: ranks, what ends, who comes back, what “No fui yo” does, whose tries are spent.
 * Storage, pages and mails are these few maps; what a use case adds to the domain is proven by the same stories
 * through the application.
 */
import { choosesPregunta, keepConfirmed, returnsByMail } from '../../../src/domain/account/coming-back.ts'
import { type Cuenta, makeCuenta, takeSnapshot } from '../../../src/domain/account/cuenta.ts'
import { changedFactors, endsOf, type Factor } from '../../../src/domain/account/ends.ts'
import { effectOfNoFuiYo } from '../../../src/domain/account/no-fui-yo.ts'
import type { Proof } from '../../../src/domain/account/progress.ts'
import {
  channelsWhenFrozen,
  codigoServes,
  confirmedMailboxes,
  includesMailbox,
  rankOf,
  rankOfProof,
  withoutProvenanceSince,
  withProvenance,
} from '../../../src/domain/account/proofs.ts'
import { isAtLeast, type Rank } from '../../../src/domain/account/ranks.ts'
import type { Secret } from '../../../src/domain/account/tries.ts'
import { changesEmail } from '../../../src/domain/forms/cambios.ts'
import type { TramiteOperacion } from '../../../src/domain/perfil.ts'
import { addDays, addHours, addMinutes } from '../../../src/domain/values/durations.ts'
import { withChanges, withChosen } from './domain-deeds.ts'
import type { Change, Enlace, Evento, Solicitud } from './domain-state.ts'
import { DomainTries } from './domain-tries.ts'
import type { Changes, Letter, Person, Product, Registration, Shown, Typed } from './seen.ts'

const GONE: Shown = { page: 'gone' }
const REFUSED: Shown = { page: 'refused' }
const DONE: Shown = { page: 'done' }
const STOPPED: Shown = { page: 'stop', caso: true }

const DATA = {
  ...{ nombres: 'Ana', apellidoPaterno: 'Soto', fechaNacimiento: '1994-10-03', direccion: 'Los Aromos' },
  ...{ numero: '1', region: '13', comuna: '13101' },
}

export function createDomainProduct(): Product {
  let now = new Date('2026-01-05T12:00:00Z')
  let count = 0
  let cuenta: Cuenta | null = null
  let provisoria: { value: string; expiresAt: Date } | null = null
  let change: Change | null = null
  let provenSince = false
  let contestedAt: Date | null = null
  const solicitudes = new Map<string, Solicitud>()
  const enlaces = new Map<string, Enlace>()
  const eventos: Evento[] = []
  const tries = new DomainTries()
  let letters: Letter[] = []

  const id = () => `n${++count}`
  const mail = (to: string, kind: Letter['kind'], value: string) => letters.push({ to, kind, value })
  const mailEnlace = (to: string, enlace: Enlace) => {
    const value = id()
    enlaces.set(value, enlace)
    mail(to, enlace.kind, value)
  }
  const deleteEnlaces = (...kinds: Enlace['kind'][]) => {
    for (const [value, { kind }] of enlaces) if (kinds.includes(kind)) enlaces.delete(value)
  }
  const remember = (who: Person, proofs: readonly Proof[]) => {
    if (cuenta?.estado === 'activa') tries.remember(who, proofs, cuenta, now)
  }

  /** As `trySecret`: whether it was judged right. */
  function tried(who: Person, secret: Secret, right: boolean): boolean {
    if (!tries.judge(who, secret, right, now)) return false
    remember(who, [secret])
    if (secret !== 'datos') provenSince = true
    return true
  }

  function open(proofs: Proof[], rest: Partial<Solicitud> = {}): string {
    const opened = id()
    solicitudes.set(opened, { proofs, expiresAt: addMinutes(now, 10), ...rest })
    return opened
  }
  const live = (solicitud: string) => {
    const found = solicitudes.get(solicitud)
    return found && found.expiresAt > now ? found : undefined
  }

  function end(before: Cuenta, after: Cuenta, except?: Solicitud, also: Factor[] = []): void {
    const ends = endsOf([...changedFactors(before, after), ...also])
    if (ends.proofs) {
      deleteEnlaces('recover')
      provisoria = null
      for (const [key, one] of solicitudes) if (one !== except) solicitudes.delete(key)
    }
    if (ends.mailbox) deleteEnlaces('confirm')
    if (ends.volver) deleteEnlaces('back')
    if (ends.pending === 'todos' || (ends.pending === 'sin_codigo' && change && !change.withCodigo))
      change = null
  }

  function tell(
    kind: TramiteOperacion,
    before: Cuenta | null,
    mailbox: string,
    rank: Rank,
    confirmed = before ? confirmedMailboxes(before) : [],
  ): void {
    const wasConfirmed = includesMailbox(confirmed, mailbox)
    const evento = { kind, rank, confirmed: wasConfirmed, mailbox, before, createdAt: now, used: false }
    eventos.push(evento)
    mailEnlace(mailbox, { kind: 'noFuiYo', expiresAt: addDays(now, 10), evento })
  }

  function pressNoFuiYo(evento: Evento, current: Cuenta): Shown {
    if (evento.used) return GONE
    evento.used = true
    contestedAt = now
    const proven = provenSince || confirmedMailboxes(current).length > 0
    const done = effectOfNoFuiYo(evento, current, proven)
    if (done.effect === 'deshace') {
      erase()
      return { page: 'erased' }
    }
    if (done.effect === 'mesa') return { page: 'left' }
    for (const one of eventos) if (one.createdAt >= evento.createdAt) one.used = true
    const { restores, wayBack } = done
    const before = restores && evento.before ? takeSnapshot(evento.before) : {}
    const factores = restores ? withoutProvenanceSince(current, evento.createdAt) : current.factores
    const updatedAt = current.estado === 'congelada' ? current.updatedAt : now
    cuenta = { ...current, ...before, factores, estado: 'congelada', wayBack, updatedAt }
    end(current, cuenta, undefined, ['estado'])
    tries.forgetBrowsers()
    if (wayBack === 'correo')
      mailEnlace(evento.mailbox, { kind: 'back', expiresAt: addDays(now, 10), evento })
    return { page: 'frozen', wayBack: wayBack === 'correo' ? 'mail' : 'staff' }
  }

  function erase(): void {
    cuenta = null
    provisoria = null
    change = null
    provenSince = false
    for (const map of [solicitudes, enlaces]) map.clear()
    tries.forgetBrowsers()
    eventos.length = 0
  }

  function takeEffect(): void {
    if (!change || cuenta?.estado !== 'activa') return
    const before = cuenta
    const rank = change.withCodigo ? 'canal' : 'respuesta'
    const factores = withProvenance(before, ['email'], rank, now)
    cuenta = { ...before, email: change.to, emailConfirmedAt: now, factores }
    change = null
    end(before, cuenta)
    tell('actualizar', before, before.email ?? '', rank)
  }

  /** A link that confirms serves where the account was proven, or with the CS or the answer. */
  function isTheirs(who: Person, { claveHash, respuestaHash }: Cuenta, { clave, respuesta }: Typed): boolean {
    if (tries.knows(who, now)) return true
    if (clave) return tried(who, 'clave', clave === claveHash)
    return respuesta !== null && tried(who, 'respuesta', respuesta === respuestaHash)
  }

  function confirm(enlace: Enlace, current: Cuenta): Shown {
    provenSince = true
    if (enlace.changeId === undefined) {
      cuenta = { ...current, emailConfirmedAt: now }
      return { page: 'done', at: 'once' }
    }
    if (change?.id !== enlace.changeId) return DONE
    change.effectiveAt = change.withCodigo ? now : addHours(now, 24)
    if (!change.withCodigo) return { page: 'done', at: 'later' }
    takeEffect()
    return { page: 'done', at: 'once' }
  }

  return {
    async register(who, { clave, respuesta, mailbox }: Registration) {
      if (cuenta) return STOPPED
      const start = { id: '1', perfil: 'natural' as const, identificador: '1-9', preguntaSecreta: 'p03' }
      cuenta = makeCuenta(
        { ...start, claveHash: clave, respuestaHash: respuesta },
        { ...DATA, email: mailbox },
        now,
      )
      remember(who, ['clave'])
      mailEnlace(mailbox, { kind: 'confirm', expiresAt: addHours(now, 72) })
      tell('registrar', null, mailbox, 'ninguno')
      return DONE
    },

    async enter(who, secret) {
      const isKey = provisoria?.value === secret && provisoria.expiresAt > now
      if (!isKey && !tried(who, 'clave', cuenta !== null && cuenta.claveHash === secret)) return REFUSED
      if (isKey) remember(who, ['provisoria'])
      if (cuenta?.estado !== 'activa') return STOPPED
      const solicitud = isKey
        ? open(['provisoria'], { key: secret })
        : open(['clave'], { clave: cuenta.claveHash })
      return { page: 'form', solicitud }
    },

    async choose(who, solicitudId, clave, respuesta) {
      const solicitud = live(solicitudId)
      const before = cuenta
      if (!solicitud || !before) return GONE
      const returns = solicitud.proofs.includes('volver')
      if (before.estado !== (returns ? 'congelada' : 'activa')) return GONE
      if (returns && before.wayBack !== 'correo') return GONE
      if (solicitud.key && (solicitud.key !== provisoria?.value || provisoria.expiresAt <= now)) return GONE
      const { after, cameBack, rank } = withChosen(before, solicitud.proofs, { clave, respuesta }, now)
      cuenta = after
      end(before, after, solicitud)
      solicitudes.delete(solicitudId)
      if (!solicitud.proofs.includes('clave')) tries.recovered(who)
      remember(who, solicitud.proofs)
      provenSince = true
      const told = cameBack ? { ...after, preguntaSecreta: null, respuestaHash: null } : after
      if (after.email) tell('cambiar', told, after.email, rank, confirmedMailboxes(before))
      return DONE
    },

    async answer(who, respuesta) {
      const right = cuenta !== null && cuenta.respuestaHash === respuesta
      if (!tried(who, 'respuesta', right) || !cuenta) return REFUSED
      if (cuenta.estado !== 'activa') return STOPPED
      provisoria = { value: `K${id()}`, expiresAt: addMinutes(now, 60) }
      if (cuenta.email) tell('recuperar', cuenta, cuenta.email, rankOfProof('respuesta', cuenta, now))
      cuenta = { ...cuenta, recoveredWithRespuestaAt: now }
      return { page: 'key', key: provisoria.value }
    },

    async askLink() {
      if (!cuenta?.email || (cuenta.estado === 'congelada' && !returnsByMail(cuenta))) return DONE
      const kind = cuenta.estado === 'congelada' ? 'back' : 'recover'
      if (kind === 'recover') deleteEnlaces('recover')
      mailEnlace(cuenta.email, { kind, expiresAt: addMinutes(now, 60) })
      return DONE
    },

    async press(who, { value }, typed) {
      const enlace = enlaces.get(value)
      if (!enlace || enlace.expiresAt <= now || !cuenta) return GONE
      const isBack = enlace.kind === 'back'
      if (isBack && (cuenta.estado !== 'congelada' || cuenta.wayBack !== 'correo')) return GONE
      if (enlace.kind === 'recover' && cuenta.estado !== 'activa') return GONE
      if (enlace.kind === 'confirm' && !isTheirs(who, cuenta, typed)) return REFUSED
      enlaces.delete(value)
      if (enlace.kind === 'noFuiYo') return enlace.evento ? pressNoFuiYo(enlace.evento, cuenta) : GONE
      if (enlace.kind === 'confirm') return confirm(enlace, cuenta)
      const proofs: Proof[] = [isBack ? 'volver' : 'enlace']
      remember(who, proofs)
      provenSince = true
      return { page: 'form', solicitud: open(proofs), asksRespuesta: choosesPregunta(proofs, cuenta) }
    },

    async validate(who, mailbox) {
      const right = cuenta !== null && cuenta.email === mailbox
      return tried(who, 'datos', right) ? { page: 'form', solicitud: open(['datos']) } : REFUSED
    },

    async proveRespuesta(who, solicitudId, respuesta) {
      const solicitud = live(solicitudId)
      if (!solicitud) return GONE
      if (!tried(who, 'respuesta', cuenta?.respuestaHash === respuesta)) return REFUSED
      if (cuenta?.estado !== 'activa') return STOPPED
      solicitud.proofs.push('respuesta')
      solicitud.expiresAt = addMinutes(now, 10)
      return { page: 'form', solicitud: solicitudId }
    },

    async askCodigo(_who, solicitudId) {
      const solicitud = live(solicitudId)
      if (!solicitud) return GONE
      solicitud.expiresAt = addMinutes(now, 15)
      const value = String(100_000 + ++count)
      solicitud.codigo = { value, expiresAt: solicitud.expiresAt }
      const serves = cuenta !== null && codigoServes(solicitud.proofs, cuenta)
      if (serves && cuenta?.email && cuenta.estado === 'activa') mail(cuenta.email, 'codigo', value)
      return DONE
    },

    async proveCodigo(who, solicitudId, codigo) {
      const solicitud = live(solicitudId)
      if (!solicitud) return GONE
      const saved = solicitud.codigo
      if (!saved || saved.expiresAt <= now) return REFUSED
      if (!tried(who, 'codigo', saved.value === codigo)) return REFUSED
      if (cuenta?.estado !== 'activa') return STOPPED
      solicitud.proofs.push('codigo')
      solicitud.codigo = undefined
      solicitud.expiresAt = addMinutes(now, 10)
      return { page: 'form', solicitud: solicitudId }
    },

    async update(_who, solicitudId, changes: Changes) {
      const solicitud = live(solicitudId)
      const before = cuenta
      if (!solicitud || before?.estado !== 'activa') return GONE
      const done = withChanges(before, solicitud.proofs, changes, now)
      if (!done) return REFUSED
      const { after, data, rank } = done
      cuenta = after
      end(before, after, solicitud)
      solicitudes.delete(solicitudId)
      if (changesEmail(before, data)) {
        deleteEnlaces('confirm')
        change = { id: ++count, to: data.email, withCodigo: isAtLeast(rank, 'canal'), effectiveAt: null }
        mailEnlace(data.email, { kind: 'confirm', expiresAt: addHours(now, 72), changeId: change.id })
      }
      if (before.email) tell('actualizar', before, before.email, rank)
      return DONE
    },

    async freeze() {
      if (cuenta?.estado !== 'activa') return REFUSED
      const before = cuenta
      const wayBack = confirmedMailboxes(before).length > 0 ? 'correo' : 'mesa'
      cuenta = { ...before, estado: 'congelada', wayBack, frozenByStaffAt: now, updatedAt: now }
      end(before, cuenta)
      tries.forgetBrowsers()
      const channels = channelsWhenFrozen(cuenta, now)
      for (const to of channels) mailEnlace(to, { kind: 'back', expiresAt: addDays(now, 10) })
      return { page: 'frozen', wayBack: channels.length > 0 ? 'mail' : 'staff' }
    },

    async undoFreeze() {
      const at = cuenta?.frozenByStaffAt
      if (!cuenta || !at || addHours(at, 24) <= now || (contestedAt && contestedAt >= at)) return REFUSED
      const before = cuenta
      cuenta = { ...before, estado: 'activa', wayBack: null, frozenByStaffAt: null }
      end(before, cuenta)
      return DONE
    },

    async cancel(_who, solicitudId) {
      const solicitud = live(solicitudId)
      if (!solicitud || !change || cuenta?.estado !== 'activa') return REFUSED
      if (rankOf(solicitud.proofs, cuenta, now) === 'ninguno') return REFUSED
      change = null
      deleteEnlaces('confirm')
      if (cuenta.email) tell('actualizar', cuenta, cuenta.email, rankOf(solicitud.proofs, cuenta, now))
      return DONE
    },

    async unfreeze() {
      if (cuenta?.estado !== 'congelada') return REFUSED
      const before = cuenta
      cuenta = keepConfirmed(before, now)
      end(before, cuenta)
      return DONE
    },

    tick() {
      now = new Date(now.getTime() + 1000)
    },

    async wait(minutes) {
      now = addMinutes(now, minutes)
      if (change?.effectiveAt && change.effectiveAt <= now) takeEffect()
    },

    async letters() {
      const arrived = letters
      letters = []
      return arrived
    },
  }
}
