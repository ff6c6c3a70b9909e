import { describe, expect, it } from 'vitest'
import { totp } from '../../src/security/totp.ts'

/** The secret of RFC 6238's samples, “12345678901234567890”, and their last six digits for SHA-1. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number) => new Date(seconds * 1000)

describe('codes of an authenticator', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('at second %i of the standard is %s', (second, codigo) => {
    expect(totp.periodOf(SECRET, codigo, at(second))).toBe(Math.floor(second / 30))
  })

  it('are taken one period before and after theirs, and no further', () => {
    const shown = [-61, -30, 0, 30, 61].map((late) =>
      totp.periodOf(SECRET, '005924', at(1_234_567_890 + late)),
    )
    expect(shown).toEqual([undefined, 41152263, 41152263, 41152263, undefined])
  })

  it('have a secret of 160 bits, never the same twice, that an app reads from the QR', () => {
    const secret = totp.createSecret()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(totp.createSecret()).not.toBe(secret)
    const uri = new URL(totp.uriOf(secret, 'eva@sence.test'))
    expect(uri.protocol + decodeURIComponent(uri.pathname)).toContain('Clave SENCE:eva@sence.test')
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret, digits: '6', period: '30' })
  })
})
