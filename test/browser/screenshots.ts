/**
 * Pictures of every page in each state and of every mail, to be looked at: `npm run screenshots [part of the name]`.
 * They end in `test-results/`, one folder for each width; mails in `correos/`, by day and in the dark.
 */
import { mkdir } from 'node:fs/promises'
import { abrirChromium } from '../support/chromium.ts'
import { correosLeidos } from '../support/lo-que-se-lee.ts'
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
  // Where the menu folds: what is opened there stays open on wider screens.
  await visita.pagina.setViewportSize({ width: 360, height: 800 })
  await ir(visita, sitio)
  for (const ancho of ANCHOS) {
    await visita.pagina.setViewportSize({ width: ancho, height: 800 })
    const path = `${CARPETA}/${ancho}/${nombre.replaceAll(' ', '-')}.png`
    await visita.pagina.screenshot({ path, fullPage: true, animations: 'disabled' })
  }
  await visita.terminar()
  console.log(nombre)
}

const pagina = await navegador.newPage()
for (const [tipo, { html }] of Object.entries(correosLeidos())) {
  const nombre = `correo ${tipo}`
  if (!nombre.includes(buscado)) continue
  await pagina.setContent(html)
  for (const colorScheme of ['light', 'dark'] as const) {
    await pagina.emulateMedia({ colorScheme })
    for (const width of [360, 600]) {
      await pagina.setViewportSize({ width, height: 400 })
      await pagina.screenshot({
        path: `${CARPETA}/correos/${tipo}-${width}-${colorScheme}.png`,
        fullPage: true,
      })
    }
  }
  console.log(nombre)
}
await navegador.close()
await sitio.cerrar()
