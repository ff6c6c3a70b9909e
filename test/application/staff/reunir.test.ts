/** A person with an account by their NIE and another by their RUT keeps that of the RUT (product.md “Two people”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { suspendFuncionario } from '../../../src/application/staff/funcionarios/change-funcionario.ts'
import { decideOrden } from '../../../src/application/staff/ordenes/decide-orden.ts'
import { readOrden } from '../../../src/application/staff/ordenes/read-orden.ts'
import { applyOrdenes } from '../../../src/application/worker/apply-ordenes.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { addDays } from '../../../src/domain/values/durations.ts'
import { auditOf, loadCuenta, reachableCuenta } from '../../support/data/cuentas.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { storedFuncionario } from '../../support/data/personal.ts'
import { nieOf, rutOf } from '../../support/data/personas.ts'
import { mailsFor } from '../../support/http/journeys.ts'
import { applyNow, ask, decide, estadoOf, objetar, operador } from '../../support/http/ordenes.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const NIE_MAILBOX = 'nie@correo.test'
const RUT_MAILBOX = 'rut@correo.test'

describe.each(ENGINES)('an account by NIE whose person has another by RUT, on %s', (engine) => {
  let p: TestProduct
  let number = 38_000_000
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  /** Both accounts of one person, each with a mailbox and a mobile of its own. */
  const twoOf = async (ofRut: Partial<Cuenta> = {}) => {
    number++
    const [email, celular] = [`${number}.${NIE_MAILBOX}`, `8${number}`]
    const nie = await reachableCuenta(p, number, {
      ...{ perfil: 'migrante', identificador: nieOf(number), identidad: 'verificada', email, celular },
    })
    const rut = await reachableCuenta(p, number, { email: `${number}.${RUT_MAILBOX}`, ...ofRut })
    return { nie, rut }
  }
  const REUNIR = { kind: 'reunir', perfil: 'migrante', reason: 'tiene_las_dos' } as const
  const askFor = (nie: Cuenta, rut: string) => ask(p, 0, { ...REUNIR, identificador: nie.identificador, rut })
  const save = (cuenta: Cuenta) => p.deps.store.transaction((uow) => uow.cuentas.save(cuenta))
  const byId = (id: string) => p.deps.store.read(({ cuentas }) => cuentas.findById(id))
  const subjectsFor = async (to: string | null) => (await mailsFor(p, to ?? '')).map(({ subject }) => subject)

  it('closes, its NIE leads to that of the RUT, and nothing is copied; both are told before and after', async () => {
    const { nie, rut } = await twoOf()
    const orden = await askFor(nie, rut.identificador)
    expect((await decide(p, orden, { by: 'ana' })).result).toBe('misma_persona')
    expect((await decide(p, orden)).result).toBe('bien')
    for (const one of [nie, rut])
      expect((await mailsFor(p, one.email ?? '')).at(-1)?.text).toContain('No permitirlo')
    p.clock.advance({ hours: 23 })
    await applyOrdenes(p.deps)
    expect(await loadCuenta(p, 'migrante', nie.identificador)).toEqual(nie)
    p.clock.advance({ hours: 2 })
    await applyOrdenes(p.deps)
    expect(await estadoOf(p, orden)).toBe('aplicada')
    const kept = await loadCuenta(p, 'migrante', nie.identificador)
    expect(kept).toEqual({ ...rut, version: rut.version + 1 })
    expect(await byId(nie.id)).toMatchObject({ estado: 'cerrada', email: null, claveHash: null })
    const former = await p.deps.store.read(({ cuentas }) => cuentas.findFormerIdentificador(rut.id))
    expect(former).toEqual({ perfil: 'migrante', identificador: nie.identificador, identidad: 'verificada' })
    expect(await subjectsFor(nie.email)).toContain('Ahora use la Clave Sence de su RUT')
    expect(await subjectsFor(rut.email)).toContain('El NIE de su otra cuenta lleva a la de su RUT')
    const events = (await auditOf(p, rut.id)).map(({ event, result }) => `${event} ${result}`)
    expect(events.toSorted()).toEqual([
      ...['nie_recibido bien', 'orden_decidida bien', 'orden_pedida bien', 'orden_terminada aplicada'],
    ])
  })

  it('is asked about an RUT that has an account, active and without another NIE, and never about one’s own', async () => {
    const { nie, rut } = await twoOf({ estado: 'congelada' })
    await expect(askFor(nie, rut.identificador)).rejects.toThrow('rut_congelado')
    await expect(askFor(nie, rutOf(37_999_999))).rejects.toThrow('rut_sin_cuenta')
    await expect(ask(p, 0, { ...REUNIR, identificador: nie.identificador })).rejects.toThrow('no_corresponde')
    await expect(ask(p, number, { ...REUNIR, perfil: 'natural', rut: rut.identificador })).rejects.toThrow(
      'no_corresponde',
    )
    const active = { ...rut, estado: 'activa' } as const
    await save(active)
    const passport = { ...REUNIR, identificador: nie.identificador, documentoVisto: 'pasaporte' } as const
    await expect(ask(p, 0, { ...passport, rut: rut.identificador })).rejects.toThrow('no_corresponde')
    const orden = await askFor(nie, rut.identificador)
    await decide(p, orden)
    await applyNow(p, orden)
    const second = await reachableCuenta(p, ++number, { perfil: 'migrante', identificador: nieOf(number) })
    await expect(askFor(second, rut.identificador)).rejects.toThrow('rut_con_nie')

    const own = await twoOf({ email: `propio-${engine}@sence.test` })
    const row = storedFuncionario({ id: `propia-${engine}`, rol: 'supervisor', email: own.rut.email ?? '' })
    await p.deps.store.transaction((uow) => uow.funcionarios.create(row))
    const about = await askFor(own.nie, own.rut.identificador)
    const by = funcionario(row.id, 'supervisor', null)
    expect(await decideOrden(p.deps, by, { number: about, verdict: 'conceder' })).toEqual({
      result: 'propia',
    })
  })

  it('is decided with both before whoever decides: what changed in either is shown, and masked to who only looks', async () => {
    const { nie, rut } = await twoOf()
    const orden = await askFor(nie, rut.identificador)
    p.clock.advance({ minutes: 1 })
    await save({ ...rut, direccion: 'Otra' })
    expect(await decide(p, orden)).toEqual({ result: 'cambio_entretanto' })
    const sheet = await readOrden(p.deps, operador('eva'), orden)
    expect(sheet).toMatchObject({
      version: nie.version + rut.version + 1,
      cuenta: { shownIdentificador: nie.identificador },
      other: {
        identificador: rut.identificador,
        estado: 'activa',
        same: { nombre: 'igual', nacimiento: 'igual' },
      },
      data: { rut: rut.identificador },
    })
    const looks = await readOrden(p.deps, funcionario('rosa'), orden)
    expect(looks?.other).toBeUndefined()
    expect(looks?.data.rut).not.toBe(rut.identificador)
    expect((await decide(p, orden, { seen: sheet?.version })).result).toBe('bien')
  })

  it('waits ten days where a confirmed mailbox of either said “No fui yo” lately', async () => {
    const { nie, rut } = await twoOf()
    const now = p.clock.now()
    await p.deps.store.transaction(async ({ eventos }) => {
      const [id, kind, rank] = [`contested-${engine}`, 'cambiar', 'clave'] as const
      const told = { encryptedBefore: null, encryptedMailbox: 'x', rank, confirmed: true }
      const at = { createdAt: now, expiresAt: addDays(now, 10), frozenAt: null }
      await eventos.create({ ...{ id, cuentaId: rut.id, kind }, ...told, ...at })
      await eventos.freeze(id, now)
    })
    const done = await decide(p, await askFor(nie, rut.identificador))
    expect(done).toMatchObject({ result: 'bien', orden: { effectiveAt: addDays(now, 10) } })
  })

  it.each([
    ['whoever has the NIE', 'nie'],
    ['whoever has the RUT', 'rut'],
  ] as const)(
    'stops when %s objects: that of the NIE freezes, the other stays, and another decides',
    async (_who, side) => {
      const both = await twoOf()
      const { nie, rut } = both
      const orden = await askFor(nie, rut.identificador)
      await decide(p, orden)
      const page = await objetar(p, both[side].email ?? '', 'No permitirlo')
      expect(page.html).toContain('la cuenta de que trata el aviso')
      expect(await estadoOf(p, orden)).toBe('objetada')
      await applyNow(p, orden)
      expect(await byId(nie.id)).toMatchObject({ estado: 'congelada', identificador: nie.identificador })
      expect(await byId(rut.id)).toEqual(rut)
      const [, caso = ''] = /<strong>([A-Z2-9]{8})<\/strong>/.exec(page.html) ?? []
      const opened = await p.deps.store.read(({ casos }) => casos.findByNumber(caso))
      expect(opened?.cuentaId).toBe(both[side].id)
      const again = await askFor(nie, rut.identificador)
      expect(await decide(p, again)).toEqual({ result: 'misma_persona' })
      expect((await decide(p, again, { by: 'luz' })).result).toBe('bien')
      expect((await mailsFor(p, both[side].email ?? '')).at(-1)?.text).not.toContain('No permitirlo')
      await applyNow(p, again)
      expect((await loadCuenta(p, 'migrante', nie.identificador)).id).toBe(rut.id)
    },
  )

  it('ends without effect where either is no longer what was decided about', async () => {
    const frozen = await twoOf()
    const gone = await twoOf()
    const moved = await twoOf()
    const granted: string[] = []
    for (const { nie, rut } of [frozen, gone, moved]) {
      granted.push(await askFor(nie, rut.identificador))
      await decide(p, granted.at(-1) ?? '')
    }
    await save({ ...frozen.rut, estado: 'congelada' })
    await p.deps.store.transaction(({ cuentas }) => cuentas.erase(gone.rut.id))
    // Somebody else registers that RUT meanwhile.
    await reachableCuenta(p, 0, { identificador: gone.rut.identificador, email: null, celular: null })
    await save({ ...moved.nie, perfil: 'natural', identificador: rutOf(37_000_001) })
    for (const orden of granted) {
      await applyNow(p, orden)
      expect(await estadoOf(p, orden)).toBe('sin_efecto')
    }
    for (const { nie } of [frozen, gone]) expect(await byId(nie.id)).toEqual(nie)
    expect((await byId(moved.nie.id))?.estado).toBe('activa')
  })

  it('of two NIE for one RUT, at one moment and on two nodes, one alone leads there', async () => {
    const { nie, rut } = await twoOf()
    const other = await reachableCuenta(p, ++number, { perfil: 'migrante', identificador: nieOf(number) })
    const ordenes = [await askFor(nie, rut.identificador), await askFor(other, rut.identificador)]
    for (const orden of ordenes) expect((await decide(p, orden)).result).toBe('bien')
    p.clock.advance({ hours: 25 })
    await Promise.allSettled([applyOrdenes(p.deps), applyOrdenes(p.deps)])
    await applyOrdenes(p.deps)
    const ends = await Promise.all(ordenes.map((orden) => estadoOf(p, orden)))
    expect(ends.toSorted()).toEqual(['aplicada', 'sin_efecto'])
  })

  it('ends when who granted it is suspended, of which both hear; a refusal is told to both too', async () => {
    const id = `suspendida-${engine}`
    const row = storedFuncionario({ id, rol: 'supervisor', email: `${id}@sence.test` })
    await p.deps.store.transaction((uow) => uow.funcionarios.create(row))
    const { nie, rut } = await twoOf()
    const orden = await askFor(nie, rut.identificador)
    await decide(p, orden)
    await p.deps.store.transaction(async ({ ordenes }) => {
      const found = await ordenes.findByNumber(orden)
      if (found) await ordenes.advance(found, { ...found, decidedBy: `funcionario:${id}` })
    })
    expect(await suspendFuncionario(p.deps, OPERADOR, { id })).toBe('bien')
    expect(await estadoOf(p, orden)).toBe('sin_efecto')
    expect(await subjectsFor(nie.email)).toContain('No cerraremos la Clave Sence de su NIE')
    expect(await subjectsFor(rut.email)).toContain('No uniremos un NIE a su Clave Sence')
    const again = await askFor(nie, rut.identificador)
    await decide(p, again)
    expect((await decide(p, again, { by: 'luz', verdict: 'rechazar' })).result).toBe('bien')
    expect((await subjectsFor(rut.email)).filter((one) => one.startsWith('No uniremos'))).toHaveLength(2)
  })
})
