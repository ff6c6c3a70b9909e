/** The story of a persona juridica, before and after its representante changes in the registro. */

import { describe, expect, it } from 'vitest'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_KEYBOARD, WITHOUT_JAVASCRIPT } from '../../support/browser/browser-visit.ts'
import { answerPregunta, chooseClave, confirmEmail } from '../../support/browser/stories.ts'
import { organismoOf } from '../../support/data/organismos.ts'
import { representanteEmail } from '../../support/data/organizaciones.ts'
import { CLAVE, juridicaRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { codeFor, emailOf, mailsFor, provisoriaFor } from '../../support/http/journeys.ts'
import {
  importRegistro,
  openTestSiteWithOperador,
  type TestSiteWithOperador,
} from '../../support/product/operator.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const MODES = [WITH_KEYBOARD, WITHOUT_JAVASCRIPT]
const OTHER_REPRESENTANTE = rutOf(9_000_001)

describeInChromium('a persona juridica, until its representante changes', () => {
  const e = browserScene(openTestSiteWithOperador)

  describe.each(MODES)('$name', (mode) => {
    it('registers with the name in the registro, updates, recovers, changes, and is stopped once somebody else represents it', async () => {
      const number = 76_500_000 + MODES.indexOf(mode)
      await importRegistro(e.site, [organismoOf(number)])
      const v = await e.enter(mode)
      await register(v, number)
      await confirmEmail(v, e.site, emailOf(number))
      await confirmEmail(v, e.site, representanteEmail(number))
      await actualizar(v, number)
      await forget(v, e.site, number)
      await changeRepresentante(v, e.site, number)
      await importRegistro(e.site, [organismoOf(number, { rutRepresentante: OTHER_REPRESENTANTE })])
      await failToRecuperar(v, number)
      expect((await mailsFor(e.site, emailOf(number))).map(({ subject }) => subject)).toEqual([
        'Su Clave Sence fue creada',
        'Sus datos de Clave Sence fueron actualizados',
        'Clave provisoria para recuperar su Clave Sence',
        'Su Clave Sence fue cambiada',
        'Sus datos de Clave Sence fueron actualizados',
        'Alguien pidió ayuda con su Clave Sence',
      ])
    })
  })
})

async function register(v: BrowserVisit, number: number): Promise<void> {
  const data = juridicaRegistration(number)
  await v.goTo('/')
  await v.follow('REGÍSTRESE AQUÍ. Persona Jurídica')
  expect(await v.title()).toBe('REGISTRAR PERSONA JURÍDICA')
  await v.submit({ ...data, rutRepresentante: OTHER_REPRESENTANTE }, 'Crear Cuenta')
  expect(await v.errors()).toEqual([refusalText('representante_no_coincide')])
  expect(await v.focusedId()).toBe('error-summary')
  await v.submit(data, 'Crear Cuenta')
  expect(await v.title()).toBe('Su cuenta fue creada')
  expect(await v.text('main')).toContain(`Razón social: Organismo ${number} SpA. Tipo: OTEC.`)
  expect(await v.text('main')).toContain('Sus datos coinciden con el registro de SENCE')
}

async function enterActualizar(v: BrowserVisit, number: number): Promise<void> {
  await v.goTo('/')
  await v.follow('ACTUALICE SUS DATOS AQUÍ. Persona Jurídica')
  const { rut = '', rutRepresentante = '' } = juridicaRegistration(number)
  await v.submit({ rut, rutRepresentante, emailRegistrado: emailOf(number) }, 'Validar')
}

/** Changes the direccion with the respuesta alone; the celular of the representante also requires the CS. */
async function actualizar(v: BrowserVisit, number: number): Promise<void> {
  await enterActualizar(v, number)
  await v.submit({ preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }, 'Validar')
  expect(await v.text('#razonSocial')).toBe(`Organismo ${number} SpA`)
  await v.submit({ direccion: 'Calle Nueva', celularRepresentante: '87654321' }, 'Actualizar Datos')
  expect(await v.errors()).toEqual([
    refusalText('cambio_exige_clave', { etiqueta: 'Celular del Representante Legal' }),
  ])
  expect(await v.value('direccion')).toBe('Calle Nueva')
  await v.submit({ claveParaConfirmar: CLAVE }, 'Actualizar Datos')
  expect(await v.title()).toBe('Datos actualizados')
}

async function forget(v: BrowserVisit, site: TestSiteWithOperador, number: number): Promise<void> {
  await v.goTo('/')
  await v.follow('RECUPERAR CS AQUÍ. Persona Jurídica')
  await v.submit({ rut: rutOf(number) }, 'Validar')
  await v.submit({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
  expect(await v.title()).toBe('Enviamos su clave provisoria')
  await v.follow('Cambiar CS')
  const claveActual = await provisoriaFor(site, emailOf(number))
  await v.submit({ rut: rutOf(number), claveActual }, 'Validar')
  await chooseClave(v, NEW_CLAVE)
}

/** After a recovery, only the answer with the codigo mailed to the representante can change that email. */
async function changeRepresentante(
  v: BrowserVisit,
  site: TestSiteWithOperador,
  number: number,
): Promise<void> {
  await enterActualizar(v, number)
  await v.submit({ preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }, 'Validar')
  await v.press('Recibir un código por correo')
  await v.submit({ codigo: await codeFor(site, representanteEmail(number)) }, 'Validar')
  expect(await v.value('direccion')).toBe('Calle Nueva')
  await v.submit({ emailRepresentante: `nuevo${number}@correo.test` }, 'Actualizar Datos')
  expect(await v.title()).toBe('Datos actualizados')
  expect((await mailsFor(site, representanteEmail(number))).at(-1)?.text).toContain('No fui yo:')
}

async function failToRecuperar(v: BrowserVisit, number: number): Promise<void> {
  await answerPregunta(v, 'juridica', number)
  expect(await v.title()).toBe('Cambió el representante legal')
  await v.press('Pedir un número de caso')
  expect(await v.text('main p strong')).toMatch(/^[A-Z2-9]{8}$/)
}
