/** What the people of a story do with what they hold. */
import { type Holdings, People } from './people.ts'
import type { Changes, Letter, Person, Shown } from './seen.ts'

export class Cast extends People {
  async register(who: Person, mailbox: string): Promise<Shown> {
    const form = { clave: this.newClave(who), respuesta: this.newRespuesta(who), mailbox }
    const shown = await this.act.register(who, form)
    this.note(`${who} registers with ${mailbox}`, shown)
    this.oracle.registered(who, form, shown)
    await this.letters()
    return shown
  }

  async enter(who: Person, secret: string): Promise<Shown> {
    const shown = await this.act.enter(who, secret)
    this.note(`${who} enters`, shown)
    this.oracle.entered(who, secret, shown)
    this.leaveOpen(who, 'cambiar', shown)
    return shown
  }

  /** With a CS or key that they know; perhaps later, perhaps never. */
  async changeClave(who: Person): Promise<void> {
    const { claves, keys } = this.holdings[who]
    const known = [...claves, ...keys]
    if (known.length === 0) return
    const latest = known.at(-1) as string
    const shown = await this.enter(who, this.chance.happens(0.7) ? latest : this.chance.pick(known))
    if (shown.page === 'form' && this.chance.happens(0.6)) await this.goOn(who)
  }

  async recover(who: Person): Promise<void> {
    const known = this.holdings[who].respuestas
    if (known.length === 0) return
    await this.answer(who, known.at(-1) as string)
  }

  async answer(who: Person, respuesta: string): Promise<Shown> {
    const shown = await this.act.answer(who, respuesta)
    this.note(`${who} answers`, shown)
    this.oracle.answered(who, respuesta, shown)
    if (shown.page !== 'key') return shown
    this.holdings[who].keys.push(shown.key)
    await this.letters()
    return shown
  }

  async askLink(who: Person): Promise<void> {
    this.note(`${who} asks for a link`, await this.act.askLink(who))
    this.oracle.askedLink(await this.letters())
  }

  /** Presses the button of one of the links of that kind in their mailboxes. */
  async follow(who: Person, kind: Letter['kind'], newest = false): Promise<Shown | undefined> {
    const found = this.lettersOf(who, kind)
    if (found.length === 0) return undefined
    return this.press(who, newest ? (found.at(-1) as Letter) : this.chance.pick(found))
  }

  async press(who: Person, letter: Letter): Promise<Shown> {
    const { claves, respuestas } = this.holdings[who]
    const typed =
      letter.kind === 'confirm' && this.chance.happens(0.7)
        ? this.chance.pick([
            { clave: claves.at(-1) ?? null, respuesta: null },
            { clave: null, respuesta: respuestas.at(-1) ?? null },
          ])
        : { clave: null, respuesta: null }
    const shown = await this.act.press(who, letter, typed)
    this.note(`${who} presses ${letter.kind} at ${letter.to}`, shown)
    if (shown.page !== 'refused') this.used.add(letter.value)
    const asks = shown.page === 'form' && shown.asksRespuesta === true
    this.oracle.pressed(who, letter, typed, shown, asks)
    this.leaveOpen(who, 'cambiar', shown, asks)
    await this.letters()
    return shown
  }

  async confirm(who: Person): Promise<void> {
    await this.follow(who, 'confirm', true)
  }

  /** Goes on with a process that they left open. */
  async goOn(who: Person): Promise<Shown | undefined> {
    const { solicitudes } = this.holdings[who]
    if (solicitudes.length === 0) return undefined
    const open = this.chance.happens(0.7) ? solicitudes.at(-1) : this.chance.pick(solicitudes)
    if (!open) return undefined
    return open.kind === 'cambiar' ? this.choose(who, open) : this.change(who, open.id)
  }

