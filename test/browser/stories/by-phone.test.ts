/** Somebody is registered by phone, takes the account with the link that was mailed, and signs in with it. */
import { expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { OPPOSITE_MODES } from '../../support/browser/browser-visit.ts'
import { enterAs } from '../../support/browser/console-visit.ts'
import { CLAVE, naturalRegistration, rutOf } from '../../support/data/personas.ts'
import { emailOf, enlaceFor, returnFields } from '../../support/http/journeys.ts'
import { openTestSite } from '../../support/http/site.ts'

describeInChromium('somebody who is registered by phone', () => {
  const e = browserScene(openTestSite)

  it.each(OPPOSITE_MODES)('chooses CS by the mailed link, and signs in: $name', async (mode) => {
    const agent = await e.enter(mode)
    await enterAs(agent, e.site, 'ejecutivo')
    const number = e.site.number()
    await agent.goTo(paths.console.buscar)
    await agent.submit({ q: rutOf(number) }, 'Buscar')
    await agent.follow('Registrar por teléfono')
    expect(await agent.value('rut')).toContain('.')
    const { clave, repetirClave, preguntaSecreta, respuestaSecreta, ...dictated } =
      naturalRegistration(number)
    await agent.submit({ ...dictated, numeroLlamada: '4821' }, 'Registrar y enviar el enlace')
    expect(await agent.title()).toBe('Resumen para leer en voz alta')

    const person = await e.enter(mode)
    await person.goTo(await enlaceFor(e.site, emailOf(number), 'Activar mi Clave Sence'))
    await person.submit({ rut: rutOf(number) }, 'Continuar')
    await person.submit(returnFields(CLAVE), 'Cambiar Clave')
    expect(person.path()).toBe(pasoUrl('natural', 'cambiar', 'listo'))
    const data = { fechaNacimiento: '03-10-1994', emailRegistrado: emailOf(number) }
    await person.goTo(pasoUrl('natural', 'actualizar'))
    await person.submit({ rut: rutOf(number), ...data }, 'Validar')
    const { preguntaNueva = '', respuestaNueva = '' } = returnFields(CLAVE)
    await person.submit({ preguntaSecreta: preguntaNueva, respuestaSecreta: respuestaNueva }, 'Validar')
    expect(person.path()).toBe(pasoUrl('natural', 'actualizar', 'datos'))
  })
})
