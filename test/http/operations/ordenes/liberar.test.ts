import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freezeCuenta, undoFreeze } from '../../../../src/application/staff/cuentas/freeze-cuenta.ts'
import { readCuenta } from '../../../../src/application/staff/cuentas/read-cuenta.ts'
import { listDocumentos, readDocumento } from '../../../../src/application/staff/documentos/documentos.ts'
import { askOrden } from '../../../../src/application/staff/ordenes/ask-orden.ts'
import { applyOrdenes } from '../../../../src/application/worker/apply-ordenes.ts'
import { eraseClosed } from '../../../../src/application/worker/erase-closed.ts'
import { purge } from '../../../../src/application/worker/purge.ts'
import { pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { updateCuenta } from '../../../support/data/cuentas.ts'
import { becomeNatural, nieCuenta, registerMigrante } from '../../../support/data/migrantes.ts'
import { OPERADOR } from '../../../support/data/operador.ts'
import { CLAVE, nieOf, rutOf } from '../../../support/data/personas.ts'
import {
  cambiar,
  comeBack,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  registerConfirmed,
  registerNatural,
  requestEnlace,
  validateForCambiar,
} from '../../../support/http/journeys.ts'
import { ask, decide, estadoOf, LIBERAR, later, objetar, operador } from '../../../support/http/ordenes.ts'
import { ScriptFreeBrowser } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'
import { ENGINES } from '../../../support/storage/databases.ts'

const NEW_CLAVE = 'Qu3ltehue!'

describe.each(ENGINES)('a taken identificador given back by two people, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const subjectsOf = async (to: string) => (await mailsFor(p, to)).map(({ subject }) => subject)
  const rowsOf = (id: string) =>
    p.composition.store.withSnapshot(async ({ tables, batches }) => {
      const found: string[] = []
      for (const table of tables) {
        for await (const rows of batches(table)) {
          for (const row of rows) if (row.cuenta_id === id) found.push(table)
        }
      }
      return [...new Set(found)].sort()
    })

  it('closes 24 hours after the second person granted it, and the RUT registers anew', async () => {
    const number = 41_480_001
    const me = await registerConfirmed(p, number, { sinCelular: '', celular: '87480001' })
    await updateCuenta(p, 'natural', rutOf(number), { celularConfirmedAt: p.clock.now() })
    const taken = await naturalCuenta(p, number)
    const orden = await ask(p, number)
    expect(await subjectsOf(emailOf(number))).not.toContain('Vamos a cerrar su Clave Sence')
    expect((await decide(p, orden)).result).toBe('bien')
    const mail = (await mailsFor(p, emailOf(number))).at(-1)
    expect(mail?.subject).toBe('Vamos a cerrar su Clave Sence')
    expect(mail?.text).not.toContain(rutOf(number))
    await later(p, { hours: 23, minutes: 59 })
    // Until then it works as before.
    expect((await validateForCambiar(me, number)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    await later(p, { minutes: 1 })
    expect(await estadoOf(p, orden)).toBe('aplicada')
    expect((await subjectsOf(emailOf(number))).at(-1)).toBe('Cerramos su Clave Sence')
    const texts = p.sms.sent.filter(({ to }) => to === '987480001').map(({ text }) => text)
    expect(texts.slice(-2)).toEqual([
      expect.stringContaining('cerraremos su cuenta'),
      expect.stringContaining('cerramos su cuenta'),
    ])
    // Nothing hangs on it but what tells of the order; links in old mails are dead.
    expect(await rowsOf(taken.id)).toEqual(['audit_entries', 'avisos', 'ordenes'])
    await expect(noFuiYo(p, emailOf(number))).rejects.toThrow()
    const left = await p.deps.store.read(({ cuentas }) => cuentas.findById(taken.id))
    expect(left).toMatchObject({ estado: 'cerrada', identificador: taken.id, nombres: null, email: null })
    // Before any proof it is as one that never was.
    const unknown = await validateForCambiar(new ScriptFreeBrowser(p.app), 41_480_009)
    const closed = await validateForCambiar(new ScriptFreeBrowser(p.app), number)
    expect(closed.status).toBe(unknown.status)
    expect([closed.title, closed.errors]).toEqual([unknown.title, unknown.errors])
    await requestEnlace(new ScriptFreeBrowser(p.app), number)
    expect((await subjectsOf(emailOf(number))).at(-1)).toBe('Cerramos su Clave Sence')
    await registerNatural(p, number)
    expect((await naturalCuenta(p, number)).id).not.toBe(taken.id)
  })

  it('keeps what it was sealed for 30 days, and then nothing but that it was', async () => {
    const number = 41_480_002
    await registerConfirmed(p, number)
    const { id } = await naturalCuenta(p, number)
    await decide(p, await ask(p, number))
    await later(p, { hours: 24 })
    const everything = () =>
      p.composition.store.withSnapshot(async ({ tables, batches }) => {
        let text = ''
        for (const table of tables.filter((one) => one !== 'avisos')) {
          for await (const rows of batches(table)) text += JSON.stringify(rows)
        }
        return text
      })
    const sealed = () =>
      p.deps.store.read(async ({ closedCuentas }) =>
        (await closedCuentas.findDue(new Date('9999-01-01'), 100)).map((one) => one.id),
      )
    expect(await everything()).not.toContain(emailOf(number))
    expect(await sealed()).toContain(id)
    p.clock.advance({ days: 29, hours: 23 })
    await eraseClosed(p.deps)
    expect(await sealed()).toContain(id)
    p.clock.advance({ hours: 1 })
    await Promise.all([eraseClosed(p.deps), eraseClosed(p.deps)])
    expect(await sealed()).not.toContain(id)
    const entries = await p.deps.store.read(({ audit }) => audit.findByCuenta(id, 20))
    expect(entries.map(({ event }) => event).filter((one) => one.startsWith('cuenta_'))).toEqual([
      'cuenta_borrada',
      'cuenta_cerrada',
      'cuenta_creada',
    ])
  })

  it('stops where its owner objects: the account freezes and a case opens; nothing ends for good', async () => {
    const number = 41_480_003
    const me = await registerConfirmed(p, number)
    const orden = await ask(p, number)
    await decide(p, orden)
    const page = await objetar(p, emailOf(number))
    expect(page.url).toBe(paths.objected)
    expect(page.html).toMatch(/Su número de caso es <strong>[A-Z2-9]{8}</)
    expect(await estadoOf(p, orden)).toBe('objetada')
    expect(await naturalCuenta(p, number)).toMatchObject({ estado: 'congelada', wayBack: 'mesa' })
    expect((await mailsFor(p, emailOf(number))).at(-1)?.text).toContain('alguien se opuso')
    expect((await validateForCambiar(me, number)).url).toContain(pasoUrl('natural', 'cambiar', 'alto'))
    await later(p, { hours: 25 })
    expect((await naturalCuenta(p, number)).estado).toBe('congelada')
    // The other side is heard again: two people may still close it.
    const again = await ask(p, number)
    expect(await decide(p, again)).toEqual({ result: 'misma_persona' })
    await decide(p, again, { by: 'luz', verdict: 'rechazar' })
    // Nor the same two, with their parts changed.
    const about = { ...LIBERAR, perfil: 'natural', identificador: rutOf(number) } as const
    const swapped = await askOrden(p.deps, operador('eva'), about)
    const third = swapped.result === 'bien' ? swapped.orden.number : ''
    expect(await decide(p, third, { by: 'ana' })).toEqual({ result: 'misma_persona' })
    await decide(p, third, { by: 'luz', verdict: 'rechazar' })
    const last = await ask(p, number)
    const mails = (await mailsFor(p, emailOf(number))).length
    expect((await decide(p, last, { by: 'luz' })).result).toBe('bien')
    // Told once more, but heard already.
    const told = (await mailsFor(p, emailOf(number))).slice(mails)
    expect(told.map(({ subject }) => subject)).toEqual(['Vamos a cerrar su Clave Sence'])
    expect(told[0]?.text).not.toContain('Detener el cierre')
    await later(p, { hours: 24 })
    expect(await estadoOf(p, last)).toBe('aplicada')
  })

  it('is no mistake of staff, once its owner objected, that one person undoes as if nobody had spoken', async () => {
    const number = 41_480_031
    await registerConfirmed(p, number)
    const about = { perfil: 'natural', identificador: rutOf(number) } as const
    await freezeCuenta(p.deps, OPERADOR, { ...about, reason: 'uso_sospechoso' })
    await decide(p, await ask(p, number))
    await objetar(p, emailOf(number))
    const undone = await undoFreeze(p.deps, OPERADOR, { ...about, reason: 'otra_cuenta' })
    expect(undone).toBe('no_por_personal')
  })

  it('is granted by another person, once, in time, and about the account as they saw it', async () => {
    const number = 41_480_004
    const me = await registerConfirmed(p, number)
    const orden = await ask(p, number)
    const [same, upper] = await Promise.all(['ana', 'Ana'].map((by) => decide(p, orden, { by })))
    expect([same, upper]).toEqual([{ result: 'misma_persona' }, { result: 'misma_persona' }])
    await cambiar(me, number, CLAVE, NEW_CLAVE)
    expect(await decide(p, orden)).toEqual({ result: 'cambio_entretanto' })
    const { version } = await naturalCuenta(p, number)
    const both = await Promise.all(['eva', 'luz'].map((by) => decide(p, orden, { by, seen: version })))
    expect(both.map(({ result }) => result).sort()).toEqual(['bien', 'ya_concedida'])
    expect((await subjectsOf(emailOf(number))).filter((one) => one.startsWith('Vamos'))).toHaveLength(1)
    expect(await decide(p, orden, { by: 'sol' })).toEqual({ result: 'ya_concedida' })
    await registerConfirmed(p, number + 10)
    const late = await ask(p, number + 10)
    p.clock.advance({ days: 7 })
    expect(await decide(p, late)).toEqual({ result: 'vencida' })
    await later(p, {})
    expect(await estadoOf(p, late)).toBe('vencida')
    expect(await decide(p, late)).toEqual({ result: 'vencida' })
    expect(await estadoOf(p, await ask(p, number + 10))).toBe('pedida')
  })

  it('stops where its owner can only call: what was granted is refused until it takes effect, and then not', async () => {
    const number = 41_480_021
    await registerConfirmed(p, number)
    const orden = await ask(p, number)
    await decide(p, orden)
    const enlace = await enlaceFor(p, emailOf(number), 'Detener el cierre')
    expect((await decide(p, orden, { by: 'luz', verdict: 'rechazar' })).result).toBe('bien')
    expect((await subjectsOf(emailOf(number))).at(-1)).toBe('No cerraremos su Clave Sence')
    await later(p, { hours: 25 })
    expect(await estadoOf(p, orden)).toBe('rechazada')
    expect((await naturalCuenta(p, number)).estado).toBe('activa')
    expect((await new ScriptFreeBrowser(p.app).open(enlace)).url).toBe(paths.enlaceExpired)
    const again = await ask(p, number)
    await decide(p, again)
    await later(p, { hours: 24 })
    expect(await decide(p, again, { verdict: 'rechazar' })).toEqual({ result: 'terminada' })
    expect(await estadoOf(p, again)).toBe('aplicada')
  })

  it('that is refused changes nothing, and can be asked for again', async () => {
    const number = 41_480_005
    await registerConfirmed(p, number)
    const orden = await ask(p, number)
    const before = await subjectsOf(emailOf(number))
    expect((await decide(p, orden, { verdict: 'rechazar' })).result).toBe('bien')
    // Nobody was told of it, so nobody is told that it ended.
    expect(await subjectsOf(emailOf(number))).toEqual(before)
    expect(await decide(p, orden)).toEqual({ result: 'terminada' })
    await later(p, { days: 2 })
    expect((await naturalCuenta(p, number)).estado).toBe('activa')
    expect(await estadoOf(p, await ask(p, number))).toBe('pedida')
  })

  it('of two people who ask at once only one does; nobody asks about what does not exist', async () => {
    const number = 41_480_006
    await registerConfirmed(p, number)
    const about = { ...LIBERAR, perfil: 'natural', identificador: rutOf(number) } as const
    const asked = await Promise.all(['ana', 'eva'].map((name) => askOrden(p.deps, operador(name), about)))
    expect(asked.map(({ result }) => result).sort()).toEqual(['bien', 'ya_pedida'])
    const unknown = { ...about, identificador: rutOf(41_480_099) }
    expect(await askOrden(p.deps, operador('ana'), unknown)).toEqual({ result: 'no_existe' })
    const sheet = await readCuenta(p.deps, OPERADOR, 'natural', rutOf(number))
    expect(sheet?.openOrden).toMatchObject({ kind: 'liberar', estado: 'pedida' })
  })

  it('takes effect once, on however many nodes, and never beside an objection', async () => {
    const [one, other] = [41_480_007, 41_480_017]
    for (const number of [one, other]) {
      await registerConfirmed(p, number)
      await decide(p, await ask(p, number))
    }
    const enlace = await enlaceFor(p, emailOf(other), 'Detener el cierre')
    p.clock.advance({ hours: 24 })
    await Promise.all([applyOrdenes(p.deps), applyOrdenes(p.deps), applyOrdenes(p.deps)])
    expect((await subjectsOf(emailOf(one))).filter((each) => each.startsWith('Cerramos'))).toHaveLength(1)
    // The hour has come: the link is over.
    expect((await new ScriptFreeBrowser(p.app).open(enlace)).url).toBe(paths.enlaceExpired)
    expect((await subjectsOf(emailOf(other))).at(-1)).toBe('Cerramos su Clave Sence')
  })

  it('waits them also where the notice that was answered would have expired meanwhile', async () => {
    const number = 41_480_028
    const me = await registerConfirmed(p, number)
    await cambiar(me, number, CLAVE, NEW_CLAVE)
    await p.dispatch()
    p.clock.advance({ days: 9 })
    await noFuiYo(p, emailOf(number))
    p.clock.advance({ days: 3 })
    while ((await purge(p.deps)).more);
    const orden = await ask(p, number)
    await decide(p, orden)
    await later(p, { hours: 25 })
    expect(await estadoOf(p, orden)).toBe('concedida')
    p.clock.advance({ days: 8 })
    while ((await purge(p.deps)).more);
    const contested = p.deps.store.transaction(async ({ cuentas, eventos }) => {
      const cuenta = await cuentas.findByIdentificador('natural', rutOf(number))
      return eventos.wasContestedSince(cuenta?.id ?? '', new Date(0))
    })
    expect(await contested).toBe(false)
  })

  it('waits ten days where a confirmed mailbox said “No fui yo” lately', async () => {
    const number = 41_480_008
    const me = await registerConfirmed(p, number)
    await cambiar(me, number, CLAVE, NEW_CLAVE)
    await noFuiYo(p, emailOf(number))
    const orden = await ask(p, number)
    await decide(p, orden)
    await later(p, { days: 9, hours: 23 })
    expect(await estadoOf(p, orden)).toBe('concedida')
    await later(p, { hours: 1 })
    expect(await estadoOf(p, orden)).toBe('aplicada')
  })

  it('takes effect although its holder freezes it meanwhile with a “No fui yo” and comes back', async () => {
    const number = 41_480_018
    const me = await registerConfirmed(p, number)
    await cambiar(me, number, CLAVE, NEW_CLAVE)
    const orden = await ask(p, number)
    await decide(p, orden)
    await noFuiYo(p, emailOf(number))
    await comeBack(p, emailOf(number), 'L1tre#verd')
    expect((await naturalCuenta(p, number)).estado).toBe('activa')
    await later(p, { hours: 24 })
    expect(await estadoOf(p, orden)).toBe('aplicada')
  })

  it('frees the former NIE of whoever changed to an RUT too, and nobody is shown its document', async () => {
    const number = 24_480_001
    const me = await registerMigrante(p, number)
    await becomeNatural(p, me, number, rutOf(number))
    const { id } = await naturalCuenta(p, number)
    const asksByNie = { perfil: 'migrante', identificador: nieOf(number) } as const
    await expect(ask(p, number, asksByNie)).rejects.toThrow('use_su_rut')
    const pending = async () =>
      (await listDocumentos(p.deps, OPERADOR)).filter(({ cuentaId }) => cuentaId === id)
    const [documento] = await pending()
    await decide(p, await ask(p, number))
    await later(p, { hours: 24 })
    expect(await pending()).toEqual([])
    expect(await readDocumento(p.deps, OPERADOR, documento?.id ?? '')).toBe('borrado')
    await registerMigrante(p, number)
    await registerNatural(p, number)
    expect((await nieCuenta(p, number)).id).not.toBe((await naturalCuenta(p, number)).id)
    await later(p, { days: 30 })
    await eraseClosed(p.deps)
    const left = await p.deps.store.read(({ documentos }) => documentos.findById(documento?.id ?? ''))
    expect(left).toBeUndefined()
  })
})
