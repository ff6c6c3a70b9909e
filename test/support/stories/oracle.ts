/**
 * The oracle of the stories: from what each person holds (CS, answers, mailboxes, papers) it says what the product
 * must accept and must never accept. Written from product.md “Proofs” alone; imports nothing of the product.
 */

import {
  Broken,
  DAY,
  type Deed,
  type Expected,
  type Factor,
  HOUR,
  judge,
  type Open,
  OWN_WORTH,
  type Shows,
  WORTH,
} from './oracle-facts.ts'
import { OrdenOracle } from './oracle-ordenes.ts'
import type { Secret } from './oracle-tries.ts'
import type { Changes, Letter, Person, Registration, Shown, Typed } from './seen.ts'

export class Oracle extends OrdenOracle {
  registered(who: Person, { clave, respuesta, mailbox }: Registration, shown: Shown): void {
    judge('registering', shown.page === 'done', this.exists ? 'never' : 'must')
    if (shown.page !== 'done') return this.#stopped(shown)
    this.forget()
    Object.assign(this, { exists: true, clave, respuesta, mailbox, confirmed: false })
    this.tries.proved(who, WORTH.clave, this.now)
    this.deed = this.deedOf('register', WORTH.nothing)
  }

  entered(who: Person, secret: string, shown: Shown): void {
    const key = this.key?.value === secret && this.now < this.key.until ? this.key : null
    const shows: Shows = key ? 'key' : 'clave'
    const right = this.exists && (key !== null || secret === this.clave)
    const free = key ? key.who === who : this.tries.free(who, 'clave', this.now)
    this.#proved(`entering with a ${shows}`, who, shows, right, free, shown)
  }

