/** Whole flows without a mouse. */

import { expect, it } from 'vitest'
import { pasoUrl } from '../../src/domain/urls.ts'
import { formatRut } from '../../src/domain/values/rut.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { ALL_MODES, type BrowserVisit, OPPOSITE_MODES } from '../support/browser/browser-visit.ts'
import { tabTo as tabToLocator } from '../support/browser/keyboard.ts'
import { naturalRegistration, RESPUESTA, rutOf } from '../support/data/personas.ts'
import { emailOf, naturalCuenta, registerNatural } from '../support/http/journeys.ts'
import type { FormFields } from '../support/http/script-free-browser.ts'
import { openTestSite } from '../support/http/site.ts'
import { LETTERS } from '../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'

const tabTo = (v: BrowserVisit, selector: string) => tabToLocator(v, v.page.locator(selector).first())

async function typeInto(v: BrowserVisit, fields: FormFields): Promise<void> {
  for (const [name, text] of Object.entries(fields)) {
    await tabTo(v, `[name="${name}"]`)
    await v.page.keyboard.type(String(text))
  }
}

async function chooseFirst(v: BrowserVisit, list: string): Promise<void> {
  await tabTo(v, `[name="${list}"]`)
  await v.page.keyboard.press('ArrowDown')
}

const enter = (v: BrowserVisit) => v.changePage(() => v.page.keyboard.press('Enter'))

describeInChromium('with the keyboard alone', () => {
  const e = browserScene(openTestSite)

  it.each(OPPOSITE_MODES)('a person gets a provisoria and changes it, $name', async (mode) => {
    const number = e.site.number()
    await registerNatural(e.site, number)
    const v = await e.enter(mode)
    await v.goTo('/')
    await tabTo(v, '.skip-link')
    await v.page.keyboard.press('Enter')
    await tabTo(v, `main a[href="${pasoUrl('natural', 'recuperar')}"]`)
    await enter(v)
    await typeInto(v, { rut: rutOf(number) })
    await enter(v)
    await typeInto(v, { respuestaSecreta: 'equivocada', captcha: LETTERS })
    await enter(v)
    expect(await v.focusedId()).toBe('error-summary')
    await typeInto(v, { respuestaSecreta: RESPUESTA, captcha: LETTERS })
    await enter(v)
    const provisoria = await v.text('#clave-provisoria')
    await tabTo(v, `main a[href^="${pasoUrl('natural', 'cambiar')}?"]`)
    await enter(v)
    expect(await v.value('rut')).toBe(formatRut(rutOf(number)))
    await typeInto(v, { claveActual: provisoria })
    await enter(v)
    await typeInto(v, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE, captcha: LETTERS })
    await tabTo(v, '.button--primary')
    await enter(v)
    expect(await v.title()).toBe('Su CS fue cambiada')
  })

  it.each(OPPOSITE_MODES)('a person registers and then updates their data, $name', async (mode) => {
    const number = e.site.number()
    const v = await e.enter(mode)
    await v.goTo(pasoUrl('natural', 'registrar'))
    // In a select, typing the first letters of an option chooses it.
    const { preguntaSecreta, respuestaSecreta, ...data } = naturalRegistration(number, {
      region: 'Metropolitana',
      comuna: 'Maip',
      sinCelular: ' ',
    })
    for (const [name, text] of Object.entries(data)) {
      if (text !== '') await typeInto(v, { [name]: text })
    }
    await chooseFirst(v, 'preguntaSecreta')
    await typeInto(v, { respuestaSecreta: RESPUESTA, captcha: LETTERS })
    await tabTo(v, '.button--primary')
    await enter(v)
    expect(await v.title()).toBe('Su cuenta fue creada')
    expect(await naturalCuenta(e.site, number)).toMatchObject({ comuna: '13119', celular: null })

    await v.goTo(pasoUrl('natural', 'actualizar'))
    await typeInto(v, {
      rut: rutOf(number),
      fechaNacimiento: '03-10-1994',
      emailRegistrado: emailOf(number),
    })
    await enter(v)
    await chooseFirst(v, 'preguntaSecreta')
    await typeInto(v, { respuestaSecreta: RESPUESTA })
    await enter(v)
    await typeInto(v, { direccion: 'Calle Nueva', captcha: LETTERS })
    await tabTo(v, '.button--primary')
    await enter(v)
    expect(await naturalCuenta(e.site, number)).toMatchObject({ direccion: 'Calle Nueva' })
  })

  it.each(ALL_MODES)('the menu opens, leads to its pages and closes, $name', async (mode) => {
    const v = await e.enter(mode)
    await v.goTo('/')
    if (mode.width === 360) {
      await tabTo(v, '.menu__button')
      await v.page.keyboard.press('Enter')
    }
    await tabTo(v, '.group__button >> text=RECUPERAR CS')
    await v.page.keyboard.press('Enter')
    const link = v.page.getByRole('link', { name: 'Recuperar CS Persona Natural', exact: true })
    expect(await link.isVisible()).toBe(true)
    await v.page.keyboard.press(mode.javaScriptEnabled ? 'Escape' : 'Enter')
    expect(await link.isVisible()).toBe(false)
    await v.page.keyboard.press('Enter')
    await tabTo(v, `.group[open] a[href="${pasoUrl('natural', 'recuperar')}"]`)
    await enter(v)
    expect(v.path()).toBe(pasoUrl('natural', 'recuperar'))
  })
})
