import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveDocumento } from '../../../src/application/accounts/documentos.ts'
import { recordAudit } from '../../../src/application/audit/record.ts'
import { subjectOf } from '../../../src/application/proof/limits.ts'
import { registerByPhone } from '../../../src/application/staff/acciones/register-by-phone.ts'
import { decideReview } from '../../../src/application/staff/documentos/decide-review.ts'
import { downloadReview, readReview } from '../../../src/application/staff/documentos/read-review.ts'
import { readDecided, reopenDocumento } from '../../../src/application/staff/documentos/reopen-documento.ts'
import {
  releaseDocumento,
  takeDocumento,
  takeNext,
} from '../../../src/application/staff/documentos/take-documento.ts'
import { askOrden } from '../../../src/application/staff/ordenes/ask-orden.ts'
import { decideOrden } from '../../../src/application/staff/ordenes/decide-orden.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import type { DocumentoKind } from '../../../src/domain/documento/kinds.ts'
import { parseQueue } from '../../../src/domain/documento/queue.ts'
import { COMPARED_DATA } from '../../../src/domain/documento/review.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { DICTATED } from '../../support/data/by-phone.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { storedFuncionario } from '../../support/data/personal.ts'
import { rutOf } from '../../support/data/personas.ts'
import { applyNow, estadoOf, operador } from '../../support/http/ordenes.ts'
import { ATTACHMENT } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { runAtOnce, withCuenta } from '../../support/storage/contract.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const ROSA = funcionario('rosa', 'revisor')
const PEDRO = funcionario('pedro', 'revisor')
const ALL = parseQueue(() => undefined)
const ACCEPTED = { estado: 'verificado', reason: null } as const
const REFUSED = { estado: 'rechazado', reason: 'ilegible' } as const

