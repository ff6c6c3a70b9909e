/** People whose cuentas came from the old system, with missing data. */

import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { type BrowserVisit, OPPOSITE_MODES } from '../../support/browser/browser-visit.ts'
import { answerPregunta, chooseClave } from '../../support/browser/stories.ts'
import { CLAVE, nieOf, rutOf } from '../../support/data/personas.ts'
import { emailOf, provisoriaFor } from '../../support/http/journeys.ts'
import {
  openTestSiteWithOperador,
  type TestSiteWithOperador,
  writeLines,
} from '../../support/product/operator.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const RESPUESTA = 'Nahuel Elefantito'
const hex = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex')

describeInChromium('cuentas of the old system', () => {
  const e = browserScene(openTestSiteWithOperador)

  describe.each(OPPOSITE_MODES)('$name', (mode) => {
    it('with almost no data: the old CS is changed and the missing data completed', async () => {
      const number = e.site.number()
      const claveHash = hex('md5', CLAVE)
      await runImport(e.site, 'rut;nombres;email;claveHash', [
        `natural;${rutOf(number)};Rosa;${emailOf(number)};${claveHash}`,
      ])
      const v = await e.enter(mode)
      await v.goTo(pasoUrl('natural', 'cambiar'))
      await v.submit({ rut: rutOf(number), claveActual: CLAVE }, 'Validar')
      await chooseClave(v, NEW_CLAVE)
      expect(await missing(v)).toEqual([
        'Fecha de Nacimiento',
        'Pregunta y Respuesta Secreta',
        'Dirección, Región y Comuna',
      ])
      await v.press('Actualizar Datos')
      await complete(v, { fechaNacimiento: '03-10-1994', preguntaNueva: 'p05', respuestaNueva: RESPUESTA })

      await answerPregunta(v, 'natural', number, RESPUESTA)
      expect(await v.title()).toBe('Su clave provisoria está lista')
    })

    it('a migrante without email or celular: Recuperar stops, the data are completed, and it goes on', async () => {
      const number = e.site.number()
      const claveHash = `sha256$sal$${hex('sha256', `sal${CLAVE}`)}`
      await runImport(
        e.site,
        'nie;nombres;apellidoPaterno;fechaNacimiento;preguntaSecreta;respuestaHash;claveHash',
        [
          `migrante;${nieOf(number)};José;Rondón;1988-07-15;6;${hex('md5', 'nahuel elefantito')};${claveHash}`,
        ],
      )
      const v = await e.enter(mode)
      await recuperar(v, number)
      expect(await v.title()).toBe('Faltan datos mínimos')
      expect(await missing(v)).toEqual(['Email'])
      await v.follow('Actualizar Datos')
      await v.submit({ nie: nieOf(number), claveActual: CLAVE }, 'Validar')
      await complete(v, { email: emailOf(number) })
      await v.follow('Seguir con Recuperar CS')
      await recuperar(v, number)
      expect(await v.title()).toBe('Enviamos su clave provisoria')
      await v.follow('Cambiar CS')
      const claveActual = await provisoriaFor(e.site, emailOf(number))
      await v.submit({ nie: nieOf(number), claveActual }, 'Validar')
      await chooseClave(v, NEW_CLAVE)
      expect(await missing(v)).toEqual([])
    })
  })
})

async function runImport(site: TestSiteWithOperador, columns: string, lines: string[]): Promise<void> {
  const path = await writeLines(site, 'cuentas.csv', [`perfil;${columns}`, ...lines])
  expect((await site.command('cuentas', 'importar', path)).join()).toMatch(/importadas: 1/i)
}

const missing = (v: BrowserVisit) => v.page.locator('main h2 ~ ul li').allTextContents()

async function recuperar(v: BrowserVisit, number: number): Promise<void> {
  await answerPregunta(v, 'migrante', number, RESPUESTA)
}

/** Paso 3 of Actualizar: first empty, then complete. */
async function complete(v: BrowserVisit, others: Record<string, string>): Promise<void> {
  await v.submit({}, 'Actualizar Datos')
  expect((await v.errors()).length).toBeGreaterThan(2)
  const domicilio = { direccion: 'Pasaje Los Aromos', numero: '123', region: '13', comuna: '13101' }
  await v.submit({ ...domicilio, sinCelular: 'si', ...others }, 'Actualizar Datos')
  expect([await v.title(), ...(await v.errors())]).toEqual(['Datos actualizados'])
}
