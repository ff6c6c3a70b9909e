/** The check of a caller and the code of the call. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askCallCode } from '../../../src/application/staff/llamadas/ask-call-code.ts'
import { checkCaller } from '../../../src/application/staff/llamadas/check-caller.ts'
import { openLlamada, takeOver } from '../../../src/application/staff/llamadas/open-llamada.ts'
import { readBackCode } from '../../../src/application/staff/llamadas/read-back-code.ts'
import { inLlamada } from '../../../src/application/staff/llamadas/require-llamada.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { type Accion, isPossible } from '../../../src/domain/staff/acciones.ts'
import { passedIn } from '../../../src/domain/staff/llamada.ts'
import { updateCuenta } from '../../support/data/cuentas.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { runAtOnce, withCuenta } from '../../support/storage/contract.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const [ROSA, PEDRO] = [funcionario('rosa'), funcionario('pedro')]
const FOR = { reason: 'clave_olvidada', callNumber: '4821' } as const
const WRONG = {
  nombreDicho: 'Otra Persona',
  fechaNacimiento: '1980-02-29',
  contactoDicho: '',
  direccionDicha: '',
}

describe.each(ENGINES)('who calls, on %s', (engine) => {
  let p: TestProduct
  let number = 41_000_000
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const newCuenta = (changes: Partial<Cuenta> = {}) =>
    withCuenta(p.deps.store, {
      ...{ identificador: rutOf(++number), emailRepresentante: null, emailRepresentanteConfirmedAt: null },
      ...{ celular: `9${number}`, celularConfirmedAt: p.clock.now(), createdAt: p.clock.now(), ...changes },
    })
  const called = async (by: typeof ROSA, { id }: Cuenta, how = openLlamada): Promise<string> => {
    const opened = await how(p.deps, by, { cuentaId: id, ...FOR })
    return opened.result === 'bien' ? opened.llamada.id : opened.result
  }
  const rightOf = ({ email, fechaNacimiento }: Cuenta) => ({
    ...{ nombreDicho: 'Maria Jose Ohiggins', fechaNacimiento, contactoDicho: email },
    direccionDicha: 'Pasaje Uno 12',
  })
  const check = (by: typeof ROSA, id: string, answers: Parameters<typeof checkCaller>[2]['answers']) =>
    checkCaller(p.deps, by, { id, answers })
  const ask = (id: string, accion: Accion = 'reabrir', channel: 'email' | 'celular' = 'celular') =>
    askCallCode(p.deps, ROSA, { id, accion, channel })
  const readBack = (id: string, codigo: string) => readBackCode(p.deps, ROSA, { id, codigo })
  /** What came to the mobile or mailbox of an account last. */
  const codigoFor = async ({ celular, email }: Cuenta, channel = 'celular'): Promise<string> => {
    await p.dispatch()
    const texts =
      channel === 'celular'
        ? p.sms.sent.filter(({ to }) => to === celular).map(({ text }) => text)
        : p.mail.sent.filter(({ to }) => to === email).map(({ text }) => text)
    return /\b\d{6}\b/.exec(texts.findLast((text) => /diga \d|Este código es/.test(text)) ?? '')?.[0] ?? ''
  }
  const opens = (id: string, accion: Accion) =>
    inLlamada(
      { deps: p.deps, context: ROSA, id, power: 'atender_llamadas' },
      async (_uow, { llamada, cuenta }) =>
        isPossible(accion, passedIn(llamada, p.clock.now()), cuenta, p.clock.now()),
    )

  it('passes the check as a whole, which opens what it opens and no more', async () => {
    const cuenta = await newCuenta()
    const id = await called(ROSA, cuenta)
    expect([await opens(id, 'congelar'), await opens(id, 'enviar_enlace')]).toEqual([false, false])
    expect(await check(ROSA, id, { ...rightOf(cuenta), direccionDicha: 'Otra 1' })).toEqual({
      result: 'no_coincide',
      remaining: 2,
    })
    expect(await check(ROSA, id, rightOf(cuenta))).toEqual({ result: 'bien' })
    expect([await opens(id, 'congelar'), await opens(id, 'enviar_enlace')]).toEqual([true, true])
    expect([await opens(id, 'reabrir'), await opens(id, 'cambiar_correo')]).toEqual([false, false])
    const next = await called(PEDRO, cuenta, takeOver)
    await expect(check(ROSA, id, rightOf(cuenta))).rejects.toThrow('tomada')
    expect(await check(PEDRO, next, WRONG)).toEqual({ result: 'no_coincide', remaining: 1 })
  })

  it('who fails with three agents is asked by nobody for an hour, and the owner is told; a code still is sent', async () => {
    const cuenta = await newCuenta()
    const agents = ['uno', 'dos', 'tres', 'cuatro'].map((name) => funcionario(name))
    const results: string[] = []
    for (const agent of agents) {
      const id = await called(agent, cuenta, takeOver)
      results.push((await check(agent, id, agent === agents[3] ? rightOf(cuenta) : WRONG)).result)
    }
    expect(results).toEqual(['no_coincide', 'no_coincide', 'cerrada', 'cerrada'])
    await p.dispatch()
    const mails = p.mail.sent.filter(
      ({ to, subject }) => to === cuenta.email && subject === 'Alguien llamó por su Clave Sence',
    )
    const texts = p.sms.sent.filter(
      ({ to, text }) => to === cuenta.celular && text.includes('no sabe los datos'),
    )
    expect([mails.length, texts.length]).toEqual([1, 1])
    const id = await called(ROSA, cuenta, takeOver)
    expect(await ask(id)).toBe('bien')
    expect((await readBack(id, await codigoFor(cuenta))).result).toBe('bien')
    p.clock.advance({ minutes: 14 })
    await ask(id)
    p.clock.advance({ minutes: 46 })
    const later = await called(ROSA, cuenta)
    expect(await check(ROSA, later, rightOf(cuenta))).toEqual({ result: 'bien' })
  })

  it('fails three times and no more, however many agents ask at the same instant', async () => {
    const cuenta = await newCuenta()
    const id = await called(ROSA, cuenta)
    const results = await runAtOnce(8, () => check(ROSA, id, WRONG))
    expect(results.filter(({ result }) => result === 'no_coincide')).toHaveLength(2)
    expect(results.filter(({ result }) => result === 'cerrada')).toHaveLength(6)
    await p.dispatch()
    expect(p.mail.sent.filter(({ to }) => to === cuenta.email)).toHaveLength(1)
  })

  it('is not asked where the account has too little to ask', async () => {
    const bare = await newCuenta({ fechaNacimiento: null, direccion: null })
    const id = await called(ROSA, bare)
    expect(await check(ROSA, id, rightOf(bare))).toEqual({ result: 'sin_datos' })
  })

  it('reads back a code, which opens the action that its message named, once, for ten minutes', async () => {
    const cuenta = await newCuenta()
    const id = await called(ROSA, cuenta)
    expect(await ask(id)).toBe('bien')
    const codigo = await codigoFor(cuenta)
    expect(p.sms.sent.at(-1)?.text).toMatch(
      /para reabrir su Clave Sence diga \d{6}, solo si usted llama ahora/,
    )
    expect(await opens(id, 'reabrir')).toBe(false)
    expect(await readBack(id, codigo)).toEqual({ result: 'bien', accion: 'reabrir' })
    expect([await opens(id, 'reabrir'), await opens(id, 'cambiar_correo')]).toEqual([true, false])
    expect(await readBack(id, codigo)).toEqual({ result: 'vencido' })
    p.clock.advance({ minutes: 10 })
    expect(await opens(id, 'reabrir')).toBe(false)
  })

  it('reads back nothing of another call, nor what expired, was replaced, or rests on a mobile that changed', async () => {
    const [cuenta, other] = [await newCuenta(), await newCuenta()]
    const [id, otherId] = [await called(ROSA, cuenta), await called(ROSA, other)]
    await ask(id)
    const former = await codigoFor(cuenta)
    await ask(otherId)
    expect((await readBack(otherId, former)).result).toBe('no_coincide')
    await ask(id, 'cambiar_celular', 'email')
    expect((await readBack(id, former)).result).toBe('no_coincide')
    const codigo = await codigoFor(cuenta, 'email')
    expect(codigo).not.toBe(former)
    p.clock.advance({ minutes: 10 })
    expect(await readBack(id, codigo)).toEqual({ result: 'vencido' })
    await ask(id)
    await readBack(id, await codigoFor(cuenta))
    expect(await opens(id, 'reabrir')).toBe(true)
    await p.deps.store.transaction((uow) => uow.llamadas.endCodigos(cuenta.id))
    expect(await opens(id, 'reabrir')).toBe(false)
  })

  it('is guessed five times and no more, in parallel too, and then not even the right one opens it', async () => {
    const cuenta = await newCuenta()
    const id = await called(ROSA, cuenta)
    await ask(id)
    const codigo = await codigoFor(cuenta)
    const wrong = (n: number) => String((Number(codigo) + n + 1) % 1_000_000).padStart(6, '0')
    const results = (await runAtOnce(12, (n) => readBack(id, wrong(n)))).map(({ result }) => result).sort()
    expect(results).toEqual([...['agotado'], ...Array(4).fill('no_coincide'), ...Array(7).fill('vencido')])
    expect(await readBack(id, codigo)).toEqual({ result: 'vencido' })
  })

  it('gets codes at confirmed channels only, other than what changes, and six in a call', async () => {
    const cuenta = await newCuenta()
    const id = await called(ROSA, cuenta)
    expect(await ask(id, 'cambiar_correo', 'email')).toBe('no_corresponde')
    expect(await ask(id, 'congelar')).toBe('no_corresponde')
    for (const _time of Array(6)) {
      expect(await ask(id, 'cambiar_celular', 'email')).toBe('bien')
      p.clock.advance({ minutes: 1 })
    }
    expect(await ask(id, 'cambiar_celular', 'email')).toBe('limite')
    await updateCuenta(p, 'natural', cuenta.identificador, { celularConfirmedAt: null })
    expect(await ask(await called(ROSA, cuenta, takeOver))).toBe('no_corresponde')
  })
})
