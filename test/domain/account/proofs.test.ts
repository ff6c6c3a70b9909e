import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  confirmedCelulares,
  confirmedMailboxes,
  includesMailbox,
} from '../../../src/domain/account/channels.ts'
import {
  choosesPregunta,
  comesBack,
  keepConfirmed,
  keepMailbox,
} from '../../../src/domain/account/coming-back.ts'
import type { Proof } from '../../../src/domain/account/progress.ts'
import { rankOf, rankOfProof } from '../../../src/domain/account/proofs.ts'
import {
  PROVENANCE_DAYS,
  withoutProvenanceSince,
  withProvenance,
} from '../../../src/domain/account/provenance.ts'
import { FACTORES, isAtLeast, lowestOf, RANKS, type Rank } from '../../../src/domain/account/ranks.ts'
import { completeCuenta, NOW } from '../../support/storage/contract.ts'
import { holds } from '../properties.ts'

const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000)
const RANK_OF: [Proof, Rank][] = [
  ['datos', 'ninguno'],
  ['clave', 'clave'],
  ['provisoria', 'respuesta'],
  ['respuesta', 'respuesta'],
  ['codigo', 'canal'],
  ['enlace', 'canal'],
  ['volver', 'canal'],
]
const proofs = fc.constantFrom(...RANK_OF.map(([proof]) => proof))
const ranks = fc.constantFrom(...RANKS)

describe('a proof', () => {
  it.each(RANK_OF)('%s ranks as %s', (proof, rank) => {
    expect(rankOfProof(proof, completeCuenta(), NOW)).toBe(rank)
  })

  it('by a link to a mailbox that was not confirmed until then proves nothing alone', () => {
    expect(rankOfProof('enlace', completeCuenta({ emailConfirmedAt: null }), NOW)).toBe('ninguno')
  })

  it('with a factor set lately ranks no higher than what set it, for 10 days', () => {
    holds(
      fc.property(proofs, ranks, fc.integer({ min: 0, max: 20 }), (proof, rank, after) => {
        const cuenta = completeCuenta()
        const factores = withProvenance(cuenta, FACTORES, rank, NOW)
        const own = rankOfProof(proof, cuenta, NOW)
        const now = rankOfProof(proof, { ...cuenta, factores }, days(after))
        const rests = proof !== 'datos' && after < PROVENANCE_DAYS
        expect(now).toBe(rests ? lowestOf(own, rank) : own)
      }),
    )
  })

  it('of an organisation rests on its representative’s mailbox, if it has one', () => {
    const cuenta = completeCuenta({ perfil: 'juridica' })
    const factores = withProvenance(cuenta, ['representante'], 'clave', NOW)
    expect(rankOfProof('codigo', { ...cuenta, factores }, NOW)).toBe('clave')
    expect(rankOfProof('codigo', { ...cuenta, factores, emailRepresentante: null }, NOW)).toBe('canal')
  })

  it('never lowers what was proven with others', () => {
    holds(
      fc.property(fc.array(proofs), proofs, (before, more) => {
        const cuenta = completeCuenta()
        expect(isAtLeast(rankOf([...before, more], cuenta, NOW), rankOf(before, cuenta, NOW))).toBe(true)
      }),
    )
  })
})

describe('provenance', () => {
  it('goes back to a moment: what was set since is not what the account has', () => {
    const old = withProvenance(completeCuenta(), ['email'], 'canal', days(-1))
    const factores = withProvenance({ factores: old }, ['respuesta'], 'clave', NOW)
    expect(withoutProvenanceSince({ factores }, NOW)).toEqual(old)
  })
})

describe('a mailbox', () => {
  it('is confirmed when its link or code was used, and is found without case', () => {
    const cuenta = completeCuenta({ email: 'Ana@Correo.test', emailRepresentanteConfirmedAt: null })
    expect(confirmedMailboxes(cuenta)).toEqual(['Ana@Correo.test'])
    expect(confirmedMailboxes({ ...cuenta, emailConfirmedAt: null })).toEqual([])
    expect(includesMailbox([null, 'Ana@Correo.test'], 'ana@correo.TEST')).toBe(true)
  })
})

