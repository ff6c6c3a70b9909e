import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subjectOf } from '../../../src/application/proof/limits.ts'
import { endLlamada } from '../../../src/application/staff/llamadas/end-llamada.ts'
import {
  type OpenResult,
  openLlamada,
  takeOver,
} from '../../../src/application/staff/llamadas/open-llamada.ts'
import { inLlamada } from '../../../src/application/staff/llamadas/require-llamada.ts'
import { endLlamadas } from '../../../src/application/worker/end-llamadas.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { withLease } from '../../../src/domain/staff/llamada.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { storedFuncionario } from '../../support/data/personal.ts'
import { rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { runAtOnce, withCuenta } from '../../support/storage/contract.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const ROSA = funcionario('rosa')
const PEDRO = funcionario('pedro')
const FOR = { reason: 'clave_olvidada', callNumber: '4821' } as const

describe.each(ENGINES)('a call, on %s', (engine) => {
  let p: TestProduct
  let number = 40_000_000
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const newCuenta = (changes: Partial<Cuenta> = {}) =>
    withCuenta(p.deps.store, { identificador: rutOf(++number), rutRepresentante: null, ...changes })
  const open = (by: typeof ROSA, { id }: Cuenta) => openLlamada(p.deps, by, { cuentaId: id, ...FOR })
  const idOf = (opened: OpenResult) => (opened.result === 'bien' ? opened.llamada.id : '')
  /** What comes of acting in it. */
  const act = (by: typeof ROSA, id: string) =>
    inLlamada({ deps: p.deps, context: by, id, power: 'atender_llamadas' }, async (uow, { llamada }) => {
      await uow.llamadas.save(withLease(llamada, p.deps.clock.now()))
      return 'bien'
    }).catch((error) => error.reason ?? error.name)
  const refused = async ({ id }: Cuenta) =>
    (await auditOf(p, id))
      .filter(({ event }) => event === 'llamada_rehusada')
      .map(({ actor, result }) => `${actor} ${result}`)

  it('is of who opened the account: nobody else acts in it, and the attempt is recorded', async () => {
    const cuenta = await newCuenta()
    const id = idOf(await open(ROSA, cuenta))
    expect(await act(ROSA, id)).toBe('bien')
    expect(await act(PEDRO, id)).toBe('ajena')
    expect(await act(funcionario('rosa', 'revisor'), id)).toBe('PowerMissing')
    expect(await act(ROSA, 'otra')).toBe('no_existe')
    expect(await refused(cuenta)).toEqual(['funcionario:pedro:ejecutivo ajena'])
  })

  it('has one agent, however many open the account at the same instant', async () => {
    const cuenta = await newCuenta()
    const opened = await runAtOnce(8, (n) => open(funcionario(`agente ${n}`), cuenta))
    expect(opened.map(({ result }) => result).sort()).toEqual(['bien', ...Array(7).fill('ocupada')])
    const taken = await runAtOnce(8, (n) =>
      takeOver(p.deps, funcionario(`agente ${n}`), { cuentaId: cuenta.id, ...FOR }),
    )
    const able = await Promise.all(taken.map((one, n) => act(funcionario(`agente ${n}`), idOf(one))))
    expect(able.sort()).toEqual(['bien', ...Array(7).fill('tomada')])
  })

  it('says who has the account and since when; taking it over ends their call, and begins anew', async () => {
    const cuenta = await newCuenta()
    const first = await open(ROSA, cuenta)
    expect(await open(PEDRO, cuenta)).toMatchObject({
      result: 'ocupada',
      isOwn: false,
      held: { id: idOf(first), funcionarioId: 'rosa', openedAt: p.clock.now() },
    })
    p.clock.advance({ minutes: 1 })
    expect(await open(ROSA, cuenta)).toMatchObject({ result: 'ocupada', isOwn: true })
    const second = await takeOver(p.deps, PEDRO, { cuentaId: cuenta.id, ...FOR })
    expect(second).toMatchObject({ result: 'bien', llamada: { checkedAt: null, readBack: [], done: [] } })
    expect([await act(ROSA, idOf(first)), await act(PEDRO, idOf(second))]).toEqual(['tomada', 'bien'])
  })

  it('ends 15 minutes after the last thing done, and after an hour in any case', async () => {
    const cuenta = await newCuenta()
    const id = idOf(await open(ROSA, cuenta))
    for (const _time of Array(4)) {
      p.clock.advance({ minutes: 14 })
      expect(await act(ROSA, id)).toBe('bien')
    }
    p.clock.advance({ minutes: 4 })
    expect(await act(ROSA, id)).toBe('vencida')
    expect((await open(PEDRO, cuenta)).result).toBe('bien')
    expect(await act(ROSA, id)).toBe('vencida')
  })

  it('ends with the number of its caso, after which nothing is done in it', async () => {
    const cuenta = await newCuenta()
    const id = idOf(await open(ROSA, cuenta))
    const { casoNumber, done } = await endLlamada(p.deps, ROSA, id)
    expect(done).toEqual([])
    expect(await act(ROSA, id)).toBe('terminada')
    const again = { cuentaId: cuenta.id, ...FOR, casoNumber }
    const followed = await openLlamada(p.deps, PEDRO, again)
    expect((await endLlamada(p.deps, PEDRO, idOf(followed))).casoNumber).toBe(casoNumber)
    expect(await openLlamada(p.deps, ROSA, { ...again, cuentaId: (await newCuenta()).id })).toEqual({
      result: 'caso_ajeno',
    })
  })

  it('is told to its owner however it ends: taken over, or left until nobody has it', async () => {
    const cuenta = await newCuenta()
    await open(ROSA, cuenta)
    await takeOver(p.deps, PEDRO, { cuentaId: cuenta.id, ...FOR })
    p.clock.advance({ minutes: 15 })
    await runAtOnce(3, () => endLlamadas(p.deps))
    await p.dispatch()
    expect(p.mail.sent.filter(({ to }) => to === cuenta.email)).toHaveLength(2)
    const ended = (await auditOf(p, cuenta.id)).filter(({ event }) => event === 'llamada_terminada')
    expect(ended.map(({ actor, result }) => `${actor} ${result}`)).toEqual([
      'sistema vencida',
      'funcionario:pedro:ejecutivo tomada',
    ])
  })

  it('is never of the account of who opens it: by their RUT, their mailbox, or the organisation that they represent', async () => {
    const own = rutOf(++number)
    const ownSubject = subjectOf(p.deps, 'natural', own)
    const eva = storedFuncionario({ id: `eva-${engine}`, email: 'eva@sence.test', ownSubject })
    await p.deps.store.transaction((uow) => uow.funcionarios.create(eva))
    const EVA = funcionario(eva.id)
    const mine = [{ identificador: own }, { email: 'EVA@sence.test' }, { rutRepresentante: own }]
    for (const changes of mine) {
      const cuenta = await newCuenta(changes)
      for (const how of [openLlamada, takeOver])
        expect(await how(p.deps, EVA, { cuentaId: cuenta.id, ...FOR })).toEqual({ result: 'propia' })
    }
    expect((await open(EVA, await newCuenta())).result).toBe('bien')
  })

  it('is opened by an RUT too, not of nobody nor of an account that ended, and never by an operador', async () => {
    const { perfil, identificador } = await newCuenta()
    expect((await openLlamada(p.deps, ROSA, { perfil, identificador, ...FOR })).result).toBe('bien')
    const nobody = { perfil, identificador: rutOf(++number), ...FOR }
    expect(await openLlamada(p.deps, ROSA, nobody)).toEqual({ result: 'no_existe' })
    expect(() => openLlamada(p.deps, OPERADOR, nobody)).toThrow('abrir_cuentas')
  })
})
