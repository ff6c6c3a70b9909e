/** What two of the staff do for who has nothing left to prove with, kind by kind (product.md “Two people”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freezeCuenta } from '../../../src/application/staff/cuentas/freeze-cuenta.ts'
import { readCuenta } from '../../../src/application/staff/cuentas/read-cuenta.ts'
import {
  changeRol,
  suspendFuncionario,
} from '../../../src/application/staff/funcionarios/change-funcionario.ts'
import { openLlamada } from '../../../src/application/staff/llamadas/open-llamada.ts'
import { readLlamada } from '../../../src/application/staff/llamadas/read-llamada.ts'
import { askOrden } from '../../../src/application/staff/ordenes/ask-orden.ts'
import { decideOrden } from '../../../src/application/staff/ordenes/decide-orden.ts'
import { listOrdenes } from '../../../src/application/staff/ordenes/list-ordenes.ts'
import { readOrden } from '../../../src/application/staff/ordenes/read-orden.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import type { OrdenKind } from '../../../src/domain/staff/orden.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { storedFuncionario } from '../../support/data/personal.ts'
import { rutOf } from '../../support/data/personas.ts'
import {
  confirmEmail,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerConfirmed,
  returnFields,
} from '../../support/http/journeys.ts'
import { applyNow, ask, decide, estadoOf, LIBERAR, objetar, operador } from '../../support/http/ordenes.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

describe.each(ENGINES)('what two people decide, kind by kind, on %s', (engine) => {
  let p: TestProduct
  let number = 36_000_000
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const newMailbox = () => `nuevo${number}@example.cl`
  const frozen = async () => {
    await registerConfirmed(p, ++number)
    const about = { perfil: 'natural', identificador: rutOf(number) } as const
    await freezeCuenta(p.deps, OPERADOR, { ...about, reason: 'uso_sospechoso' })
  }
  const change = async (changes: Partial<Cuenta>) => {
    const cuenta = await naturalCuenta(p, number)
    await p.deps.store.transaction((uow) => uow.cuentas.save({ ...cuenta, ...changes }))
  }
  const DESCONGELAR = { kind: 'descongelar', reason: 'vuelve_su_dueno' } as const
  /** A supervisor decides, with the second factor shown again for it. */
  const decideAs = async (id: string, orden: string, renewed = true) => {
    const found = await p.deps.store.read(({ ordenes }) => ordenes.findByNumber(orden))
    const by = funcionario(id, 'supervisor', renewed ? (found?.id ?? null) : 'otra')
    return (await decideOrden(p.deps, by, { number: orden, verdict: 'conceder' })).result
  }

  it('«descongelar» leads whoever has the papers back by a link to their mailbox; until then it stays frozen', async () => {
    await frozen()
    const orden = await ask(p, number, { ...DESCONGELAR, email: newMailbox() })
    p.clock.advance({ minutes: 1 })
    expect((await decide(p, orden)).result).toBe('bien')
    expect((await mailsFor(p, emailOf(number))).at(-1)?.text).toContain('No permitirlo')
    await applyNow(p, orden)
    expect(await estadoOf(p, orden)).toBe('aplicada')
    expect((await naturalCuenta(p, number)).estado).toBe('congelada')
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.open(await enlaceFor(p, newMailbox(), 'Usar mi cuenta'))
    const nueva = await me.submitFrom(page, { rut: rutOf(number) })
    expect((await me.submitFrom(nueva, returnFields('Qu3ltehue!'))).title).toBe('Su CS fue cambiada')
    const back = await naturalCuenta(p, number)
    expect(back).toMatchObject({ estado: 'activa', email: newMailbox(), celular: null, wayBack: null })
    expect(back.factores.clave?.rank).toBe('mesa')
  })

  it('«descongelar» is of frozen accounts alone, and ends when the account comes back otherwise', async () => {
    await registerConfirmed(p, ++number)
    await expect(ask(p, number, { ...DESCONGELAR, email: newMailbox() })).rejects.toThrow('no_congelada')
    await frozen()
    // Its mailbox belongs to it, and a document of another perfil shows nothing.
    await expect(ask(p, number, DESCONGELAR)).rejects.toThrow('no_corresponde')
    const statutes = { ...DESCONGELAR, email: newMailbox(), documentoVisto: 'estatutos' } as const
    await expect(ask(p, number, statutes)).rejects.toThrow('no_corresponde')
  })

  it('«cambiar_contactos» asks whoever has the account to confirm the mailbox, and is of who has no other channel', async () => {
    const id = `contactos-${engine}`
    const own = storedFuncionario({ id, rol: 'supervisor', email: `${id}@sence.test` })
    await p.deps.store.transaction((uow) => uow.funcionarios.create(own))
    await registerConfirmed(p, ++number)
    const CONTACTOS = { kind: 'cambiar_contactos', reason: 'canal_perdido' } as const
    const asked = { ...CONTACTOS, email: newMailbox() }
    const about = { perfil: 'natural', identificador: rutOf(number) } as const
    const askedBy = async (by: string, email: string) =>
      askOrden(p.deps, funcionario(by), { ...about, ...asked, documentoVisto: 'cedula', email })
    // Its mobile takes a code.
    await change({ celular: '987654321', celularConfirmedAt: p.clock.now() })
    await expect(ask(p, number, asked)).rejects.toThrow('queda_un_canal')
    await change({ celularConfirmedAt: null })
    expect(await askedBy(id, own.email)).toEqual({ result: 'propia' })
    const stale = await ask(p, number, asked)
    await change({ direccion: 'Otra' })
    expect(await decide(p, stale)).toEqual({ result: 'cambio_entretanto' })
    expect(await decide(p, stale, { by: 'ana', verdict: 'rechazar' })).toEqual({ result: 'misma_persona' })
    const { version } = await naturalCuenta(p, number)
    expect((await decide(p, stale, { seen: version })).result).toBe('bien')
    await applyNow(p, stale)
    expect(await naturalCuenta(p, number)).toMatchObject({ version, email: emailOf(number) })
    await confirmEmail(p, newMailbox())
    const changed = await naturalCuenta(p, number)
    expect(changed).toMatchObject({ email: newMailbox(), emailConfirmedAt: p.clock.now() })
  })

  it('takes the second factor of a supervisor for that orden, and never whoever asked for it in another role', async () => {
    await registerConfirmed(p, ++number)
    const about = { perfil: 'natural', identificador: rutOf(number) } as const
    const asked = await askOrden(p.deps, funcionario('rosa'), {
      ...about,
      ...{ kind: 'liberar' satisfies OrdenKind, reason: 'creada_por_otra_persona', documentoVisto: 'cedula' },
    } as const)
    const orden = asked.result === 'bien' ? asked.orden.number : ''
    expect(await decideAs('eva', orden, false)).toBe('segundo_factor')
    expect(await decideAs('rosa', orden)).toBe('misma_persona')
    expect(await decideAs('eva', orden)).toBe('bien')
    expect(await decideAs('eva', orden)).toBe('ya_concedida')
    const sheet = await readOrden(p.deps, funcionario('eva', 'supervisor'), orden)
    expect(sheet).toMatchObject({ orden: { documentoVisto: 'cedula' }, data: { email: null } })
  })

  it('ends without effect what somebody asked for or granted who lost the power since; who was told is told', async () => {
    const id = `sin-poder-${engine}`
    const row = storedFuncionario({ id, rol: 'supervisor', email: `${id}@sence.test` })
    await p.deps.store.transaction((uow) => uow.funcionarios.create(row))
    await registerConfirmed(p, ++number)
    const granted = await ask(p, number)
    expect(await decideAs(id, granted)).toBe('bien')
    p.clock.advance({ minutes: 1 })
    expect(await changeRol(p.deps, OPERADOR, { id }, 'ejecutivo')).toBe('bien')
    expect(await estadoOf(p, granted)).toBe('sin_efecto')
    expect((await mailsFor(p, emailOf(number))).at(-1)?.subject).toBe('No cerraremos su Clave Sence')
    const again = await ask(p, number)
    const asker = storedFuncionario({ id: `pidio-${engine}`, email: `pidio-${engine}@sence.test` })
    await p.deps.store.transaction((uow) => uow.funcionarios.create(asker))
    await registerConfirmed(p, ++number)
    const about = { ...LIBERAR, perfil: 'natural', identificador: rutOf(number) } as const
    const theirs = await askOrden(p.deps, funcionario(id), about)
    expect(theirs.result).toBe('bien')
    expect(await suspendFuncionario(p.deps, OPERADOR, { id })).toBe('bien')
    const ended = theirs.result === 'bien' ? await estadoOf(p, theirs.orden.number) : undefined
    expect([await estadoOf(p, again), ended]).toEqual(['pedida', 'sin_efecto'])

    const other = storedFuncionario({ id: `${id}-2`, rol: 'supervisor', email: `${id}-2@sence.test` })
    await p.deps.store.transaction((uow) => uow.funcionarios.create(other))
    await registerConfirmed(p, ++number)
    const askers = { ...LIBERAR, perfil: 'natural', identificador: rutOf(number) } as const
    const asked = await askOrden(p.deps, funcionario(asker.id), askers)
    const theirNumber = asked.result === 'bien' ? asked.orden.number : ''
    expect(await decideAs(other.id, theirNumber)).toBe('bien')
    expect(await suspendFuncionario(p.deps, OPERADOR, { id: other.id })).toBe('bien')
    const [told, ...more] = await mailsFor(p, asker.email)
    expect([told?.text, more]).toEqual([expect.stringContaining(`La orden ${theirNumber}`), []])
    const subjects = (await mailsFor(p, other.email)).map(({ subject }) => subject)
    expect(subjects, 'of their own access alone').toEqual(['Su ingreso a la consola quedó suspendido'])
  })

  it('ends once what is decided while who had granted it is suspended', async () => {
    const id = `a-la-vez-${engine}`
    const row = storedFuncionario({ id, rol: 'supervisor', email: `${id}@sence.test` })
    await p.deps.store.transaction((uow) => uow.funcionarios.create(row))
    const granted: string[] = []
    for (const _order of [1, 2, 3]) {
      await registerConfirmed(p, ++number)
      granted.push(await ask(p, number))
      expect(await decideAs(id, granted.at(-1) ?? '')).toBe('bien')
    }
    const refuse = (orden: string) =>
      decideOrden(p.deps, operador('luz'), { number: orden, verdict: 'rechazar' })
    const [, ...refused] = await Promise.all([
      suspendFuncionario(p.deps, OPERADOR, { id }),
      ...granted.map(refuse),
    ])
    for (const [at, orden] of granted.entries())
      expect(await estadoOf(p, orden)).toBe(refused[at]?.result === 'bien' ? 'rechazada' : 'sin_efecto')
  })

  it('is neither asked for nor granted by whoever lost the power while they did', async () => {
    const stored = async (id: string) => {
      const row = storedFuncionario({ id, rol: 'supervisor', email: `${id}@sence.test` })
      await p.deps.store.transaction((uow) => uow.funcionarios.create(row))
      return id
    }
    const [asking, deciding] = [await stored(`pide-${engine}`), await stored(`decide-${engine}`)]
    const orders: string[] = []
    for (const _order of [1, 2, 3]) {
      await registerConfirmed(p, ++number)
      orders.push(await ask(p, number))
    }
    await registerConfirmed(p, ++number)
    const about = { ...LIBERAR, perfil: 'natural', identificador: rutOf(number) } as const
    const askNow = () => askOrden(p.deps, funcionario(asking, 'supervisor'), about)
    await Promise.all([
      askNow(),
      suspendFuncionario(p.deps, OPERADOR, { id: asking }),
      ...orders.slice(1).map((orden) => decideAs(deciding, orden)),
      suspendFuncionario(p.deps, OPERADOR, { id: deciding }),
    ])
    // What they did first ended with them, and what they came late for was not done.
    for (const orden of orders) expect(await estadoOf(p, orden)).toMatch(/^(pedida|sin_efecto)$/)
    expect(await askNow()).toEqual({ result: 'ya_no_puede' })
    expect(await decideAs(deciding, orders[0] ?? '')).toBe('ya_no_puede')
    const changed = await stored(`otro-rol-${engine}`)
    await changeRol(p.deps, OPERADOR, { id: changed }, 'ejecutivo')
    expect(await decideAs(changed, orders[0] ?? '')).toBe('ya_no_puede')
    const sheet = await readCuenta(p.deps, OPERADOR, 'natural', rutOf(number))
    expect(sheet?.openOrden).toBeUndefined()
  })

  it('shows what an owner objected to until another person decides: the same again, or giving it back', async () => {
    await registerConfirmed(p, ++number)
    const closing = await ask(p, number)
    await decide(p, closing)
    await objetar(p, emailOf(number))
    const awaiting = async () =>
      (await listOrdenes(p.deps, operador('luz'))).awaiting.map((one) => one.number)
    expect(await awaiting()).toContain(closing)
    // Who is called about it offers no code that would give it back.
    const agent = funcionario('rosa')
    const { id: cuentaId } = await naturalCuenta(p, number)
    const called = { cuentaId, reason: 'otra_consulta', callNumber: '1' } as const
    const opened = await openLlamada(p.deps, agent, called)
    const sheet = opened.result === 'bien' && (await readLlamada(p.deps, agent, opened.llamada.id))
    const offered = sheet ? sheet.acciones.map(({ accion }) => accion) : []
    expect(offered).toContain('pedir_descongelar')
    expect(offered).not.toContain('descongelar')
    const back = await ask(p, number, { ...DESCONGELAR, email: newMailbox() })
    expect(await decide(p, back)).toEqual({ result: 'misma_persona' })
    p.clock.advance({ minutes: 1 })
    expect((await decide(p, back, { by: 'luz' })).result).toBe('bien')
    // Its owner was heard already.
    expect((await mailsFor(p, emailOf(number))).at(-1)?.text).not.toContain('No permitirlo')
  })
})
