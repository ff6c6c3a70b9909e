/** What is done in a call (product.md “Calls”): what it takes, how often, who is told, and that nothing does it twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffContext } from '../../../src/application/ports.ts'
import type { InLlamada } from '../../../src/application/staff/acciones/act.ts'
import { askOrdenInLlamada } from '../../../src/application/staff/acciones/ask-orden-in-llamada.ts'
import { readCaps } from '../../../src/application/staff/acciones/caps.ts'
import { askNewCelular, askNewEmail } from '../../../src/application/staff/acciones/contacts.ts'
import {
  sendEnlaceInLlamada,
  sendProvisoriaInLlamada,
} from '../../../src/application/staff/acciones/messages.ts'
import {
  freezeInLlamada,
  reopenInLlamada,
  unfreezeInLlamada,
} from '../../../src/application/staff/acciones/state.ts'
import { endLlamada } from '../../../src/application/staff/llamadas/end-llamada.ts'
import { takeOver } from '../../../src/application/staff/llamadas/open-llamada.ts'
import { applyPendingChanges } from '../../../src/application/worker/apply-pending-changes.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import type { Result } from '../../../src/domain/outcome/result.ts'
import type { Accion } from '../../../src/domain/staff/acciones.ts'
import type { CallChannel } from '../../../src/domain/staff/call-channels.ts'
import { addDays, addHours } from '../../../src/domain/values/durations.ts'
import { auditOf, reachableCuenta } from '../../support/data/cuentas.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { nieOf, rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const FOR = { reason: 'otra_consulta', callNumber: '' } as const
const codeOf = (result: Result<string>) => (result.ok ? 'bien' : result.refusals[0]?.code)

describe.each(ENGINES)('an action of a call, on %s', (engine) => {
  let p: TestProduct
  let number = 50_000_000
  let pressed = 0
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const now = () => p.deps.clock.now()
  /** An account with a confirmed mailbox and mobile, opened by an agent for a caller who showed this. */
  const opened = async (
    by: StaffContext,
    { checked = false, codigos = [] }: { checked?: boolean; codigos?: [CallChannel, Accion][] } = {},
    change: Partial<Cuenta> = {},
  ) => {
    const cuenta = await reachableCuenta(p, ++number, change)
    return { cuenta, llamada: await open(by, cuenta, { checked, codigos }) }
  }
  const open = async (
    by: StaffContext,
    cuenta: Cuenta,
    { checked = false, codigos = [] }: { checked?: boolean; codigos?: [CallChannel, Accion][] } = {},
  ): Promise<string> => {
    const done = await takeOver(p.deps, by, { cuentaId: cuenta.id, ...FOR })
    if (done.result !== 'bien') throw new Error(done.result)
    const { llamada } = done
    const at = now().toISOString()
    await p.deps.store.transaction((uow) =>
      uow.llamadas.save({
        ...llamada,
        checkedAt: checked ? now() : null,
        readBack: codigos.map(([channel, accion]) => ({ channel, accion, at })),
      }),
    )
    return llamada.id
  }
  const order = (llamadaId: string, body = `${++pressed}`): InLlamada => ({ llamadaId, form: { body } })
  const read = async ({ id }: Cuenta) => p.deps.store.read(({ cuentas }) => cuentas.findById(id))
  const pendingOf = ({ id }: Cuenta) =>
    p.deps.store.read(({ pendingChanges }) => pendingChanges.findByCuenta(id))
  const queued = async ({ id }: Cuenta) =>
    (await p.deps.store.transaction((uow) => uow.avisos.lease('correo', 'x', now(), now(), 1_000)))
      .concat(await p.deps.store.transaction((uow) => uow.avisos.lease('sms', 'x', now(), now(), 1_000)))
      .filter(({ cuentaId }) => cuentaId === id)
      .map(({ kind, channel }) => `${channel} ${kind}`)
      .sort()

  it('takes what the table says, and what is refused is recorded', async () => {
    const rosa = funcionario('rosa')
    const { cuenta, llamada } = await opened(rosa)
    expect(codeOf(await sendEnlaceInLlamada(p.deps, rosa, order(llamada)))).toBe('accion_cerrada')
    expect(codeOf(await reopenInLlamada(p.deps, rosa, order(llamada)))).toBe('accion_cerrada')
    expect(codeOf(await askNewEmail(p.deps, rosa, { ...order(llamada), email: 'otro@example.cl' }))).toBe(
      'segundo_factor',
    )
    const refused = (await auditOf(p, cuenta.id)).filter(({ event }) => event === 'accion_rehusada')
    expect(refused.map(({ result }) => result).sort()).toEqual([
      'accion_cerrada',
      'accion_cerrada',
      'segundo_factor',
    ])
    const passed = await opened(rosa, { checked: true })
    expect(codeOf(await sendEnlaceInLlamada(p.deps, rosa, order(passed.llamada)))).toBe('bien')
    expect(codeOf(await sendProvisoriaInLlamada(p.deps, rosa, order(passed.llamada)))).toBe('bien')
    expect(await queued(passed.cuenta)).toEqual([
      'correo clave_provisoria_generada',
      'correo enlace_recuperar',
      'sms clave_provisoria',
    ])
  })

  it('a double click does once, and a code opens its action once', async () => {
    const rosa = funcionario('rosa')
    const { cuenta, llamada } = await opened(rosa, { codigos: [['email', 'reabrir']] })
    const twice = order(llamada)
    const done = await Promise.all([1, 2].map(() => reopenInLlamada(p.deps, rosa, twice)))
    expect(done.map(codeOf)).toEqual(['bien', 'bien'])
    expect(codeOf(await reopenInLlamada(p.deps, rosa, order(llamada)))).toBe('accion_cerrada')
    const events = (await auditOf(p, cuenta.id)).filter(({ event }) => event === 'cuenta_reabierta')
    expect(events).toHaveLength(1)
  })

  it('reopens an account once a day, over all agents', async () => {
    const { cuenta } = await opened(funcionario('rosa'))
    const results: (string | undefined)[] = []
    for (const name of ['rosa', 'pedro', 'juan']) {
      const by = funcionario(name)
      const llamada = await open(by, cuenta, { codigos: [['celular', 'reabrir']] })
      results.push(codeOf(await reopenInLlamada(p.deps, by, order(llamada))))
    }
    expect(results).toEqual(['bien', 'reabierta_hoy', 'reabierta_hoy'])
  })

  it('stops at the cap of its agent, however many come at the same instant', async () => {
    const eva = funcionario('eva')
    const capped = {
      ...p.deps,
      policy: { ...p.deps.policy, consoleCaps: { ...p.deps.policy.consoleCaps, congelar: 2 } },
    }
    const many = await Promise.all([1, 2, 3, 4].map(() => opened(eva, { checked: true })))
    const done = await Promise.all(
      many.map(({ llamada }) =>
        freezeInLlamada(capped, eva, { ...order(llamada), reason: 'pedido_de_la_persona' }),
      ),
    )
    expect(done.map(codeOf).sort()).toEqual(['accion_tope', 'accion_tope', 'bien', 'bien'])
    const estados = await Promise.all(many.map(async ({ cuenta }) => (await read(cuenta))?.estado))
    expect(estados.sort()).toEqual(['activa', 'activa', 'congelada', 'congelada'])
    const congelar = (await readCaps(capped, eva)).find(({ capped }) => capped === 'congelar')
    expect(congelar).toEqual({ capped: 'congelar', done: 2, cap: 2 })
    // Another agent has their own.
    const pedro = funcionario('pedro')
    const other = await opened(pedro, { checked: true })
    const alone = await freezeInLlamada(capped, pedro, { ...order(other.llamada), reason: 'uso_sospechoso' })
    expect(codeOf(alone)).toBe('bien')
  })

  it('is done in a call that the second factor was shown for, and in no other', async () => {
    const { cuenta, llamada } = await opened(funcionario('rosa'), {
      codigos: [['celular', 'cambiar_correo']],
    })
    const elsewhere = funcionario('rosa', 'ejecutivo', 'otra')
    const email = `nuevo${number}@example.cl`
    expect(codeOf(await askNewEmail(p.deps, elsewhere, { ...order(llamada), email }))).toBe('segundo_factor')
    const here = funcionario('rosa', 'ejecutivo', llamada)
    expect(codeOf(await askNewEmail(p.deps, here, { ...order(llamada), email }))).toBe('bien')
    const [change] = await pendingOf(cuenta)
    expect(change).toMatchObject({ kind: 'email', byCelular: true, notBefore: addHours(now(), 24) })
    // The mailbox that it had, the mobile, and the new one, which is asked to confirm.
    expect(await queued(cuenta)).toEqual([
      'correo cambio_por_telefono',
      'correo confirmar_email',
      'sms datos_actualizados',
    ])
    expect((await read(cuenta))?.email).toBe(cuenta.email)
  })

  it('a change waits ten days where a confirmed mailbox said “No fui yo”, and confirming hastens nothing', async () => {
    const { cuenta } = await opened(funcionario('rosa'))
    await p.deps.store.transaction(async (uow) => {
      const evento = {
        ...({ id: `e${number}`, cuentaId: cuenta.id, kind: 'cambiar', encryptedBefore: null } as const),
        ...({ encryptedMailbox: 'x', rank: 'clave', confirmed: true, createdAt: now() } as const),
        ...{ expiresAt: addDays(now(), 10), frozenAt: null },
      }
      await uow.eventos.create(evento)
      await uow.eventos.freeze(evento.id, now())
    })
    const llamada = await open(funcionario('rosa'), cuenta, { codigos: [['email', 'cambiar_celular']] })
    const here = funcionario('rosa', 'ejecutivo', llamada)
    const celular = `9${number + 1_000_000}`
    expect(codeOf(await askNewCelular(p.deps, here, { ...order(llamada), celular }))).toBe('bien')
    const [change] = await pendingOf(cuenta)
    expect(change).toMatchObject({ kind: 'celular', byCelular: false, notBefore: addDays(now(), 10) })
    await applyPendingChanges(p.deps)
    expect((await read(cuenta))?.celular).toBe(cuenta.celular)
  })

  it('gives a frozen account back with a code at another channel than its way in, and ends with what was done', async () => {
    const change = { estado: 'congelada', wayBack: 'mesa' } as const
    const { cuenta, llamada } = await opened(
      funcionario('rosa'),
      { codigos: [['email', 'descongelar']] },
      change,
    )
    const here = funcionario('rosa', 'ejecutivo', llamada)
    expect(codeOf(await unfreezeInLlamada(p.deps, here, order(llamada)))).toBe('accion_cerrada')
    // Another call, not the same press twice.
    p.clock.advance({ minutes: 1 })
    const again = await open(funcionario('rosa'), cuenta, { codigos: [['celular', 'descongelar']] })
    const renewed = funcionario('rosa', 'ejecutivo', again)
    expect(codeOf(await unfreezeInLlamada(p.deps, renewed, order(again)))).toBe('bien')
    expect(await read(cuenta)).toMatchObject({ estado: 'activa', celular: null, claveHash: null })
    const ended = await endLlamada(p.deps, renewed, again)
    expect(ended.done).toMatchObject([{ accion: 'descongelar', byMail: true }])
    expect(await queued(cuenta)).toEqual([
      'correo cuenta_descongelada',
      // The call that was taken over, too.
      'correo llamada_atendida',
      'correo llamada_atendida',
      'sms cuenta_descongelada',
      'sms llamada_atendida',
    ])
  })

  it('asks for two people inside the call, once', async () => {
    const rosa = funcionario('rosa')
    const { llamada } = await opened(rosa)
    const ask = () =>
      askOrdenInLlamada(p.deps, funcionario('rosa', 'ejecutivo', llamada), {
        ...order(llamada),
        ...{ kind: 'invitar', reason: 'correo_perdido', documentoVisto: 'cedula' },
        email: `i${number}@example.cl`,
      })
    expect(codeOf(await ask())).toBe('bien')
    expect(codeOf(await ask())).toBe('orden_ya_pedida')
  })

  it('tells whether the RUT of a migrante has an account as a search does, and how that one is', async () => {
    const rosa = funcionario(`reune-${engine}`)
    const { llamada } = await opened(rosa, {}, { perfil: 'migrante', identificador: nieOf(number) })
    const other = await reachableCuenta(p, ++number, { estado: 'congelada' })
    const ask = async (rut: string) => {
      const form = {
        ...order(llamada),
        kind: 'reunir',
        reason: 'tiene_las_dos',
        documentoVisto: 'cedula',
      } as const
      const done = await askOrdenInLlamada(p.deps, funcionario(`reune-${engine}`, 'ejecutivo', llamada), {
        ...form,
        rut,
      })
      return done.ok ? 'bien' : `${done.refusals[0]?.field} ${done.refusals[0]?.code}`
    }
    const spent = async () => (await readCaps(p.deps, rosa)).find(({ capped }) => capped === 'buscar')?.done
    expect(await ask(rutOf(49_999_999))).toBe('rut orden_rut_sin_cuenta')
    expect(await ask(other.identificador)).toBe('rut orden_rut_congelado')
    expect(await spent()).toBe(2)
    await p.deps.store.transaction((uow) => uow.cuentas.save({ ...other, estado: 'activa' }))
    expect(await ask(other.identificador)).toBe('bien')
    expect(await spent()).toBe(2)
  })
})
