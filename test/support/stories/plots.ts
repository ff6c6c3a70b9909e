/** What people do in a row: without them chance alone would seldom come so far. */
import type { Cast } from './cast.ts'
import { DAY } from './oracle-facts.ts'
import type { Chance } from './random.ts'
import type { Person, Shown } from './seen.ts'

type Plot = (cast: Cast, chance: Chance) => Promise<unknown>

/** Actualizar with a code or the answer, to another mailbox that is theirs or to a new answer. */
async function update(
  cast: Cast,
  who: Person,
  by: 'codigo' | 'respuesta',
  to: string | null,
): Promise<Shown> {
  const gone: Shown = { page: 'gone' }
  const { mailbox } = cast.oracle
  const answer = cast.holdings[who].respuestas.at(-1)
  if (!mailbox) return gone
  const validated = await cast.validate(who, mailbox)
  if (validated.page !== 'form') return validated
  const id = validated.solicitud
  if (by === 'respuesta' && !answer) return gone
  const proven =
    by === 'codigo' ? await cast.proveCodigo(who, id) : await cast.proveRespuesta(who, id, answer ?? '')
  if (proven?.page !== 'form') return gone
  return cast.changeTo(who, id, to ? { mailbox: to } : { respuesta: cast.newRespuesta(who) })
}

const reads = ({ oracle, holdings }: Cast, who: Person): boolean =>
  oracle.mailbox !== null &&
  oracle.confirmed &&
  !oracle.frozen &&
  holdings[who].mailboxes.includes(oracle.mailbox)

const otherMailbox = (cast: Cast, who: Person): string | null =>
  cast.holdings[who].mailboxes.find((one) => one !== cast.oracle.mailbox) ?? null

/** The owner moves to another mailbox, perhaps with a link or process of before in hand. */
const ownerMoves: Plot = async (cast, chance) => {
  if (!reads(cast, 'owner')) return
  if (chance.happens(0.5)) await cast.askLink('owner')
  if (chance.happens(0.3)) await cast.changeClave('owner')
  await update(cast, 'owner', chance.happens(0.6) ? 'codigo' : 'respuesta', otherMailbox(cast, 'owner'))
  await cast.confirm('owner')
  await cast.wait(chance.pick([1, DAY + 1]))
  await cast.follow('owner', 'recover', true)
}

const thiefRecovers: Plot = async (cast, chance) => {
  cast.learns('respuesta')
  await cast.recover('thief')
  await cast.changeClave('thief')
  await cast.goOn('thief')
  if (chance.happens(0.5)) await update(cast, 'thief', 'respuesta', null)
}

/** The thief moves the account to a mailbox of theirs, and perhaps on to another. */
const thiefMoves: Plot = async (cast, chance) => {
  cast.learns('respuesta')
  await update(cast, 'thief', 'respuesta', otherMailbox(cast, 'thief'))
  await cast.confirm('thief')
  if (chance.happens(0.5)) await cast.wait(DAY + 1)
  if (!chance.happens(0.5) || !reads(cast, 'thief')) return
  await update(cast, 'thief', 'codigo', otherMailbox(cast, 'thief'))
  await cast.confirm('thief')
}

/** Whoever reads the mailbox comes by its link, and then uses the answer just chosen. */
const comesByLink: Plot = async (cast, chance) => {
  const who = chance.pick<Person>(['owner', 'thief'])
  await cast.askLink(who)
  const shown = await cast.follow(who, 'recover', true)
  if (shown?.page === 'waits') {
    await cast.wait(shown.minutes + 1)
    await cast.follow(who, 'recover', true)
    if (chance.happens(0.4)) await cast.confirm(who)
  }
  await cast.goOn(who)
  if (chance.happens(0.6))
    await update(cast, who, 'respuesta', chance.happens(0.5) ? null : otherMailbox(cast, who))
}

const objects: Plot = async (cast, chance) => {
  const who = chance.pick<Person>(['owner', 'owner', 'thief'])
  await cast.follow(who, 'noFuiYo', chance.happens(0.6))
  if (chance.happens(0.6)) await cast.follow(who, 'back', true)
  if (chance.happens(0.8)) await cast.goOn(who)
}

/** The owner shows papers; whoever reads the account's mailbox may object, or go on meanwhile. */
const showsPapers: Plot = async (cast, chance) => {
  await cast.askOrden(chance.happens(0.6) ? 'invitar' : 'liberar')
  if (chance.happens(0.2)) await cast.wait(chance.pick([DAY, 8 * DAY]))
  await cast.grantOrden(chance.happens(0.7) ? cast.another : undefined)
  const who = chance.pick<Person>(['owner', 'thief', 'thief'])
  if (chance.happens(0.3)) await cast.follow(who, 'object', true)
  if (chance.happens(0.2)) await cast.changeClave(who)
  if (chance.happens(0.7)) await cast.wait(chance.pick([DAY + 1, 11 * DAY]))
  await cast.follow('owner', 'activate', true)
  if (chance.happens(0.7)) await cast.goOn('owner')
}

/** What a stranger can spend, and the owner's own browser. */
const strangerSpends: Plot = async (cast, chance) => {
  if (chance.happens(0.5)) await cast.changeClave('owner')
  await cast.miss('stranger')
  await chance.pick([() => cast.changeClave('owner'), () => cast.recover('owner')])()
}

export const PLOTS: readonly Plot[] = [
  ownerMoves,
  thiefRecovers,
  thiefMoves,
  thiefMoves,
  comesByLink,
  objects,
  objects,
  strangerSpends,
  showsPapers,
]