describe('a mobile', () => {
  it('is confirmed for twelve months from the last use of a code or key sent to it', () => {
    const cuenta = completeCuenta({ celular: '987654321', celularConfirmedAt: days(-364) })
    expect(confirmedCelulares(cuenta, NOW)).toEqual(['987654321'])
    expect(confirmedCelulares(cuenta, days(1))).toEqual([])
    expect(confirmedCelulares({ ...cuenta, celularConfirmedAt: null }, NOW)).toEqual([])
    expect(confirmedCelulares({ ...cuenta, celular: null }, NOW)).toEqual([])
  })
})

describe('who comes back', () => {
  it.each<[string, Proof[], object, boolean]>([
    ['after a freeze', ['volver'], {}, true],
    ['by a link to a confirmed mailbox', ['enlace'], {}, false],
    ['by a link to one not confirmed until then', ['enlace'], { emailConfirmedAt: null }, true],
    ['by a link after staff removed the CS', ['enlace'], { claveHash: null }, true],
    ['by a link, never having had a CS', ['enlace'], { claveHash: null, firstClaveAt: null }, false],
    ['with the CS', ['clave'], { emailConfirmedAt: null }, false],
    ['with a temporary key', ['provisoria'], { emailConfirmedAt: null }, false],
  ])('%s chooses a new question: %s', (_who, given, changes, comes) => {
    const cuenta = completeCuenta(changes)
    expect(comesBack(given, cuenta)).toBe(comes)
    expect(choosesPregunta(given, cuenta)).toBe(comes)
    expect(choosesPregunta(given, { ...cuenta, perfil: 'facilitador' })).toBe(false)
  })

  const REMOVED = { claveHash: null, preguntaSecreta: null, respuestaHash: null, celular: null }

  it('by a mailbox keeps it alone', () => {
    const cuenta = completeCuenta({ estado: 'congelada', wayBack: 'correo', emailConfirmedAt: null })
    expect(keepMailbox(cuenta, 'email', NOW)).toMatchObject({
      ...REMOVED,
      estado: 'activa',
      wayBack: null,
      email: cuenta.email,
      emailConfirmedAt: NOW,
      emailRepresentante: null,
      celularRepresentante: null,
      factores: { representante: { rank: 'canal' } },
    })
    expect(keepMailbox(cuenta, 'emailRepresentante', NOW)).toMatchObject({
      ...REMOVED,
      email: null,
      emailRepresentante: cuenta.emailRepresentante,
      factores: { email: { rank: 'canal' } },
    })
  })

  it('by staff keeps the confirmed mailboxes only, and those removed were left by staff', () => {
    const cuenta = completeCuenta({ estado: 'congelada', emailRepresentanteConfirmedAt: null })
    expect(keepConfirmed(cuenta, NOW)).toMatchObject({
      ...REMOVED,
      estado: 'activa',
      email: cuenta.email,
      emailRepresentante: null,
      factores: { representante: { rank: 'mesa' } },
    })
    expect(keepConfirmed({ ...cuenta, emailConfirmedAt: null }, NOW)).toMatchObject({
      email: null,
      factores: { email: { rank: 'mesa' } },
    })
  })

  it('by staff removes a mailbox set with less than a code in the ten days before the freeze, however late staff are', () => {
    const frozen = completeCuenta({ estado: 'congelada', emailConfirmedAt: NOW, updatedAt: days(9) })
    const setBy = (rank: Rank) => ({ ...frozen, factores: withProvenance(frozen, ['email'], rank, NOW) })
    expect(keepConfirmed(setBy('respuesta'), days(30)).email).toBeNull()
    expect(keepConfirmed(setBy('canal'), days(30)).email).toBe(frozen.email)
    const later = { ...setBy('respuesta'), updatedAt: days(PROVENANCE_DAYS) }
    expect(keepConfirmed(later, days(30)).email).toBe(frozen.email)
  })
})
