import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listDocumentos, readDocumento } from '../../../../src/application/staff/documentos/documentos.ts'
import { applyOrdenes } from '../../../../src/application/worker/apply-ordenes.ts'
import { eraseClosed } from '../../../../src/application/worker/erase-closed.ts'
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
import { ask, decide, estadoOf, later } from '../../../support/http/ordenes.ts'
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
    expect(mail?.text).toContain('es de otra persona u organización')
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
    // Nothing hangs on it but what tells of the order, and that the index of names is to forget it; links in old mails are dead.
    expect(await rowsOf(taken.id)).toEqual(['audit_entries', 'avisos', 'busqueda_cola', 'ordenes'])
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
