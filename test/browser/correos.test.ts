/** Every mail, drawn as a mail program of today draws it: on a phone and a desktop, by day and in the dark. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { abrirChromium } from '../support/chromium.ts'
import { enChromium } from '../support/escena.ts'
import { correosLeidos } from '../support/lo-que-se-lee.ts'

const ANCHOS = [360, 600]
const LUCES = ['light', 'dark'] as const

/** A mail is shown inside a page that has landmarks of its own. */
const REGLAS = { region: { enabled: false }, 'landmark-one-main': { enabled: false } }

enChromium('every mail', () => {
  let navegador: Browser
  let pagina: Page
  const pedidos: string[] = []

  beforeAll(async () => {
    navegador = await abrirChromium()
    pagina = await (await navegador.newContext({ locale: 'es-CL' })).newPage()
    pagina.on('request', (pedido) => pedidos.push(pedido.url()))
  })
  afterAll(() => navegador.close())

  test.each(Object.entries(correosLeidos()))(
    '%s fits, can be read and asks nothing of any server',
    async (_tipo, { html }) => {
      await pagina.setContent(html)
      for (const colorScheme of LUCES) {
        await pagina.emulateMedia({ colorScheme })
        for (const width of ANCHOS) {
          await pagina.setViewportSize({ width, height: 800 })
          const ancho = await pagina.locator('html').evaluate((raiz) => raiz.scrollWidth)
          expect(ancho, `at ${width} px, ${colorScheme}`).toBeLessThanOrEqual(width)
        }
        const { violations } = await new AxeBuilder({ page: pagina })
          .setLegacyMode()
          .options({ rules: REGLAS, resultTypes: ['violations'] })
          .analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      }
      expect(pedidos).toEqual([])
    },
  )
})
