import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMMON_RESPUESTAS } from '../../src/domain/data/preguntas.ts'
import {
  decoyPregunta,
  isPregunta,
  judgeRespuesta,
  normalizeRespuesta,
  PREGUNTAS,
  preguntaText,
} from '../../src/domain/secrets/respuesta-secreta.ts'
import { anyText, holds } from './properties.ts'

describe('the secret questions', () => {
  it('are twelve, with unique ids and texts', () => {
    expect(PREGUNTAS).toHaveLength(12)
    expect(new Set(PREGUNTAS.map(({ id }) => id)).size).toBe(12)
    expect(new Set(PREGUNTAS.map(({ text }) => text)).size).toBe(12)
    expect(PREGUNTAS.filter(({ text }) => !/^¿.+\?$/.test(text))).toEqual([])
  })

  it('are found by their id', () => {
    expect(preguntaText('p10')).toMatch(/comida/)
    expect(isPregunta('p12')).toBe(true)
    expect(preguntaText('p13')).toBeUndefined()
    expect(isPregunta('__proto__')).toBe(false)
  })

  it('have their common answers in normalized form', () => {
    const all = [...COMMON_RESPUESTAS, ...PREGUNTAS.flatMap(({ common }) => common)]
    expect(all.filter((respuesta) => normalizeRespuesta(respuesta) !== respuesta)).toEqual([])
  })
})

describe('normalizing an answer', () => {
  it.each([
    ['  La  Ñata ', 'la nata'],
    ['ÑUÑO\u200b', 'nuno'],
    ['Ｔｏｂｉ', 'tobi'],
    ['Don\u00a0Lucho', 'don lucho'],
  ])('makes %j %j', (respuesta, normal) => {
    expect(normalizeRespuesta(respuesta)).toBe(normal)
  })

  it('is idempotent', () => {
    holds(
      fc.property(anyText, (text) => {
        const once = normalizeRespuesta(text)
        expect(normalizeRespuesta(once)).toBe(once)
      }),
    )
  })
})

describe('judging an answer', () => {
  it.each([
    ['p01', '', 'respuesta_corta'],
    ['p01', ' a  ', 'respuesta_corta'],
    ['p01', 'ñ\u200bo', 'respuesta_corta'],
    ['p01', 'Casa', 'respuesta_en_la_pregunta'],
    ['p01', 'apodo, niña', 'respuesta_en_la_pregunta'],
    ['p12', '¿Cuál fue el primer libro que leyó completo?', 'respuesta_en_la_pregunta'],
    ['p11', 'BICICLETA', 'respuesta_en_la_pregunta'],
    ['p01', 'No sé', 'respuesta_comun'],
    ['p05', 'nada.', 'respuesta_comun'],
    ['p06', 'Perro', 'respuesta_comun'],
    ['p06', 'AZUL', 'respuesta_comun'],
    ['p09', '123', 'respuesta_comun'],
    ['p09', '12-34', 'respuesta_comun'],
    ['p09', '???', 'respuesta_comun'],
    ['p09', 'zzz', 'respuesta_comun'],
    ['p09', 'x x x 1', 'respuesta_comun'],
    ['p10', 'Lentejas', 'respuesta_comun'],
    ['p03', 'José', 'respuesta_comun'],
    ['p07', "O'Higgins", 'respuesta_comun'],
  ])('to %s refuses %j: %s', (id, respuesta, code) => {
    expect(judgeRespuesta(respuesta, id)).toBe(code)
  })

  it.each([
    ['p01', 'Chumingo'],
    ['p03', 'José Huenchullán'],
    ['p07', 'Los Maquis 1215'],
    ['p12', '城南旧事'],
  ])('to %s accepts %j', (id, respuesta) => {
    expect(judgeRespuesta(respuesta, id)).toBeNull()
  })

  it('accepts a common answer to another question', () => {
    expect(judgeRespuesta('lentejas', 'p07')).toBeNull()
  })

  it('refuses the clave, in any case', () => {
    expect(judgeRespuesta(' COPIHUE7az', 'p01', 'Copihue7Az')).toBe('respuesta_es_la_clave')
    expect(judgeRespuesta('copihue7', 'p01', 'Copihue7Az')).toBeNull()
  })

  it('refuses every common answer to its own question', () => {
    const accepted = PREGUNTAS.flatMap(({ id, common }) =>
      [...common, ...COMMON_RESPUESTAS].filter(
        (respuesta) => judgeRespuesta(respuesta.toUpperCase(), id) === null,
      ),
    )
    expect(accepted).toEqual([])
  })
})

describe('the decoy question for an unknown identificador', () => {
  const fingerprints = Array.from({ length: 6000 }, (_, i) =>
    createHash('sha256').update(String(i)).digest('base64url'),
  )

  it('is always the same for a fingerprint', () => {
    for (const fingerprint of fingerprints.slice(0, 50)) {
      expect(decoyPregunta(fingerprint)).toBe(decoyPregunta(fingerprint))
    }
  })

  it('is evenly spread over the twelve questions', () => {
    const times = new Map<string, number>()
    for (const fingerprint of fingerprints) {
      const id = decoyPregunta(fingerprint)
      times.set(id, (times.get(id) ?? 0) + 1)
    }
    expect([...times.keys()].sort()).toEqual(PREGUNTAS.map(({ id }) => id))
    for (const count of times.values()) expect(Math.abs(count - 500)).toBeLessThan(100)
  })

  it.each(['', 'short', 'not base64url at all'])('throws for %j', (text) => {
    expect(() => decoyPregunta(text)).toThrow(RangeError)
  })
})
