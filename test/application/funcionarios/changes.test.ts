import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OperadorContext, SignedIn } from '../../../src/application/ports.ts'
import { openActivation } from '../../../src/application/staff/funcionarios/activaciones.ts'
import {
  changeRol,
  STAFF_CHANGES,
  suspendFuncionario,
} from '../../../src/application/staff/funcionarios/change-funcionario.ts'
import { createFuncionario } from '../../../src/application/staff/funcionarios/create-funcionario.ts'
import { loadActor } from '../../../src/application/staff/funcionarios/load-actor.ts'
import {
  endOwnSession,
  endOwnSessions,
  listOwnSessions,
} from '../../../src/application/staff/funcionarios/own-sessions.ts'
import { readFuncionario } from '../../../src/application/staff/funcionarios/read-funcionarios.ts'
import { restartFuncionario } from '../../../src/application/staff/funcionarios/restart-funcionario.ts'
import { POWERS_OF, type Rol } from '../../../src/domain/staff/roles.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { activeFuncionario, tokenIn } from '../../support/data/personal.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const BEATRIZ: OperadorContext = { ...OPERADOR, actor: { ...OPERADOR.actor, nombre: 'beatriz' } }

describe.each(ENGINES)('what ends the access of staff, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  let sessions = 0
  /** Somebody with a session, as the console stores it. */
  async function signedIn(email: string, rol: Rol = 'ejecutivo') {
    const { id } = await activeFuncionario(p.deps, { email, rol })
    const found = await p.deps.store.single.funcionarios.findById(id)
    const said: SignedIn = { id, generation: found?.generation ?? -1, network: '192.0.2.0/24' }
    const idFingerprint = `sesión ${sessions++}`
    const stored = {
      idFingerprint,
      cuentaId: null,
      data: JSON.stringify({ funcionario: said, startedAt: p.clock.now().getTime() }),
      expiresAt: new Date(p.clock.now().getTime() + 1_800_000),
    }
    await p.deps.store.single.staffSessions.save(stored)
    const renewed = { llamada: STAFF_CHANGES, until: p.clock.now().getTime() + 60_000 }
    const actor = (await loadActor(p.deps, said, renewed))?.actor
    if (!actor) throw new Error('nobody')
    return { id, said, stored, idFingerprint, context: { actor, requestId: 'una' } }
  }
  const isOpen = async ({ said, idFingerprint }: Awaited<ReturnType<typeof signedIn>>) => [
    (await p.deps.store.single.staffSessions.read(idFingerprint)) !== undefined,
    (await loadActor(p.deps, said)) !== undefined,
  ]

  it('suspending does, also for a request that had read its session before and saves it after', async () => {
    const one = await signedIn('una@sence.test')
    expect(await isOpen(one)).toEqual([true, true])
    expect(await suspendFuncionario(p.deps, OPERADOR, { id: one.id })).toBe('bien')
    await p.deps.store.single.staffSessions.save(one.stored)
    expect(await isOpen(one)).toEqual([false, false])
    expect(await suspendFuncionario(p.deps, OPERADOR, { id: one.id })).toBe('ya_suspendido')
  })

  it('another role does', async () => {
    const one = await signedIn('dos@sence.test')
    expect(await changeRol(p.deps, OPERADOR, { id: one.id }, 'revisor')).toBe('bien')
    expect(await isOpen(one)).toEqual([false, false])
    expect(await changeRol(p.deps, OPERADOR, { id: one.id }, 'revisor')).toBe('mismo_rol')
  })

  it('of two administrators who suspend each other at once one stays, whom nobody suspends or demotes', async () => {
    const both = [
      await signedIn('a1@sence.test', 'administrador'),
      await signedIn('a2@sence.test', 'administrador'),
    ] as const
    const [one, other] = both
    const results = await Promise.all([
      suspendFuncionario(p.deps, one.context, { id: other.id }),
      suspendFuncionario(p.deps, other.context, { id: one.id }),
    ])
    expect([...results].sort()).toEqual(['bien', 'ya_no_administra'])
    const left = results[0] === 'bien' ? one : other
    expect(await suspendFuncionario(p.deps, OPERADOR, { id: left.id })).toBe('ultimo_administrador')
    expect(await changeRol(p.deps, OPERADOR, { id: left.id }, 'revisor')).toBe('ultimo_administrador')
    expect(await isOpen(left)).toEqual([true, true])
    const [kept, gone] = left === one ? ['a1', 'a2'] : ['a2', 'a1']
    await p.dispatch()
    const subjectsTo = (who: string | undefined) =>
      p.mail.sent.filter(({ to }) => to === `${who}@sence.test`).map(({ subject }) => subject)
    expect(subjectsTo(gone)).toContain('Su ingreso a la consola quedó suspendido')
    expect(subjectsTo(kept)).toContain('Cambió el ingreso de quien administra el personal')
  })

  it('two operadores restart somebody, and one alone does nothing', async () => {
    const one = await signedIn('tres@sence.test')
    const passkey = { credentialId: engine, publicKey: '', counter: 0, transports: [], name: 'Perdida' }
    await p.deps.store.transaction((uow) =>
      uow.passkeys.create({ ...passkey, funcionarioId: one.id, createdAt: p.clock.now(), usedAt: null }),
    )
    const asked = { email: 'Tres@sence.test', rut: null }
    expect(await restartFuncionario(p.deps, OPERADOR, asked)).toMatchObject({ result: 'pedido' })
    expect(await restartFuncionario(p.deps, OPERADOR, asked)).toMatchObject({ result: 'ya_pedido' })
    expect(await isOpen(one)).toEqual([true, true])
    p.clock.advance({ hours: 24 })
    expect(await restartFuncionario(p.deps, BEATRIZ, asked)).toMatchObject({ result: 'pedido' })
    const done = await restartFuncionario(p.deps, OPERADOR, asked)
    if (done.result !== 'bien') throw new Error(done.result)
    expect(await isOpen(one)).toEqual([false, false])
    expect((await openActivation(p.deps, tokenIn(done.url)))?.funcionario).toMatchObject({
      ...{ id: one.id, contrasenaHash: null, encryptedTotp: null, totpPeriod: null },
    })
    expect(await readFuncionario(p.deps, OPERADOR, asked)).toMatchObject({
      ...{ recoveryCodes: 0, passkeys: 0, sessions: [] },
    })
    // Whoever was suspended before activating does not activate any more.
    await suspendFuncionario(p.deps, OPERADOR, asked)
    expect(await openActivation(p.deps, tokenIn(done.url))).toBeUndefined()
  })

  it('two who administer staff bring back whom they suspended, never the one who asked nor for themselves', async () => {
    const [asks, does, lost] = [
      await signedIn('r1@sence.test', 'administrador'),
      await signedIn('r2@sence.test', 'administrador'),
      await signedIn('r3@sence.test', 'administrador'),
    ]
    const about = { id: lost.id, rut: null }
    const by = async (who: typeof asks, asked: Parameters<typeof restartFuncionario>[2]) =>
      (await restartFuncionario(p.deps, who.context, asked)).result
    await suspendFuncionario(p.deps, asks.context, { id: lost.id })
    expect(await by(asks, { ...about, id: asks.id })).toBe('misma_persona')
    expect(await by(asks, { ...about, turn: 'hacer' })).toBe('cambio')
    expect(await by(asks, { ...about, turn: 'pedir' })).toBe('pedido')
    expect(await by(asks, { ...about, turn: 'hacer' })).toBe('ya_pedido')
    expect(await by(does, { ...about, turn: 'pedir' })).toBe('cambio')
    // Who was suspended since asks for nothing.
    await suspendFuncionario(p.deps, does.context, { id: asks.id })
    expect(await by(does, { ...about, turn: 'hacer' })).toBe('cambio')
    expect(await by(lost, { id: asks.id, rut: null })).toBe('ya_no_administra')
    const third = await signedIn('r4@sence.test', 'administrador')
    expect(await by(third, about)).toBe('pedido')
    const carryOut = () => by(does, { ...about, turn: 'hacer' })
    expect((await Promise.all([carryOut(), carryOut()])).sort()).toEqual(['bien', 'cambio'])
    await p.dispatch()
    const mails = p.mail.sent.filter(({ to }) => to === 'r3@sence.test')
    expect(mails.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['Pidieron reiniciar su ingreso a la consola']),
    )
    const links = mails.flatMap(({ text }) => /activar\/([\w-]+)/.exec(text)?.[1] ?? [])
    expect((await openActivation(p.deps, links.at(-1) ?? ''))?.funcionario.id).toBe(lost.id)
  })

  it('each sees and ends their own sessions, and nobody else’s', async () => {
    const one = await signedIn('cuatro@sence.test')
    const other = await signedIn('cinco@sence.test')
    const listed = await listOwnSessions(p.deps, one.context)
    expect(listed).toMatchObject([{ idFingerprint: one.idFingerprint, network: '192.0.2.0/24' }])
    expect(await endOwnSession(p.deps, one.context, other.idFingerprint)).toBe(false)
    expect(await isOpen(other)).toEqual([true, true])
    expect(await endOwnSessions(p.deps, one.context)).toBe(1)
    expect(await listOwnSessions(p.deps, one.context)).toEqual([])
    expect(await isOpen(one)).toEqual([false, true])
  })

  it('nobody changes what they are themselves; whom an administrador makes is mailed the link', async () => {
    const { id } = await activeFuncionario(p.deps, { email: 'seis@sence.test', rol: 'administrador' })
    const actor = { kind: 'funcionario', id, rol: 'administrador', renewedFor: null } as const
    const context = { actor: { ...actor, powers: POWERS_OF.administrador }, requestId: 'una' }
    expect(await suspendFuncionario(p.deps, context, { id })).toBe('misma_persona')
    expect(await changeRol(p.deps, context, { id }, 'supervisor')).toBe('misma_persona')
    const another = { email: 'tres@sence.test' }
    expect(await changeRol(p.deps, context, another, 'supervisor')).toBe('segundo_factor')
    const asked = { email: 'siete@sence.test', nombre: 'Siete', rol: 'ejecutivo', rut: null } as const
    expect((await createFuncionario(p.deps, context, asked)).result).toBe('segundo_factor')
    const renewed = { ...context, actor: { ...context.actor, renewedFor: STAFF_CHANGES } }
    const made = await createFuncionario(p.deps, renewed, asked)
    expect(made).toMatchObject({ result: 'bien', url: null })
    expect((await createFuncionario(p.deps, renewed, { ...asked, email: 'SIETE@sence.test' })).result).toBe(
      'email_en_uso',
    )
    await p.dispatch()
    const mail = p.mail.sent.find(({ to }) => to === 'siete@sence.test')
    const [, token = ''] = /activar\/([\w-]+)/.exec(mail?.text ?? '') ?? []
    expect((await openActivation(p.deps, token))?.funcionario.nombre).toBe('Siete')
  })
})
