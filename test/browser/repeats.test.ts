/** Double clicks, reloads, Back and two tabs do no harm. */

import { describe, expect, it, vi } from 'vitest'
import { pasoUrl } from '../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { type BrowserVisit, OPPOSITE_MODES } from '../support/browser/browser-visit.ts'
import { answerPregunta } from '../support/browser/stories.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../support/data/personas.ts'
import { emailOf, mailsFor, naturalCuenta, registerNatural } from '../support/http/journeys.ts'
import { openTestSite } from '../support/http/site.ts'
import { LETTERS } from '../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'

/** Double-clicks a button and waits for the page it leads to. */
async function doubleClick(v: BrowserVisit, button: string, destination: string): Promise<void> {
  await v.button(button).dblclick({ noWaitAfter: true })
  await vi.waitFor(() => expect(v.path()).toBe(destination), { timeout: 20_000 })
  await v.page.waitForLoadState()
}

describeInChromium('repeating an action', () => {
  const e = browserScene(openTestSite)

  describe.each(OPPOSITE_MODES)('$name', (mode) => {
    const subjectsFor = async (number: number) =>
      (await mailsFor(e.site, emailOf(number))).map(({ subject }) => subject)

    it('a double click on Crear Cuenta makes one account, and its page survives a reload', async () => {
      const number = e.site.number()
      const v = await e.enter(mode)
      await v.goTo(pasoUrl('natural', 'registrar'))
      await v.fill({ ...naturalRegistration(number), captcha: LETTERS })
      await doubleClick(v, 'Crear Cuenta', pasoUrl('natural', 'registrar', 'listo'))
      expect(await v.title()).toBe('Su cuenta fue creada')
      await v.changePage(() => v.page.reload())
      expect(await v.title()).toBe('Su cuenta fue creada')
      expect(await subjectsFor(number)).toEqual(['Su Clave Sence fue creada'])
    })

    it('double clicks throughout Recuperar and Cambiar change the CS once', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const v = await e.enter(mode)
      await v.goTo(pasoUrl('natural', 'recuperar'))
      await v.fill({ rut: rutOf(number) })
      await doubleClick(v, 'Validar', pasoUrl('natural', 'recuperar', 'pregunta'))
      await v.fill({ respuestaSecreta: RESPUESTA, captcha: LETTERS })
      await doubleClick(v, 'Generar Nueva Clave', pasoUrl('natural', 'recuperar', 'listo'))
      const provisoria = await v.text('#clave-provisoria')
      await v.changePage(() => v.page.reload())
      expect(await v.text('#clave-provisoria')).toBe(provisoria)

      await v.goTo(pasoUrl('natural', 'cambiar'))
      await v.fill({ rut: rutOf(number), claveActual: provisoria })
      await doubleClick(v, 'Validar', pasoUrl('natural', 'cambiar', 'nueva'))
      await v.fill({ claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE, captcha: LETTERS })
      await doubleClick(v, 'Cambiar Clave', pasoUrl('natural', 'cambiar', 'listo'))
      await v.changePage(() => v.page.reload())
      expect(await v.title()).toBe('Su CS fue cambiada')
      expect(await subjectsFor(number)).toEqual([
        'Su Clave Sence fue creada',
        'Se generó una clave provisoria para su Clave Sence',
        'Su Clave Sence fue cambiada',
      ])
    })

    it('double clicks throughout Actualizar write the data once', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const v = await e.enter(mode)
      await v.goTo(pasoUrl('natural', 'actualizar'))
      await v.fill({ rut: rutOf(number), fechaNacimiento: '03-10-1994', emailRegistrado: emailOf(number) })
      await doubleClick(v, 'Validar', pasoUrl('natural', 'actualizar', 'seguridad'))
      await v.fill({ preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA })
      await doubleClick(v, 'Validar', pasoUrl('natural', 'actualizar', 'datos'))
      await v.fill({ direccion: 'Calle Nueva', captcha: LETTERS })
      await doubleClick(v, 'Actualizar Datos', pasoUrl('natural', 'actualizar', 'listo'))
      expect(await naturalCuenta(e.site, number)).toMatchObject({ direccion: 'Calle Nueva' })
      expect(await subjectsFor(number)).toEqual([
        'Su Clave Sence fue creada',
        'Sus datos de Clave Sence fueron actualizados',
      ])
    })

    it('Back never leads to an error, and Forward shows the result again', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const v = await e.enter(mode)
      const back = () => v.changePage(() => v.page.goBack({ waitUntil: 'commit' }))
      const forward = () => v.changePage(() => v.page.goForward({ waitUntil: 'commit' }))
      await v.goTo(pasoUrl('natural', 'recuperar'))
      await v.submit({ rut: rutOf(number) }, 'Validar')
      await back()
      expect(v.path()).toBe(pasoUrl('natural', 'recuperar'))
      await forward()
      await v.submit({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
      const provisoria = await v.text('#clave-provisoria')
      await back()
      expect(v.path()).toBe(pasoUrl('natural', 'recuperar', 'listo'))
      await forward()
      expect(await v.text('#clave-provisoria')).toBe(provisoria)
      await v.follow('Cambiar CS')
      await v.submit({ rut: rutOf(number), claveActual: provisoria }, 'Validar')
      await back()
      expect(v.path()).toBe(pasoUrl('natural', 'cambiar'))
      expect(await v.value('claveActual')).toBe('')
      await forward()
      await v.submit({ claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }, 'Cambiar Clave')
      await back()
      expect(await v.title()).toBe('Su CS fue cambiada')
      await forward()
      expect(await v.title()).toBe('Su CS fue cambiada')
    })

    it('two tabs work side by side, each with its own person', async () => {
      const [one, other] = [e.site.number(), e.site.number()]
      for (const number of [one, other]) await registerNatural(e.site, number)
      const v = await e.enter(mode)
      const w = await v.openTab()
      await v.goTo(pasoUrl('natural', 'cambiar'))
      await w.goTo(pasoUrl('natural', 'cambiar'))
      await v.submit({ rut: rutOf(one), claveActual: CLAVE }, 'Validar')
      await w.submit({ rut: rutOf(other), claveActual: CLAVE }, 'Validar')
      await v.submit({ claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }, 'Cambiar Clave')
      await w.submit({ claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }, 'Cambiar Clave')
      for (const tab of [v, w]) expect(await tab.title()).toBe('Su CS fue cambiada')
      for (const number of [one, other]) {
        expect((await subjectsFor(number)).at(-1)).toBe('Su Clave Sence fue cambiada')
      }
    })

    it('after Terminar, Back no longer shows the provisoria', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const v = await e.enter(mode)
      await answerPregunta(v, 'natural', number)
      const provisoria = await v.text('#clave-provisoria')
      await v.press('Terminar')
      expect(v.path()).toBe('/')
      await v.changePage(() => v.page.goBack({ waitUntil: 'commit' }))
      expect(await v.title()).toBe('Su clave provisoria ya se mostró')
      expect(await v.page.content()).not.toContain(provisoria)
    })
  })
})
