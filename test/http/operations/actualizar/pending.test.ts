import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TramiteOperacion } from '../../../../src/domain/perfil.ts'
import { cancelUrl, pasoUrl } from '../../../../src/domain/urls.ts'
import { CLAVE, rutOf } from '../../../support/data/personas.ts'
import {
  actualizarFields,
  cambiar,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  registerConfirmed,
  respond,
  validateForActualizar,
  validateForCambiar,
  withCodigo,
  withRespuesta,
} from '../../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const BUTTON = 'Cancelar este cambio'
const CANCELLED = 'Cancelamos el cambio de correo. Su correo sigue siendo el mismo.'
const MAIL = 'Se canceló un cambio de su Clave Sence'

describe('what is pending of an account', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const newEmailOf = (number: number) => `nuevo${number}@otro.test`
  const ask = async (me: ScriptFreeBrowser, number: number, form: LoadedPage) =>
    me.submitFrom(form, actualizarFields(number, { email: newEmailOf(number) }))
  const askWithRespuesta = async (number: number) => {
    const me = await registerConfirmed(p, number)
    return { me, page: await ask(me, number, await withRespuesta(me, number)) }
  }
  const cancel = (me: ScriptFreeBrowser, page: LoadedPage, operacion: TramiteOperacion) =>
    me.press(page, cancelUrl('natural', operacion as 'cambiar'))

  it('is shown on every page that follows a proof, with a button, and on none before', async () => {
    const number = 41_000_001
    const { me, page } = await askWithRespuesta(number)
    const seguridad = await validateForActualizar(me, number)
    const codigo = await me.submitFrom(seguridad, {}, 'codigo')
    const before = [
      seguridad,
      codigo,
      await me.open(pasoUrl('natural', 'cambiar')),
      await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(number) }),
    ]
    for (const one of before) expect(one.html).not.toContain(BUTTON)
    const datos = await withRespuesta(me, number)
    const asking = await me.submitFrom(datos, {}, 'codigo')
    await p.dispatch()
    p.clock.advance({ minutes: 1 })
    const after = [
      page,
      datos,
      await me.submitFrom(datos, { direccion: '' }),
      asking,
      await withCodigo(p, me, number),
      await validateForCambiar(me, number),
      await respond(me, number),
    ]
    for (const one of after) {
      expect([one.url, textOf(one)]).toEqual([
        one.url,
        expect.stringMatching(/Su correo cambiará a n\*+1@otro\.test Se pidió el .*Cancelar este cambio/),
      ])
      expect(one.html).not.toContain(newEmailOf(number))
    }
  })

  it('is cancelled with the CS alone; the old mailbox is told, and the link to the new one is dead', async () => {
    const number = 41_000_002
    await askWithRespuesta(number)
    const enlace = await enlaceFor(p, newEmailOf(number), 'Confirmar mi correo')
    p.clock.advance({ minutes: 1 })
    const me = new ScriptFreeBrowser(p.app)
    const cancelled = await cancel(me, await validateForCambiar(me, number), 'cambiar')
    expect(cancelled.url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    expect(textOf(cancelled)).toContain(CANCELLED)
    expect(cancelled.html).not.toContain(BUTTON)
    const told = (await mailsFor(p, emailOf(number))).at(-1)
    expect(told?.subject).toBe(MAIL)
    expect(await mailsFor(p, newEmailOf(number))).toHaveLength(1)
    expect((await new ScriptFreeBrowser(p.app).open(enlace)).status).toBe(410)
    const fields = { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }
    expect((await me.submitFrom(cancelled, fields)).title).toBe('Su CS fue cambiada')
    expect(await cancelledIn(number)).toEqual(['email clave'])
    expect((await noFuiYo(p, emailOf(number))).title).toBe('Congelamos la cuenta')
  })

  it('is cancelled once, whoever clicks twice, and tells once', async () => {
    const number = 41_000_003
    const { me, page } = await askWithRespuesta(number)
    const [first, second] = [await cancel(me, page, 'actualizar'), await cancel(me, page, 'actualizar')]
    for (const one of [first, second]) {
      expect(one.url).toBe(pasoUrl('natural', 'actualizar', 'listo'))
      expect(textOf(one)).toContain(CANCELLED)
    }
    const subjects = (await mailsFor(p, emailOf(number))).map(({ subject }) => subject)
    expect(subjects.filter((subject) => subject === MAIL)).toHaveLength(1)
    expect(await cancelledIn(number)).toEqual(['email respuesta'])
  })

  it('that took effect or was cancelled meanwhile is not said to be cancelled', async () => {
    const number = 41_000_033
    await askWithRespuesta(number)
    const [me, other] = [new ScriptFreeBrowser(p.app), new ScriptFreeBrowser(p.app)]
    const [page, elsewhere] = [await validateForCambiar(me, number), await validateForCambiar(other, number)]
    await cancel(other, elsewhere, 'cambiar')
    const late = textOf(await cancel(me, page, 'cambiar'))
    expect(late).toContain('Ese cambio ya no estaba pendiente')
    expect(late).not.toContain(CANCELLED)
    expect(await cancelledIn(number)).toEqual(['email clave'])
  })

  it('asked for with a code outlives a new CS, and the page of that shows it with its button', async () => {
    const number = 41_000_004
    const me = await registerConfirmed(p, number)
    await ask(me, number, await withCodigo(p, me, number))
    const page = await cambiar(me, number, CLAVE, NEW_CLAVE)
    expect(textOf(page)).toContain('El cambio tendrá efecto en cuanto confirme.')
    expect(textOf(await cancel(me, page, 'cambiar'))).toContain(CANCELLED)
    expect((await naturalCuenta(p, number)).email).toBe(emailOf(number))
  })

  it('cannot be cancelled from another browser, without a proof, nor from a page of before a later change', async () => {
    const number = 41_000_005
    const me = await registerConfirmed(p, number)
    const asked = await ask(me, number, await withCodigo(p, me, number))
    const body = /<form method="post" action="[^"]*cancelar-cambio">([\s\S]*?)<\/form>/.exec(asked.html)?.[1]
    const [, cambio = ''] = /name="cambio" value="([^"]+)"/.exec(body ?? '') ?? []
    expect(cambio).not.toBe('')
    const stranger = new ScriptFreeBrowser(p.app)
    const seguridad = await validateForActualizar(stranger, number)
    const own = /name="solicitud" value="([^"]+)"/.exec(seguridad.html)?.[1] ?? ''
    const csrf = /name="_csrf" value="([^"]+)"/.exec(seguridad.html)?.[1] ?? ''
    const foreign = /name="solicitud" value="([^"]+)"/.exec(body ?? '')?.[1] ?? ''
    for (const solicitud of [own, foreign]) {
      const fields = { _csrf: csrf, solicitud, cambio }
      await stranger.post(cancelUrl('natural', 'actualizar'), fields)
    }
    expect(
      (await stranger.postRaw(cancelUrl('natural', 'actualizar'), { solicitud: own, cambio })).status,
    ).toBe(403)
    // A thief's page, still open once the owner has changed the CS.
    const thief = new ScriptFreeBrowser(p.app)
    const recovered = await respond(thief, number)
    p.clock.advance({ minutes: 1 })
    await cambiar(me, number, CLAVE, NEW_CLAVE)
    expect((await thief.open(recovered.url)).html).not.toContain(BUTTON)
    await cancel(thief, recovered, 'recuperar')
    expect(await cancelledIn(number)).toEqual([])
    expect(textOf(await validateForCambiar(me, number, NEW_CLAVE))).toContain(BUTTON)
  })

  /** What the audit says was cancelled, and with which proof. */
  async function cancelledIn(number: number): Promise<string[]> {
    const { id } = await naturalCuenta(p, number)
    const entries = await p.deps.store.read(({ audit }) => audit.findByCuenta(id, 100))
    const own = entries.filter(({ event }) => event === 'cambio_cancelado')
    return own.map(({ result, detail }) => `${result} ${detail?.prueba}`)
  }
})
