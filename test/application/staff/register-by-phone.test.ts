/** Registering by phone (product.md “Calls”): one account without CS, its link to the person, and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffContext } from '../../../src/application/ports.ts'
import { readCaps } from '../../../src/application/staff/acciones/caps.ts'
import { registerByPhone } from '../../../src/application/staff/acciones/register-by-phone.ts'
import { createFuncionario } from '../../../src/application/staff/funcionarios/create-funcionario.ts'
import { DICTATED } from '../../support/data/by-phone.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { nieOf, rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { completeCuenta } from '../../support/storage/contract.ts'
import { ENGINES } from '../../support/storage/databases.ts'

describe.each(ENGINES)('registering by phone, on %s', (engine) => {
  let p: TestProduct
  let number = 51_000_000
  let pressed = 0
  beforeAll(async () => {
    p = await createTestProduct({ engine, env: { CONSOLE_CAPS: 'registrar=4' } })
  })
  afterAll(() => p.close())

  const dictate = (n: number, others: { email?: string } = {}) => ({
    ...DICTATED,
    perfil: 'natural' as const,
    rut: rutOf(n),
    email: `p${n}@example.cl`,
    ...others,
  })
  const register = async (by: StaffContext, data = dictate(++number), body = `${++pressed}`) => {
    const done = await registerByPhone(p.deps, by, { data, form: { body } })
    return done.ok ? 'bien' : `${done.refusals[0]?.field ?? ''} ${done.refusals[0]?.code}`
  }
  const found = (n: number) =>
    p.deps.store.read(({ cuentas }) => cuentas.findByIdentificador('natural', rutOf(n)))

  it('makes an account that never had a CS, of which nothing is proven, and mails its link', async () => {
    expect(await register(funcionario('rosa'))).toBe('bien')
    const cuenta = await found(number)
    expect(cuenta).toMatchObject({
      ...{ claveHash: null, firstClaveAt: null, preguntaSecreta: null, respuestaHash: null },
      ...{ identidad: 'declarada', emailConfirmedAt: null, celularConfirmedAt: null },
      factores: { email: { rank: 'ninguno' }, celular: { rank: 'ninguno' } },
    })
    await p.dispatch()
    const [mail, ...others] = p.mail.sent.filter(({ to }) => to === `p${number}@example.cl`)
    expect(mail?.subject).toBe('Active su Clave Sence')
    expect(others).toEqual([])
    const events = (await auditOf(p, cuenta?.id ?? '')).map(({ event }) => event)
    expect(events).toEqual(expect.arrayContaining(['cuenta_creada', 'caso_abierto', 'llamada_terminada']))
  })

  it('ends with a call that is over and has a caso', async () => {
    const done = await registerByPhone(p.deps, funcionario('eva'), {
      data: dictate(++number),
      form: { body: 'una vez' },
    })
    const llamada = await p.deps.store.read(({ llamadas }) => llamadas.findById(done.ok ? done.value : ''))
    expect(llamada).toMatchObject({
      ending: 'terminada',
      reason: 'registro',
      done: [{ accion: 'registrar' }],
    })
    expect(llamada?.casoNumber).toMatch(/^[A-Z2-9]{8}$/)
  })

  it('a double click makes one account, and so do two agents at once', async () => {
    const data = dictate(++number)
    const twice = await Promise.all([1, 2].map(() => register(funcionario('ana'), data, 'doble')))
    expect(twice).toEqual(['bien', 'bien'])
    const other = dictate(++number)
    const both = await Promise.all(['ana', 'luz'].map((who) => register(funcionario(who), other)))
    expect(both.sort()).toEqual(['bien', 'rut rut_ya_registrado'])
  })

  it('refuses what somebody has or had, one’s own, and a mailbox that three accounts confirmed', async () => {
    const ivo = funcionario('ivo')
    expect(await register(ivo, dictate(number))).toBe('rut rut_ya_registrado')
    const [moved, email] = [++number, `lleno${number}@example.cl`]
    await p.deps.store.transaction(async (uow) => {
      const own = completeCuenta({
        perfil: 'migrante',
        identificador: nieOf(moved),
        email: null,
        celular: null,
      })
      const made = await uow.cuentas.create(own)
      if (typeof made === 'string') throw new Error(made)
      await uow.cuentas.save({ ...made, perfil: 'natural', identificador: rutOf(moved) })
      for (let i = 0; i < 3; i++) {
        const confirmed = { email, emailConfirmedAt: p.clock.now(), celular: null, emailRepresentante: null }
        await uow.cuentas.create(completeCuenta({ identificador: rutOf(++number), ...confirmed }))
      }
    })
    const migrante = await registerByPhone(p.deps, ivo, {
      data: {
        ...{ ...DICTATED, perfil: 'migrante', nie: nieOf(moved), email: `m${moved}@example.cl` },
        ...{ tipoDocumento: 'pasaporte', sexo: 'femenino', estadoCivil: 'soltero' },
        ...{ cantidadHijos: '0', paisOrigen: 'VEN' },
      },
      form: { body: 'migrante' },
    })
    expect(migrante).toMatchObject({ refusals: [{ code: 'identificador_anterior', field: 'nie' }] })
    expect(await register(ivo, dictate(++number, { email }))).toBe('email email_en_tres_cuentas')
    // What tells of somebody's account costs as a search does.
    expect((await readCaps(p.deps, ivo)).find(({ capped }) => capped === 'buscar')?.done).toBe(3)
    const rut = rutOf(++number)
    const mine = { email: `sol${engine}@sence.test`, nombre: 'Sol', rol: 'ejecutivo', rut } as const
    const made = await createFuncionario(p.deps, OPERADOR, mine)
    const sol = funcionario(made.result === 'bien' ? made.funcionario.id : '')
    expect(await register(sol, dictate(number))).toBe('rut cuenta_propia_por_telefono')
    expect(await register(sol, dictate(++number, { email: mine.email.toUpperCase() }))).toBe(
      'rut cuenta_propia_por_telefono',
    )
  })

  it('stops at the day’s limit of an agent, and at that of the mailbox, without an account', async () => {
    const max = funcionario('max')
    const tries = await Promise.all([1, 2, 3, 4, 5, 6].map(() => register(max)))
    expect(tries.filter((one) => one === 'bien')).toHaveLength(4)
    expect(tries.filter((one) => one === ' accion_tope')).toHaveLength(2)
    const refusals: string[] = []
    for (const who of ['a1', 'a2', 'a3']) {
      for (let i = 0; i < 4; i++)
        refusals.push(await register(funcionario(who), dictate(++number, { email: 'uno@example.cl' })))
    }
    expect(refusals.at(-1)).toBe('email mensajes_tope')
    expect(await found(number)).toBeUndefined()
    p.clock.advance({ days: 1 })
    expect(await register(max)).toBe('bien')
  })
})
