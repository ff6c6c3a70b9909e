/**
 * The people of a story: what each holds, the mails that lie in their mailboxes, and what staff and time do. Each page
 * and mail goes to the oracle, which judges it. Knows the product only by what it shows.
 */
import { Oracle } from './oracle.ts'
import { DAY, HOUR } from './oracle-facts.ts'
import type { Chance } from './random.ts'
import type { Letter, Person, Product, Shown } from './seen.ts'

/** Of the call centre, who do what papers say. */
const STAFF = ['ana', 'eva', 'ines', 'rosa'] as const

/** What a person holds. */
export interface Holdings {
  claves: string[]
  keys: string[]
  respuestas: string[]
  mailboxes: string[]
  /** Processes that they left open. */
  solicitudes: { id: string; kind: 'cambiar' | 'actualizar'; asks: boolean }[]
}

/** For how many minutes a link works. */
const LIVES: Partial<Record<Letter['kind'], number>> = { recover: HOUR, activate: 3 * DAY, object: DAY }

export interface Teller {
  newClave(chance: Chance): string
  newRespuesta(chance: Chance): string
  /** Addresses of this story. */
  mailbox(name: string): string
}

export class People {
  /** What happened, for whoever reads a story that failed. */
  readonly lines: string[] = []
  readonly oracle = new Oracle()
  /** Links whose button was pressed. */
  readonly used = new Set<string>()
  readonly holdings: Record<Person, Holdings>
  readonly box: (name: string) => string
  readonly #product: Product
  readonly chance: Chance
  readonly #teller: Teller
  readonly #all: Letter[] = []

  constructor(product: Product, chance: Chance, teller: Teller) {
    this.#product = product
    this.chance = chance
    this.#teller = teller
    this.box = (name) => teller.mailbox(name)
    const nothing = (...names: string[]): Holdings => ({
      ...{ claves: [], keys: [], respuestas: [], solicitudes: [] },
      mailboxes: names.map(this.box),
    })
    this.holdings = {
      owner: nothing('home', 'work'),
      thief: nothing('thief', 'mistyped'),
      stranger: nothing('stranger'),
    }
  }

  async freeze(): Promise<void> {
    const shown = await this.act.freeze()
    this.note('staff freeze', shown)
    this.oracle.frozeByStaff(shown)
    await this.letters()
  }

  async undoFreeze(): Promise<void> {
    const shown = await this.act.undoFreeze()
    this.note('a supervisor undoes it', shown)
    this.oracle.undidFreeze(shown)
    await this.letters()
  }

  async unfreeze(): Promise<void> {
    const shown = await this.act.unfreeze()
    this.note('staff give back', shown)
    this.oracle.unfroze(shown)
    await this.letters()
  }

  /** Two of the staff, to whom the owner shows their papers; perhaps the same one twice. */
  async askOrden(kind: 'liberar' | 'invitar'): Promise<void> {
    const mailbox = kind === 'invitar' ? this.chance.pick(this.holdings.owner.mailboxes) : null
    const by = this.chance.pick(STAFF)
    const shown = await this.act.askOrden(by, { kind, mailbox })
    this.note(`${by} asks to ${kind} ${mailbox ?? ''}`, shown)
    this.oracle.askedOrden(by, { kind, mailbox }, shown)
    await this.letters()
  }

  async grantOrden(by: string = this.chance.pick(STAFF)): Promise<void> {
    const shown = await this.act.grantOrden(by)
    this.note(`${by} grants it`, shown)
    this.oracle.grantedOrden(by, shown)
    await this.letters()
  }

  /** Somebody who may grant what is open: not who asked, nor who asked for or granted what was objected to. */
  get another(): string | undefined {
    const { orden, frozen } = this.oracle
    return STAFF.find((one) => one !== orden?.askedBy && !frozen?.objected?.by.includes(one))
  }

  async wait(minutes: number): Promise<void> {
    // What is due after a day is done then, not when the year is over.
    if (minutes > 2 * DAY) await this.#pass(DAY + 2)
    await this.#pass(minutes > 2 * DAY ? minutes - DAY - 2 : minutes)
  }

  async #pass(minutes: number): Promise<void> {
    await this.#product.wait(minutes)
    this.lines.push(`${minutes} minutes pass`)
    this.oracle.waited(minutes)
    await this.letters()
  }

  isLive = (value: string): boolean => {
    const link = this.oracle.links.get(value)
    return (
      link?.state === 'good' && this.oracle.now < link.at + (link.lives ?? LIVES[link.kind] ?? 10 * DAY) - 1
    )
  }

  lettersOf = (who: Person, kind: Letter['kind']): Letter[] =>
    this.#all.filter((one) => one.kind === kind && this.holdings[who].mailboxes.includes(one.to))

  /** The thief sees the owner type the CS, or knows the answer. */
  learns(what: 'clave' | 'respuesta'): void {
    const known = this.holdings.thief[what === 'clave' ? 'claves' : 'respuestas']
    const value = this.oracle[what]
    if (!value || known.at(-1) === value) return
    known.push(value)
    this.lines.push(`thief learns the ${what}`)
  }

  async letters(): Promise<Letter[]> {
    const arrived = await this.#product.letters()
    for (const { kind, to } of arrived) this.lines.push(`    ${kind} comes to ${to}`)
    this.oracle.arrived(arrived)
    this.#all.push(...arrived)
    return arrived
  }

  leaveOpen(who: Person, kind: 'cambiar' | 'actualizar', shown: Shown, asks = false): void {
    if (shown.page === 'form') this.holdings[who].solicitudes.push({ id: shown.solicitud, kind, asks })
  }

  closed(who: Person, id: string): void {
    const held = this.holdings[who]
    held.solicitudes = held.solicitudes.filter((one) => one.id !== id)
  }

  newClave(who: Person): string {
    const clave = this.#teller.newClave(this.chance)
    this.holdings[who].claves.push(clave)
    return clave
  }

  newRespuesta(who: Person): string {
    const respuesta = this.#teller.newRespuesta(this.chance)
    this.holdings[who].respuestas.push(respuesta)
    return respuesta
  }

  /** The product, a second after what was done before. */
  get act(): Product {
    this.#product.tick()
    this.oracle.now += 1 / 60
    return this.#product
  }

  note(what: string, shown: Shown): void {
    const { page, ...rest } = shown
    const more = 'key' in rest || 'solicitud' in rest ? '' : JSON.stringify(rest).replace('{}', '')
    this.lines.push(`${what}: ${page} ${more}`)
  }
}
