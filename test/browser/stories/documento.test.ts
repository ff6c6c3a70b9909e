/** A reviewer refuses a document; its person sends another by the link of the notice, and it is accepted. */
import { describe, expect, it } from 'vitest'
import { MAX_BYTES } from '../../../src/domain/documento/documento.ts'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { paths } from '../../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { OPPOSITE_MODES, WITH_JAVASCRIPT } from '../../support/browser/browser-visit.ts'
import { enterAs } from '../../support/browser/console-visit.ts'
import { markConfirmed } from '../../support/data/cuentas.ts'
import { nieCuenta, registerMigrante } from '../../support/data/migrantes.ts'
import { nieOf } from '../../support/data/personas.ts'
import { decide, waitingOf } from '../../support/http/documento-link.ts'
import { emailOf, enlaceFor } from '../../support/http/journeys.ts'
import { openTestSite } from '../../support/http/site.ts'
import { expectStatus, grain } from '../photo/photo-scene.ts'

const SEND = 'Enviar documento'
const DECIDE = 'Decidir y ver el siguiente'
const AGAIN = 'Enviar otro documento'

describeInChromium('a migrante whose document was refused', () => {
  const e = browserScene(openTestSite)

  async function refused(): Promise<{ number: number; cuentaId: string }> {
    const number = e.site.number()
    await registerMigrante(e.site, number)
    await markConfirmed(e.site, 'migrante', nieOf(number))
    const { id } = await nieCuenta(e.site, number)
    await decide(e.site, id, 'ilegible')
    return { number, cuentaId: id }
  }

  describe.each(OPPOSITE_MODES)('$name', (mode) => {
    it('sends another by its link: errors lose nothing, it is sent once, its page then says so, and it is accepted', async () => {
      const number = e.site.number()
      await registerMigrante(e.site, number)
      await markConfirmed(e.site, 'migrante', nieOf(number))
      const { id: cuentaId } = await nieCuenta(e.site, number)
      const reviewer = await e.enter(mode)
      await enterAs(reviewer, e.site, 'revisor')
      await reviewer.goTo(paths.console.documentos)
      await reviewer.press('Revisar el primero')
      await reviewer.submit({ decisionDocumento: 'ilegible' }, DECIDE)
      const v = await e.enter(mode)
      await v.goTo(await enlaceFor(e.site, emailOf(number), AGAIN))
      expect(v.path()).toBe(paths.enlacePages.documento)
      await v.press(SEND)
      expect(await v.errors()).toEqual([refusalText('archivo_falta')])
      expect(await v.focusedId()).toBe('error-summary')
      await v.submit({}, SEND, { name: 'pasaporte.txt', bytes: Buffer.from('hola') })
      expect(await v.errors()).toEqual([refusalText('archivo_tipo')])
      await v.submit({}, SEND)
      expect(await v.title()).toBe('Recibimos su documento')
      await v.page.reload()
      expect(await v.title()).toBe('Recibimos su documento')
      await v.goTo(paths.enlacePages.documento)
      expect(await v.title()).toBe('Ya recibimos un documento')
      expect(await waitingOf(e.site, cuentaId)).toHaveLength(1)

      await reviewer.goTo(paths.console.documentos)
      await reviewer.press('Revisar el primero')
      const shown = reviewer.page.frameLocator('iframe').locator('img')
      await expect
        .poll(() => shown.evaluate((img: { naturalWidth: number }) => img.naturalWidth))
        .toBeGreaterThan(0)
      const same = {
        coincideNumero: 'si',
        coincideNombre: 'si',
        coincideNacimiento: 'si',
        coincidePais: 'si',
      }
      await reviewer.submit({ ...same, decisionDocumento: 'verificado' }, DECIDE)
      expect((await nieCuenta(e.site, number)).identidad).toBe('verificada')
    })
  })

  it('with JavaScript sends a photo of a telephone: it is made smaller first, and Back says that it was sent', async () => {
    const { number, cuentaId } = await refused()
    const v = await e.enter({ ...WITH_JAVASCRIPT, width: 360 })
    await v.goTo(await enlaceFor(e.site, emailOf(number), AGAIN))
    await v.attach({ name: 'foto.jpg', bytes: await grain(4000, 3000).jpeg({ quality: 90 }).toBuffer() })
    await expectStatus(v, /^Lista: foto\.jpg \(\d+ KB, antes \d,\d MB\)\.$/)
    await v.press(SEND)
    expect(await v.title()).toBe('Recibimos su documento')
    await v.page.goBack()
    expect(await v.title()).toBe('Ya recibimos un documento')
    const [documento] = await waitingOf(e.site, cuentaId)
    expect(documento?.receivedBytes).toBeLessThanOrEqual(MAX_BYTES)
    expect(documento).toMatchObject({ kind: 'identificacion', format: 'image/jpeg' })
  })
})
