import { confirmedMailboxes, includesMailbox } from '../../../../src/domain/account/channels.ts'
import { type Cuenta, takeSnapshot } from '../../../../src/domain/account/cuenta.ts'
import { changedFactors, endsOf, type Factor } from '../../../../src/domain/account/ends.ts'
import { effectOfNoFuiYo } from '../../../../src/domain/account/no-fui-yo.ts'
import type { Proof } from '../../../../src/domain/account/progress.ts'
import {
  changedAt,
  withoutProvenanceSince,
  withProvenance,
} from '../../../../src/domain/account/provenance.ts'
import type { Rank } from '../../../../src/domain/account/ranks.ts'
import type { Secret } from '../../../../src/domain/account/tries.ts'
import type { TramiteOperacion } from '../../../../src/domain/perfil.ts'
import { addDays, addHours, addMinutes, INVITATION_HOURS } from '../../../../src/domain/values/durations.ts'
import type { Letter, Person, Shown, Typed } from '../seen.ts'
import { DomainOrdenes } from './domain-ordenes.ts'
import type { Change, Enlace, Evento, Solicitud } from './domain-state.ts'
import { DomainTries } from './domain-tries.ts'

const GONE: Shown = { page: 'gone' }
const DONE: Shown = { page: 'done' }

export class DomainAccount {
  now = new Date('2026-01-05T12:00:00Z')
  count = 0
  cuenta: Cuenta | null = null
  provisoria: { value: string; expiresAt: Date } | null = null
  change: Change | null = null
  provenSince = false
  contestedAt: Date | null = null
  /** When the second link of a slow recovery leaves. */
  secondAt: Date | null = null
  readonly solicitudes = new Map<string, Solicitud>()
  readonly enlaces = new Map<string, Enlace>()
  readonly eventos: Evento[] = []
  readonly tries = new DomainTries()
  readonly ordenes = new DomainOrdenes()
  letters: Letter[] = []

  id = () => `n${++this.count}`

  mail = (to: string, kind: Letter['kind'], value: string) => this.letters.push({ to, kind, value })

  mailEnlace = (to: string, enlace: Enlace) => {
    const value = this.id()
    this.enlaces.set(value, enlace)
    const lives = enlace.isSecond && { lives: 3 * 24 * 60 }
    this.letters.push({ to, kind: enlace.kind, value, ...lives })
  }

  deleteEnlaces = (...kinds: Enlace['kind'][]) => {
    for (const [value, { kind }] of this.enlaces) if (kinds.includes(kind)) this.enlaces.delete(value)
  }

  remember = (who: Person, proofs: readonly Proof[]) => {
    if (this.cuenta?.estado === 'activa') this.tries.remember(who, proofs, this.cuenta, this.now)
  }

  /** As `trySecret`: whether it was judged right. */
  tried(who: Person, secret: Secret, right: boolean): boolean {
    if (!this.tries.judge(who, secret, right, this.now)) return false
    this.remember(who, [secret])
    if (secret !== 'datos') this.provenSince = true
    if (secret === 'clave' || secret === 'respuesta') this.secondAt = null
    return true
  }

  open(proofs: Proof[], rest: Partial<Solicitud> = {}): string {
    const opened = this.id()
    this.solicitudes.set(opened, { proofs, expiresAt: addMinutes(this.now, 10), ...rest })
    return opened
  }

  live = (solicitud: string) => {
    const found = this.solicitudes.get(solicitud)
    return found && found.expiresAt > this.now ? found : undefined
  }

  end(before: Cuenta, after: Cuenta, except?: Solicitud, also: Factor[] = []): void {
    const ends = endsOf([...changedFactors(before, after), ...also])
    if (ends.proofs) {
      this.deleteEnlaces('recover', 'activate')
      this.provisoria = null
      this.secondAt = null
      for (const [key, one] of this.solicitudes) if (one !== except) this.solicitudes.delete(key)
    }
    if (ends.ordenes !== 'ninguna') this.ordenes.end(ends.ordenes)
    if (ends.mailbox) this.deleteEnlaces('confirm')
    if (ends.volver) this.deleteEnlaces('back')
    if (ends.pending === 'todos' || (ends.pending !== 'ninguno' && this.change && !this.change.withCodigo))
      this.change = null
  }

  tell(
    kind: TramiteOperacion,
    before: Cuenta | null,
    mailbox: string,
    rank: Rank,
    confirmed = before ? confirmedMailboxes(before) : [],
  ): void {
    const wasConfirmed = includesMailbox(confirmed, mailbox)
    const evento = { kind, rank, confirmed: wasConfirmed, mailbox, before, createdAt: this.now, usedAt: null }
    this.eventos.push(evento)
    this.mailEnlace(mailbox, { kind: 'noFuiYo', expiresAt: addDays(this.now, 10), evento })
  }

