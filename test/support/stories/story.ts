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

/** How a story ended: with its owner, or where only `cuentas liberar` would help. */
export type Ending = 'owner' | 'liberar'

export interface Told {
  ending: Ending
  lines: readonly string[]
}

export async function tellStory(product: Product, seed: number, teller: Teller): Promise<Told> {
  const story = new Story(product, createChance(seed), teller)
  try {
    const ending = await story.tell()
    return { ending, lines: story.lines }
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    const found = new Error(`story ${seed}\n  ${story.lines.join('\n  ')}\n  ${text}`, { cause: error })
    throw found
  }
}

class Story {
  readonly #cast: Cast
  readonly #chance: Chance

  constructor(product: Product, chance: Chance, teller: Teller) {
    this.#cast = new Cast(product, chance, teller)
    this.#chance = chance
  }

  get lines(): readonly string[] {
    return this.#cast.lines
  }

  async tell(): Promise<Ending> {
    const chance = this.#chance
    await this.#begin()
    const steps = 3 + chance.below(14)
    for (let step = 0; step < steps; step++) await this.#step()
    let ending = await this.#reclaim()
    if (ending === 'liberar') {
      this.#cast.oracle.judgeLost(this.#cast.holdings.owner.mailboxes)
      // A mailbox of the thief's that was confirmed outranks all but the papers.
      const { everConfirmed, onlyPapers } = this.#cast.oracle
      const thief = this.#cast.holdings.thief.mailboxes.some((one) => everConfirmed.has(one))
      if (!onlyPapers || thief) return ending
    }
    for (const minutes of [DAY + HOUR, 11 * DAY, 1]) {
      await this.#othersTryEverything()
      await this.#cast.wait(minutes)
      if (this.#cast.oracle.frozen) ending = await this.#reclaim()
    }
    if (ending === 'liberar') {
      if (!this.#cast.oracle.onlyPapers)
        throw new Broken('the owner lost the account that they had taken back')
      return ending
    }
    const clave = this.#cast.oracle.clave
    if (!clave || !this.#cast.holdings.owner.claves.includes(clave))
      throw new Broken('another ends with the account')
    if ((await this.#cast.enter('owner', clave)).page !== 'form')
      throw new Broken('the owner does not get in')
    return 'owner'
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
    if (!old || this.#cast.oracle.mailbox === old || this.#cast.oracle.pending || owner.mailboxes.length < 2)
      return
    owner.mailboxes = owner.mailboxes.filter((one) => one !== old)
    thief.mailboxes.push(old)
    this.#cast.lines.push(`thief reads the old mailbox ${old}`)
  }

  /**
   * The owner follows what the product says: “No fui yo” where something was done, the way back by mail, the call
   * centre with the papers, the link by mail; and chooses CS and answer anew.
   */
  async #reclaim(): Promise<Ending> {
    for (let round = 0; round < 40; round++) {
      if (!this.#cast.oracle.exists) {
        await this.#cast.register('owner', this.#cast.box('home'))
        await this.#cast.confirm('owner')
        return 'owner'
      }
      if (this.#cast.oracle.frozen) {
        const back = this.#cast.lettersOf('owner', 'back').findLast(({ value }) => this.#cast.isLive(value))
        if (!back || this.#cast.oracle.frozen.wayBack === 'staff') await this.#cast.unfreeze()
        else if (await this.#chooseAfter(await this.#cast.press('owner', back))) return 'owner'
        continue
      }
      const notices = this.#cast.lettersOf('owner', 'noFuiYo').filter(({ value }) => this.#cast.isLive(value))
      if (notices.length > 0 && !this.#ownsSecrets() && this.#chance.happens(0.7)) {
        await this.#cast.press('owner', this.#chance.pick(notices))
        continue
      }
      const { mailbox } = this.#cast.oracle
      if (mailbox && this.#cast.holdings.owner.mailboxes.includes(mailbox)) {
        const second = this.#cast.lettersOf('owner', 'recover').findLast((one) => one.lives)
        const isLive = second && this.#cast.isLive(second.value)
        if (!isLive) await this.#cast.askLink('owner')
        const link = isLive ? second : this.#cast.lettersOf('owner', 'recover').at(-1)
        const shown = link && (await this.#cast.press('owner', link))
        if (shown?.page === 'waits') await this.#cast.wait(shown.minutes)
        if (shown && (await this.#chooseAfter(shown))) return 'owner'
      } else {
        const notice = notices.at(-1)
        if (!notice) return 'liberar'
        await this.#cast.press('owner', notice)
      }
    }
    throw new Broken('the owner follows every next step and gets nowhere')
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
      for (const kind of ['confirm', 'recover', 'back', 'noFuiYo'] as const)
        for (const letter of this.#cast.lettersOf(who, kind).slice(-3)) {
          if (this.#cast.used.has(letter.value)) continue
          if ((await this.#cast.press(who, letter)).page === 'form')
            throw new Broken(`${who} gets in by a link`)
        }
    }
    await this.#cast.askLink('stranger')
  }
}
