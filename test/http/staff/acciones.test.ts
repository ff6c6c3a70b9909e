/** The pages of what is done in a call (product.md “Calls”), without scripts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLlamada } from '../../../src/application/staff/llamadas/open-llamada.ts'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import type { Accion } from '../../../src/domain/staff/acciones.ts'
import type { CallChannel } from '../../../src/domain/staff/call-channels.ts'
import { accionUrl, decidirOrdenUrl, ordenUrl, paths, resumenUrl } from '../../../src/domain/urls.ts'
import { formatIdentificador } from '../../../src/domain/values/identificador.ts'
import { updateCuenta } from '../../support/data/cuentas.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { rutOf } from '../../support/data/personas.ts'
import { signedIn, signedInToDecide } from '../../support/http/console.ts'
import { emailOf, registerConfirmed } from '../../support/http/journeys.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

describe('the pages of a call', () => {
  let p: TestProduct
  let number = 34_000_000
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const call = async (id: string, codigos: [CallChannel, Accion][] = [], checked = true): Promise<string> => {
    await registerConfirmed(p, ++number)
    const which = { perfil: 'natural', identificador: rutOf(number) } as const
    const done = await openLlamada(p.deps, funcionario(id), {
      ...which,
      ...{ reason: 'clave_olvidada', callNumber: '1' },
    })
    if (done.result !== 'bien') throw new Error(done.result)
    const at = p.deps.clock.now()
    const readBack = codigos.map(([channel, accion]) => ({ channel, accion, at: at.toISOString() }))
    const shown = { ...done.llamada, checkedAt: checked ? at : null, readBack }
    await p.deps.store.transaction((uow) => uow.llamadas.save(shown))
    return done.llamada.id
  }

  it('say before the button what will happen, and afterwards what to read aloud', async () => {
    const { me, id } = await signedIn(p, 'ejecutivo')
    const llamada = await call(id)
    const page = await me.open(accionUrl('enviar_enlace', llamada))
    expect(page.html).toContain('bueno por una hora')
    expect(page.html).not.toContain(emailOf(number))
    const done = await me.submit(page.url, {})
    expect(done.url).toBe(resumenUrl(llamada))
    expect(done.html).toContain('Enviamos un enlace a su correo')
    // The same thing may be meant again, from its page opened anew.
    await me.submit(accionUrl('enviar_enlace', llamada), { terminaLlamada: 'si' })
    const summary = await me.open(resumenUrl(llamada))
    expect(summary.html).toContain('Resumen para leer en voz alta')
    expect(summary.html.match(/Enviamos un enlace/g)).toHaveLength(2)
    expect(summary.html).toMatch(/Número del caso: <strong>[A-Z2-9]{8}/)
  })

  it('do nothing out of order, in another’s call, or without the second factor', async () => {
    const { me, id } = await signedIn(p, 'ejecutivo')
    const llamada = await call(id, [], false)
    const page = await me.submit(accionUrl('congelar', llamada), { motivoCongelar: 'uso_sospechoso' })
    expect(page.status).toBe(422)
    expect(page.html).toContain('Falta que pase la comprobación')
    const other = (await signedIn(p, 'supervisor')).me
    expect((await other.open(accionUrl('congelar', llamada))).status).toBeGreaterThanOrEqual(400)
    expect((await other.open(resumenUrl(llamada))).status).toBeGreaterThanOrEqual(400)
    const renewed = await me.open(
      accionUrl('cambiar_correo', await call(id, [['celular', 'cambiar_correo']])),
    )
    expect(renewed.url).not.toContain('cambiar-correo')
  })

  it('an orden is asked for with what was seen, and decided by a supervisor who sees it, each with the second factor', async () => {
    const { me, id } = await signedIn(p, 'ejecutivo')
    const llamada = await call(id)
    const url = accionUrl('pedir_liberar', llamada)
    expect((await me.open(url)).url).not.toContain('pedir-liberar')
    const asker = (await signedIn(p, 'ejecutivo', id, llamada)).me
    const why = { motivoLiberar: 'creada_por_otra_persona' }
    expect((await asker.submit(url, why)).status).toBe(422)
    const asked = await asker.submit(url, { ...why, documentoVisto: 'pasaporte' })
    const [, orden = ''] = /pedido ([A-Z2-9]{8})/.exec(asked.html) ?? []
    expect((await me.open(paths.console.ordenes)).html).toContain(orden)
    expect((await me.open(decidirOrdenUrl(orden))).status).toBe(403)
    const whole = formatIdentificador('natural', rutOf(number))
    // In full for who compares it with the document, and for nobody else.
    expect((await me.open(ordenUrl(orden))).html).not.toContain(whole)
    const { me: unproven } = await signedIn(p, 'supervisor')
    expect((await unproven.open(decidirOrdenUrl(orden))).url).not.toContain('decidir')
    const { me: decider } = await signedInToDecide(p, orden)
    const page = await decider.open(decidirOrdenUrl(orden))
    expect(page.html).toContain('Documento que vio: pasaporte')
    expect(page.html).toContain(whole)
    expect(page.html).toContain('En la llamada 1, que pasó la comprobación')
    // What is decided stands on the page that decides it.
    expect(page.html).toContain(`${orden}: Liberar, la creó otra persona`)
    expect(page.html).not.toContain(emailOf(number))
    // The page is of the account as it was: what changed meanwhile is shown, and looked at before anything is decided.
    await updateCuenta(p, 'natural', rutOf(number), { block: 'B' })
    const stale = await decider.submitFrom(page, { decision: 'conceder' })
    expect([stale.status, stale.errors]).toEqual([422, [refusalText('orden_cambio_entretanto')]])
    expect(stale.html).toContain('Desde que se pidió cambiaron los datos de la cuenta.')
    const pressedAgain = await decider.submitFrom(stale, { decision: 'conceder' })
    expect(pressedAgain.status).toBe(422)
    const done = await decider.submit(decidirOrdenUrl(orden), { decision: 'conceder' })
    expect(done.html).toContain('Concedida, espera su hora')
    expect(done.html).toContain('Pidió una orden')
    const again = await decider.submit(decidirOrdenUrl(orden), { decision: 'conceder' })
    expect(again.html).toContain('ya no espera una decisión')
  })
})
