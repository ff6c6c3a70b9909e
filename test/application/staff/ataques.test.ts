/** Who works here and serves a thief, or themselves (threat-model.md “The call centre”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffContext } from '../../../src/application/ports.ts'
import { readCaps } from '../../../src/application/staff/acciones/caps.ts'
import { askNewCelular, askNewEmail } from '../../../src/application/staff/acciones/contacts.ts'
import { searchCuentas } from '../../../src/application/staff/busqueda/search-cuentas.ts'
import { openCasoWithoutCuenta } from '../../../src/application/staff/casos/open-caso-without-cuenta.ts'
import { askCallCode } from '../../../src/application/staff/llamadas/ask-call-code.ts'
import { openLlamada, takeOver } from '../../../src/application/staff/llamadas/open-llamada.ts'
import { askOrden } from '../../../src/application/staff/ordenes/ask-orden.ts'
import { decideOrden } from '../../../src/application/staff/ordenes/decide-orden.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { OPENINGS_OF_ONE_PER_DAY } from '../../../src/domain/staff/caps.ts'
import { reachableCuenta } from '../../support/data/cuentas.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { storedFuncionario } from '../../support/data/personal.ts'
import { rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const FOR = { reason: 'otra_consulta', callNumber: '4821' } as const

describe.each(ENGINES)('somebody of the call centre who serves a thief, on %s', (engine) => {
  let p: TestProduct
  let number = 59_000_000
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const created = (change: Partial<Cuenta> = {}) => reachableCuenta(p, ++number, change)
  const called = async (by: string, { id }: Cuenta, how = openLlamada): Promise<string> => {
    const done = await how(p.deps, funcionario(by), { cuentaId: id, ...FOR })
    return done.result === 'bien' ? done.llamada.id : done.result
  }
  const searchesOf = async (by: StaffContext) =>
    (await readCaps(p.deps, by)).find(({ capped }) => capped === 'buscar')?.done

  it('puts neither their mailbox nor their mobile into the account of another, nor grants it', async () => {
    const mine = { email: 'mio@example.cl', celular: '959999999' }
    await created({ ...mine, email: 'mala@sence.test', emailConfirmedAt: null })
    await p.deps.store.transaction((uow) =>
      uow.funcionarios.create(storedFuncionario({ id: 'mala', email: 'Mala@sence.test', rol: 'supervisor' })),
    )
    const victim = await created()
    const id = await called('mala', victim)
    const at = p.clock.now().toISOString()
    const readBack = [
      { channel: 'celular', accion: 'cambiar_correo', at },
      { channel: 'email', accion: 'cambiar_celular', at },
    ] as const
    await p.deps.store.transaction(async (uow) => {
      const llamada = await uow.llamadas.findById(id)
      if (llamada) await uow.llamadas.save({ ...llamada, readBack })
    })
    const mala = funcionario('mala', 'supervisor', id)
    const order = { llamadaId: id, form: { body: '1' } }
    const email = 'MALA@sence.test'
    const orden = {
      ...({ kind: 'invitar', perfil: 'natural', identificador: victim.identificador } as const),
      ...({ reason: 'correo_perdido', documentoVisto: 'cedula', email } as const),
    }
    expect([
      await askNewEmail(p.deps, mala, { ...order, email }),
      await askNewCelular(p.deps, mala, { ...order, celular: mine.celular }),
      await askOrden(p.deps, mala, orden),
    ]).toMatchObject([
      { refusals: [{ code: 'cuenta_propia', field: 'email' }] },
      { refusals: [{ code: 'cuenta_propia', field: 'celular' }] },
      { result: 'propia' },
    ])
    const asked = await askOrden(p.deps, funcionario('complice'), orden)
    if (asked.result !== 'bien') throw new Error(asked.result)
    const { id: ordenId, number: ordenNumber } = asked.orden
    const decided = await decideOrden(p.deps, funcionario('mala', 'supervisor', ordenId), {
      ...{ number: ordenNumber, verdict: 'conceder' },
    })
    expect(decided.result).toBe('propia')
  })

  it('was made twice, and grants with one account what they asked for with the other', async () => {
    await p.deps.store.transaction(async (uow) => {
      for (const id of ['doble1', 'doble2'])
        await uow.funcionarios.create(
          storedFuncionario({ id, email: `${id}@sence.test`, rol: 'supervisor', ownSubject: 'huella' }),
        )
    })
    const { identificador } = await created()
    const asked = await askOrden(p.deps, funcionario('doble1'), {
      ...({ kind: 'liberar', perfil: 'natural', identificador } as const),
      ...({ reason: 'creada_por_otra_persona', documentoVisto: 'cedula' } as const),
    })
    if (asked.result !== 'bien') throw new Error(asked.result)
    const { id, number: ordenNumber } = asked.orden
    const decide = (by: string) =>
      decideOrden(p.deps, funcionario(by, 'supervisor', id), { number: ordenNumber, verdict: 'conceder' })
    expect([(await decide('doble2')).result, (await decide('otra')).result]).toEqual([
      'misma_persona',
      'bien',
    ])
  })

  it('looks people up nowhere but where it is counted, and showing a search again counts once', async () => {
    const eva = funcionario('eva')
    const { identificador } = await created()
    for (const [about, reason] of [
      [identificador, 'sin_cuenta'],
      [rutOf(++number), 'ya_registrado'],
    ] as const)
      expect((await openCasoWithoutCuenta(p.deps, eva, { about, reason, form: { body: about } })).ok).toBe(
        false,
      )
    expect(await searchesOf(eva)).toBe(2)
    for (const _reload of [1, 2, 3]) await searchCuentas(p.deps, eva, identificador, 'una')
    expect(await searchesOf(eva)).toBe(3)
  })

  it('presses twice: one call, one code', async () => {
    const cuenta = await created()
    const first = await Promise.all([1, 2].map(() => called('ana', cuenta)))
    expect(new Set(first).size).toBe(1)
    const [id = ''] = first
    const ask = () => askCallCode(p.deps, funcionario('ana'), { id, accion: 'reabrir', channel: 'celular' })
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(['bien', 'bien', 'bien'])
    const sent = async () => (await p.deps.store.read(({ llamadas }) => llamadas.findById(id)))?.codigosSent
    expect(await sent()).toBe(1)
    p.clock.advance({ minutes: 1 })
    await ask()
    expect(await sent()).toBe(2)
    // Another caller at once: what was shown in a call begins anew.
    expect(await called('ana', cuenta)).toBe('ocupada')
  })

  it('floods nobody with the notices of calls: one agent opens an account so often a day', async () => {
    const cuenta = await created()
    const ids: string[] = []
    for (let i = 0; i <= OPENINGS_OF_ONE_PER_DAY; i++) {
      ids.push(await called('ana', cuenta, takeOver))
      p.clock.advance({ minutes: 1 })
    }
    expect([new Set(ids).size, ids.at(-1)]).toEqual([OPENINGS_OF_ONE_PER_DAY + 1, 'tope_de_cuenta'])
    expect(await called('luz', cuenta, takeOver)).not.toBe('tope_de_cuenta')
  })
})