  async choose(who: Person, { id, asks }: Holdings['solicitudes'][number]): Promise<Shown> {
    const clave = this.newClave(who)
    const respuesta = this.newRespuesta(who)
    const shown = await this.act.choose(who, id, clave, respuesta)
    this.note(`${who} chooses a CS${asks ? ' and an answer' : ''}`, shown)
    this.oracle.chose(who, id, clave, respuesta, asks, shown)
    if (shown.page === 'done') this.closed(who, id)
    await this.letters()
    return shown
  }

  async change(who: Person, id: string): Promise<Shown> {
    const others = this.holdings[who].mailboxes.filter((one) => one !== this.oracle.mailbox)
    const changes = this.chance.pick([
      ...(others.length > 0 ? [{ mailbox: this.chance.pick(others) }] : []),
      { respuesta: this.newRespuesta(who) },
    ])
    return this.changeTo(who, id, changes)
  }

  async changeTo(who: Person, id: string, changes: Changes): Promise<Shown> {
    const shown = await this.act.update(who, id, changes)
    this.note(`${who} updates ${Object.keys(changes)} ${changes.mailbox ?? ''}`, shown)
    this.oracle.updated(who, id, changes, shown)
    if (shown.page === 'done') this.closed(who, id)
    await this.letters()
    return shown
  }

  async update(who: Person): Promise<void> {
    const { mailbox } = this.oracle
    if (!mailbox || who === 'stranger') return
    const { respuestas, mailboxes } = this.holdings[who]
    const shown = await this.validate(who, mailbox)
    if (shown.page !== 'form') return
    const id = shown.solicitud
    const respuesta = respuestas.at(-1)
    const withCodigo = mailboxes.includes(mailbox) && this.chance.happens(0.6)
    if (withCodigo) {
      await this.proveCodigo(who, id)
    } else if (respuesta) {
      const proven = await this.proveRespuesta(who, id, respuesta)
      const both = proven.page === 'form' && mailboxes.includes(mailbox) && this.chance.happens(0.3)
      if (both) await this.proveCodigo(who, id)
    } else return
    if (this.chance.happens(0.6)) await this.goOn(who)
  }

  async validate(who: Person, mailbox: string): Promise<Shown> {
    const shown = await this.act.validate(who, mailbox)
    this.note(`${who} gives the data`, shown)
    this.oracle.validated(who, mailbox, shown)
    return shown
  }

  async proveRespuesta(who: Person, id: string, respuesta: string): Promise<Shown> {
    const right = respuesta === this.oracle.respuesta
    const proven = await this.act.proveRespuesta(who, id, respuesta)
    this.note(`${who} proves the answer`, proven)
    this.oracle.proved(who, id, 'respuesta', right, proven)
    this.leaveOpen(who, 'actualizar', proven)
    return proven
  }

  async proveCodigo(who: Person, id: string): Promise<Shown | undefined> {
    await this.act.askCodigo(who, id)
    const letters = await this.letters()
    this.oracle.askedCodigo(id, letters)
    const codigo = letters.find(({ kind }) => kind === 'codigo')?.value
    if (!codigo) return undefined
    const proven = await this.act.proveCodigo(who, id, codigo)
    this.note(`${who} proves a code`, proven)
    this.oracle.proved(who, id, 'codigo', true, proven)
    this.leaveOpen(who, 'actualizar', proven)
    return proven
  }

  /** Wrong tries, as many as close a counter. */
  async miss(who: Person): Promise<void> {
    const wrong = this.chance.pick([
      () => this.enter(who, 'Wr0ng#key'),
      () => this.answer(who, 'Nadie Ninguno'),
    ])
    for (let miss = 0; miss < 6; miss++) await wrong()
  }

  /** Cancels what is pending, in a process that they left open. */
  async cancel(who: Person): Promise<void> {
    const open = this.holdings[who].solicitudes.at(-1)
    if (!open) return
    const shown = await this.act.cancel(who, open.id)
    this.note(`${who} cancels what is pending`, shown)
    this.oracle.cancelled(open.id, shown)
    await this.letters()
  }
}
