/** A person confirms the mobile of the registration, and later a new one. */

import { describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { type BrowserVisit, OPPOSITE_MODES } from '../../support/browser/browser-visit.ts'
import { smsCodeFor } from '../../support/http/celular.ts'
import { openTestSite } from '../../support/http/site.ts'
import { goToCelular, goToDatos } from '../states/scenes.ts'

describeInChromium('a person and their mobiles', () => {
  const e = browserScene(openTestSite)

  const confirm = async (v: BrowserVisit, celular: string) => {
    await v.press('Enviar código por SMS')
    expect(await v.title()).toBe('Confirme su celular')
    await v.submit({ codigo: '12' }, 'Confirmar Celular')
    expect(await v.errors()).toEqual(['Escriba los 6 números del código que le enviamos'])
    expect(await v.focusedId()).toBe('error-summary')
    await v.submit({ codigo: await smsCodeFor(e.site, celular) }, 'Confirmar Celular')
    expect(await v.page.locator('main').textContent()).toContain('quedó confirmado')
  }

  describe.each(OPPOSITE_MODES)('$name', (mode) => {
    it('confirms the first on the last page of Registrar, and a new one on that of Actualizar', async () => {
      const v = await e.enter(mode)
      const celular = await goToCelular(v, e.site)
      await confirm(v, celular)
      expect(await v.title()).toBe('Su cuenta fue creada')

      const other = e.site.number()
      await goToDatos(v, Number(celular.slice(1)))
      await v.submit({ celular: String(other) }, 'Actualizar Datos')
      expect(v.path()).toBe(pasoUrl('natural', 'actualizar', 'listo'))
      await confirm(v, `9${other}`)
      expect(await v.title()).toBe('Datos actualizados')
    })
  })
})
