import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { AuditEntry, Caso, Seal } from '../../src/application/ports.ts'
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

  it('finds the entries of a cuenta, newest first', async () => {
    await store().transaction(async ({ audit }) => {
      await audit.record({ ...AUDIT_ENTRY, cuentaId: 'propia', result: 'primera' }, NOW)
      await audit.record(AUDIT_ENTRY, NOW)
      await audit.record({ ...AUDIT_ENTRY, cuentaId: 'propia', result: 'segunda' }, NOW)
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

  it('opens one caso per reason and subject, even when twenty try at once', async () => {
    const caso = (): Caso => ({
      number: randomUUID().slice(0, 8),
      reason: 'yo_no_cree_esta_cuenta',
      perfil: 'natural',
      cuentaId: null,
      subject: 'sujeto',
      createdAt: NOW,
    })
    const casos = await runAtOnce(20, () => store().transaction((uow) => uow.casos.open(caso())))
    expect(new Set(casos.map(({ number }) => number)).size).toBe(1)
    await store().transaction(async (uow) => {
      const other = await uow.casos.open({ ...caso(), reason: 'otro', createdAt: addMinutes(1) })
      expect(await uow.casos.findByNumber(other.number)).toEqual(other)
      expect(await uow.casos.findBySubject('sujeto')).toEqual([casos[0], other])
      expect(await uow.casos.findBySubject('nadie')).toEqual([])
      expect(await uow.casos.findByNumber('ninguno')).toBeUndefined()
    })
  })

  it('retries with a new number when another caso has it', async () => {
    const numbers = ['REPETIDO', 'REPETIDO', 'LIBRE']
    const open = (subject: string) =>
      store().transaction((uow) =>
        uow.casos.open({
          number: numbers.shift() ?? '',
          reason: 'motivo',
          perfil: 'natural',
          cuentaId: null,
          subject,
          createdAt: NOW,
        }),
      )
    expect((await open('una persona')).number).toBe('REPETIDO')
    expect((await open('otra persona')).number).toBe('LIBRE')
  })
})
