/** Whose turn is next, and who gives way, when many wait (product.md “Limits”). Pure: it starts nothing. */

/** Somebody who waits. */
export interface Waiting {
  /** The networks they come from, narrow to wide. The same narrow one always lies in the same wide ones. */
  readonly networks: readonly string[]
}

/** A network with the networks in it, or the line of those who wait in the narrowest. */
interface Network<W> {
  waiting: number
  /** The first is next: whoever had a turn goes last. */
  readonly parts: Map<string, Network<W>>
  readonly line: W[]
}

const emptyNetwork = <W>(): Network<W> => ({ waiting: 0, parts: new Map(), line: [] })

/**
 * The widest networks take turns, the networks in each of them share its turns in the same way, and within
 * the narrowest one the order is that of arrival. A network that brings a thousand delays another by a turn.
 */
export class Turns<W extends Waiting> {
  readonly #all = emptyNetwork<W>()

  get waiting(): number {
    return this.#all.waiting
  }

  /** Adds somebody at the end of the line of their network. */
  add(one: W): void {
    let network = this.#all
    network.waiting++
    for (const name of pathOf(one)) {
      const part = network.parts.get(name) ?? emptyNetwork<W>()
      network.parts.set(name, part)
      part.waiting++
      network = part
    }
    network.line.push(one)
  }

  /** Takes out who is next; undefined when nobody waits. */
  next(): W | undefined {
    let network = this.#all
    for (let part = turnOf(network); part; part = turnOf(network)) network = part
    const [one] = network.line
    if (one) this.remove(one)
    return one
  }

  /** Takes somebody out, wherever they stand. @returns false when they do not wait. */
  remove(one: W): boolean {
    const networks = [this.#all]
    const path = pathOf(one)
    for (const name of path) {
      const part = networks.at(-1)?.parts.get(name)
      if (!part) return false
      networks.push(part)
    }
    const line = networks.at(-1)?.line ?? []
    const index = line.indexOf(one)
    if (index < 0) return false
    line.splice(index, 1)
    for (const network of networks) network.waiting--
    for (const [depth, name] of path.entries())
      if (networks[depth + 1]?.waiting === 0) networks[depth]?.parts.delete(name)
    return true
  }

  /**
   * How many turns come before that of somebody who came now. A turn in a network takes as many turns of the wider
   * one as there are networks in it that still have somebody waiting by then.
   */
  turnsBefore(newcomer: Waiting): number {
    const path = pathOf(newcomer)
    const around: (Network<W> | undefined)[] = [this.#all]
    for (const name of path) around.push(around.at(-1)?.parts.get(name))
    let turn = (around.pop()?.line.length ?? 0) + 1
    for (const [index, name] of [...path.entries()].reverse()) {
      const others = [...(around[index]?.parts ?? [])].filter(([other]) => other !== name)
      turn = others.reduce((sum, [, { waiting }]) => sum + Math.min(waiting, turn), turn)
    }
    return turn - 1
  }

  /**
   * Who gives way when one too many waits: the last of the network that most come from, the widest networks
   * compared first.
   * @param newcomer waits already, and gives way where the networks have as many: so nobody who is alone of
   *   their widest network ever gives way to another.
   */
  lastOfMost(newcomer: W): W {
    let network = this.#all
    let own: Network<W> | undefined = this.#all
    const path = pathOf(newcomer)
    for (let depth = 0; network.parts.size > 0; depth++) {
      const parts = [...network.parts.values()]
      const most = parts.reduce((one, other) => (other.waiting >= one.waiting ? other : one))
      own = own?.parts.get(path[depth] ?? '')
      network = own && own.waiting >= most.waiting ? own : most
      if (network !== own) own = undefined
    }
    return network.line.at(-1) ?? newcomer
  }
}

/** The part whose turn it is, which goes last then. */
function turnOf<W>({ parts }: Network<W>): Network<W> | undefined {
  for (const [name, part] of parts) {
    parts.delete(name)
    parts.set(name, part)
    return part
  }
  return undefined
}

/** From wide to narrow, and then the line itself: so a network that others lie in can have a line too. */
const pathOf = ({ networks }: Waiting): readonly string[] => [...networks].reverse().concat('')
