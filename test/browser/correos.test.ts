/** Every mail as a reader of mail in a browser shows it: on a wide screen, on a phone, in the dark. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'vitest'
import { EJEMPLOS } from '../../src/mail/mensajes/ejemplos.ts'
import { crearRedactor } from '../../src/mail/redactor.ts'
import { enChromium, escena } from '../support/escena.ts'
import { abrirSitio } from '../support/sitio.ts'
import { CON_JAVASCRIPT } from '../support/visita.ts'

enChromium('every mail', () => {
  const e = escena(abrirSitio)
  const redactor = crearRedactor()

  test.each(Object.values(EJEMPLOS).map((aviso) => [aviso.tipo, aviso] as const))(
    '%s',
    async (_tipo, aviso) => {
      const { pagina } = await e.entrar(CON_JAVASCRIPT)
      await pagina.setContent(redactor(aviso, 'persona@correo.test', '1').html)
      for (const colorScheme of ['light', 'dark'] as const) {
        await pagina.emulateMedia({ colorScheme })
        for (const width of [600, 360]) {
          await pagina.setViewportSize({ width, height: 800 })
          const sobra = await pagina
            .locator('html')
            .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
          expect(sobra, `at ${width} px`).toBe(0)
        }
        const axe = new AxeBuilder({ page: pagina }).setLegacyMode()
        // A mail has no landmarks: whoever reads it is inside a page that has them.
        const { violations } = await axe
          .options({ rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } } })
          .analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([])
      }
    },
  )
})