describe.each(ENGINES)('a document under review, on %s', (engine) => {
  let p: TestProduct
  let number = 0
  beforeAll(async () => {
    p = await createTestProduct({ engine })
    const people = [storedFuncionario({ id: 'rosa', email: 'rosa@sence.test', rol: 'revisor' })]
    await p.deps.store.transaction(async (uow) => {
      for (const one of people) await uow.funcionarios.create(one)
    })
  })
  afterAll(() => p.close())

  async function sent(changes: Partial<Cuenta> = {}): Promise<{ id: string; cuenta: Cuenta }> {
    number++
    const cuenta = await withCuenta(p.deps.store, {
      ...{ perfil: 'migrante', identificador: `AB12${3000 + number}`, rutRepresentante: null },
      ...{ email: `m${number}@correo.test`, emailRepresentante: null, celular: null, paisOrigen: 'PER' },
      ...changes,
    })
    return { id: await send(cuenta), cuenta }
  }
  const send = (cuenta: Cuenta, kind: DocumentoKind = 'identificacion'): Promise<string> =>
    p.deps.store.transaction(async (uow) => {
      const { bytes } = ATTACHMENT
      const prepared = { format: 'image/png', bytes, receivedBytes: 9, scanResult: 'limpio' } as const
      await saveDocumento(p.deps, uow, CONTEXT, { cuentaId: cuenta.id, kind }, prepared)
      const pending = await uow.documentos.findPending(500)
      return pending.find(({ cuentaId }) => cuentaId === cuenta.id)?.id ?? ''
    })
  const clear = async () => {
    for (const { id } of await p.deps.store.transaction((uow) => uow.documentos.findPending(500)))
      await p.deps.store.transaction((uow) =>
        uow.documentos.decide(id, { ...REFUSED, decidedAt: p.clock.now(), decidedBy: 'operador:ana' }),
      )
  }
  const read = (id: string) => p.deps.store.transaction((uow) => uow.documentos.findById(id))
  const cuentaNow = ({ id }: Cuenta) => p.deps.store.transaction((uow) => uow.cuentas.findById(id))
  /** What comes of looking at it. */
  const look = (by: typeof ROSA, id: string) =>
    readReview(p.deps, by, id).then(
      () => 'bien',
      (error) => error.reason ?? error.name,
    )
  async function decide(
    by: typeof ROSA,
    id: string,
    changes: Partial<Parameters<typeof decideReview>[2]> = {},
  ) {
    const { seen } = await readReview(p.deps, by, id)
    const order = { id, verdict: ACCEPTED, ticked: COMPARED_DATA, seen, filter: ALL, form: { body: id } }
    return decideReview(p.deps, by, { ...order, ...changes })
  }
  const codesOf = (done: Awaited<ReturnType<typeof decide>>) =>
    done.ok ? 'bien' : done.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code))

  it('goes to one reviewer only, however many ask at once', async () => {
    await clear()
    const ids = [await sent(), await sent(), await sent()].map(({ id }) => id)
    const taken = await runAtOnce(5, (index) => takeNext(p.deps, funcionario(`r${index}`, 'revisor'), ALL))
    const got = taken.flatMap((one) => (one.result === 'bien' ? [one.id] : []))
    expect(got.toSorted()).toEqual(ids.toSorted())
    const [id = ''] = ids
    await p.deps.store.transaction((uow) => uow.documentos.release(id, 'nadie'))
    const same = await runAtOnce(4, (index) => takeDocumento(p.deps, funcionario(`s${index}`, 'revisor'), id))
    expect(new Set(same.map(({ result }) => result))).toEqual(new Set(['ajeno']))
  })

  it('is seen by who has it, until they let go of it or 15 minutes pass', async () => {
    const { id, cuenta } = await sent()
    expect(await look(ROSA, id)).toBe('vencido')
    expect(await takeDocumento(p.deps, ROSA, id)).toEqual({ result: 'bien', id })
    expect([await look(ROSA, id), await look(PEDRO, id), await look(ROSA, 'otro')]).toEqual([
      'bien',
      'ajeno',
      'no_existe',
    ])
    p.clock.advance({ minutes: 14 })
    expect(await look(ROSA, id)).toBe('bien')
    p.clock.advance({ minutes: 15 })
    expect(await look(ROSA, id)).toBe('vencido')
    await expect(downloadReview(p.deps, ROSA, id)).rejects.toThrow('vencido')
    expect(await takeDocumento(p.deps, PEDRO, id)).toEqual({ result: 'bien', id })
    await releaseDocumento(p.deps, ROSA, id)
    expect(await look(PEDRO, id)).toBe('bien')
    await releaseDocumento(p.deps, PEDRO, id)
    expect(await look(PEDRO, id)).toBe('vencido')
    const seen = (await auditOf(p, cuenta.id)).map(({ event, result }) => `${event} ${result}`)
    expect(seen).toContain('documento_visto ajeno')
    expect(seen).toContain('documento_soltado bien')
  })

  it('is accepted only with every datum ticked, once, and brings the next one', async () => {
    await clear()
    const { id, cuenta } = await sent()
    const next = await sent()
    await takeDocumento(p.deps, ROSA, id)
    expect(codesOf(await decide(ROSA, id, { ticked: ['numero', 'pais'], form: { body: 'a' } }))).toEqual([
      'documento_sin_marcar coincideNombre',
      'documento_sin_marcar coincideNacimiento',
    ])
    const twice = await runAtOnce(2, () => decide(ROSA, id).catch((error) => error.reason))
    for (const done of twice) if (typeof done === 'object') expect(done).toEqual({ ok: true, value: next.id })
    expect(twice.some((done) => typeof done === 'object')).toBe(true)
    expect(await look(ROSA, next.id)).toBe('bien')
    expect(await cuentaNow(cuenta)).toMatchObject({ identidad: 'verificada' })
    const decided = (await auditOf(p, cuenta.id)).filter(
      ({ event, result }) => event === 'documento_decidido' && result === 'verificado',
    )
    expect(decided.map(({ actor }) => actor)).toEqual(['funcionario:rosa:revisor'])
  })

  it('is not decided on what changed since its page was opened', async () => {
    const { id, cuenta } = await sent()
    await takeDocumento(p.deps, ROSA, id)
    const { seen } = await readReview(p.deps, ROSA, id)
    await p.deps.store.transaction((uow) => uow.cuentas.save({ ...cuenta, nombres: 'Otra' }))
    expect(codesOf(await decide(ROSA, id, { seen }))).toEqual(['cambio_entretanto'])
    expect(await read(id)).toMatchObject({ estado: 'pendiente' })
  })

  it('is never of who registered the account, nor of whose account it is', async () => {
    await clear()
    const dictated = {
      ...DICTATED,
      perfil: 'natural',
      rut: rutOf(51_400_001),
      email: 'r@correo.test',
    } as const
    const agent = funcionario('rosa', 'ejecutivo')
    expect(await registerByPhone(p.deps, agent, { data: dictated, form: { body: 'r' } })).toMatchObject({
      ok: true,
    })
    const cuenta = await p.deps.store.read(({ cuentas }) =>
      cuentas.findByIdentificador('natural', dictated.rut),
    )
    const registered = { id: cuenta ? await send(cuenta, 'cedula') : '' }
    const own = await sent({ email: 'rosa@sence.test' })
    expect(await takeDocumento(p.deps, ROSA, registered.id)).toEqual({ result: 'registrada' })
    expect(await takeDocumento(p.deps, ROSA, own.id)).toEqual({ result: 'propia' })
    expect(await takeNext(p.deps, ROSA, ALL)).toEqual({ result: 'ninguno' })
    expect(await takeDocumento(p.deps, PEDRO, registered.id)).toMatchObject({ result: 'bien' })
  })

  it('waits again where its decision is opened: what rested on it ends, and its person is told', async () => {
    await clear()
    const { id, cuenta } = await sent()
    await takeDocumento(p.deps, ROSA, id)
    await decide(ROSA, id)
    const reopen = (body: string, version = 1) =>
      reopenDocumento(p.deps, PEDRO, { id, version, form: { body } })
    expect(await reopen('vieja', 0)).toMatchObject({ ok: false })
    const [one, two] = await runAtOnce(2, () => reopen('doble'))
    expect([one, two]).toEqual([
      { ok: true, value: id },
      { ok: true, value: id },
    ])
    expect(await cuentaNow(cuenta)).toMatchObject({ identidad: 'declarada' })
    expect(await read(id)).toMatchObject({ estado: 'pendiente', version: 2, decidedBy: null })
    await p.dispatch()
    const told = p.mail.sent.filter(({ to }) => JSON.stringify(to).includes(cuenta.email ?? ''))
    expect(told.map(({ subject }) => subject).join()).toContain('Revisaremos otra vez')
    expect(told.map(({ text }) => text).join()).not.toMatch(/rosa|pedro/i)
    await takeDocumento(p.deps, PEDRO, id)
    await decide(PEDRO, id, { verdict: REFUSED, ticked: [] })
    await send(cuenta)
    expect(await reopen('con otro', 3)).toMatchObject({
      refusals: [{ code: 'documento_no_reabre' }],
    })
  })

  it('ends an open order to verify its account where its decision is opened, and who was told of it is told', async () => {
    await clear()
    const { id, cuenta } = await sent()
    await takeDocumento(p.deps, ROSA, id)
    await decide(ROSA, id, { verdict: REFUSED, ticked: [] })
    const { perfil, identificador } = cuenta
    const asked = { kind: 'verificar', reason: 'papeles_vistos', documentoVisto: 'pasaporte' } as const
    const done = await askOrden(p.deps, operador('ana'), { ...asked, perfil, identificador })
    const orden = done.result === 'bien' ? done.orden.number : done.result
    expect((await decideOrden(p.deps, operador('eva'), { number: orden, verdict: 'conceder' })).result).toBe(
      'bien',
    )
    const shown = await readDecided(p.deps, PEDRO, id)
    expect(shown).toMatchObject({ endsOrden: true })
    const version = shown?.documento.version ?? 0
    expect(await reopenDocumento(p.deps, PEDRO, { id, version, form: { body: 'con orden' } })).toMatchObject({
      ok: true,
    })
    expect(await estadoOf(p, orden)).toBe('sin_efecto')
    await p.dispatch()
    const told = p.mail.sent.filter(({ to }) => JSON.stringify(to).includes(cuenta.email ?? ''))
    expect(told.map(({ subject }) => subject).join()).toContain('No dejaremos verificada')
  })

  it('takes no verification away that two people gave too, unless that was lost since', async () => {
    await clear()
    const { id, cuenta } = await sent()
    const { perfil, identificador } = cuenta
    const asked = { kind: 'verificar', reason: 'papeles_vistos', documentoVisto: 'pasaporte' } as const
    const done = await askOrden(p.deps, operador('ana'), { ...asked, perfil, identificador })
    const orden = done.result === 'bien' ? done.orden.number : done.result
    await decideOrden(p.deps, operador('eva'), { number: orden, verdict: 'conceder' })
    await applyNow(p, orden)
    const acceptAndReopen = async (body: string) => {
      await takeDocumento(p.deps, ROSA, id)
      expect(codesOf(await decide(ROSA, id, { form: { body } }))).toBe('bien')
      const version = (await read(id))?.version ?? 0
      expect(await reopenDocumento(p.deps, PEDRO, { id, version, form: { body } })).toMatchObject({
        ok: true,
      })
      return (await cuentaNow(cuenta))?.identidad
    }
    expect(await acceptAndReopen('con orden aplicada')).toBe('verificada')
    const lost = { cuentaId: cuenta.id, result: 'declarada' } as const
    await p.deps.store.transaction((uow) =>
      recordAudit(uow, CONTEXT, p.clock.now(), 'identidad_cambiada', lost),
    )
    expect(await acceptAndReopen('otra vez')).toBe('declarada')
  })

  it('is of an account by its RUT too', async () => {
    const { id, cuenta } = await sent({ perfil: 'natural', identificador: '44000001-6' })
    const ownSubject = subjectOf(p.deps, 'natural', cuenta.identificador)
    await p.deps.store.transaction((uow) =>
      uow.funcionarios.create(storedFuncionario({ id: 'luis', email: 'luis@sence.test', ownSubject })),
    )
    expect(await takeDocumento(p.deps, funcionario('luis', 'revisor'), id)).toEqual({ result: 'propia' })
  })
})
