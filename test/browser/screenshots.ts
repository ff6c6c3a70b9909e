/**
 * Pictures of every page in each state, to be looked at: `npm run screenshots [part of the name]`. They end in
 * `test-results/`, one folder for each width.
 */
import { mkdir } from 'node:fs/promises'
import { abrirChromium } from '../support/chromium.ts'
import { CON_JAVASCRIPT, Visita } from '../support/visita.ts'
import { abrirSitioDeEstados, ESTADOS } from './estados.ts'

const ANCHOS = [360, 768, 1280]
const CARPETA = 'test-results/screenshots'

const [, , buscado = ''] = process.argv
const navegador = await abrirChromium()
const sitio = await abrirSitioDeEstados()
for (const ancho of ANCHOS) await mkdir(`${CARPETA}/${ancho}`, { recursive: true })

for (const [nombre, ir] of Object.entries(ESTADOS)) {
  if (!nombre.includes(buscado)) continue
  const visita = await Visita.comenzar(navegador, sitio.base, CON_JAVASCRIPT)
  await ir(visita, sitio)
  for (const ancho of ANCHOS) {
    await visita.pagina.setViewportSize({ width: ancho, height: 800 })
    const path = `${CARPETA}/${ancho}/${nombre.replaceAll(' ', '-')}.png`
    await visita.pagina.screenshot({ path, fullPage: true, animations: 'disabled' })
  }
  await visita.terminar()
  console.log(nombre)
}
await navegador.close()
await sitio.cerrar()
