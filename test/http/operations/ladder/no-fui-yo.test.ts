import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casoUrl, pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { CLAVE, RESPUESTA } from '../../../support/data/personas.ts'
import {
  actualizarFields,
  cambiar,
  comeBack,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  RESPUESTA_OF_RETURN,
  registerConfirmed,
  requestEnlace,
  requestProvisoria,
  respond,
  returnFields,
  shownProvisoria,
  validateForCambiar,
  withCodigo,
  withRespuesta,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const THIRD_CLAVE = 'Ch1ncol.77'
const USE_AGAIN = 'Volver a usar mi cuenta'

describe('“No fui yo”', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('acts on its own account when two links are open in two tabs', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const pages = []
    for (const number of [19_000_090, 19_000_091]) {
      await registerConfirmed(p, number)
      pages.push(await me.open(await enlaceFor(p, emailOf(number), 'No fui yo')))
    }
    const [one] = pages
    if (!one) throw new Error('no page')
    await me.press(one, paths.enlacePages['no-fui-yo'])
    expect(await naturalCuenta(p, 19_000_090)).toMatchObject({ estado: 'congelada' })
    expect(await naturalCuenta(p, 19_000_091)).toMatchObject({ estado: 'activa' })
  })

  const eventos: [string, number, (me: ScriptFreeBrowser, number: number) => Promise<unknown>][] = [
    ['a recovery', 19_000_002, (me, number) => respond(me, number)],
    ['a change', 19_000_003, (me, number) => cambiar(me, number, CLAVE, NEW_CLAVE)],
    [
      'an update',
      19_000_004,
      async (me, number) =>
        me.submitFrom(await withRespuesta(me, number), actualizarFields(number, { direccion: 'Otra 9' })),
    ],
  ]
  it.each(eventos)(
    'after %s freezes the account until its owner comes back by mail',
    async (what, number, run) => {
      const me = await registerConfirmed(p, number)
      await run(me, number)
      const congelada = await noFuiYo(p, emailOf(number))
      expect(congelada).toMatchObject({ status: 200, title: 'Congelamos la cuenta' })
      expect(await naturalCuenta(p, number)).toMatchObject({
        estado: 'congelada',
        direccion: 'Pasaje Los Aromos',
      })
      const withClave = await validateForCambiar(me, number, what === 'a change' ? NEW_CLAVE : CLAVE)
      expect(withClave).toMatchObject({
        url: pasoUrl('natural', 'cambiar', 'alto'),
        title: 'Su cuenta está congelada',
      })
      const returned = await comeBack(p, emailOf(number), THIRD_CLAVE)
      expect((await naturalCuenta(p, number)).estado).toBe('activa')
      expect((await validateForCambiar(returned, number, THIRD_CLAVE)).url).toBe(
        pasoUrl('natural', 'cambiar', 'nueva'),
      )
    },
  )

  it('does nothing when the link is opened, and works for ten days', async () => {
    await registerConfirmed(p, 19_000_005)
    const url = await enlaceFor(p, emailOf(19_000_005), 'No fui yo')
    p.clock.advance({ days: 9, hours: 23, minutes: 0 })
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.open(url)
    expect(page.title).toBe('¿No fue usted?')
    expect((await naturalCuenta(p, 19_000_005)).estado).toBe('activa')
    p.clock.advance({ minutes: 59 })
    expect((await me.press(page, paths.enlacePages['no-fui-yo'])).title).toBe('Este enlace ya no sirve')
    expect((await naturalCuenta(p, 19_000_005)).estado).toBe('activa')
  })

  it('freezes once per event, and a second click shows the same', async () => {
    const me = await registerConfirmed(p, 19_000_006)
    await cambiar(me, 19_000_006, CLAVE, THIRD_CLAVE)
    const url = await enlaceFor(p, emailOf(19_000_006), 'No fui yo')
    const page = await me.open(url)
    const clicks = await Promise.all([1, 2].map(() => me.press(page, paths.enlacePages['no-fui-yo'])))
    expect(clicks.map(({ title }) => title)).toEqual(Array(2).fill('Congelamos la cuenta'))
    expect((await mailsFor(p, emailOf(19_000_006))).map(({ subject }) => subject)).toEqual([
      'Su Clave Sence fue creada',
      'Su Clave Sence fue cambiada',
      'Su Clave Sence fue congelada',
    ])
    await comeBack(p, emailOf(19_000_006), NEW_CLAVE)
    expect((await new ScriptFreeBrowser(p.app).open(url)).status).toBe(410)
    expect((await naturalCuenta(p, 19_000_006)).estado).toBe('activa')
  })

  it('ends temporary keys and open solicitudes, and restores contact data and question', async () => {
    const me = await registerConfirmed(p, 19_000_007)
    const intruder = new ScriptFreeBrowser(p.app)
    const open = await withCodigo(p, intruder, 19_000_007)
    const changes = {
      email: 'intruso19@otro.test',
      preguntaNueva: 'p05',
      respuestaNueva: 'Nahuel Elefantito',
    }
    await intruder.submitFrom(
      await withCodigo(p, intruder, 19_000_007),
      actualizarFields(19_000_007, changes),
    )
    const aviso = await enlaceFor(p, emailOf(19_000_007), 'No fui yo')
    const provisoria = shownProvisoria(await respond(intruder, 19_000_007, 'nahuel elefantito'))
    expect(provisoria).not.toBe('')
    await me.press(await me.open(aviso), paths.enlacePages['no-fui-yo'])
    expect(await naturalCuenta(p, 19_000_007)).toMatchObject({
      estado: 'congelada',
      email: emailOf(19_000_007),
      preguntaSecreta: 'p03',
    })
    expect((await validateForCambiar(intruder, 19_000_007, provisoria)).status).toBe(422)
    const attempt = await intruder.submitFrom(open, actualizarFields(19_000_007, { direccion: 'Ajena 1' }))
    expect(attempt.url).toBe(pasoUrl('natural', 'actualizar'))
  })

  it('takes away from who recovered by a known answer the answer too, whichever notice was pressed', async () => {
    const thief = await registerConfirmed(p, 19_000_008, { sinCelular: '', celular: '87654321' })
    await cambiar(thief, 19_000_008, await requestProvisoria(thief, 19_000_008), NEW_CLAVE)
    await cambiar(thief, 19_000_008, NEW_CLAVE, THIRD_CLAVE)
    await noFuiYo(p, emailOf(19_000_008))
    await comeBack(p, emailOf(19_000_008), NEW_CLAVE)
    expect(await naturalCuenta(p, 19_000_008)).toMatchObject({ preguntaSecreta: 'p05', celular: null })
    expect((await respond(new ScriptFreeBrowser(p.app), 19_000_008, RESPUESTA)).status).toBe(422)
    const mine = await respond(new ScriptFreeBrowser(p.app), 19_000_008, RESPUESTA_OF_RETURN)
    expect(shownProvisoria(mine)).not.toBe('')
  })

  it('does not give the account back without a new question and answer', async () => {
    const me = await registerConfirmed(p, 19_000_012)
    await cambiar(me, 19_000_012, CLAVE, NEW_CLAVE)
    await noFuiYo(p, emailOf(19_000_012))
    const page = await me.open(await enlaceFor(p, emailOf(19_000_012), USE_AGAIN))
    const nuevaPage = await me.press(page, paths.enlacePages.volver)
    const only = { claveNueva: THIRD_CLAVE, repetirClaveNueva: THIRD_CLAVE }
    const refused = await me.submitFrom(nuevaPage, { ...only, preguntaNueva: '', respuestaNueva: '' })
    expect(refused).toMatchObject({ status: 422 })
    const likeTheClave = { ...only, preguntaNueva: 'p05', respuestaNueva: THIRD_CLAVE }
    expect((await me.submitFrom(refused, likeTheClave)).status).toBe(422)
    expect((await naturalCuenta(p, 19_000_012)).estado).toBe('congelada')
  })

  it('cannot be used by the intruder, through a later notice, to bring the change back', async () => {
    const me = await registerConfirmed(p, 19_000_009)
    const intruder = new ScriptFreeBrowser(p.app)
    const foreign = 'ajeno19@otro.test'
    await intruder.submitFrom(
      await withCodigo(p, intruder, 19_000_009),
      actualizarFields(19_000_009, { email: foreign }),
    )
    const ownersEnlace = await enlaceFor(p, emailOf(19_000_009), 'No fui yo')
    const confirm = await intruder.open(await enlaceFor(p, foreign, 'Confirmar mi correo'))
    await intruder.press(confirm, paths.enlacePages['confirmar-correo'])
    p.clock.advance({ minutes: 1 })
    await cambiar(intruder, 19_000_009, CLAVE, NEW_CLAVE)
    const intrudersEnlace = await enlaceFor(p, foreign, 'No fui yo')
    p.clock.advance({ minutes: 1 })
    await me.press(await me.open(ownersEnlace), paths.enlacePages['no-fui-yo'])
    p.clock.advance({ minutes: 1 })
    const attempt = await intruder.press(await intruder.open(intrudersEnlace), paths.enlacePages['no-fui-yo'])
    expect(attempt.title).toBe('Este enlace ya no sirve')
    expect((await naturalCuenta(p, 19_000_009)).estado).toBe('congelada')
  })

  it('allows asking for the way back again, and strangers’ requests do not end the first link', async () => {
    const me = await registerConfirmed(p, 19_000_010)
    await cambiar(me, 19_000_010, CLAVE, 'Ch1ncol!77')
    await noFuiYo(p, emailOf(19_000_010))
    const first = await enlaceFor(p, emailOf(19_000_010), USE_AGAIN)
    for (let round = 0; round < 7; round++) await requestEnlace(new ScriptFreeBrowser(p.app), 19_000_010)
    const requested = await enlaceFor(p, emailOf(19_000_010), 'Recuperar mi CS')
    for (const url of [first, requested])
      expect((await new ScriptFreeBrowser(p.app).open(url)).status).toBe(200)
    const nuevaPage = await me.press(await me.open(requested), paths.enlacePages.volver)
    await me.submitFrom(nuevaPage, returnFields(NEW_CLAVE))
    expect((await naturalCuenta(p, 19_000_010)).estado).toBe('activa')
    expect((await me.open(first)).status).toBe(410)
  })

  it('gives a case number, not a temporary key, for the right answer of a frozen account', async () => {
    const me = await registerConfirmed(p, 19_000_011)
    await cambiar(me, 19_000_011, CLAVE, NEW_CLAVE)
    await noFuiYo(p, emailOf(19_000_011))
    const stopped = await respond(me, 19_000_011)
    expect(stopped).toMatchObject({
      url: pasoUrl('natural', 'recuperar', 'alto'),
      title: 'Su cuenta está congelada',
    })
    const caso = await me.press(stopped, casoUrl('natural', 'recuperar'))
    expect(textOf(caso)).toMatch(/Su número de caso es [A-Z2-9]{8}\./)
  })
})
