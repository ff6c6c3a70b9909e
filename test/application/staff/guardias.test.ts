/** What nobody of the call centre does, whatever their role: on their own account, or too often (product.md “Staff”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCaso } from '../../../src/application/accounts/casos.ts'
import type { StaffContext } from '../../../src/application/ports.ts'
import { subjectOf } from '../../../src/application/proof/limits.ts'
import { closeCaso } from '../../../src/application/staff/casos/casos.ts'
import { freezeCuenta, undoFreeze } from '../../../src/application/staff/cuentas/freeze-cuenta.ts'
import { askDocumento } from '../../../src/application/staff/documentos/ask-documento.ts'
import { reviewDocumento } from '../../../src/application/staff/documentos/documentos.ts'
import { askOrden } from '../../../src/application/staff/ordenes/ask-orden.ts'
import { decideOrden } from '../../../src/application/staff/ordenes/decide-orden.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { kindsOf } from '../../../src/domain/documento/kinds.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { storedFuncionario } from '../../support/data/personal.ts'
import { rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { completeCuenta } from '../../support/storage/contract.ts'
import { ENGINES } from '../../support/storage/databases.ts'

describe.each(ENGINES)('a guard of the console, on %s', (engine) => {
  let p: TestProduct
  let number = 56_000_000
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const created = async (change: Partial<Cuenta> = {}): Promise<Cuenta> => {
    const now = p.deps.clock.now()
    const cuenta = {
      ...completeCuenta({ identificador: rutOf(++number) }),
      ...{ email: `g${number}@example.cl`, emailConfirmedAt: now },
      ...{ celular: `9${number}`, celularConfirmedAt: now, emailRepresentante: null },
      ...change,
    }
    await p.deps.store.transaction((uow) => uow.cuentas.create(cuenta))
    return cuenta
  }

  /** Each thing that is done outside a call, done to an account. */
  async function everyDeed(by: StaffContext, cuenta: Cuenta): Promise<Record<string, string>> {
    const { perfil, identificador, id } = cuenta
    const which = { perfil, identificador }
    const reason = 'creada_por_otra_persona'
    const orden = await askOrden(p.deps, OPERADOR, { ...which, kind: 'liberar', reason, email: null })
    if (orden.result !== 'bien') throw new Error(orden.result)
    const [kind = 'cedula'] = kindsOf(perfil)
    const documento = {
      ...({ id: `d${number}`, cuentaId: id, kind, format: 'image/png', bytes: 1 } as const),
      ...({ scanResult: 'limpio', estado: 'pendiente', reason: null } as const),
      ...{ createdAt: p.deps.clock.now(), decidedAt: null, erasedAt: null },
      ...{ receivedBytes: 1, scannedAt: null, decidedBy: null },
    }
    const caso = await p.deps.store.transaction(async (uow) => {
      await uow.documentos.save(documento, 'x')
      return createCaso(p.deps, uow, OPERADOR, { ...which, cuentaId: id, proofs: [] }, 'otro')
    })
    const decided = await decideOrden(p.deps, by, { number: orden.orden.number, verdict: 'rechazar' })
    const asked = await askOrden(p.deps, by, { ...which, kind: 'liberar', reason, email: null })
    const done = {
      decideOrden: decided.result,
      askOrden: asked.result,
      askDocumento: (await askDocumento(p.deps, by, { ...which, kind, reason: 'llamada' })).result,
      reviewDocumento: (
        await reviewDocumento(p.deps, by, documento.id, { estado: 'rechazado', reason: 'ilegible' })
      ).result,
      closeCaso: await closeCaso(p.deps, by, { number: caso, outcome: 'resuelto' }),
    }
    await freezeCuenta(p.deps, OPERADOR, { ...which, reason: 'uso_sospechoso' })
    return { ...done, undoFreeze: await undoFreeze(p.deps, by, { ...which, reason: 'otra_cuenta' }) }
  }

  it('nobody acts on their own account outside a call either', async () => {
    const supervisor = funcionario('sofia', 'supervisor')
    const powers = [...supervisor.actor.powers, 'resolver_documentos'] as const
    const sofia = { ...supervisor, actor: { ...supervisor.actor, powers } }
    const ownRut = rutOf(56_900_000)
    await p.deps.store.transaction((uow) =>
      uow.funcionarios.create(
        storedFuncionario({
          ...{ id: 'sofia', email: 'sofia@sence.test' },
          ownSubject: subjectOf(p.deps, 'natural', ownRut),
        }),
      ),
    )
    const own = {
      identificador: { identificador: ownRut },
      email: { email: 'Sofia@sence.test' },
      rutRepresentante: { perfil: 'juridica', rutRepresentante: ownRut, razonSocial: 'Sofía SpA' },
    } as const
    for (const [why, change] of Object.entries(own)) {
      const results = await everyDeed(sofia, await created(change))
      expect([why, ...new Set(Object.values(results))]).toEqual([why, 'propia'])
    }
    const others = await everyDeed(sofia, await created())
    expect(Object.entries(others).filter(([, result]) => result !== 'bien')).toEqual([])
  })
})
