/** What nobody of the call centre does, whatever their role: on their own account, or too often (product.md “Staff”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCaso } from '../../../src/application/accounts/casos.ts'
import type { StaffContext, Store } from '../../../src/application/ports.ts'
import { subjectOf } from '../../../src/application/proof/limits.ts'
import { readCaps } from '../../../src/application/staff/acciones/caps.ts'
import { askNewCelular, askNewEmail } from '../../../src/application/staff/acciones/contacts.ts'
import { freezeInLlamada, reopenInLlamada } from '../../../src/application/staff/acciones/state.ts'
import { searchCuentas } from '../../../src/application/staff/busqueda/search-cuentas.ts'
import { closeCaso } from '../../../src/application/staff/casos/close-caso.ts'
import { freezeCuenta, undoFreeze } from '../../../src/application/staff/cuentas/freeze-cuenta.ts'
import { askDocumento } from '../../../src/application/staff/documentos/ask-documento.ts'
import { reviewDocumento } from '../../../src/application/staff/documentos/documentos.ts'
import { codigoText } from '../../../src/application/staff/llamadas/ask-call-code.ts'
import { openLlamada } from '../../../src/application/staff/llamadas/open-llamada.ts'
import { readBackCode } from '../../../src/application/staff/llamadas/read-back-code.ts'
import { askOrden } from '../../../src/application/staff/ordenes/ask-orden.ts'
import { decideOrden } from '../../../src/application/staff/ordenes/decide-orden.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { kindsOf } from '../../../src/domain/documento/kinds.ts'
import type { Capped, Caps } from '../../../src/domain/staff/caps.ts'
import type { Llamada } from '../../../src/domain/staff/llamada.ts'
import { addMinutes } from '../../../src/domain/values/durations.ts'
import { reachableCuenta } from '../../support/data/cuentas.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { storedFuncionario } from '../../support/data/personal.ts'
import { rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { runAtOnce } from '../../support/storage/contract.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const FOR = { reason: 'otra_consulta', callNumber: '' } as const

describe.each(ENGINES)('a guard of the console, on %s', (engine) => {
  let p: TestProduct
  let number = 56_000_000
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const created = (change: Partial<Cuenta> = {}) => reachableCuenta(p, ++number, change)

  /** Each thing that is done outside a call, done to an account. */
  async function everyDeed(by: StaffContext, cuenta: Cuenta): Promise<Record<string, string>> {
    const { perfil, identificador, id } = cuenta
    const which = { perfil, identificador }
    const reason = 'creada_por_otra_persona'
    const liberar = { ...which, kind: 'liberar', reason, documentoVisto: 'cedula' } as const
    const orden = await askOrden(p.deps, OPERADOR, liberar)
    if (orden.result !== 'bien') throw new Error(orden.result)
    const [kind = 'cedula'] = kindsOf(perfil)
    const documento = {
      ...({ id: `d${number}`, cuentaId: id, kind, format: 'image/png', bytes: 1 } as const),
      ...({ scanResult: 'limpio', estado: 'pendiente', reason: null } as const),
      ...{ createdAt: p.deps.clock.now(), decidedAt: null, erasedAt: null },
      ...{ receivedBytes: 1, scannedAt: null, decidedBy: null },
      ...{ version: 0, reviewerId: null, reviewUntil: null },
    }
    const caso = await p.deps.store.transaction(async (uow) => {
      await uow.documentos.save(documento, 'x')
      return createCaso(p.deps, uow, OPERADOR, { ...which, cuentaId: id, proofs: [] }, 'otro')
    })
    const renewed = { ...by, actor: { ...by.actor, renewedFor: orden.orden.id } }
    const decided = await decideOrden(p.deps, renewed, { number: orden.orden.number, verdict: 'rechazar' })
    const asked = await askOrden(p.deps, by, liberar)
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
          ...{ id: 'sofia', email: 'sofia@sence.test', rol: 'supervisor' },
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

  const called = async (by: StaffContext, cuenta: Cuenta, shown: Partial<Llamada> = {}): Promise<string> => {
    const done = await openLlamada(p.deps, by, { cuentaId: cuenta.id, ...FOR })
    if (done.result !== 'bien') throw new Error(done.result)
    await p.deps.store.transaction((uow) => uow.llamadas.save({ ...done.llamada, ...shown }))
    return done.llamada.id
  }
  const withCaps = (caps: Partial<Caps>) => ({
    ...p.deps,
    policy: { ...p.deps.policy, consoleCaps: { ...p.deps.policy.consoleCaps, ...caps } },
  })
  const spentOf = async (by: StaffContext, what: Capped) =>
    (await readCaps(p.deps, by)).find(({ capped }) => capped === what)?.done

  it('spends of the day only what succeeds, also of many at once', async () => {
    const eva = funcionario('eva')
    const deps = withCaps({ reabrir: 2 })
    const readBack = [
      { accion: 'reabrir', channel: 'celular', at: p.deps.clock.now().toISOString() },
    ] as const
    const calls = await Promise.all([1, 2, 3, 4].map(async () => called(eva, await created(), { readBack })))
    const [first = '', ...others] = calls
    const reopen = async (llamadaId: string) => {
      const done = await reopenInLlamada(deps, eva, { llamadaId, form: { body: `${++number}` } })
      return done.ok ? 'bien' : done.refusals[0]?.code
    }
    expect(await reopen(first)).toBe('bien')
    expect(await Promise.all([1, 2, 3].map(() => reopen(first)))).toEqual(Array(3).fill('accion_cerrada'))
    const again = await p.deps.store.read(({ llamadas }) => llamadas.findById(first))
    if (again) await p.deps.store.transaction((uow) => uow.llamadas.save({ ...again, readBack }))
    expect(await runAtOnce(4, () => reopen(first))).toEqual(Array(4).fill('reabierta_hoy'))
    expect(await spentOf(eva, 'reabrir')).toBe(1)
    expect((await Promise.all(others.map(reopen))).sort()).toEqual(['accion_tope', 'accion_tope', 'bien'])
    expect(await spentOf(eva, 'reabrir')).toBe(2)
  })

  it('opens and searches as often a day as the caps say, and no more of many at once', async () => {
    const juan = funcionario('juan')
    const deps = withCaps({ abrir: 2, buscar: 3 })
    const cuentas = await Promise.all([1, 2, 3, 4].map(() => created()))
    const opened = await Promise.all(
      cuentas.map(({ id: cuentaId }) => openLlamada(deps, juan, { cuentaId, ...FOR })),
    )
    expect(opened.map(({ result }) => result).sort()).toEqual(['bien', 'bien', 'tope', 'tope'])
    const search = () => searchCuentas(deps, juan, cuentas[0]?.identificador ?? '')
    const found = await runAtOnce(5, search)
    expect(found.filter((one) => one === 'tope')).toHaveLength(2)
    expect([await spentOf(juan, 'abrir'), await spentOf(juan, 'buscar')]).toEqual([2, 3])
    p.clock.advance({ hours: 24 })
    expect(await search()).not.toBe('tope')
  })

  it('takes 20 wrong codes a day of one agent over all their calls, and then not even the right one', async () => {
    const ines = funcionario('ines')
    const codigo = '123456'
    const call = async (by: StaffContext): Promise<string> => {
      const id = await called(by, await created())
      const llamada = await p.deps.store.read(({ llamadas }) => llamadas.findById(id))
      const waiting = {
        codigoFingerprint: p.deps.fingerprints.fingerprint('codigo', codigoText(id, 'reabrir', codigo)),
        ...({ codigoAccion: 'reabrir', codigoChannel: 'celular' } as const),
        codigoExpiresAt: addMinutes(p.deps.clock.now(), 10),
      }
      if (llamada) await p.deps.store.transaction((uow) => uow.llamadas.save({ ...llamada, ...waiting }))
      return id
    }
    const right = await readBackCode(p.deps, ines, { id: await call(ines), codigo })
    expect(right.result).toBe('bien')
    const calls = await Promise.all(Array.from({ length: 7 }, () => call(ines)))
    const tries = await runAtOnce(28, (n) =>
      readBackCode(p.deps, ines, { id: calls[n % 7] ?? '', codigo: String(n).padStart(6, '0') }),
    )
    expect(tries.filter(({ result }) => result === 'tope')).toHaveLength(8)
    expect(tries.filter(({ result }) => result === 'no_coincide')).toHaveLength(20)
    expect(await readBackCode(p.deps, ines, { id: calls[0] ?? '', codigo })).toEqual({ result: 'tope' })
    const other = funcionario('raul')
    expect((await readBackCode(p.deps, other, { id: await call(other), codigo })).result).toBe('bien')
  })

  it('asks for no new mailbox or mobile of an account that is frozen at the same instant', async () => {
    for (const accion of ['cambiar_correo', 'cambiar_celular'] as const) {
      const cuenta = await created()
      const at = p.deps.clock.now().toISOString()
      const channel = accion === 'cambiar_correo' ? 'celular' : 'email'
      const llamadaId = await called(funcionario('olga'), cuenta, { readBack: [{ accion, channel, at }] })
      const { perfil, identificador } = cuenta
      const begun = Promise.withResolvers<void>()
      let isDone = false
      const frozen = begun.promise
        .then(() => freezeCuenta(p.deps, OPERADOR, { perfil, identificador, reason: 'uso_sospechoso' }))
        .finally(() => {
          isDone = true
        })
      // What is asked for is about to be written, on what was read before; the freeze gets all the turns that it takes.
      const store: Store = {
        ...p.deps.store,
        transaction: (work) =>
          p.deps.store.transaction((uow) => {
            const put: typeof uow.pendingChanges.put = async (change) => {
              begun.resolve()
              for (let turn = 0; turn < 200 && !isDone; turn++) await uow.casos.findByNumber('nada')
              await uow.pendingChanges.put(change)
            }
            const pendingChanges = { ...uow.pendingChanges, put }
            return work(Object.create(uow, { pendingChanges: { value: pendingChanges } }))
          }),
      }
      const deps = { ...p.deps, store }
      const order = { llamadaId, form: { body: accion } }
      const olga = funcionario('olga', 'ejecutivo', llamadaId)
      const asked =
        accion === 'cambiar_correo'
          ? await askNewEmail(deps, olga, { ...order, email: `n${number}@example.cl` })
          : await askNewCelular(deps, olga, { ...order, celular: '987000111' })
      expect([asked.ok, (await frozen).result]).toEqual([true, 'bien'])
      const left = await p.deps.store.read(({ pendingChanges }) => pendingChanges.findByCuenta(cuenta.id))
      expect([accion, left]).toEqual([accion, []])
    }
  })

  it('freezes in a call what somebody else freezes at the same instant, and neither has to begin again', async () => {
    const cuenta = await created()
    const { perfil, identificador } = cuenta
    const rita = funcionario('rita')
    const llamadaId = await called(rita, cuenta, { checkedAt: p.deps.clock.now() })
    const begun = Promise.withResolvers<void>()
    let runs = 0
    let isDone = false
    /** Counts how often what is done in a transaction runs; the first to write leaves the other all the turns that it takes. */
    const storeThat = (waits: boolean): Store => ({
      ...p.deps.store,
      transaction: (work) =>
        p.deps.store.transaction((uow) => {
          runs++
          const save: typeof uow.cuentas.save = async (changed) => {
            begun.resolve()
            for (let turn = 0; turn < 200 && !isDone; turn++) await uow.casos.findByNumber('nada')
            return uow.cuentas.save(changed)
          }
          const cuentas = waits ? { ...uow.cuentas, save } : uow.cuentas
          return work(Object.create(uow, { cuentas: { value: cuentas } }))
        }),
    })
    const elsewhere = begun.promise
      .then(() =>
        freezeCuenta({ ...p.deps, store: storeThat(false) }, OPERADOR, {
          ...{ perfil, identificador, reason: 'uso_sospechoso' },
        }),
      )
      .finally(() => {
        isDone = true
      })
    const here = await freezeInLlamada({ ...p.deps, store: storeThat(true) }, rita, {
      ...{ llamadaId, form: { body: 'congelar' }, reason: 'uso_sospechoso' },
    })
    expect([here.ok, (await elsewhere).result, runs]).toEqual([
      true,
      expect.stringMatching(/^(no_activa|cambio_entretanto)$/),
      2,
    ])
  })
})
