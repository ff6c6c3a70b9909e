import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Turns, type Waiting } from '../../src/domain/turns.ts'
import { holds } from './properties.ts'

interface Person extends Waiting {
  id: number
}

const person = (id: number, ...networks: string[]): Person => ({ id, networks })

/** Somebody of an IPv6 subscriber: one of 2 /48s, of 3 /56s in it, of 3 /64s in that. */
const anyNetworks = fc
  .tuple(fc.nat(1), fc.nat(2), fc.nat(2))
  .map(([wide, middle, narrow]) => [`${wide}.${middle}.${narrow}`, `${wide}.${middle}`, `${wide}`])
const anyCrowd = fc
  .array(anyNetworks, { minLength: 1, maxLength: 60 })
  .map((all) => all.map((networks, id) => person(id, ...networks)))

function waitingIn(crowd: readonly Person[]): Turns<Person> {
  const turns = new Turns<Person>()
  for (const one of crowd) turns.add(one)
  return turns
}

function served(turns: Turns<Person>): Person[] {
  const order: Person[] = []
  for (let one = turns.next(); one; one = turns.next()) order.push(one)
  return order
}

describe('turns', () => {
  it('reach everybody once, and keep the order of arrival within a network', () => {
    holds(
      fc.property(anyCrowd, (crowd) => {
        const turns = waitingIn(crowd)
        const order = served(turns)
        expect(order.map(({ id }) => id).sort((a, b) => a - b)).toEqual(crowd.map(({ id }) => id))
        for (const narrow of new Set(crowd.map(({ networks }) => networks[0]))) {
          const ids = order.filter(({ networks }) => networks[0] === narrow).map(({ id }) => id)
          expect(ids).toEqual(ids.toSorted((a, b) => a - b))
        }
        expect(turns.waiting).toBe(0)
      }),
    )
  })

  it('go round the widest networks, then those in each, then those in these', () => {
    const crowd = [
      ...[0, 1, 2].map((id) => person(id, 'A.1.1', 'A.1', 'A')),
      ...[3, 4].map((id) => person(id, 'A.1.2', 'A.1', 'A')),
      ...[5, 6].map((id) => person(id, 'A.2.1', 'A.2', 'A')),
      ...[7, 8].map((id) => person(id, '192.0.2.1', '192.0.2.0/24')),
    ]
    expect(served(waitingIn(crowd)).map(({ id }) => id)).toEqual([0, 7, 5, 8, 3, 6, 1, 4, 2])
  })

  it('reach a lone visitor among 1,000 of one /48 within two, and one for each further /48', () => {
    holds(
      fc.property(fc.nat(5), fc.nat(999), (others, before) => {
        const turns = new Turns<Person>()
        const flood = (id: number) => turns.add(person(id, `A.${id % 500}`, `A.${id % 250}`, 'A'))
        for (let id = 0; id < before; id++) flood(id)
        for (let i = 0; i < others; i++) turns.add(person(2000 + i, `B${i}.1`, `B${i}`))
        turns.next()
        turns.add(person(-1, 'lone', 'wide'))
        for (let id = before; id < 1000; id++) flood(id)
        const order = Array.from({ length: 2 + others }, () => turns.next()?.id)
        expect(order).toContain(-1)
      }),
    )
  })
})

it('the turns before a newcomer are known: never fewer than come, nor more than wait', () => {
  holds(
    fc.property(anyCrowd, anyNetworks, (crowd, networks) => {
      const turns = waitingIn(crowd)
      const newcomer = person(-1, ...networks)
      const before = turns.turnsBefore(newcomer)
      turns.add(newcomer)
      expect(before).toBeLessThanOrEqual(crowd.length)
      expect(served(turns).indexOf(newcomer)).toBeLessThanOrEqual(before)
    }),
  )
})

describe('when one too many waits', () => {
  it('the last of the network with most gives way, the widest compared first', () => {
    const crowd = [
      ...[0, 1, 2].map((id) => person(id, 'A.1.1', 'A.1', 'A')),
      ...[3, 4].map((id) => person(id, 'A.2.1', 'A.2', 'A')),
      ...[5, 6, 7, 8].map((id) => person(id, '192.0.2.1', '192.0.2.0/24')),
    ]
    const newcomer = person(9, 'lone')
    expect(waitingIn([...crowd, newcomer]).lastOfMost(newcomer).id).toBe(2)
  })

  it('a newcomer whose networks have as many gives way itself', () => {
    const crowd = [person(0, 'A.1', 'A'), person(1, 'A.2', 'A'), person(2, 'B.1', 'B')]
    const [ofA, ofB] = [person(3, 'A.3', 'A'), person(4, 'B.2', 'B')]
    expect(waitingIn([...crowd, ofA]).lastOfMost(ofA).id).toBe(3)
    expect(waitingIn([...crowd, ofB]).lastOfMost(ofB).id).toBe(4)
  })

  it('nobody who is alone of their widest network gives way to another, and no network shrinks below the newcomer’s', () => {
    holds(
      fc.property(anyCrowd, anyNetworks, (crowd, networks) => {
        const newcomer = person(1000, ...networks)
        const all = [...crowd, newcomer]
        const victim = waitingIn(all).lastOfMost(newcomer)
        const countLike = (one: Person) =>
          all.filter(({ networks }) => networks.at(-1) === one.networks.at(-1)).length
        if (victim !== newcomer) expect(countLike(victim)).toBeGreaterThan(1)
        expect(countLike(victim)).toBeGreaterThanOrEqual(countLike(newcomer))
        const line = all.filter(({ networks }) => networks[0] === victim.networks[0])
        expect(line.at(-1)).toBe(victim)
      }),
    )
  })
})

it('somebody who leaves is found wherever they stand, once', () => {
  holds(
    fc.property(anyCrowd, fc.nat(), (crowd, choice) => {
      const turns = waitingIn(crowd)
      const leaving = crowd[choice % crowd.length] as Person
      expect([turns.remove(leaving), turns.remove(leaving)]).toEqual([true, false])
      expect(turns.waiting).toBe(crowd.length - 1)
      expect(served(turns)).not.toContain(leaving)
    }),
  )
})
