/** What the oracle says of what two people do for who showed papers. Written from product.md “Two people” alone. */
import { Broken, DAY, judge, type Link } from './oracle-facts.ts'
import { FreezeOracle } from './oracle-freezes.ts'
import type { AskedOrden, Letter, Person, Shown } from './seen.ts'

export class OrdenOracle extends FreezeOracle {
  /** The mailbox that is about to get the link with which to object, and the one that gets the invitation. */
  #objectTo: string | null = null
  #activateAt: string | null = null

  askedOrden(by: string, asked: AskedOrden, shown: Shown): void {
    const fits = this.exists && !this.orden && (asked.kind === 'liberar' || !this.frozen)
    judge(`asking to ${asked.kind}`, shown.page === 'done', fits ? 'must' : 'never')
    if (shown.page !== 'done') return
    this.orden = { ...asked, askedBy: by, askedAt: this.now, grantedBy: null, dueAt: 0, canObject: false }
  }

  grantedOrden(by: string, shown: Shown): void {
    const { orden } = this
    const objected = this.frozen?.objected
    // What was objected to is decided by another on what both sides show, and not objected to again.
    const heard = objected !== undefined && objected.kind === orden?.kind
    const open = orden !== null && orden.grantedBy === null && this.now < orden.askedAt + 7 * DAY
    const another = orden?.askedBy !== by && !(heard && objected.by.includes(by))
    judge('granting', shown.page === 'granted', open && another ? 'must' : 'never')
    if (shown.page !== 'granted' || !orden) return
    this.#judgeWait(shown.minutes)
    this.void('object')
    Object.assign(orden, { grantedBy: by, dueAt: this.now + shown.minutes, canObject: !heard })
    if (this.confirmed && !heard) this.#objectTo = this.mailbox
  }

  /** A day, or ten where a confirmed mailbox said “No fui yo” within ten. */
  #judgeWait(minutes: number): void {
    const lately = (at: number) => this.now < at + 10 * DAY
    const { confirmed, any } = this.contestedAt
    const waits = (days: number) => Math.abs(minutes - days * DAY) < 1
    if (!waits(10) && lately(confirmed)) throw new Broken('what is contested waits less than ten days')
    if (!waits(1) && !lately(any)) throw new Broken('what nobody contests does not wait a day')
    if (!waits(1) && !waits(10)) throw new Broken('what two people do waits another time')
  }

  objectedTo(link: Link, shown: Shown): void {
    const { orden } = this
    const open = orden?.grantedBy && orden.canObject && link.state === 'good' && this.now < orden.dueAt
    const own = this.confirmed && link.to === this.mailbox
    judge('objecting', shown.page === 'frozen', !open ? 'never' : own ? 'must' : 'may')
    link.state = 'void'
    if (shown.page !== 'frozen' || !orden) return
    const objected = { kind: orden.kind, by: [orden.askedBy, orden.grantedBy] }
    this.frozen = { wayBack: 'staff', to: '', at: this.frozen?.at ?? this.now, objected }
    this.staffFrozeAt = null
    this.pending = null
    this.endOrden()
    this.endAll()
  }

  /** The link of an invitation opens the account that it was given for, to who chooses everything anew. */
  activated(who: Person, link: Link, shown: Shown, asked: boolean): void {
    const fits = this.exists && !this.frozen && link.state === 'good' && this.now < link.at + 3 * DAY
    judge('the link of an invitation', shown.page === 'form', fits ? 'must' : 'never')
    if (shown.page !== 'form') return
    link.state = 'void'
    if (!asked) throw new Broken('who is invited keeps the former answer')
    const open = this.start(shown.solicitud, who, 'invited', link.to)
    this.tries.proved(who, this.worthOf(open.shown), this.now)
    this.proven = true
  }

  /** What is due takes effect, and what nobody granted in time is over. */
  passed(): void {
    const { orden } = this
    if (!orden) return
    if (!orden.grantedBy && this.now >= orden.askedAt + 7 * DAY) this.endOrden()
    if (!orden.grantedBy || this.now < orden.dueAt - 0.001) return
    this.endOrden()
    if (orden.kind === 'liberar') this.forget()
    else this.#activateAt = orden.mailbox
  }

  endOrden(): void {
    this.orden = null
    this.void('object')
  }

  /** Judges what two people sent, and where to. */
  judgeSent(letters: readonly Letter[]): void {
    const expected = { object: this.#objectTo, activate: this.#activateAt }
    for (const kind of ['object', 'activate'] as const) {
      const to = letters.flatMap((letter) => (letter.kind === kind ? [letter.to] : []))
      const wanted = expected[kind]
      const right = wanted === null ? to.length === 0 : to.length === 1 && to[0] === wanted
      if (!right)
        throw new Broken(`${kind} came to ${to.join(' ') || 'nobody'}, not to ${wanted ?? 'nobody'}`)
    }
    this.#objectTo = null
    this.#activateAt = null
  }
}
