/** Every page in each state: no accessibility fault that a program can find, nothing to scroll sideways. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'vitest'
import { enChromium, escena } from '../support/escena.ts'
import { CON_JAVASCRIPT, type Visita } from '../support/visita.ts'
import { abrirSitioDeEstados, ESTADOS } from './estados.ts'

/** A page of 1280 px at 400 % has the room of 320. */
const ANCHOS = [1280, 360, 320]

const ancho = (v: Visita, width: number) => v.pagina.setViewportSize({ width, height: 800 })

/** What axe finds. Without frames its legacy mode finds the same, and opens no page of its own. */
async function faltas(v: Visita, opciones: Parameters<AxeBuilder['options']>[0]): Promise<string[]> {
  const axe = new AxeBuilder({ page: v.pagina }).setLegacyMode()
  const { violations } = await axe.options({ ...opciones, resultTypes: ['violations'] }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  )
}

enChromium('every page in each state', () => {
  const e = escena(abrirSitioDeEstados)

  test.each(Object.entries(ESTADOS))('%s', async (_nombre, ir) => {
    const v = await e.entrar(CON_JAVASCRIPT)
    await ir(v, e.sitio)
    for (const width of ANCHOS) {
      await ancho(v, width)
      const { scrollWidth, clientWidth } = await v.pagina.locator('html').evaluate((raiz) => ({
        scrollWidth: raiz.scrollWidth,
        clientWidth: raiz.clientWidth,
      }))
      expect(scrollWidth, `at ${width} px`).toBeLessThanOrEqual(clientWidth)
    }
    await ancho(v, 360)
    expect(await faltas(v, { rules: { 'target-size': { enabled: true } } })).toEqual([])
    // What may differ on a wide screen in the dark.
    await ancho(v, 1280)
    await v.pagina.emulateMedia({ colorScheme: 'dark' })
    expect(await faltas(v, { runOnly: ['target-size', 'color-contrast'] })).toEqual([])
  })
})
