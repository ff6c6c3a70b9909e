import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GIVEN_NAMES, GIVEN_NAMES_OF_MANY, SURNAMES_OF_MANY, TITLES } from '../../src/domain/data/nombres.ts'
import { COMMON_RESPUESTAS, FILLER_WORDS } from '../../src/domain/data/preguntas.ts'
import {
  decoyPregunta,
  isKnownPregunta,
  isPregunta,
  judgeRespuesta,
  KNOWN_PREGUNTAS,
  normalizeRespuesta,
  PREGUNTAS,
  preguntaText,
} from '../../src/domain/secrets/respuesta-secreta.ts'
import { anyText, holds } from './properties.ts'

describe('the secret questions', () => {
  it('are twelve, each of a person, with ids and texts that no former one had', () => {
    expect(PREGUNTAS).toHaveLength(12)
    expect(KNOWN_PREGUNTAS).toHaveLength(20)
    expect(new Set(KNOWN_PREGUNTAS.map(({ id }) => id)).size).toBe(20)
    expect(new Set(KNOWN_PREGUNTAS.map(({ text }) => text)).size).toBe(20)
    expect(PREGUNTAS.filter(({ text }) => !/^¿Cómo se llamaba .+\?$/.test(text))).toEqual([])
  })

  it('are found by their id, also those that only accounts have', () => {
    expect(preguntaText('p10')).toMatch(/comida/)
    expect([isPregunta('p13'), isKnownPregunta('p13')]).toEqual([true, true])
    expect([isPregunta('p10'), isKnownPregunta('p10')]).toEqual([false, true])
    expect(preguntaText('p99')).toBeUndefined()
    expect([isPregunta('__proto__'), isKnownPregunta('__proto__')]).toEqual([false, false])
  })

  it('have their common answers, and the words of names, in normalized form', () => {
    const answers = [...COMMON_RESPUESTAS, ...PREGUNTAS.flatMap(({ common }) => common)]
    const words = [GIVEN_NAMES, GIVEN_NAMES_OF_MANY, SURNAMES_OF_MANY, TITLES, FILLER_WORDS].flatMap(
      (set) => [...set],
    )
    expect([...answers, ...words].filter((text) => text === '' || normalizeRespuesta(text) !== text)).toEqual(
      [],
    )
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

const ROSA = {
  claves: ['Copihue7Az'],
  nombres: ['Rosa Elena', 'Catrileo', 'Muñoz'],
  emails: ['rcatri.flores+clave@correo.test'],
  comuna: '13201',
}

describe('judging an answer', () => {
  it.each([
    ['p03', '', 'respuesta_corta'],
    ['p03', ' a  ', 'respuesta_corta'],
    ['p03', 'ñ\u200bo', 'respuesta_corta'],
    ['p03', 'Mejor amiga', 'respuesta_en_la_pregunta'],
    [
      'p13',
      '¿Cómo se llamaba la persona que se sentaba a su lado en el colegio?',
      'respuesta_en_la_pregunta',
    ],
    ['p03', 'No sé', 'respuesta_comun'],
    ['p05', 'nada.', 'respuesta_comun'],
    ['p05', 'Fulano de Tal', 'respuesta_comun'],
    ['p14', '12-34', 'respuesta_comun'],
    ['p14', '???', 'respuesta_comun'],
    ['p14', 'zzz zzz', 'respuesta_comun'],
    ['p02', 'Gabriela Mistral', 'respuesta_comun'],
    ['p02', 'Profesor Jirafales', 'respuesta_comun'],
    ['p03', 'Viña del Mar', 'respuesta_comun'],
    ['p03', 'José', 'respuesta_sin_apellido'],
    ['p03', 'Huenchullán', 'respuesta_sin_apellido'],
    ['p03', 'Huenchullán, HUENCHULLAN', 'respuesta_sin_apellido'],
    ['p03', 'Juan Carlos', 'respuesta_sin_apellido'],
    ['p03', 'María José Anita', 'respuesta_sin_apellido'],
    ['p02', 'Tía Huenchullán', 'respuesta_sin_apellido'],
    ['p05', 'Don Señor Huenchullán', 'respuesta_sin_apellido'],
    ['p05', 'Mi primera jefa Huenchullán', 'respuesta_sin_apellido'],
    ['p03', 'J. Huenchullán', 'respuesta_sin_apellido'],
    ['p03', 'Huenchullán 1994', 'respuesta_sin_apellido'],
    ['p03', 'María González', 'respuesta_de_muchos'],
    ['p02', 'la tía María Pérez', 'respuesta_de_muchos'],
    ['p05', 'don Rojas, José', 'respuesta_de_muchos'],
  ])('to %s refuses %j: %s', (id, respuesta, code) => {
    expect(judgeRespuesta(respuesta, id)).toBe(code)
  })

  it.each([
    ['p03', 'José Huenchullán'],
    ['p03', 'María José Rojas'],
    ['p03', 'María González Huenchullán'],
    ['p04', 'Ana-María O’Higgins'],
    ['p05', 'don Nahuel Pérez'],
    ['p13', 'Pedro San Martín'],
    ['p14', 'González Muñoz'],
    ['p16', '张伟明'],
    ['p16', '김민수'],
    ['p17', 'ويلات خليل'],
  ])('to %s accepts %j', (id, respuesta) => {
    expect(judgeRespuesta(respuesta, id)).toBeNull()
  })

  it.each([
    [' COPIHUE7az', 'respuesta_es_la_clave'],
    ['Rosa Catrileo', 'respuesta_con_su_nombre'],
    ['CATRILEO Huenchullán', 'respuesta_con_su_nombre'],
    ['señora Elena Huenchullán', 'respuesta_con_su_nombre'],
    ['Rcatri Flores', 'respuesta_con_su_correo'],
    ['Flores Huenchullán', 'respuesta_con_su_correo'],
    ['Catri Lores', 'respuesta_con_su_correo'],
    ['puente  ALTO', 'respuesta_con_su_comuna'],
  ])('refuses what others know of the person, %j: %s', (respuesta, code) => {
    expect(judgeRespuesta(respuesta, 'p03', ROSA)).toBe(code)
    expect(judgeRespuesta('Rosa Huenchullán Painemal', 'p03', ROSA)).toBeNull()
  })

  it('refuses what names an organisation', () => {
    const owner = { nombres: ['Capacitaciones Huenchullán Limitada'] }
    expect(judgeRespuesta('Capacitaciones Huenchullán', 'p05', owner)).toBe('respuesta_con_su_nombre')
  })

  it('refuses every common answer to its own question, whatever its case', () => {
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

  it('is evenly spread over the twelve questions, and sometimes one that accounts may still have', () => {
    const times = new Map<string, number>()
    for (const fingerprint of fingerprints) {
      const id = decoyPregunta(fingerprint)
      times.set(id, (times.get(id) ?? 0) + 1)
    }
    expect([...times.keys()].sort()).toEqual(KNOWN_PREGUNTAS.map(({ id }) => id).sort())
    for (const [id, count] of times) {
      if (isPregunta(id)) expect(Math.abs(count - 462)).toBeLessThan(100)
      else expect(Math.abs(count - 58)).toBeLessThan(40)
    }
  })

  it.each(['', 'short', 'not base64url at all'])('throws for %j', (text) => {
    expect(() => decoyPregunta(text)).toThrow(RangeError)
  })
})
