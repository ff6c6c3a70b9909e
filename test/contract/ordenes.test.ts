import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Ordenes } from '../../src/application/ports.ts'
import { ALL_ORDENES } from '../../src/domain/staff/lost-ordenes.ts'
import type { Orden } from '../../src/domain/staff/orden.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce, withCuenta } from '../support/storage/contract.ts'

describeOnEachEngine('orders of two people', (store) => {
  /** One that was asked for about an account of its own, stored. */
  async function orden(changes: Partial<Orden> = {}): Promise<Orden> {
    const { id: cuentaId } = await withCuenta(store())
    const fresh: Orden = {
      ...{ id: randomUUID(), number: randomUUID(), kind: 'liberar', cuentaId },
      ...{ reason: 'orden_de_autoridad', documentoVisto: 'cedula', llamadaId: null },
      ...{ encryptedEmail: null, encryptedPayload: 'cifrado', cuentaVersion: 1, estado: 'pedida' },
      ...{ askedBy: 'operador:ana', askedAt: NOW, expiresAt: addMinutes(60) },
      ...{ decidedBy: null, decidedAt: null, effectiveAt: null, endedAt: null },
      ...changes,
    }
    await store().transaction(({ ordenes }) => ordenes.create(fresh))
    return fresh
  }
  const doing = <T>(work: (ordenes: Ordenes) => Promise<T>) =>
    store().transaction(({ ordenes }) => work(ordenes))
  const read = (id: string) => doing((ordenes) => ordenes.findById(id))
  const GRANTED = {
    estado: 'concedida',
    decidedBy: 'funcionario:eva',
    decidedAt: NOW,
    effectiveAt: NOW,
  } as const
  const ended = { estado: 'sin_efecto', endedAt: addMinutes(9) } as const

  it('are read back as they were stored, by id, by number and by account', async () => {
    const fresh = await orden(GRANTED)
    expect(await read(fresh.id)).toEqual(fresh)
    expect(await doing((ordenes) => ordenes.findByNumber(fresh.number))).toEqual(fresh)
    expect(await doing((ordenes) => ordenes.findOpenByCuenta(fresh.cuentaId))).toEqual(fresh)
    expect(await doing((ordenes) => ordenes.findByNumber('nadie'))).toBeUndefined()
  })

  it('an account has one open, of however many at once', async () => {
    const { cuentaId, ...first } = await orden()
    await doing((ordenes) =>
      ordenes.advance({ cuentaId, ...first }, { cuentaId, ...first, estado: 'rechazada', endedAt: NOW }),
    )
    const made = await runAtOnce(4, (n) =>
      doing(async (ordenes) => {
        if (await ordenes.findOpenByCuenta(cuentaId)) return false
        await ordenes.create({ ...first, cuentaId, id: randomUUID(), number: `${n}${randomUUID()}` })
        return true
      }),
    )
    expect(made.filter(Boolean)).toHaveLength(1)
  })

  it('of many who decide the same one at once, one does', async () => {
    const fresh = await orden()
    const decided = await runAtOnce(4, (n) =>
      doing((ordenes) => ordenes.advance(fresh, { ...fresh, ...GRANTED, decidedBy: `operador:${n}` })),
    )
    expect(decided.filter(Boolean)).toHaveLength(1)
    expect((await read(fresh.id))?.decidedBy).toBe(`operador:${decided.indexOf(true)}`)
  })

  it('end with what their account changes: all of them, or those that rest on its factors', async () => {
    const [closing, inviting] = [await orden(), await orden({ kind: 'invitar' })]
    const end = ({ cuentaId }: Orden, which: 'de_factores' | 'todas') =>
      doing((ordenes) => ordenes.endByCuenta(cuentaId, which, ended.endedAt))
    expect(await end(closing, 'de_factores')).toEqual([])
    expect(await end(closing, 'todas')).toEqual([{ ...closing, ...ended }])
    expect(await end(inviting, 'de_factores')).toEqual([{ ...inviting, ...ended }])
    expect(await end(inviting, 'todas')).toEqual([])
  })

  it('end with who asked for them or granted them, or with what of that they lost', async () => {
    const by = `funcionario:${randomUUID()}`
    const [asked, granted] = [await orden({ askedBy: by }), await orden({ ...GRANTED, decidedBy: by })]
    const over = await orden({ askedBy: by, estado: 'aplicada', endedAt: NOW })
    const end = (lost: typeof ALL_ORDENES) => doing((ordenes) => ordenes.endByPerson(by, lost, ended.endedAt))
    expect(await end({ asked: ['invitar'], granted: false })).toEqual([])
    expect(await end({ asked: ['invitar'], granted: true })).toEqual([granted])
    expect(await end(ALL_ORDENES)).toEqual([asked])
    expect(await read(asked.id)).toEqual({ ...asked, ...ended })
    expect(await read(over.id)).toEqual(over)
  })

  it('are listed oldest first, and are due at their hour, or when nobody granted them in time', async () => {
    const [second, first] = [
      await orden({ askedAt: addMinutes(-8), expiresAt: addMinutes(-1) }),
      await orden({ ...GRANTED, askedAt: addMinutes(-9), effectiveAt: addMinutes(-2) }),
    ]
    const open = await doing((ordenes) => ordenes.findOpen(2))
    expect(open).toEqual([first, second])
    const due = (minutes: number) => doing((ordenes) => ordenes.findDue(addMinutes(minutes), 9))
    expect([await due(-3), await due(-2), await due(-1)]).toEqual([[], [first], [first, second]])
  })

  it('that an owner objected to wait while the account is frozen since', async () => {
    const OBJECTED = { ...GRANTED, estado: 'objetada', endedAt: addMinutes(5) } as const
    const [late, active, again] = [await orden(OBJECTED), await orden(OBJECTED), await orden(OBJECTED)]
    const freeze = ({ cuentaId }: Orden, updatedAt: Date) =>
      store().transaction(async ({ cuentas }) => {
        const cuenta = await cuentas.findById(cuentaId)
        if (cuenta) await cuentas.save({ ...cuenta, estado: 'congelada', updatedAt })
      })
    const early = await orden({ ...OBJECTED, endedAt: addMinutes(4) })
    await freeze(late, addMinutes(5))
    await freeze(early, addMinutes(4))
    // It was given back, and froze again for another reason.
    await freeze(again, addMinutes(6))
    expect(await doing((ordenes) => ordenes.findAwaiting(9))).toEqual([early, late])
    expect(await doing((ordenes) => ordenes.findObjected(active.cuentaId))).toEqual(active)
  })
})
