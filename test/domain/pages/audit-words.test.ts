import { describe, expect, it } from 'vitest'
import { REFUSAL_TEXTS } from '../../../src/domain/outcome/refusals.ts'
import { detailWords } from '../../../src/domain/pages/audit-details.ts'
import { joinedResults, resultWords } from '../../../src/domain/pages/audit-results.ts'
import { EVENT_WORDS } from '../../../src/domain/pages/event-words.ts'

describe('what the bitácora calls what it holds', () => {
  it('every event in plain words', () => {
    for (const [event, words] of Object.entries(EVENT_WORDS)) {
      expect(words, event).toMatch(/^\p{Lu}[^_]+[^_.]$/u)
      expect(words).not.toBe(event)
    }
  })

  it('every refusal without what it was about, and without its code', () => {
    for (const code of Object.keys(REFUSAL_TEXTS))
      expect(resultWords(code), code).toMatch(/^(?!.*[{}]).* .*$/)
  })

  it('a result that the event says is not said twice; several in one are', () => {
    expect(['bien', ''].map(resultWords)).toEqual(['', ''])
    expect(resultWords('accion_tope')).toBe('llegó al tope del día')
    expect(resultWords(joinedResults(['email', 'celular']))).toBe('un correo nuevo, un celular nuevo')
  })

  it('details by their names, and their codes in words; of a person the name', () => {
    const id = '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed'
    const detail = { orden: 'liberar', motivo: 'creada_por_otra_persona', numero: 'ABCD2345', tomada: true }
    expect(detailWords(detail)).toBe(
      'Pedido: Liberar · Motivo: La creó otra persona · Número: ABCD2345 · Tomada a otra persona: sí',
    )
    expect(detailWords({ funcionario: id, rol: 'revisor' }, new Map([[id, 'Eva Ríos']]))).toBe(
      'Funcionario: Eva Ríos · Rol: Revisor',
    )
    expect(detailWords({ llamada: id, hecho: 'abrir_caso congelar' })).toBe(
      'Llamada: 1b9d6bcd · Hizo: Abrir un caso, Congelar la cuenta',
    )
    expect(detailWords({ campos: 'email direccion', evento: 'cuenta_creada', tipo: 'caso_abierto' })).toBe(
      'Datos: correo, Dirección Particular · Suceso: Se registró · Tipo: Que se abrió un caso',
    )
    expect(detailWords({ parte: 'hoja 2', hora: '2026-11-29T15:00:00.000Z', desde: '2026-11-01' })).toBe(
      'Parte: hoja 2 · Hora: 29-11-2026 12:00 · Desde: 01-11-2026',
    )
    expect(detailWords(null)).toBe('')
  })
})