  pressNoFuiYo(evento: Evento, current: Cuenta): Shown {
    if (evento.usedAt) return GONE
    evento.usedAt = this.now
    this.contestedAt = this.now
    const proven = this.provenSince || confirmedMailboxes(current).length > 0
    const kept = evento.kind === 'cambiar' && evento.before?.email === evento.mailbox
    const done = effectOfNoFuiYo({ ...evento, kept }, current, proven)
    if (done.effect === 'deshace') {
      this.erase()
      return { page: 'erased' }
    }
    if (done.effect === 'mesa') return { page: 'left' }
    for (const one of this.eventos) if (one.createdAt >= evento.createdAt) one.usedAt ??= this.now
    const { restores, wayBack } = done
    const before = restores && evento.before ? takeSnapshot(evento.before) : {}
    const factores = restores ? withoutProvenanceSince(current, evento.createdAt) : current.factores
    const updatedAt = current.estado === 'congelada' ? current.updatedAt : this.now
    this.cuenta = { ...current, ...before, factores, estado: 'congelada', wayBack, updatedAt }
    this.end(current, this.cuenta, undefined, ['estado'])
    this.tries.forgetBrowsers()
    if (wayBack === 'correo')
      this.mailEnlace(evento.mailbox, { kind: 'back', expiresAt: addDays(this.now, 10), evento })
    return { page: 'frozen', wayBack: wayBack === 'correo' ? 'mail' : 'staff' }
  }

  erase(): void {
    this.cuenta = null
    this.provisoria = null
    this.change = null
    this.provenSince = false
    this.ordenes.end('todas')
    for (const map of [this.solicitudes, this.enlaces]) map.clear()
    this.tries.forgetBrowsers()
    this.eventos.length = 0
  }

  takeEffect(): void {
    if (!this.change || this.cuenta?.estado !== 'activa') return
    const before = this.cuenta
    const rank = this.change.withCodigo ? 'canal' : 'respuesta'
    const factores = withProvenance(before, ['email'], rank, this.now)
    this.cuenta = { ...before, email: this.change.to, emailConfirmedAt: this.now, factores }
    this.change = null
    this.end(before, this.cuenta)
    this.tell('actualizar', before, before.email ?? '', rank)
  }

  /** Whether a confirmed mailbox said “No fui yo” from that moment on. */
  wasContested = (since: Date): boolean =>
    this.eventos.some(({ confirmed, usedAt }) => confirmed && usedAt !== null && usedAt >= since)

  /** The owner objects: the account freezes, and only the call centre gives it back. */
  object(enlace: Enlace, current: Cuenta): Shown {
    if (!enlace.orden || !this.ordenes.object(enlace.orden, this.now)) return GONE
    const updatedAt = changedAt(current, this.now)
    this.cuenta = { ...current, estado: 'congelada', wayBack: 'mesa', frozenByStaffAt: null, updatedAt }
    this.end(current, this.cuenta, undefined, ['estado'])
    this.tries.forgetBrowsers()
    return { page: 'frozen', wayBack: 'staff' }
  }

  /** What two people granted takes effect. */
  applyOrden(): void {
    const due = this.ordenes.takeDue(this.now)
    if (due?.kind === 'liberar') this.erase()
    if (due?.kind !== 'invitar') return
    const enlace = {
      kind: 'activate',
      expiresAt: addHours(this.now, INVITATION_HOURS),
      orden: due.id,
    } as const
    this.mailEnlace(due.encryptedEmail ?? '', enlace)
  }

  /** A link that confirms serves where the account was proven, or with the CS or the answer. */
  isTheirs(who: Person, { claveHash, respuestaHash }: Cuenta, { clave, respuesta }: Typed): boolean {
    if (this.tries.knows(who, this.now)) return true
    if (clave) return this.tried(who, 'clave', clave === claveHash)
    return respuesta !== null && this.tried(who, 'respuesta', respuesta === respuestaHash)
  }

  confirm(enlace: Enlace, current: Cuenta): Shown {
    this.provenSince = true
    if (enlace.changeId === undefined) {
      this.cuenta = { ...current, emailConfirmedAt: this.now }
      return { page: 'done', at: 'once' }
    }
    if (this.change?.id !== enlace.changeId) return DONE
    this.change.effectiveAt = this.change.withCodigo ? this.now : addHours(this.now, 24)
    if (!this.change.withCodigo) return { page: 'done', at: 'later' }
    this.takeEffect()
    return { page: 'done', at: 'once' }
  }
}
