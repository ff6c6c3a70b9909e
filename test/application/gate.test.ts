import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Asker, atMost, type Entry, Gate, type Leave, Overloaded } from '../../src/application/ports.ts'
import { holdsAsync } from '../domain/properties.ts'

const of = (...networks: string[]): Asker => ({ networks })

/** Follows what becomes of those who come. */
function follow(gate: Gate) {
  const inside: { name: string; leave: Leave }[] = []
  const turnedAway: { name: string; reason: unknown }[] = []
  const order: string[] = []
  const come = (name: string, asker: Asker, entry?: Entry) => {
    gate.enter(asker, entry).then(
      (leave) => {
        inside.push({ name, leave })
        order.push(name)
      },
      (reason) => turnedAway.push({ name, reason }),
    )
  }
  return { inside, turnedAway, order, come, namesAway: () => turnedAway.map(({ name }) => name) }
}

describe('a gate', () => {
  it('lets nobody overtake who waits of the same network', async () => {
    const gate = new Gate({ places: 1, overload: atMost(10, 5) })
    const { inside, order, come } = follow(gate)
    for (const name of ['a', 'b', 'c']) come(name, of('A'))
    await setImmediate()
    inside.shift()?.leave()
    come('d', of('A'))
    for (let i = 0; i < 3; i++) {
      await setImmediate()
      inside.shift()?.leave()
    }
    expect(order).toEqual(['a', 'b', 'c', 'd'])
  })

  it('turns away with the seconds to wait when it is full of the same network', async () => {
    const { turnedAway, come } = follow(new Gate({ places: 1, overload: atMost(2, 7) }))
    for (const name of ['a', 'b', 'c']) come(name, of('A'))
    await setImmediate()
    expect(turnedAway).toEqual([{ name: 'c', reason: new Overloaded(7) }])
  })

  it('displaces the last of the network that most wait from, never who is inside', async () => {
    const gate = new Gate({ places: 2, overload: atMost(5, 7) })
    const { inside, namesAway, come } = follow(gate)
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) come(name, of(name, 'A'))
    come('b', of('B'))
    await setImmediate()
    expect(inside.map(({ name }) => name)).toEqual(['a1', 'a2'])
    expect(namesAway()).toEqual(['a5'])
    come('c', of('C'))
    come('d', of('D'))
    await setImmediate()
    expect(namesAway().sort()).toEqual(['a4', 'a5', 'd'])
  })

  it('displaces as much work as the newcomer brings, or nobody', async () => {
    const gate = new Gate({ places: 1, overload: atMost(6, 7) })
    const { namesAway, come } = follow(gate)
    come('inside', of('A'))
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) come(name, of('A'))
    come('b', of('B'), { units: 3 })
    await setImmediate()
    expect([namesAway().sort(), gate.status().pending]).toEqual([['a3', 'a4', 'a5'], 6])
    come('c', of('C'), { units: 3 })
    await setImmediate()
    expect([namesAway().at(-1), gate.status()]).toEqual(['c', { inProgress: 1, waiting: 3, pending: 6 }])
  })

  it('keeps the order of those who were to give way to a newcomer that was turned away', async () => {
    const gate = new Gate({ places: 1, overload: atMost(3, 7) })
    const { inside, order, come } = follow(gate)
    for (const name of ['inside', 'a1', 'a2']) come(name, of('A'))
    come('b', of('B'), { units: 9 })
    for (let i = 0; i < 3; i++) {
      await setImmediate()
      inside.shift()?.leave()
    }
    expect(order).toEqual(['inside', 'a1', 'a2'])
  })

  it('takes a place back from the network that holds most, until its work begins', async () => {
    const gate = new Gate({ places: 4, overload: atMost(4, 7) })
    const { inside, turnedAway, come } = follow(gate)
    const displaced: string[] = []
    const arrive = async (name: string, ...networks: string[]) => {
      come(name, { networks }, { giveWay: ({ seconds }) => void displaced.push(`${name}:${seconds}`) })
      await setImmediate()
    }
    for (const name of ['a1', 'a2', 'a3', 'a4']) await arrive(name, 'A.1', 'A')
    await arrive('b1', 'B.1', 'B')
    await arrive('b2', 'B.2', 'B')
    expect(displaced).toEqual(['a4:7', 'a3:7'])
    // As many as the others: the newcomer itself.
    await arrive('b3', 'B.3', 'B')
    expect(turnedAway.map(({ name }) => name)).toEqual(['b3'])
    // A third network takes one however many the others are, but none whose work began.
    for (const { name, leave } of inside) if (name.startsWith('a')) leave.stay()
    await arrive('c', 'C.1', 'C')
    expect(displaced.at(-1)).toBe('b2:7')
    for (const { leave } of inside) leave()
    expect(gate.status()).toEqual({ inProgress: 0, waiting: 0, pending: 0 })
  })

  it('gives the place back when the work throws, with its error', async () => {
    const gate = new Gate({ places: 1, overload: atMost(1, 7) })
    const failure = gate.run(of('A'), () => Promise.reject(new Error('falla')))
    await expect(failure).rejects.toThrow('falla')
    expect(await gate.run(of('A'), async () => 'pasa')).toBe('pasa')
  })

  it('keeps a place until its last unit is given back, and gives none back twice', async () => {
    const gate = new Gate({ places: 1, overload: atMost(10, 7) })
    const leave = await gate.enter(of('A'), { units: 2 })
    const { inside, come } = follow(gate)
    for (const name of ['b', 'c']) come(name, of('B'))
    leave(1)
    await setImmediate()
    expect([inside.length, gate.status().pending]).toEqual([0, 3])
    for (let i = 0; i < 3; i++) leave()
    await setImmediate()
    expect([inside.length, gate.status().pending]).toEqual([1, 2])
  })

  it('does not let in who gave up, before or while waiting', async () => {
    const gate = new Gate({ places: 1, overload: atMost(10, 7) })
    const leave = await gate.enter(of('A'))
    const { inside, turnedAway, come } = follow(gate)
    const wait = new AbortController()
    come('a', of('A'), { signal: wait.signal })
    wait.abort('se fue')
    come('b', of('A'), { signal: wait.signal })
    leave()
    await setImmediate()
    expect(turnedAway.map(({ reason }) => reason).sort()).toEqual(['se fue', 'se fue'])
    expect([inside, gate.status()]).toEqual([[], { inProgress: 0, waiting: 0, pending: 0 }])
  })
})

