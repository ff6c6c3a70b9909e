import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPendingChanges } from '../../../../src/application/worker/apply-pending-changes.ts'
import { paths } from '../../../../src/domain/urls.ts'
import { confirmCelular } from '../../../support/http/celular.ts'
import {
  actualizarFields,
  cambiar,
  confirmOn,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  registerNatural,
  requestProvisoria,
  respond,
  shownProvisoria,
  withCodigo,
  withRespuesta,
} from '../../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const CONFIRM_TEXT = 'Confirmar mi correo'
const held = (label: string) =>
  `Por seguridad, ahora ${label} solo se cambia con un código. Presione «Recibir un código en mi correo», o deje el dato como estaba`

describe('a new e-mail', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const newEmailOf = (number: number) => `nuevo${number}@otro.test`
  const confirm = async (email: string): Promise<LoadedPage> => {
    const me = new ScriptFreeBrowser(p.app)
    return confirmOn(me, await me.open(await enlaceFor(p, email, CONFIRM_TEXT)))
  }

  it('is pending until confirmed, and the old mailbox is told at once', async () => {
    const me = await registerNatural(p, 17_000_001)
    const email = newEmailOf(17_000_001)
    const finished = await me.submitFrom(
      await withCodigo(p, me, 17_000_001),
      actualizarFields(17_000_001, { email }),
    )
    expect(textOf(finished)).toContain(
      'Su correo cambiará a n****1@otro.test Se pidió el 22-11-2026 12:00. Enviamos un enlace a ese correo',
    )
    expect((await naturalCuenta(p, 17_000_001)).email).toBe(emailOf(17_000_001))
    const aviso = (await mailsFor(p, emailOf(17_000_001))).at(-1)
    expect(aviso?.text).toContain('se pidió cambiar el correo registrado por n****1@otro.test')
    const data = await withCodigo(p, me, 17_000_001)
    expect(textOf(data)).toContain('n****1@otro.test')
  })

  it('takes effect on confirmation if it was proven with the code', async () => {
    const me = await registerNatural(p, 17_000_002)
    const email = newEmailOf(17_000_002)
    await me.submitFrom(await withCodigo(p, me, 17_000_002), actualizarFields(17_000_002, { email }))
    expect(textOf(await confirm(email))).toContain('Desde ahora le enviaremos los avisos a este correo.')
    expect(await naturalCuenta(p, 17_000_002)).toMatchObject({ email, emailConfirmedAt: p.clock.now() })
    const aviso = (await mailsFor(p, emailOf(17_000_002))).at(-1)
    expect(aviso?.subject).toBe('El correo de su Clave Sence fue cambiado')
  })

  it('takes effect 24 hours after confirmation if it was proven with the answer only', async () => {
    const me = await registerNatural(p, 17_000_003)
    const email = newEmailOf(17_000_003)
    const finished = await me.submitFrom(
      await withRespuesta(me, 17_000_003),
      actualizarFields(17_000_003, { email }),
    )
    expect(textOf(finished)).toContain('24 horas después de que confirme')
    expect(textOf(await confirm(email))).toContain('El cambio de correo tendrá efecto en 24 horas.')
    p.clock.advance({ hours: 23, minutes: 59 })
    await applyPendingChanges(p.deps)
    expect((await naturalCuenta(p, 17_000_003)).email).toBe(emailOf(17_000_003))
    p.clock.advance({ minutes: 1 })
    await applyPendingChanges(p.deps)
    expect((await naturalCuenta(p, 17_000_003)).email).toBe(email)
    expect((await mailsFor(p, emailOf(17_000_003))).at(-1)?.subject).toBe(
      'El correo de su Clave Sence fue cambiado',
    )
  })

  it('can be contested from the old mailbox: before it takes effect it ends, after a code to it the call centre decides', async () => {
    for (const [number, hasChanged] of [
      [17_000_004, false],
      [17_000_005, true],
    ] as const) {
      const me = await registerNatural(p, number)
      const email = newEmailOf(number)
      await me.submitFrom(await withCodigo(p, me, number), actualizarFields(number, { email }))
      const enlace = await enlaceFor(p, email, CONFIRM_TEXT)
      if (hasChanged) await confirm(email)
      expect((await noFuiYo(p, emailOf(number))).title).toBe('Congelamos la cuenta')
      expect(await naturalCuenta(p, number)).toMatchObject({
        estado: 'congelada',
        wayBack: 'mesa',
        email: hasChanged ? email : emailOf(number),
      })
      expect((await new ScriptFreeBrowser(p.app).open(enlace)).status).toBe(410)
    }
  })

  it('replaces a pending one, whose link stops working', async () => {
    const me = await registerNatural(p, 17_000_006)
    const [one, other] = ['una17@otro.test', 'otra17@otro.test']
    await me.submitFrom(await withCodigo(p, me, 17_000_006), actualizarFields(17_000_006, { email: one }))
    const old = await enlaceFor(p, one, CONFIRM_TEXT)
    await me.submitFrom(await withCodigo(p, me, 17_000_006), actualizarFields(17_000_006, { email: other }))
    expect((await new ScriptFreeBrowser(p.app).open(old)).status).toBe(410)
    await confirm(other)
    expect((await naturalCuenta(p, 17_000_006)).email).toBe(other)
  })

  it('that three accounts hold is found out only when it is confirmed, by who reads it', async () => {
    const me = await registerNatural(p, 17_000_020)
    const [full, free] = ['lleno17@otro.test', 'libre17@otro.test']
    for (const number of [17_000_021, 17_000_022, 17_000_023]) {
      await registerNatural(p, number, { email: full })
      await confirm(full)
    }
    for (const email of [free, full]) {
      const form = await withCodigo(p, me, 17_000_020)
      const page = await me.submitFrom(form, actualizarFields(17_000_020, { email }))
      expect(textOf(page)).toContain('Enviamos un enlace a ese correo')
    }
    expect((await confirm(full)).url).toBe(paths.emailConfirmed.sin_efecto)
    expect((await naturalCuenta(p, 17_000_020)).email).toBe(emailOf(17_000_020))
  })

  it('stays confirmed on a second click on the button of its link', async () => {
    const me = await registerNatural(p, 17_000_007)
    const page = await me.open(await enlaceFor(p, emailOf(17_000_007), CONFIRM_TEXT))
    const clicks = [
      await me.press(page, paths.enlacePages['confirmar-correo']),
      await me.press(page, paths.enlacePages['confirmar-correo']),
    ]
    expect(clicks.map(({ title }) => title)).toEqual(Array(2).fill('Su correo está confirmado'))
  })

  it('has a link that works for 72 hours', async () => {
    await registerNatural(p, 17_000_008)
    const url = await enlaceFor(p, emailOf(17_000_008), CONFIRM_TEXT)
    p.clock.advance({ hours: 71 })
    expect((await new ScriptFreeBrowser(p.app).open(url)).title).toBe('Confirme su correo')
    p.clock.advance({ hours: 1 })
    expect((await new ScriptFreeBrowser(p.app).open(url)).status).toBe(410)
  })

  it('for 72 hours after a recovery by answer, contact data and question change only with the code', async () => {
    const me = await registerNatural(p, 17_000_009)
    expect(shownProvisoria(await respond(me, 17_000_009))).not.toBe('')
    const changes = {
      email: newEmailOf(17_000_009),
      celular: '87654321',
      sinCelular: '',
      preguntaNueva: 'p05',
      respuestaNueva: 'Nahuel Elefantito',
    }
    const refused = await me.submitFrom(
      await withRespuesta(me, 17_000_009),
      actualizarFields(17_000_009, changes),
    )
    expect(refused).toMatchObject({
      status: 422,
      errors: ['Email Actual', 'Celular Nuevo', 'Pregunta Secreta'].map(held),
    })
    const domicilio = await me.submitFrom(
      refused,
      actualizarFields(17_000_009, { celular: '', direccion: 'Otra 12', preguntaNueva: '' }),
    )
    expect(domicilio.title).toBe('Datos actualizados')
    const withCodigoPage = await me.submitFrom(
      await withCodigo(p, me, 17_000_009),
      actualizarFields(17_000_009, changes),
    )
    expect(withCodigoPage.title).toBe('Datos actualizados')
    await confirmCelular(p, me, withCodigoPage, 'actualizar', '987654321')
    expect(await naturalCuenta(p, 17_000_009)).toMatchObject({ celular: '987654321', preguntaSecreta: 'p05' })
  })

  it('those 72 hours run from the recovery, and anew from the change of CS that follows it', async () => {
    const me = await registerNatural(p, 17_000_011)
    const key = await requestProvisoria(me, 17_000_011)
    p.clock.advance({ minutes: 59 })
    expect((await cambiar(me, 17_000_011, key, 'Qu3ltehue!')).title).toBe('Su CS fue cambiada')
    const changes = actualizarFields(17_000_011, { celular: '87654311', sinCelular: '' })
    p.clock.advance({ hours: 71, minutes: 59 })
    expect((await me.submitFrom(await withRespuesta(me, 17_000_011), changes)).errors).toEqual([
      held('Celular Nuevo'),
    ])
    p.clock.advance({ minutes: 1 })
    expect((await me.submitFrom(await withRespuesta(me, 17_000_011), changes)).title).toBe(
      'Datos actualizados',
    )
  })

  it('after those 72 hours they change with the answer again', async () => {
    const me = await registerNatural(p, 17_000_010)
    await respond(me, 17_000_010)
    const changes = actualizarFields(17_000_010, { celular: '87654322', sinCelular: '' })
    p.clock.advance({ hours: 71, minutes: 59 })
    expect((await me.submitFrom(await withRespuesta(me, 17_000_010), changes)).errors).toEqual([
      held('Celular Nuevo'),
    ])
    p.clock.advance({ minutes: 1 })
    expect((await me.submitFrom(await withRespuesta(me, 17_000_010), changes)).title).toBe(
      'Datos actualizados',
    )
  })
})
