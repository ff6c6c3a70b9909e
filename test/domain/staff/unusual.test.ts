import { describe, expect, it } from 'vitest'
import { median, summariseLlamadas } from '../../../src/domain/staff/panel.ts'
import { findUnusual, UNUSUAL_FROM, type WorkFacts } from '../../../src/domain/staff/unusual.ts'

const NOTHING: WorkFacts = { openedByOtec: [], llamadas: [], checks: [], capped: [] }
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 29, 12, minutes))
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)
const found = (facts: Partial<WorkFacts>) => findUnusual({ ...NOTHING, ...facts })
const call = (isChecked: boolean, funcionarioId = 'ana') => ({ funcionarioId, isChecked, endedAt: at(5) })
const check = (result: string, funcionarioId = 'ana') => ({ funcionarioId, result })

describe('what is unusual', () => {
  it('is nothing where nothing happened', () => {
    expect(found({})).toEqual([])
  })

  it('is one funcionario with many accounts of one OTEC', () => {
    const opened = { funcionarioId: 'ana', otecId: 'otec' }
    expect(found({ openedByOtec: [{ ...opened, cuentas: UNUSUAL_FROM.otec - 1 }] })).toEqual([])
    expect(found({ openedByOtec: [{ ...opened, cuentas: UNUSUAL_FROM.otec }] })).toEqual([
      { code: 'muchas_de_un_otec', funcionarioId: 'ana', count: UNUSUAL_FROM.otec, cuentaId: 'otec' },
    ])
  })

  it('is most accounts opened without a check, of those that ended', () => {
    const unchecked = times(UNUSUAL_FROM.unchecked, call(false))
    expect(found({ llamadas: [...unchecked, ...times(unchecked.length, call(true))] })).toMatchObject([
      { code: 'sin_comprobar', count: unchecked.length, of: 2 * unchecked.length },
    ])
    expect(found({ llamadas: [...unchecked, ...times(unchecked.length + 1, call(true))] })).toEqual([])
    expect(found({ llamadas: unchecked.slice(1) })).toEqual([])
    expect(found({ llamadas: unchecked.map((one) => ({ ...one, endedAt: null })) })).toEqual([])
    expect(found({ llamadas: unchecked.map((one, n) => ({ ...one, funcionarioId: `f${n % 2}` })) })).toEqual(
      [],
    )
  })

  it('is a row of verdicts that refuse, up to the newest', () => {
    const refused = times(UNUSUAL_FROM.refused, check('no_coincide'))
    expect(found({ checks: refused })).toMatchObject([{ code: 'no_pasan_seguidas', count: refused.length }])
    expect(found({ checks: [check('bien'), ...refused] })).toEqual([])
    expect(found({ checks: [...refused, check('bien'), ...refused] })).toMatchObject([
      { count: refused.length },
    ])
    expect(found({ checks: [check('bien', 'eva'), ...refused] })).toMatchObject([{ funcionarioId: 'ana' }])
  })

  it('is caps reached again and again, the most first', () => {
    const capped = [
      ...times(UNUSUAL_FROM.caps, { funcionarioId: 'ana' }),
      ...times(9, { funcionarioId: 'eva' }),
    ]
    expect(found({ capped }).map(({ funcionarioId, count }) => [funcionarioId, count])).toEqual([
      ['eva', 9],
      ['ana', UNUSUAL_FROM.caps],
    ])
    expect(found({ capped: capped.slice(1, 3) })).toEqual([])
  })
})

describe('the calls of each funcionario', () => {
  it('are summarised by how many, the middle duration, and the share that ended well', () => {
    const own = { funcionarioId: 'ana', openedAt: at(0) }
    const summaries = summariseLlamadas(
      [
        { ...own, endedAt: at(2), ending: 'terminada' },
        { ...own, endedAt: at(4), ending: 'terminada' },
        { ...own, endedAt: at(30), ending: 'terminada' },
        { ...own, endedAt: at(15), ending: 'vencida' },
        { funcionarioId: 'eva', openedAt: at(20), endedAt: null, ending: null },
      ],
      at(10),
    )
    expect(summaries).toEqual([
      { funcionarioId: 'ana', calls: 4, today: 0, medianSeconds: 240, endedWell: 0.75 },
      { funcionarioId: 'eva', calls: 1, today: 1, medianSeconds: null, endedWell: null },
    ])
    expect([median([]), median([3, 1]), median([5, 1, 3])]).toEqual([null, 1, 3])
  })
})