/** What happens at a gate: somebody comes, somebody inside ends well or badly, somebody gives up. */
const anyEvent = fc.oneof(
  { weight: 4, arbitrary: fc.record({ comes: fc.nat(5), units: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ ends: fc.nat(), fails: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ givesUp: fc.nat() }) },
)

it('never runs more than its places and never loses one, whatever comes, fails or gives up', async () => {
  await holdsAsync(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      fc.array(anyEvent, { maxLength: 60 }),
      async (places, events) => {
        const gate = new Gate({ places, overload: atMost(12, 7) })
        const running: { end: (fails: boolean) => void }[] = []
        const waits: AbortController[] = []
        const all: Promise<unknown>[] = []
        let came = 0
        let settled = 0
        for (const event of events) {
          if ('comes' in event) {
            const wait = new AbortController()
            waits.push(wait)
            came++
            const network = `${event.comes % 3}`
            const work = () =>
              new Promise<void>((resolve, reject) =>
                running.push({ end: (fails) => (fails ? reject(new Error('falla')) : resolve()) }),
              )
            all.push(
              gate
                .run(of(`${event.comes}`, network), work, { units: event.units, signal: wait.signal })
                .catch(() => {})
                .finally(() => settled++),
            )
          } else if ('ends' in event) {
            running.splice(event.ends % Math.max(1, running.length), 1)[0]?.end(event.fails)
          } else {
            waits[event.givesUp % Math.max(1, waits.length)]?.abort(new Error('se fue'))
          }
          await setImmediate()
          const { inProgress, waiting } = gate.status()
          expect(running.length).toBe(inProgress)
          expect(inProgress).toBeLessThanOrEqual(places)
          expect(waiting > 0 ? inProgress : places).toBe(places)
          expect(inProgress + waiting + settled).toBe(came)
        }
        while (settled < came) {
          for (const { end } of running.splice(0)) end(false)
          await setImmediate()
        }
        await Promise.all(all)
        expect(gate.status()).toEqual({ inProgress: 0, waiting: 0, pending: 0 })
      },
    ),
  )
})

it('serves a lone visitor among 1,000 of one /48 as soon as a place is given back twice', async () => {
  const gate = new Gate({ places: 2, overload: atMost(1002, 7) })
  const { inside, order, come } = follow(gate)
  for (let i = 0; i < 1002; i++) come(`a${i}`, of(`A.${i}`, 'A'))
  come('lone', of('B.1', 'B'))
  for (let i = 0; i < 2; i++) {
    await setImmediate()
    inside.shift()?.leave()
  }
  await setImmediate()
  expect(order).toContain('lone')
})

it('takes back only places whose work has not begun, loses none, and shares them among networks', async () => {
  const anyVisit = fc.oneof(
    { weight: 5, arbitrary: fc.record({ comes: fc.nat(3) }) },
    { weight: 2, arbitrary: fc.record({ ends: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ stays: fc.nat() }) },
  )
  await holdsAsync(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.array(anyVisit, { maxLength: 60 }),
      async (places, visits) => {
        const gate = new Gate({ places, overload: atMost(places, 7) })
        const holders = new Set<{ network: number; leave: Leave; isArriving: boolean }>()
        const arriving = (network: number) =>
          [...holders].filter((one) => one.network === network && one.isArriving).length
        const nth = (n: number) => [...holders][n % Math.max(1, holders.size)]
        for (const visit of visits) {
          if ('comes' in visit) {
            const network = visit.comes
            const held = [0, 1, 2, 3].map(arriving)
            const isFull = holders.size === places
            const entry = {
              giveWay: () => {
                expect(holder.isArriving).toBe(true)
                holders.delete(holder)
              },
            }
            const leave = await gate.enter(of(`${network}`), entry).catch(() => undefined)
            const holder = { network, leave: leave ?? ((() => {}) as Leave), isArriving: true }
            if (leave) holders.add(holder)
            const isLess = held.some((count) => count > (held[network] ?? 0) + 1)
            expect(leave !== undefined).toBe(!isFull || isLess)
          } else if ('ends' in visit) {
            const holder = nth(visit.ends)
            if (holder) holders.delete(holder)
            holder?.leave()
          } else {
            const holder = nth(visit.stays)
            holder?.leave.stay()
            if (holder) holder.isArriving = false
          }
          expect(gate.status()).toEqual({ inProgress: holders.size, waiting: 0, pending: holders.size })
        }
      },
    ),
  )
})
