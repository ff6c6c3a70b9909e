/**
 * One story at random: people do what they can with what they hold, and at the end the owner, who holds the papers,
 * follows what the product says until the account is theirs. Nobody else may then have a way in.
 */
import { Cast } from './cast.ts'
import { Broken, DAY, HOUR, WORTH } from './oracle-facts.ts'
import type { Holdings, Teller } from './people.ts'
import { PLOTS } from './plots.ts'
import { type Chance, createChance } from './random.ts'
import type { Person, Product, Shown } from './seen.ts'

/** @returns its lines. @throws Error with them, where it did not end with the owner. */
export async function tellStory(product: Product, seed: number, teller: Teller): Promise<readonly string[]> {
  const story = new Story(product, createChance(seed), teller)
  try {
    await story.tell()
    return story.lines
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    const found = new Error(`story ${seed}\n  ${story.lines.join('\n  ')}\n  ${text}`, { cause: error })
    throw found
  }
}

class Story {
  readonly #cast: Cast
  readonly #chance: Chance
  /** Whether the owner took it back, and how often they showed papers since. */
  #hadIt = false
  #papers = 0

  constructor(product: Product, chance: Chance, teller: Teller) {
    this.#cast = new Cast(product, chance, teller)
    this.#chance = chance
  }

  get lines(): readonly string[] {
    return this.#cast.lines
  }

