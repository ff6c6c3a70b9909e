/** What the oracle has seen of the account, and what changing something ends. Imports nothing of the product. */
import {
  DAY,
  type Deed,
  type Factor,
  type Link,
  type Open,
  type Orden,
  OWN_WORTH,
  type Pending,
  RESTS_ON,
  type Shows,
  WORTH,
} from './oracle-facts.ts'
import { Tries } from './oracle-tries.ts'
import type { Letter, Person } from './seen.ts'

/** The last order that was objected to, by which the account is frozen. */
interface Objected {
  kind: Orden['kind']
  /** Who asked for it, and who granted it. */
  by: (string | null)[]
}

interface Leaving {
  mailbox: string
  worth: number
  at: number
  confirmed: boolean
}

export class SeenAccount {
  now = 0
  exists = false
  frozen: { wayBack: 'mail' | 'staff'; to: string; at: number; objected?: Objected | undefined } | null = null
  /** What two people do with it. */
  orden: Orden | null = null
  /** When a confirmed mailbox said “No fui yo”, and when any did. */
  readonly contestedAt = { confirmed: Number.NEGATIVE_INFINITY, any: Number.NEGATIVE_INFINITY }
  /** Set while staff's own mistake can be undone. */
  staffFrozeAt: number | null = null
  /** When who reads a mailbox that is not confirmed asked to recover, if nothing was proven since. */
  slowSince: number | null = null
  clave: string | null = null
  respuesta: string | null = null
  mailbox: string | null = null
  confirmed = false
  pending: Pending | null = null
  /** With what each was last set, and when. */
  readonly set: Partial<Record<Factor, { worth: number; at: number }>> = {}
  /** Each change of mailbox. */
  readonly mailboxSets: { worth: number; at: number }[] = []
  /** When who showed papers set its mailbox. */
  papersAt: number[] = []
  /** How the account left mailboxes, in order. */
  readonly #leavings: Leaving[] = []
  readonly links = new Map<string, Link>()
  readonly open = new Map<string, Open>()
  readonly tries = new Tries()
  key: { value: string; who: Person; until: number } | null = null
  proven = false
  heldUntil = 0
  /** What mailboxes are about to be told of. */
  deed: Deed | null = null
  /** The mailbox that is about to get the way back. */
  backTo: string | null = null

  /** Whether who shows this in a process keeps only what they proved. */
  comesBack = (open: Open): boolean =>
    open.shown.includes('back') ||
    open.shown.includes('invited') ||
    (open.shown.includes('recover') && (!open.confirmed || open.unfrozen))

  /** Whether the mailbox was confirmed when the account froze, and not set lately with less than a code. */
  get wasChannel(): boolean {
    const set = this.set.mailbox
    const lately = set !== undefined && (this.frozen?.at ?? this.now) < set.at + 10 * DAY
    return this.confirmed && !(lately && set.worth < WORTH.mailbox)
  }

  /** Whether nothing opens the account any more but the papers. */
  get onlyPapers(): boolean {
    return this.exists && this.clave === null && this.mailbox === null
  }

  /** What these proofs are worth together: whatever was set lately is worth no more than what set it. */
  worthOf(shown: readonly Shows[], confirmed = this.confirmed): number {
    return Math.max(
      0,
      ...shown.map((one) => {
        if ((one === 'codigo' || one === 'recover') && !confirmed) return WORTH.nothing
        const factor = RESTS_ON[one]
        const set = factor && this.set[factor]
        return set && this.now < set.at + 10 * DAY ? Math.min(OWN_WORTH[one], set.worth) : OWN_WORTH[one]
      }),
    )
  }

  start(id: string, who: Person, shows: Shows, mailbox: string | null): Open {
    const confirmed = shows === 'back' || this.confirmed
    const open: Open = {
      ...{ who, shown: [shows], at: this.now, state: 'open', confirmed, mailbox },
      unfrozen: this.clave === null,
    }
    this.open.set(id, open)
    return open
  }

