import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freezeCuenta, undoFreeze } from '../../../../src/application/staff/cuentas/freeze-cuenta.ts'
import { readCuenta } from '../../../../src/application/staff/cuentas/read-cuenta.ts'
import { askOrden } from '../../../../src/application/staff/ordenes/ask-orden.ts'
import { purge } from '../../../../src/application/worker/purge.ts'
import { pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { OPERADOR } from '../../../support/data/operador.ts'
import { CLAVE, rutOf } from '../../../support/data/personas.ts'
import {
  cambiar,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  registerConfirmed,
  validateForCambiar,
} from '../../../support/http/journeys.ts'
import { ask, decide, estadoOf, LIBERAR, later, objetar, operador } from '../../../support/http/ordenes.ts'
import { ScriptFreeBrowser } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'
import { ENGINES } from '../../../support/storage/databases.ts'

const NEW_CLAVE = 'Qu3ltehue!'

describe.each(ENGINES)('what two people decide, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const subjectsOf = async (to: string) => (await mailsFor(p, to)).map(({ subject }) => subject)

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

  it('is told with its reason, which must be of the perfil', async () => {
    const number = 41_480_041
    await registerConfirmed(p, number)
    await expect(ask(p, number, { reason: 'no_representa' })).rejects.toThrow('no_corresponde')
    await decide(p, await ask(p, number, { reason: 'orden_de_autoridad' }))
    const text = (await mailsFor(p, emailOf(number))).at(-1)?.text
    expect(text).toContain('Nos lo ordenó una autoridad.')
    expect(text).not.toContain('Nos mostraron')
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
})
