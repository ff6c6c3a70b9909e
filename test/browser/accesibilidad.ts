/** Every page in each state: no accessibility fault that a program can find, nothing to scroll sideways. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'vitest'
import { enChromium, escena } from '../support/escena.ts'
import { CON_JAVASCRIPT, type Visita } from '../support/visita.ts'
import type { Ir } from './estado.ts'
import { abrirSitioDeEstados } from './estados.ts'

/** A page of 1280 px at 400 % has the room of 320. */
const ANCHOS = [1280, 360, 320]

const ancho = (v: Visita, width: number) => v.pagina.setViewportSize({ width, height: 800 })

/** Pixels of the page that one would have to scroll sideways for. */
const sobra = (v: Visita) =>
  v.pagina.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

/** As who has made the letters of the browser larger, and not the screen. */
const letraAl = (v: Visita, tamano: string) =>
  v.pagina.locator('html').evaluate((raiz, cuanto) => {
    raiz.style.fontSize = cuanto
  }, tamano)

type Opciones = Parameters<AxeBuilder['options']>[0]
type Juicio = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations'>

/** Besides those that axe runs by itself: 2.5.8, and 2.5.3 of its rules on trial. */
const REGLAS: Opciones = {
  rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
}

const SOLO_FALTAS: Opciones = { resultTypes: ['violations'] }

const faltasDe = ({ violations }: Juicio): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  )

/** What axe finds. Without frames its legacy mode finds the same, and opens no page of its own. */
async function faltas(v: Visita, opciones: Opciones): Promise<string[]> {
  const axe = new AxeBuilder({ page: v.pagina }).setLegacyMode()
  return faltasDe(await axe.options({ ...opciones, ...SOLO_FALTAS }).analyze())
}

/** What axe finds with the page changed. It is still there: bringing it again takes longer than judging. */
async function faltasAhora(v: Visita, opciones: Opciones): Promise<string[]> {
  const juicio = await v.pagina.evaluate(
    (como) => (globalThis as unknown as { axe: { run(como: Opciones): Promise<Juicio> } }).axe.run(como),
    { ...opciones, ...SOLO_FALTAS },
  )
  return faltasDe(juicio)
}

/** What every page owes its readers, of which axe judges no part: what it is, where it went wrong, whom to ask. */
async function debidos(v: Visita) {
  const resumen = await v.pagina.locator('#resumen-errores').count()
  const fallo = resumen > 0 || (await v.pagina.locator('.referencia').count()) > 0
  const titulo = await v.pagina.title()
  return {
    titulos: await v.pagina.locator('h1').count(),
    // 3.3.1: an error is told before anything else, and read first.
    titulo: titulo.startsWith('Error: ') === fallo && titulo.endsWith(' - Clave Sence (CS)'),
    foco: resumen === 0 || (await v.enfocado()) === 'resumen-errores',
    // 3.2.6: help is in the same place everywhere.
    ayuda: await v.pagina.locator('body > header .telefono__numero').isVisible(),
    idioma: await v.pagina.locator('html').getAttribute('lang'),
  }
}
const DEBIDO = { titulos: 1, titulo: true, foco: true, ayuda: true, idioma: 'es-CL' }

/** Goes to each state and holds it to all of this. */
export function accesibles(quienes: string, estados: Readonly<Record<string, Ir>>): void {
  enChromium(`every page in each state, ${quienes}`, () => {
    const e = escena(abrirSitioDeEstados)

    test.each(Object.entries(estados))('%s', async (_nombre, ir) => {
      const v = await e.entrar(CON_JAVASCRIPT)
      await ir(v, e.sitio)
      expect(await debidos(v)).toEqual(DEBIDO)
      for (const width of ANCHOS) {
        await ancho(v, width)
        expect(await sobra(v), `at ${width} px`).toBeLessThanOrEqual(0)
      }
      await letraAl(v, '200%')
      for (const width of [1280, 768, 360]) {
        await ancho(v, width)
        expect(await sobra(v), `at ${width} px with letters twice as large`).toBeLessThanOrEqual(0)
      }
      await letraAl(v, '')
      await ancho(v, 360)
      expect(await faltas(v, REGLAS)).toEqual([])
      // What may differ on a wide screen in the dark.
      await ancho(v, 1280)
      await v.pagina.emulateMedia({ colorScheme: 'dark' })
      expect(await faltasAhora(v, { runOnly: ['target-size', 'color-contrast'] })).toEqual([])
    })
  })
}
