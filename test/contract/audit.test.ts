import { expect, it } from 'vitest'
import type { AuditEntry, Seal } from '../../src/application/ports.ts'
import { makeCaso } from '../support/data/casos.ts'
import { TEST_SEALER } from '../support/storage/audit.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce } from '../support/storage/contract.ts'

const AUDIT_ENTRY: AuditEntry = {
  event: 'cuenta_creada',
  actor: 'persona',
  cuentaId: 'cuenta',
  subject: 'sujeto',
  requestId: 'peticion',
  result: 'ok',
  detail: { intento: 1, ultimo: false, canal: 'correo' },
}

describeOnEachEngine('audit and casos', (store) => {
  const from = (number: number, limit = 1_000) =>
    store().transaction(({ audit }) => audit.findAfter(number, limit))

  it('reads entries back in order, also in the transaction that records them', async () => {
    const minimal = { ...AUDIT_ENTRY, cuentaId: null, subject: null, requestId: null, detail: null }
    const entries = await store().transaction(async ({ audit }) => {
      await audit.record(AUDIT_ENTRY, NOW)
      await audit.record(minimal, addMinutes(1))
      return audit.findAfter(0, 10)
    })
    expect(entries).toEqual(
      [
        { ...AUDIT_ENTRY, number: 1, at: NOW },
        { ...minimal, number: 2, at: addMinutes(1) },
      ].map((entry) => ({ ...entry, ...TEST_SEALER.signEntry(entry) })),
    )
    expect(await from(0)).toEqual(entries)
    expect(await from(1, 1)).toEqual(entries.slice(1))
    expect(await from(0, 1)).toEqual(entries.slice(0, 1))
  })

  it('finds the entries of a cuenta, newest first, without the pages on which staff looked at it', async () => {
    await store().transaction(async ({ audit }) => {
      await audit.record({ ...AUDIT_ENTRY, cuentaId: 'propia', result: 'primera' }, NOW)
      await audit.record(AUDIT_ENTRY, NOW)
      await audit.record({ ...AUDIT_ENTRY, cuentaId: 'propia', result: 'segunda' }, NOW)
      await audit.record({ ...AUDIT_ENTRY, cuentaId: 'propia', event: 'llamada_vista' }, NOW)
      const own = await audit.findByCuenta('propia', 10)
      expect(own.map(({ result }) => result)).toEqual(['segunda', 'primera'])
      expect(await audit.findByCuenta('propia', 1)).toEqual(own.slice(0, 1))
    })
  })

  it('numbers have no gaps and appear in order with fifty concurrent writers', async () => {
    const before = (await from(0)).length
    let seen = before
    const finished = runAtOnce(50, (index) =>
      store()
        .transaction(async ({ audit }) => {
          await audit.record({ ...AUDIT_ENTRY, result: `${index}` }, NOW)
          if (index % 10 === 0) throw new Error('undone')
        })
        .catch(() => undefined),
    )
    // A reader that continues from the last number it saw, as sealing does, misses none.
    while (seen < before + 45) {
      for (const { number } of await from(seen)) expect(number).toBe(++seen)
    }
    await finished
    expect((await from(0)).map(({ number }) => number)).toEqual(
      Array.from({ length: seen }, (_, index) => index + 1),
    )
  })

  it('stores seals in order and finds the last one', async () => {
    const seal = (number: number): Seal => ({
      number,
      from: number,
      until: number,
      keyId: 'p1',
      seal: 's',
      at: NOW,
    })
    await store().transaction(async ({ audit }) => {
      expect(await audit.findLastSeal()).toBeUndefined()
      await audit.seal(seal(1))
      await audit.seal(seal(2))
      await audit.seal(seal(3))
      expect(await audit.findLastSeal()).toEqual(seal(3))
      expect(await audit.findSealsAfter(1, 10)).toEqual([seal(2), seal(3)])
      expect(await audit.findSealsAfter(0, 1)).toEqual([seal(1)])
    })
  })

  it('keeps as many casos as are opened, of the same reason and subject too, and closes each once', async () => {
    const first = makeCaso({ number: 'PRIMERO2' })
    const second = makeCaso({ number: 'SEGUNDO2', createdAt: addMinutes(1) })
    await store().transaction(async (uow) => {
      await uow.casos.create(second)
      await uow.casos.create(first)
      expect(await uow.casos.findByNumber('SEGUNDO2')).toEqual(second)
      expect(await uow.casos.findBySubject('sujeto')).toEqual([first, second])
      expect(await uow.casos.findBySubject('nadie')).toEqual([])
      expect(await uow.casos.findByNumber('NINGUNO2')).toBeUndefined()
      expect([await uow.casos.findById(second.id), await uow.casos.findById('')]).toEqual([second, undefined])
      expect(await uow.casos.findOpen({ limit: 1 })).toEqual([first])
      expect(await uow.casos.close('PRIMERO2', 'resuelto', addMinutes(2))).toBe(true)
      expect(await uow.casos.close('PRIMERO2', 'repetido', addMinutes(3))).toBe(false)
      expect(await uow.casos.close('NINGUNO2', 'repetido', addMinutes(3))).toBe(false)
      expect(await uow.casos.findOpen({ limit: 10 })).toEqual([second])
      const closed = { ...first, outcome: 'resuelto', closedAt: addMinutes(2) }
      expect(await uow.casos.findByNumber('PRIMERO2')).toEqual(closed)
    })
  })

  it('retries with a new number when another caso has it', async () => {
    const numbers = ['REPETIDO', 'REPETIDO', 'LIBRE']
    const open = (subject: string) =>
      store().transaction(async (uow) => {
        const caso = makeCaso({ number: numbers.shift() ?? '', subject })
        await uow.casos.create(caso)
        return caso.number
      })
    expect(await open('una persona')).toBe('REPETIDO')
    expect(await open('otra persona')).toBe('LIBRE')
  })
})