  async tell(): Promise<void> {
    const chance = this.#chance
    await this.#begin()
    const steps = 3 + chance.below(14)
    for (let step = 0; step < steps; step++) await this.#step()
    await this.#reclaim()
    this.#hadIt = true
    for (const minutes of [DAY + HOUR, 11 * DAY, 1]) {
      await this.#othersTryEverything()
      await this.#cast.wait(minutes)
      if (this.#cast.oracle.frozen || !this.#cast.oracle.exists) await this.#reclaim()
    }
    const clave = this.#cast.oracle.clave
    if (!clave || !this.#cast.holdings.owner.claves.includes(clave))
      throw new Broken('another ends with the account')
    if ((await this.#cast.enter('owner', clave)).page !== 'form')
      throw new Broken('the owner does not get in')
  }

  /** Who registered, and with whose mailbox. */
  async #begin(): Promise<void> {
    const [who, name] = this.#chance.pick<[Person, string]>([
      ...Array.from({ length: 8 }, (): [Person, string] => ['owner', 'home']),
      ['owner', 'mistyped'],
      ['owner', 'mistyped'],
      ['thief', 'home'],
      ['thief', 'home'],
      ['thief', 'thief'],
    ])
    await this.#cast.register(who, this.#cast.box(name))
    if (who === 'owner' && name === 'home' && this.#chance.happens(0.8)) await this.#cast.confirm('owner')
    await this.#cast.wait(1 + this.#chance.below(5))
  }

  async #step(): Promise<void> {
    const { owner, thief } = this.#cast.holdings
    const oracle = this.#cast.oracle
    const chance = this.#chance
    const who = chance.pick<Person>(['owner', 'owner', 'thief', 'thief', 'thief', 'stranger'])
    const steps: [number, () => Promise<unknown>][] = [
      [3, () => this.#cast.wait(chance.pick([1, 3, 8, 20, HOUR, DAY + 1, 3 * DAY + 1, 11 * DAY, 365 * DAY]))],
      [4, () => this.#cast.changeClave(who)],
      [3, () => this.#cast.recover(who)],
      [2, () => this.#cast.askLink(who)],
      [2, () => this.#cast.follow(who, 'recover')],
      [2, () => this.#cast.confirm(who)],
      [4, () => this.#cast.update(who)],
      [2, () => this.#cast.follow(who, 'noFuiYo')],
      [2, () => this.#cast.follow(who, 'back')],
      [2, () => this.#cast.goOn(who)],
      [2, () => this.#cast.miss('stranger')],
      [1, () => this.#cast.register(who, chance.pick(this.#cast.holdings[who].mailboxes))],
      [1, async () => void (oracle.frozen && chance.happens(0.5) && (await this.#cast.unfreeze()))],
      [3, async () => this.#cast.learns('clave')],
      [2, async () => this.#cast.learns('respuesta')],
      [1, () => this.#cast.freeze()],
      [1, () => this.#cast.undoFreeze()],
      [2, () => this.#cast.cancel(who)],
      [10, () => chance.pick(PLOTS)(this.#cast, chance)],
      [1, () => this.#cast.askOrden(chance.happens(0.5) ? 'invitar' : 'liberar')],
      [1, () => this.#cast.grantOrden()],
      [1, () => this.#cast.follow(who, 'object')],
      [1, () => this.#cast.follow('owner', 'activate')],
      [1, async () => this.#losesOldMailbox(owner, thief)],
    ]
    let at = chance.below(steps.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, run] of steps) {
      if (at < weight) {
        await run()
        return
      }
      at -= weight
    }
  }

  /** The thief reads a mailbox that the account left by a code, or long ago. */
  #losesOldMailbox(owner: Holdings, thief: Holdings): void {
    const old = owner.mailboxes.find((one) => {
      const left = this.#cast.oracle.lastLeft(one)
      return left && (left.worth >= WORTH.mailbox || this.#cast.oracle.now > left.at + 11 * DAY)
    })
    const invited =
      this.#cast.oracle.orden?.mailbox === old ||
      this.#cast.lettersOf('owner', 'activate').some(({ to }) => to === old)
    if (
      !old ||
      invited ||
      this.#cast.oracle.mailbox === old ||
      this.#cast.oracle.pending ||
      owner.mailboxes.length < 2
    )
      return
    owner.mailboxes = owner.mailboxes.filter((one) => one !== old)
    thief.mailboxes.push(old)
    this.#cast.lines.push(`thief reads the old mailbox ${old}`)
  }

  /**
   * The owner follows what the product says: “No fui yo” where something was done, the way back by mail, the call
   * centre with the papers, the link by mail, and where nothing is left but papers two people; and chooses CS and
   * answer anew.
   */
  async #reclaim(): Promise<void> {
    this.#papers = 0
    for (let round = 0; round < 40; round++) {
      if (!this.#cast.oracle.exists) {
        await this.#cast.register('owner', this.#cast.holdings.owner.mailboxes[0] as string)
        await this.#cast.confirm('owner')
        return
      }
      const invitation = this.#cast
        .lettersOf('owner', 'activate')
        .findLast(({ value }) => this.#cast.isLive(value))
      if (invitation && (await this.#chooseAfter(await this.#cast.press('owner', invitation)))) return
      const notices = this.#cast.lettersOf('owner', 'noFuiYo').filter(({ value }) => this.#cast.isLive(value))
      // Staff give back only to who reads its mailbox what another objected to.
      if (this.#cast.oracle.frozen?.objected && !this.#readsMailbox()) {
        const last = notices.at(-1)
        if (last) await this.#cast.press('owner', last)
        else await this.#showPapers('liberar')
        continue
      }
      if (this.#cast.oracle.frozen) {
        const back = this.#cast.lettersOf('owner', 'back').findLast(({ value }) => this.#cast.isLive(value))
        if (!back || this.#cast.oracle.frozen.wayBack === 'staff') await this.#cast.unfreeze()
        else if (await this.#chooseAfter(await this.#cast.press('owner', back))) return
        continue
      }
      if (notices.length > 0 && !this.#ownsSecrets() && this.#chance.happens(0.7)) {
        await this.#cast.press('owner', this.#chance.pick(notices))
        continue
      }
      if (this.#readsMailbox()) {
        const second = this.#cast.lettersOf('owner', 'recover').findLast((one) => one.lives)
        const isLive = second && this.#cast.isLive(second.value)
        if (!isLive) await this.#cast.askLink('owner')
        const link = isLive ? second : this.#cast.lettersOf('owner', 'recover').at(-1)
        const shown = link && (await this.#cast.press('owner', link))
        if (shown?.page === 'waits') await this.#cast.wait(shown.minutes)
        if (shown && (await this.#chooseAfter(shown))) return
      } else {
        const notice = notices.at(-1)
        if (notice) await this.#cast.press('owner', notice)
        else await this.#showPapers(this.#papers === 0 && this.#chance.happens(0.6) ? 'invitar' : 'liberar')
      }
    }
    throw new Broken('the owner follows every next step and gets nowhere')
  }

  #readsMailbox = (): boolean => this.#cast.holdings.owner.mailboxes.includes(this.#cast.oracle.mailbox ?? '')

  /** Nothing is left but papers: two people do what they say, while whoever has the account does what they can. */
  async #showPapers(kind: 'invitar' | 'liberar'): Promise<void> {
    const { oracle } = this.#cast
    if (this.#papers++ === 0 && !this.#hadIt) oracle.judgeLost(this.#cast.holdings.owner.mailboxes)
    if (this.#hadIt && !oracle.onlyPapers && !oracle.frozen?.objected)
      throw new Broken('the owner lost the account that they had taken back')
    if (!oracle.orden) await this.#cast.askOrden(kind)
    // Whoever decided what was objected to does not decide it again.
    const before = oracle.frozen?.objected?.by.at(-1)
    if (before && !oracle.orden?.grantedBy) await this.#cast.grantOrden(before)
    if (!oracle.orden?.grantedBy) await this.#cast.grantOrden(this.#cast.another)
    if (this.#chance.happens(0.5)) await this.#cast.follow('thief', 'object', true)
    if (this.#chance.happens(0.3)) await this.#cast.changeClave('thief')
    if (oracle.orden) await this.#cast.wait(oracle.orden.dueAt - oracle.now + 1)
  }

  /** Nobody else knows what opens the account now. */
  #ownsSecrets = (): boolean =>
    (['thief', 'stranger'] as const).every(
      (who) =>
        !this.#cast.holdings[who].claves.includes(this.#cast.oracle.clave ?? '') &&
        !this.#cast.holdings[who].respuestas.includes(this.#cast.oracle.respuesta ?? ''),
    )

  /** @returns whether CS and answer are the owner's now. */
  async #chooseAfter(shown: Shown): Promise<boolean> {
    if (shown.page !== 'form') return false
    const asks = shown.asksRespuesta === true
    const chosen = await this.#cast.choose('owner', { id: shown.solicitud, kind: 'cambiar', asks })
    if (chosen.page !== 'done') return false
    if (asks) return true
    // The answer stays with whoever knows it until it is changed with a code.
    const validated = await this.#cast.validate('owner', this.#cast.oracle.mailbox ?? '')
    if (validated.page !== 'form') return false
    const proven = await this.#cast.proveCodigo('owner', validated.solicitud)
    if (proven?.page !== 'form') return false
    const respuesta = this.#cast.newRespuesta('owner')
    const changed = await this.#cast.changeTo('owner', validated.solicitud, { respuesta })
    // A code to a mailbox set lately opens no more than what set it, for 72 hours after a recovery.
    if (changed.page === 'refused') await this.#cast.wait(3 * DAY + HOUR)
    return changed.page === 'done'
  }

  /** Whatever the others hold; each gets in nowhere. */
  async #othersTryEverything(): Promise<void> {
    if (this.#cast.oracle.frozen) return
    for (const who of ['thief', 'stranger'] as const) {
      const { claves, keys, respuestas, solicitudes } = this.#cast.holdings[who]
      const mine = this.#cast.holdings.owner.claves
      for (const open of [...solicitudes].slice(-3)) {
        const shown = await (open.kind === 'cambiar'
          ? this.#cast.choose(who, open)
          : this.#cast.change(who, open.id))
        if (shown.page === 'done') throw new Broken(`${who} goes on with a process begun before`)
      }
      for (const secret of [...claves, ...keys]
        .filter((one) => !mine.includes(one) || one !== this.#cast.oracle.clave)
        .slice(-3)) {
        if ((await this.#cast.enter(who, secret)).page === 'form') throw new Broken(`${who} gets in`)
      }
      for (const respuesta of respuestas.slice(-2)) {
        if ((await this.#cast.answer(who, respuesta)).page === 'key')
          throw new Broken(`${who} gets a key by an answer`)
      }
      for (const kind of ['confirm', 'recover', 'back', 'noFuiYo', 'object', 'activate'] as const)
        for (const letter of this.#cast.lettersOf(who, kind).slice(-3)) {
          if (this.#cast.used.has(letter.value)) continue
          if ((await this.#cast.press(who, letter)).page === 'form')
            throw new Broken(`${who} gets in by a link`)
        }
    }
    await this.#cast.askLink('stranger')
  }
}