  restore(deed: Deed): void {
    // That nobody knows any more how it was left for what is kept counts as a code.
    const before = this.#leavings.flatMap((one) => {
      if (one.at < deed.at) return one
      return one.at === deed.at && one.mailbox === deed.lost ? { ...one, worth: WORTH.mailbox } : []
    })
    this.#leavings.splice(0, this.#leavings.length, ...before)
    this.papersAt = this.papersAt.filter((at) => at < deed.at)
    if (deed.mailbox !== this.mailbox && this.mailbox) this.leave(this.mailbox, WORTH.mailbox)
    this.mailbox = deed.mailbox
    this.confirmed = deed.confirmedAgain
    for (const factor of ['clave', 'respuesta'] as const)
      if ((this.set[factor]?.at ?? -1) >= deed.at) delete this.set[factor]
    const sets = this.mailboxSets.filter(({ at }) => at < deed.at)
    this.mailboxSets.splice(0, this.mailboxSets.length, ...sets)
    const last = sets.at(-1)
    if (last) this.set.mailbox = last
    else delete this.set.mailbox
  }

  takeEffect({ to, worth }: Pending): void {
    this.pending = null
    this.moveTo(to, worth)
    this.confirmed = true
    this.setMailbox(worth)
    this.changed(['mailbox'], worth)
  }

  /** How the account first left that mailbox from a moment on; undefined while it has it. */
  leftSince(mailbox: string, moment: number): Leaving | undefined {
    if (mailbox === this.mailbox) return undefined
    return this.#leavings.find((one) => one.mailbox === mailbox && one.at >= moment)
  }

  /** How the account last left it. */
  lastLeft(mailbox: string): Leaving | undefined {
    if (mailbox === this.mailbox) return undefined
    return this.#leavings.findLast((one) => one.mailbox === mailbox)
  }

  leave(mailbox: string, worth: number): void {
    this.#leavings.push({ mailbox, worth, at: this.now, confirmed: this.confirmed })
  }

  setMailbox(worth: number): void {
    this.set.mailbox = { worth, at: this.now }
    this.mailboxSets.push(this.set.mailbox)
  }

  moveTo(mailbox: string | null, worth: number): void {
    if (this.mailbox && this.mailbox !== mailbox) this.leave(this.mailbox, worth)
    if (this.mailbox !== mailbox) this.setMailbox(worth)
    this.mailbox = mailbox
    this.confirmed &&= mailbox !== null
  }

  /** Ends what rests on what was changed, and what was shown with no more than that. */
  changed(factors: readonly Factor[], worth: number): void {
    if (factors.length === 0) return
    this.key = null
    this.endInvitation()
    if (this.pending && this.pending.worth < WORTH.mailbox) this.pending = null
    for (const open of this.open.values()) {
      const rests = open.shown.some((one) => factors.some((factor) => factor === RESTS_ON[one]))
      if (rests || this.worthOf(open.shown) <= worth) open.state = 'over'
      else if (open.state === 'open') open.state = 'doubtful'
    }
    for (const link of this.links.values())
      if (link.kind === 'recover' && link.state === 'good')
        link.state = factors.includes('mailbox') ? 'void' : 'doubtful'
  }

  /** It rests on there being nothing to prove with. */
  endInvitation(): void {
    if (this.orden?.kind === 'invitar') this.orden = null
    this.void('activate')
  }

  endAll(): void {
    this.key = null
    this.endInvitation()
    for (const open of this.open.values()) open.state = 'over'
    this.tries.forgetBrowsers()
    this.void('recover')
    if (!this.frozen) this.void('back')
    if (this.mailbox === null || !this.confirmed || this.frozen) this.void('confirm')
  }

  forget(): void {
    Object.assign(this, { exists: false, frozen: null, clave: null, respuesta: null, mailbox: null })
    Object.assign(this, { confirmed: false, pending: null, orden: null })
    Object.assign(this.contestedAt, { confirmed: Number.NEGATIVE_INFINITY, any: Number.NEGATIVE_INFINITY })
    this.proven = false
    this.heldUntil = 0
    this.#leavings.length = 0
    this.mailboxSets.length = 0
    this.papersAt.length = 0
    for (const factor of ['clave', 'respuesta', 'mailbox'] as const) delete this.set[factor]
    this.endAll()
    for (const link of this.links.values()) link.state = 'void'
  }

  void(kind: Letter['kind'], which: (link: Link) => boolean = () => true): void {
    for (const link of this.links.values()) if (link.kind === kind && which(link)) link.state = 'void'
  }

  deedOf(kind: Deed['kind'], worth: number): Deed {
    const { now: at, mailbox, confirmed } = this
    return {
      kind,
      worth,
      at,
      mailbox,
      confirmed,
      mailboxWorth: this.worthOf(['back']),
      confirmedAgain: confirmed,
    }
  }
}
