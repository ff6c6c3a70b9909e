import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeContrasena, parseContrasena } from '../../../src/domain/staff/contrasena.ts'
import { isFreshPeriod, isOwnCuenta } from '../../../src/domain/staff/funcionario.ts'

describe('a code of the authenticator', () => {
  it('is taken once, and none from before it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1 }), (periods) => {
        const taken: number[] = []
        for (const period of periods) if (isFreshPeriod(period, taken.at(-1) ?? null)) taken.push(period)
        expect(taken).toEqual([...new Set(taken)].sort((one, other) => one - other))
        expect(taken.at(-1)).toBe(Math.max(...periods))
      }),
    )
    expect(isFreshPeriod(undefined, null)).toBe(false)
  })
})

describe('nobody acts on their own account', () => {
  const eva = { email: 'Eva@sence.test', ownSubject: 'huella de su RUT' }
  it.each([
    ['of their RUT', { subjects: ['huella de su RUT'], mailboxes: [null] }, true],
    ['that they represent', { subjects: ['otra', 'huella de su RUT'], mailboxes: [] }, true],
    ['with their mailbox, in other capitals', { subjects: [], mailboxes: [null, 'eva@SENCE.test'] }, true],
    ['of somebody else', { subjects: ['otra'], mailboxes: ['ana@sence.test', null] }, false],
  ])('%s', (_what, cuenta, isOwn) => {
    expect(isOwnCuenta(eva, cuenta)).toBe(isOwn)
  })

  it('whose RUT is not known has their mailbox alone', () => {
    expect(isOwnCuenta({ ...eva, ownSubject: null }, { subjects: [''], mailboxes: [] })).toBe(false)
  })
})

describe('the password of staff', () => {
  const eva = { nombre: 'Evangelina Ríos', email: 'eva@sence.test' }
  const refusalOf = (contrasena: string) =>
    judgeContrasena(contrasena, eva, (text) => ({ guesses: 10 ** text.length, patterns: [] }))

  it.each([
    ['once letras', 'contrasena_corta'],
    ['a'.repeat(129), 'contrasena_larga'],
    ['doce letras\n.', 'caracteres_invalidos'],
  ])('%j is refused: %s', (typed, code) => {
    expect(parseContrasena(typed)).toMatchObject({ ok: false, code })
  })

  it('keeps what was typed, blanks at its ends too', () => {
    expect(parseContrasena(' doce letras ')).toEqual({ ok: true, value: ' doce letras ' })
    expect(parseContrasena('🔑'.repeat(128))).toMatchObject({ ok: true })
  })

  it('is judged as a clave is, also beyond what is estimated', () => {
    expect(refusalOf(`${'lluvia corcel 9 '.repeat(4)}`)).toBe('clave_repetida')
    expect(refusalOf(`${'x7 lluvia corcel tejado farol vereda '.repeat(2)}evangelina`)).toBe(
      'clave_contiene_nombre',
    )
    expect(refusalOf('lluvia tejado corcel')).toBeNull()
  })
})
