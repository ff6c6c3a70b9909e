/** Two OTECs that share a facilitador. */

import { describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_KEYBOARD, WITHOUT_JAVASCRIPT } from '../../support/browser/browser-visit.ts'
import { chooseClave, followMail } from '../../support/browser/stories.ts'
import { facilitadorEmail, otecEmail, pedido, registerOtec } from '../../support/data/facilitadores.ts'
import { organismoOf } from '../../support/data/organismos.ts'
import { CLAVE, nieOf, rutOf } from '../../support/data/personas.ts'
import { enlaceFor, mailsFor } from '../../support/http/journeys.ts'
import { importRegistro, openTestSiteWithOperador } from '../../support/product/operator.ts'

const OWN_CLAVE = 'Qu3ltehue!'
const NEW_CLAVE = 'Tr3pador#7'
const LAST_CLAVE = 'Arrayan#7'
const INVITATION = { enlace: 'Responder a la OTEC', button: 'Sí, trabajo con esta OTEC' }
const MODES = [WITH_KEYBOARD, WITHOUT_JAVASCRIPT]
const PENDING = /Estado: Pendiente: falta que el facilitador acepte/

describeInChromium('a facilitador and two OTECs', () => {
  const e = browserScene(openTestSiteWithOperador)

  describe.each(MODES)('$name', (mode) => {
    it('accepts both; the CS is changed, recovered, and keeps working when the first OTEC withdraws', async () => {
      const [one, other] = [76_600_000, 76_600_001].map((number) => number + 10 * MODES.indexOf(mode))
      if (!one || !other) throw new Error('two numbers')
      const own = one - 76_000_000
      const email = facilitadorEmail(own)
      await importRegistro(e.site, [organismoOf(one), organismoOf(other)])
      for (const number of [one, other]) await registerOtec(e.site, number)
      const v = await e.enter(mode)

      await requestFacilitador(v, one, own)
      await v.goTo(await enlaceFor(e.site, email, INVITATION.enlace))
      await v.submit({ nie: nieOf(own) }, INVITATION.button)
      expect(v.path()).toBe(pasoUrl('facilitador', 'cambiar', 'nueva'))
      await chooseClave(v, OWN_CLAVE)

      await requestFacilitador(v, other, own, { nombres: 'Escrito de otro modo' })
      await proveOtec(v, 'SOLICITAR CS PARA FACILITADOR EXTRANJERO', other)
      expect(await listItems(v)).toEqual([expect.stringMatching(PENDING)])
      expect(await listItems(v)).not.toEqual([expect.stringContaining('Chimamanda')])
      await followMail(v, e.site, email, INVITATION)
      expect(await v.title()).toBe('Aceptó a la OTEC')

      await cambiar(v, own, OWN_CLAVE, NEW_CLAVE)
      await recuperar(v, other)
      await followMail(v, e.site, email, { enlace: 'Recuperar mi CS', button: 'Crear mi nueva CS' })
      await chooseClave(v, LAST_CLAVE)

      await withdraw(v, one)
      await v.goTo(pasoUrl('facilitador', 'cambiar'))
      await v.submit({ nie: nieOf(own), claveActual: LAST_CLAVE }, 'Validar')
      expect(v.path()).toBe(pasoUrl('facilitador', 'cambiar', 'nueva'))
      expect((await mailsFor(e.site, email)).map(({ subject }) => subject)).toEqual([
        'Una OTEC le pide ser su facilitador extranjero',
        'Aceptó ser facilitador de una OTEC',
        'Una OTEC le pide ser su facilitador extranjero',
        'Aceptó ser facilitador de una OTEC',
        'Su Clave Sence fue cambiada',
        'Enlace para recuperar su Clave Sence',
        'Su Clave Sence fue cambiada',
        'Ya no es facilitador de una OTEC',
      ])
      expect((await mailsFor(e.site, otecEmail(other))).map(({ subject }) => subject)).toEqual([
        'Su Clave Sence fue creada',
        'Su OTEC solicitó un facilitador extranjero',
        'Un facilitador extranjero aceptó a su OTEC',
        'Su OTEC pidió recuperar la Clave Sence de un facilitador',
      ])
    })
  })
})

async function proveOtec(v: BrowserVisit, button: string, number: number, clave = CLAVE): Promise<void> {
  await v.goTo('/')
  await v.follow(button)
  await v.submit({ rutOtec: rutOf(number), claveOtec: clave }, 'Validar')
}

/** Requests a facilitador, after the OTEC has mistyped its CS once. */
async function requestFacilitador(v: BrowserVisit, otec: number, own: number, others = {}): Promise<void> {
  await proveOtec(v, 'SOLICITAR CS PARA FACILITADOR EXTRANJERO', otec, 'Otra#1234')
  expect(await v.errors()).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
  await v.submit({ claveOtec: CLAVE }, 'Validar')
  expect(await v.text('main')).toContain('La OTEC todavía no tiene facilitadores.')
  await v.submit(pedido(own, others), 'Solicitar CS')
  expect(await v.title()).toBe('Registramos su solicitud')
}

const listItems = (v: BrowserVisit) => v.page.locator('.listing li').allTextContents()

async function cambiar(v: BrowserVisit, own: number, current: string, newClave: string): Promise<void> {
  await v.goTo(pasoUrl('facilitador', 'cambiar'))
  await v.submit({ nie: nieOf(own), claveActual: current }, 'Validar')
  await chooseClave(v, newClave)
}

async function recuperar(v: BrowserVisit, otec: number): Promise<void> {
  await v.goTo(pasoUrl('juridica', 'facilitador/recuperar'))
  await v.submit({ rutOtec: rutOf(otec), claveOtec: CLAVE }, 'Validar')
  const [, chosen = ''] = await v
    .field('facilitador')
    .locator('option')
    .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''))
  await v.submit({ facilitador: chosen }, 'Enviar enlace al facilitador')
  expect(await v.title()).toBe('Enviamos el enlace al facilitador')
}

async function withdraw(v: BrowserVisit, otec: number): Promise<void> {
  await proveOtec(v, 'SOLICITAR CS PARA FACILITADOR EXTRANJERO', otec)
  expect(await listItems(v)).toEqual([expect.stringMatching(/Estado: Activo/)])
  await v.follow(/^Retirar a /)
  await v.submit({}, 'Retirar al facilitador')
  expect(await v.title()).toBe('El facilitador fue retirado')
}
