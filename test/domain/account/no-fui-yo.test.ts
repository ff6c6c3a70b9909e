import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Contested, effectOfNoFuiYo } from '../../../src/domain/account/no-fui-yo.ts'
import { withoutProvenanceSince, withProvenance } from '../../../src/domain/account/provenance.ts'
import { isAtLeast, RANKS, type Rank } from '../../../src/domain/account/ranks.ts'
import { NOW } from '../../support/storage/contract.ts'
import { holds } from '../properties.ts'

const MINE = 'yo@correo.test'
const contested = (changes: Partial<Contested> = {}): Contested => ({
  kind: 'cambiar',
  rank: 'clave',
  confirmed: true,
  mailbox: MINE,
  kept: false,
  createdAt: NOW,
  ...changes,
})
const account = (changes: Partial<Parameters<typeof effectOfNoFuiYo>[1]> = {}) => ({
  email: MINE,
  emailRepresentante: null,
  factores: {},
  wayBack: null,
  ...changes,
})
/** An account that left the mailbox, with that rank. */
const leftBy = (rank: Rank) =>
  account({ email: 'otro@correo.test', factores: { email: { rank, at: NOW.toISOString() } } })

describe('“No fui yo”', () => {
  it('undoes a registration of which nothing was proven since, and otherwise leaves it to the call centre', () => {
    const registration = contested({ kind: 'registrar', rank: 'ninguno', confirmed: false })
    expect(effectOfNoFuiYo(registration, account(), false)).toEqual({ effect: 'deshace' })
    expect(effectOfNoFuiYo(registration, account(), true)).toEqual({
      effect: 'congela',
      restores: false,
      wayBack: 'mesa',
    })
  })

  it('undoes no registration from a mailbox that staff removed: they saw the papers', () => {
    const registration = contested({ kind: 'registrar', rank: 'ninguno', confirmed: false })
    expect(effectOfNoFuiYo(registration, leftBy('mesa'), false)).toEqual({ effect: 'mesa' })
  })

  it('takes nothing back from who came with papers since, however the account left that mailbox', () => {
    const byAnswer = leftBy('respuesta')
    const later = new Date(NOW.getTime() + 60_000)
    const invited = { ...byAnswer, factores: withProvenance(byAnswer, ['email'], 'mesa', later) }
    expect(effectOfNoFuiYo(contested(), invited, true)).toEqual({ effect: 'mesa' })
    const removed = { ...byAnswer, factores: withProvenance(byAnswer, ['email'], 'mesa', later, true) }
    expect(effectOfNoFuiYo(contested(), removed, true)).toMatchObject({ effect: 'congela', restores: true })
  })

  it('freezes from the mailbox that they named, which a code took from them later', () => {
    const invited = leftBy('mesa')
    const later = new Date(NOW.getTime() + 60_000)
    const lost = { ...invited, factores: withProvenance(invited, ['email'], 'canal', later) }
    expect(effectOfNoFuiYo(contested({ kept: true }), lost, true)).toMatchObject({ effect: 'congela' })
    expect(effectOfNoFuiYo(contested(), lost, true)).toEqual({ effect: 'mesa' })
  })

  it.each<[string, Partial<Contested>, 'correo' | 'mesa']>([
    ['what a CS did', { rank: 'clave' }, 'correo'],
    ['what an answer did', { rank: 'respuesta' }, 'correo'],
    ['what a code or link did, of the same rank', { rank: 'canal' }, 'mesa'],
    ['what staff did', { rank: 'mesa' }, 'mesa'],
    ['from a mailbox not confirmed before', { confirmed: false }, 'mesa'],
  ])('against %s freezes and puts back; the way back: %s', (_what, changes, wayBack) => {
    const effect = effectOfNoFuiYo(contested(changes), account(), true)
    expect(effect).toEqual({ effect: 'congela', restores: true, wayBack })
  })

  it.each<[Rank, object]>([
    ['respuesta', { effect: 'congela', restores: true, wayBack: 'correo' }],
    ['canal', { effect: 'congela', restores: false, wayBack: 'mesa' }],
    ['mesa', { effect: 'mesa' }],
    ['registro', { effect: 'mesa' }],
  ])(
    'from a mailbox that the account left with rank %s does no more than that rank allows',
    (rank, effect) => {
      expect(effectOfNoFuiYo(contested(), leftBy(rank), true)).toEqual(effect)
    },
  )

  it('never gives an account back by mail once the call centre is to decide', () => {
    holds(
      fc.property(fc.constantFrom(...RANKS), fc.boolean(), (rank, confirmed) => {
        const done = effectOfNoFuiYo(contested({ rank, confirmed }), account({ wayBack: 'mesa' }), true)
        expect(done).toMatchObject({ wayBack: 'mesa' })
      }),
    )
  })

  it('gives it back by mail only to a confirmed mailbox that outranks what it contests and was not left by code', () => {
    holds(
      fc.property(
        fc.constantFrom(...RANKS),
        fc.constantFrom(...RANKS),
        fc.boolean(),
        (rank, left, confirmed) => {
          const done = effectOfNoFuiYo(contested({ rank, confirmed }), leftBy(left), true)
          const byMail = done.effect === 'congela' && done.wayBack === 'correo'
          expect(byMail).toBe(confirmed && !isAtLeast(rank, 'canal') && !isAtLeast(left, 'canal'))
        },
      ),
    )
  })

  const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000)
  /** An account whose mailbox was changed with these ranks, one a day after the other. */
  const movedBy = (first: Rank, second: Rank) => {
    const moved = account({
      email: 'otro@correo.test',
      factores: withProvenance({ factores: {} }, ['email'], first, NOW),
    })
    return { ...moved, factores: withProvenance(moved, ['email'], second, days(1)) }
  }

  it('from a mailbox left by a code freezes only, whatever was changed with less since', () => {
    const left = movedBy('canal', 'respuesta')
    expect(effectOfNoFuiYo(contested(), left, true)).toMatchObject({ restores: false, wayBack: 'mesa' })
    // The one that the answer then took away is put back.
    expect(effectOfNoFuiYo(contested({ createdAt: days(1) }), left, true)).toMatchObject({ restores: true })
  })

  it('from a mailbox that the answer set lately gives nothing back by mail, and the one before it keeps its rank', () => {
    const moved = movedBy('respuesta', 'respuesta')
    const own = contested({ rank: 'respuesta' })
    expect(effectOfNoFuiYo({ ...own, createdAt: days(1) }, moved, true)).toMatchObject({ wayBack: 'mesa' })
    expect(effectOfNoFuiYo(own, moved, true)).toEqual({
      effect: 'congela',
      restores: true,
      wayBack: 'correo',
    })
    const restored = withoutProvenanceSince(moved, days(1))
    expect(restored).toEqual({ email: { rank: 'respuesta', at: NOW.toISOString() } })
  })
})
