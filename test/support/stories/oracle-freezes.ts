/** What the oracle says of freezes, of who gives an account back, and of links that confirm. */
import { SeenAccount } from './oracle-account.ts'
import { Broken, DAY, type Deed, judge, type Link, WORTH } from './oracle-facts.ts'
import type { Person, Shown, Typed } from './seen.ts'

export class FreezeOracle extends SeenAccount {
  /** Staff freeze; mailboxes that were channels of the account then get a way back. */
  frozeByStaff(shown: Shown): void {
    judge('a freeze by staff', shown.page === 'frozen', this.exists && !this.frozen ? 'must' : 'never')
    if (shown.page !== 'frozen') return
    const channel = this.wasChannel
    judge('the way back from staff by mail', shown.wayBack === 'mail', channel ? 'must' : 'never')
    this.frozen = { wayBack: this.confirmed ? 'mail' : 'staff', to: '', at: this.now }
    this.staffFrozeAt = this.now
    if (channel) this.backTo = this.mailbox
    this.pending = null
    this.endAll()
  }

  /** All stays as it was, for a day, unless somebody said “No fui yo”. */
  undidFreeze(shown: Shown): void {
    const since = this.frozen && this.staffFrozeAt !== null ? this.now - this.staffFrozeAt : DAY
    judge('undoing a freeze by staff', shown.page === 'done', since < DAY ? 'must' : 'never')
    if (shown.page !== 'done') return
    this.frozen = null
    this.staffFrozeAt = null
    this.endAll()
  }

  unfroze(shown: Shown): void {
    judge('giving back by staff', shown.page === 'done', this.frozen ? 'must' : 'never')
    if (shown.page !== 'done') return
    this.staffFrozeAt = null
    if (this.mailbox && !this.wasChannel) this.moveTo(null, WORTH.papers)
    this.frozen = null
    this.clave = null
    this.respuesta = null
    this.pending = null
    this.endAll()
  }

  contested(link: Link, shown: Shown): void {
    const deed = link.deed as Deed
    const left = this.leftSince(link.to, deed.at)
    const isLeft = link.to !== this.mailbox && left !== undefined
    // Nobody outranks who showed papers since, whatever was done to the account before them.
    const since = this.papersAt.some((at) => at > deed.at || (at === deed.at && deed.lost === link.to))
    const byPapers = isLeft && (since || left.worth >= WORTH.papers)
    const undoes = deed.kind === 'register' && !byPapers && !this.proven && !this.confirmed && this.exists
    const gone = link.state === 'void' || this.now >= link.at + 10 * DAY || !this.exists
    judge('“No fui yo” that was used or is old', shown.page !== 'gone', gone ? 'never' : 'may')
    if (link.state === 'good' && !gone && shown.page === 'gone') throw new Broken('“No fui yo” does nothing')
    link.state = 'void'
    if (shown.page === 'gone') return
    this.staffFrozeAt = null
    this.contestedAt.any = this.now
    if (deed.confirmed && deed.mailbox === link.to) this.contestedAt.confirmed = this.now
    judge('undoing a registration', shown.page === 'erased', undoes ? 'must' : 'never')
    if (shown.page === 'erased') return this.forget()
    judge('freezing from a mailbox that staff removed', shown.page === 'frozen', byPapers ? 'never' : 'must')
    if (shown.page !== 'frozen') return
    const stays = deed.kind === 'register' || (isLeft && left.worth >= WORTH.mailbox)
    const confirmed = deed.confirmed && deed.mailbox === link.to
    const outranks = confirmed && deed.worth < deed.mailboxWorth && !stays && this.frozen?.wayBack !== 'staff'
    judge('the way back by mail', shown.wayBack === 'mail', outranks ? 'must' : 'never')
    this.frozen = { ...this.frozen, wayBack: shown.wayBack, to: link.to, at: this.frozen?.at ?? this.now }
    if (shown.wayBack === 'mail') this.backTo = link.to
    this.void('back')
    this.pending = null
    if (!stays) this.restore(deed)
    this.endAll()
    for (const one of this.links.values())
      if (one.kind === 'noFuiYo' && one.state === 'good' && (one.deed as Deed).at >= deed.at)
        one.state = 'doubtful'
  }

  /** The link alone proves nothing: it serves where the account was proven, or with the CS or the answer. */
  confirmedBy(link: Link, who: Person, { clave, respuesta }: Typed, shown: Shown): void {
    const { pending } = this
    const known = this.tries.knows(who, this.now)
    const secret = clave ? 'clave' : 'respuesta'
    const right = clave ? clave === this.clave : respuesta !== null && respuesta === this.respuesta
    const possible = link.state !== 'void' && (known !== 'no' || (right && !this.frozen))
    judge('confirming a mailbox', shown.page === 'done', possible ? 'may' : 'never')
    if (known !== 'yes' && (clave ?? respuesta) !== null && shown.page === 'refused')
      this.tries.missed(who, secret, this.now)
    if (known === 'no' && shown.page === 'done') this.tries.hit(who, secret, this.now)
    if (shown.page !== 'done') return
    link.state = 'void'
    this.proven = true
    if (pending?.to === link.to && shown.at !== undefined) {
      if (shown.at === 'never') this.pending = null
      else pending.confirmedAt = this.now
      const once = pending.worth >= WORTH.mailbox
      if (shown.at === 'once' && !once)
        throw new Broken('a mailbox asked for with less than a code took effect')
      if (shown.at === 'once') {
        this.deed = this.deedOf('mailbox', pending.worth)
        this.takeEffect(pending)
      }
    } else if (link.to === this.mailbox) this.confirmed = true
  }
}
