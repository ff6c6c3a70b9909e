import { describe, expect, it } from 'vitest'
import { judgeClave, parseClave } from '../../src/domain/secrets/clave.ts'
import { palabrasDeChile } from '../../src/domain/secrets/palabras.ts'
import { createClaveEstimator } from '../../src/security/clave-estimator.ts'

const estimate = await createClaveEstimator(palabrasDeChile).load()
const judge = (clave: string) => {
  expect(parseClave(clave)).toMatchObject({ ok: true })
  return judgeClave(clave, {}, estimate)
}

describe('claves that everybody has', () => {
  it.each([
    ['samantha', 'clave_comun'],
    ['cocacola', 'clave_comun'],
    ['01012011', 'clave_comun'],
    ['12345678', 'clave_corrida'],
    ['password', 'clave_comun'],
    ['PassWord', 'clave_comun'],
    ['contraseña', 'clave_palabra'],
    ['Samantha12', 'clave_parecida'],
    ['sAmAnThA!', 'clave_parecida'],
    ['P4ssw0rd1!', 'clave_parecida'],
    ['ahtnamas', 'clave_parecida'],
    ['colocolo', 'clave_repetida'],
    ['C0l0c0l0', 'clave_repetida'],
    ['jonathan', 'clave_palabra'],
    ['Verano2026', 'clave_palabra'],
    ['Invierno.1', 'clave_palabra'],
    ['Valparaís0', 'clave_palabra'],
    ['Ñuñoa2024', 'clave_palabra'],
    ['antofagast', 'clave_palabra'],
    ['Francisca9', 'clave_palabra'],
    ['chile2030', 'clave_palabra'],
    ['clave777', 'clave_palabra'],
    ['colocolo91', 'clave_palabra'],
    ['18-09-1810', 'clave_fecha'],
    ['23071987', 'clave_fecha'],
    ['zxcvbnm,', 'clave_teclado'],
    ['4444.4444', 'clave_repetida'],
  ])('%s is refused: %s', (clave, code) => {
    expect(judge(clave)).toBe(code)
  })
})

describe('claves of one’s own', () => {
  it.each([
    'Tr3bol#99',
    'Qu3ltehue!',
    'trz-Lago9',
    'mv7Lpdcl',
    'kutralwe',
    'lefipuma8',
    'ñandú 12x',
    'Ydqlle25',
    'sen.ce.77',
    'q7wn3zfk',
    '58 39 27 4',
    '😀🐧🌊🍋🎻🚲🧦🪁',
  ])('%s is taken', (clave) => {
    expect(judge(clave)).toBeNull()
  })
})

describe('the estimator', () => {
  it('reads its lists once', () => {
    const estimator = createClaveEstimator(palabrasDeChile)
    expect(estimator.load()).toBe(estimator.load())
  })

  it('gives a number for the names that every object has', () => {
    for (const clave of ['__proto__', 'constructor', 'valueof', 'tostring', 'hasownprop'])
      expect(estimate(clave).guesses).toBeGreaterThan(0)
  })
})