  answered(who: Person, respuesta: string, shown: Shown): void {
    const right = this.exists && respuesta === this.respuesta
    const free = this.tries.free(who, 'respuesta', this.now)
    const accepted = shown.page === 'key'
    judge('recovering with the answer', accepted, this.#expected(right, free))
    this.#counted(who, 'respuesta', right, shown)
    if (shown.page !== 'key') return
    this.key = { value: shown.key, who, until: this.now + HOUR }
    for (const open of this.open.values())
      if (open.shown.includes('key') && open.state === 'open') open.state = 'doubtful'
    this.heldUntil = this.now + 3 * DAY
    this.deed = this.deedOf('key', this.worthOf(['respuesta']))
  }

  chose(who: Person, id: string, clave: string, respuesta: string, asked: boolean, shown: Shown): void {
    const open = this.#go(`choosing a CS`, id, shown)
    if (!open) return
    const worth = this.worthOf(open.shown, open.confirmed)
    const sinceConfirmed = this.confirmed && !open.confirmed
    const returns = this.comesBack({ ...open, confirmed: open.confirmed || sinceConfirmed })
    if (returns && !asked) throw new Broken('who comes back keeps the former answer')
    if (!returns && asked && !sinceConfirmed)
      throw new Broken('who did not come back is asked for a new answer')
    const deed: Deed = { ...this.deedOf('clave', worth), mailbox: open.mailbox ?? this.mailbox }
    const invited = open.shown.includes('invited')
    if (returns) {
      const stays = open.mailbox === this.mailbox ? this.confirmed : false
      Object.assign(deed, { confirmed: stays || open.shown.includes('back'), confirmedAgain: true })
      if (invited && this.mailbox !== open.mailbox)
        Object.assign(deed, { lost: this.mailbox, tellsLost: this.confirmed })
      this.moveTo(open.mailbox, invited ? worth : WORTH.mailbox)
      if (invited) {
        this.setMailbox(worth)
        this.papersAt.push(this.now)
      }
      this.confirmed = true
      this.respuesta = respuesta
      this.frozen = null
      this.staffFrozeAt = null
      this.pending = null
      this.tries.forgetBrowsers()
    }
    this.clave = clave
    this.changed(returns ? ['clave', 'respuesta', 'mailbox'] : ['clave'], worth)
    open.state = 'over'
    for (const factor of returns ? (['clave', 'respuesta'] as const) : (['clave'] as const))
      this.set[factor] = { worth, at: this.now }
    this.tries.proved(who, Math.max(worth, WORTH.clave), this.now)
    if (!open.shown.includes('clave')) this.tries.recovered(who)
    this.deed = deed
  }

  askedLink(letters: readonly Letter[]): void {
    if (!this.exists || !this.confirmed) return
    if (!this.frozen) this.#mustArrive('recover', this.mailbox, letters)
  }

  pressed(who: Person, { value }: Letter, typed: Typed, shown: Shown, asked: boolean): void {
    const link = this.links.get(value)
    if (!link) throw new Broken('a link that no mail brought')
    if (link.kind === 'noFuiYo') return this.contested(link, shown)
    if (link.kind === 'object') return this.objectedTo(link, shown)
    if (link.kind === 'activate') return this.activated(who, link, shown, asked)
    if (link.kind === 'confirm') return this.confirmedBy(link, who, typed, shown)
    const isBack = link.kind === 'back'
    const live = link.state === 'good' && (isBack ? this.now < link.at + HOUR : this.now < link.at + HOUR)
    const possible = link.state !== 'void' && this.now < link.at + (link.lives ?? (isBack ? 10 * DAY : HOUR))
    const fits = isBack ? this.frozen?.wayBack === 'mail' : this.exists && !this.frozen && this.confirmed
    const slow = !isBack && !this.confirmed && link.lives === undefined
    const expected = slow || !possible || (isBack && !fits) || (!isBack && this.frozen) ? 'never' : 'may'
    judge(`the link “${link.kind}”`, shown.page === 'form', live && fits ? 'must' : expected)
    link.state = 'void'
    if (shown.page === 'waits') this.slowSince = this.now
    if (shown.page !== 'form') return
    const open = this.start(shown.solicitud, who, link.kind === 'back' ? 'back' : 'recover', link.to)
    if (this.comesBack(open) !== asked) throw new Broken('the page after a link asks for other things')
    this.tries.proved(who, this.worthOf(open.shown, open.confirmed), this.now)
    this.proven = true
  }

  validated(who: Person, mailbox: string, shown: Shown): void {
    const right = this.exists && mailbox === this.mailbox
    judge(
      'validating the data',
      shown.page === 'form',
      right && this.tries.free(who, 'datos', this.now) ? 'must' : right ? 'may' : 'never',
    )
    this.#counted(who, 'datos', right, shown)
    if (shown.page === 'form') this.start(shown.solicitud, who, 'data', null)
  }

  proved(who: Person, id: string, shows: 'respuesta' | 'codigo', right: boolean, shown: Shown): void {
    const open = this.open.get(id)
    const over = !open || open.state === 'over'
    const free = open?.state === 'open' && this.now < open.at + 10 && this.tries.free(who, shows, this.now)
    judge(`showing the ${shows}`, shown.page === 'form', over ? 'never' : this.#expected(right, free))
    if (shown.page === 'refused') this.#counted(who, shows, right, shown)
    if (shown.page === 'stop') this.proven = true
    if (shown.page !== 'form' || !open) return
    if (shows === 'respuesta') this.slowSince = null
    open.shown.push(shows)
    open.at = this.now
    this.tries.proved(
      who,
      this.worthOf([shows], this.confirmed || open.shown.includes('respuesta')),
      this.now,
    )
    this.proven = true
  }

  /** To a mailbox that nobody confirmed a code comes only after the answer. */
  askedCodigo(id: string, letters: readonly Letter[]): void {
    const came = letters.some(({ kind }) => kind === 'codigo')
    const open = this.open.get(id)
    const serves = this.confirmed || open?.shown.includes('respuesta') === true
    const sure = open?.state === 'open' && this.now < open.at + 10 && !this.frozen
    judge('a code', came, !serves ? 'never' : sure ? 'must' : 'may')
  }

  updated(_who: Person, id: string, changes: Changes, shown: Shown): void {
    const open = this.open.get(id)
    const together = open?.shown.includes('respuesta') === true && open.shown.includes('codigo')
    const worth = open ? this.worthOf(open.shown, this.confirmed || together) : 0
    const held = this.now < this.heldUntil && worth < WORTH.mailbox
    const enough = !held && worth >= WORTH.respuesta
    if (!enough) return judge('updating data', shown.page === 'done', 'never')
    if (!this.#go('updating data', id, shown) || !open) return
    const deed = this.deedOf('data', worth)
    if (together) this.confirmed = true
    const factors: Factor[] = changes.respuesta ? ['respuesta'] : []
    this.changed(factors, worth)
    if (this.pending && this.pending.worth < WORTH.mailbox) this.pending = null
    if (changes.respuesta) {
      this.respuesta = changes.respuesta
      this.set.respuesta = { worth, at: this.now }
    }
    if (changes.mailbox && changes.mailbox !== this.mailbox) {
      this.void('confirm')
      this.pending = { to: changes.mailbox, worth, confirmedAt: null }
    }
    open.state = 'over'
    this.deed = deed
  }

  cancelled(id: string, shown: Shown): void {
    const open = this.open.get(id)
    const worth = open ? this.worthOf(open.shown, open.confirmed) : 0
    const possible = this.pending !== null && !this.frozen && open?.state !== 'over' && worth > WORTH.nothing
    const sure = possible && open?.state === 'open' && this.now < open.at + 10
    judge('cancelling what is pending', shown.page === 'done', !possible ? 'never' : sure ? 'must' : 'may')
    if (shown.page !== 'done') return
    this.pending = null
    this.void('confirm')
    this.deed = this.deedOf('data', worth)
  }

  waited(minutes: number): void {
    this.now += minutes
    const { pending } = this
    if (pending?.confirmedAt != null && this.now >= pending.confirmedAt + DAY) {
      this.deed = this.deedOf('mailbox', pending.worth)
      this.takeEffect(pending)
    }
    this.passed()
  }

  /** The owner of these mailboxes outranks whoever took the account from them, and has 10 days to say so. */
  judgeLost(mailboxes: readonly string[]): void {
    const lost = mailboxes.find((one) => {
      const left = this.lastLeft(one)
      return left?.confirmed && left.worth < WORTH.mailbox && this.now < left.at + 10 * DAY - HOUR
    })
    if (lost && !this.onlyPapers) throw new Broken(`${lost} was confirmed, and lost to less, for good`)
  }

  /** Judges what came to mailboxes, and where to. */
  arrived(letters: readonly Letter[]): void {
    this.judgeSent(letters)
    for (const { kind, to, value, lives } of letters) {
      const own = to === this.mailbox
      if ((kind === 'recover' || kind === 'codigo') && (!own || this.frozen))
        throw new Broken(`a ${kind} came to ${to}, which is not the mailbox of an open account`)
      // Unless CS or answer was proven meanwhile.
      const waited = this.slowSince !== null && this.now >= this.slowSince + 3 * DAY - 1
      if (lives && !waited) throw new Broken(`a second link came to ${to} too soon`)
      const back = this.frozen?.wayBack === 'mail' && (this.frozen.to === to || (own && this.wasChannel))
      if (kind === 'back' && !back) throw new Broken(`a way back came to ${to}`)
      // The second link of a slow recovery ends with a later second one only.
      if (kind === 'recover') this.void('recover', ({ lives: other }) => other === lives)
      const deed = kind === 'noFuiYo' ? this.deed : null
      if (kind === 'noFuiYo' && !deed) throw new Broken(`a notice of nothing came to ${to}`)
      this.links.set(value, { kind, to, at: this.now, state: 'good', deed, lives })
    }
    if (this.deed?.confirmed) this.#mustArrive('noFuiYo', this.deed.mailbox, letters)
    if (this.deed?.lost && this.deed.tellsLost) this.#mustArrive('noFuiYo', this.deed.lost, letters)
    if (this.backTo) this.#mustArrive('back', this.backTo, letters)
    this.deed = null
    this.backTo = null
  }

  #proved(what: string, who: Person, shows: Shows, right: boolean, free: boolean, shown: Shown): void {
    judge(what, shown.page === 'form', this.#expected(right, free))
    if (shows === 'clave') this.#counted(who, 'clave', right, shown)
    if (shown.page !== 'form') return
    this.start(shown.solicitud, who, shows, null)
    this.tries.proved(who, OWN_WORTH[shows], this.now)
  }

  #expected(right: boolean, free: boolean): Expected {
    if (!right || this.frozen) return 'never'
    return free ? 'must' : 'may'
  }

  #counted(who: Person, secret: Secret, right: boolean, shown: Shown): void {
    if (right && this.exists && !this.frozen && shown.page !== 'refused') {
      this.tries.hit(who, secret, this.now)
      if (secret !== 'datos') this.proven = true
      if (secret === 'clave' || secret === 'respuesta') this.slowSince = null
    } else if (right) this.#stopped(shown)
    if (shown.page === 'refused') this.tries.missed(who, secret, this.now)
    else if (right && secret !== 'datos') this.proven = true
  }

  /** “Every stop names a next step that works”: a number that staff find. */
  #stopped(shown: Shown): void {
    if (shown.page === 'stop' && !shown.caso) throw new Broken('a stop without a case that staff find')
  }

  /** @returns the process, if it went on. */
  #go(what: string, id: string, shown: Shown): Open | undefined {
    const open = this.open.get(id)
    const age = open ? this.now - open.at : Number.POSITIVE_INFINITY
    const frozen = this.frozen !== null && !open?.shown.includes('back')
    const over = !open || open.state === 'over' || age > 15 || frozen
    const keyGone = open?.shown.includes('key') === true && (this.key === null || this.now >= this.key.until)
    const sure = !over && !keyGone && open.state === 'open' && age < 10
    judge(what, shown.page === 'done', over ? 'never' : sure ? 'must' : 'may')
    return shown.page === 'done' ? open : undefined
  }

  #mustArrive(kind: Letter['kind'], to: string | null, letters: readonly Letter[]): void {
    if (!letters.some((letter) => letter.kind === kind && letter.to === to))
      throw new Broken(`no ${kind} came to ${to}`)
  }
}
