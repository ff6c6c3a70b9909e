/** The story of a migrante, from the photo of the passport to the RUT, and back. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import {
  type BrowserVisit,
  OPPOSITE_MODES,
  WITH_KEYBOARD,
  WITHOUT_JAVASCRIPT,
} from '../../support/browser/browser-visit.ts'
import { chooseClave, confirmEmail, sayNoFuiYo } from '../../support/browser/stories.ts'
import { makePhoto } from '../../support/data/files.ts'
import { migranteRegistration, nieOf, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { codeFor, emailOf, mailsFor, provisoriaFor } from '../../support/http/journeys.ts'
import type { Attachment } from '../../support/http/script-free-browser.ts'
import { openTestSiteWithOperador, type TestSiteWithOperador } from '../../support/product/operator.ts'

type UploadedFile = Pick<Attachment, 'name' | 'bytes'>

const NEW_CLAVE = 'Qu3ltehue!'
const NOT_A_PHOTO: UploadedFile = { name: 'pasaporte.jpg', bytes: Buffer.from('no es una foto') }

describeInChromium('a migrante, from the first visit to the RUT and back', () => {
  const e = browserScene(openTestSiteWithOperador)

  const CASES = [
    { ...WITH_KEYBOARD, format: 'jpg', makeFile: makePhoto, verdict: ['verificado'], end: 'fue aceptado' },
    {
      ...WITHOUT_JAVASCRIPT,
      format: 'pdf',
      makeFile: printToPdf,
      verdict: ['rechazado', '--motivo', 'ilegible'],
      end: 'no fue aceptado',
    },
  ]

  it.each(CASES)('$name, with a .$format', async ({ format, makeFile, verdict, end, ...mode }) => {
    const number = 24_500_000 + CASES.findIndex(({ name }) => name === mode.name)
    const email = emailOf(number)
    const v = await e.enter(mode)
    const bytes = await makeFile(v)
    await register(v, number, { name: `pasaporte.${format}`, bytes })
    await confirmEmail(v, e.site, email)
    await review(e.site, format, verdict)
    await forget(v, e.site, number)
    await giveRut(v, e.site, number)
    await useNie(v, number)
    await sayNoFuiYo(v, e.site, email)
    // A code changed it: the call centre decides.
    await expect(v.page.getByText('Su número de caso es').count()).resolves.toBe(1)
    expect((await mailsFor(e.site, email)).map(({ subject }) => subject)).toEqual([
      'Su Clave Sence fue creada',
      `Su documento ${end} en Clave Sence`,
      'Clave provisoria para recuperar su Clave Sence',
      'Su Clave Sence fue cambiada',
      'Código para actualizar sus datos en Clave Sence',
      'Sus datos de Clave Sence fueron actualizados',
      'Su Clave Sence fue congelada',
    ])
  })

  describe.each(OPPOSITE_MODES)('$name', (mode) => {
    it('somebody with a RUT who chose the form of migrantes is taken to the right one, with what was typed', async () => {
      const number = e.site.number()
      const v = await e.enter(mode)
      await v.goTo(pasoUrl('migrante', 'registrar'))
      await v.submit(migranteRegistration(number, { nie: rutOf(number) }), 'Crear Cuenta')
      expect(await v.errors()).toEqual([refusalText('nie_es_rut'), refusalText('archivo_de_nuevo')])
      await v.press('Ir a Persona Natural con estos datos')
      expect(v.path()).toBe(pasoUrl('natural', 'registrar'))
      expect(await v.content(['nombres', 'fechaNacimiento', 'comuna', 'email', 'clave'])).toEqual({
        nombres: 'Yulimar',
        fechaNacimiento: '03-10-1994',
        comuna: '13101',
        email: emailOf(number),
        clave: '',
      })
      const { clave, repetirClave, preguntaSecreta, respuestaSecreta } = migranteRegistration(number)
      const secrets = { clave, repetirClave, preguntaSecreta, respuestaSecreta }
      await v.submit(secrets as Record<string, string>, 'Crear Cuenta')
      expect(await v.title()).toBe('Su cuenta fue creada')
    })
  })
})

/** A real PDF with fonts, printed by Chromium. */
async function printToPdf(v: BrowserVisit): Promise<Buffer> {
  const other = await v.context.newPage()
  await other.setContent('<h1>Pasaporte</h1><p>República Bolivariana de Venezuela</p>')
  const pdf = await other.pdf({ format: 'A5' })
  await other.close()
  return pdf
}

async function register(v: BrowserVisit, number: number, file: UploadedFile): Promise<void> {
  const data = migranteRegistration(number, { celular: `${number}`, sinCelular: '' })
  const wrongFields = { nie: 'AB!', fechaNacimiento: '31-02-1990', paisOrigen: '', sinCelular: 'si' }
  await v.goTo('/')
  await v.follow('REGÍSTRESE AQUÍ. Migrante')
  expect(await v.title()).toBe('REGISTRAR MIGRANTE')
  await v.submit({ ...data, ...wrongFields }, 'Crear Cuenta', file)
  expect(await v.errors()).toEqual([
    refusalText('nie_formato'),
    refusalText('archivo_de_nuevo'),
    refusalText('fecha_imposible'),
    refusalText('requerido', { etiqueta: 'País de Origen' }),
    refusalText('celular_y_sin_celular'),
  ])
  await v.submit(data, 'Crear Cuenta', NOT_A_PHOTO)
  expect(await v.errors()).toEqual([refusalText('archivo_tipo')])
  await v.page.getByRole('link', { name: refusalText('archivo_tipo') }).click()
  expect(await v.focusedId()).toBe('documento')
  await v.submit(data, 'Crear Cuenta', file)
  expect(await v.title()).toBe('Su cuenta fue creada')
  expect(await v.text('main')).toContain('Revisaremos su documento y le avisaremos el resultado por correo.')
}

/** Reviews the only pending documento: exports it, checks that it was cleaned, and resolves it. */
async function review(site: TestSiteWithOperador, format: string, verdict: string[]): Promise<void> {
  const [line = '', count] = await site.command('documentos', 'listar')
  expect(count).toBe('Esperan decisión: 1.')
  const [id = ''] = line.split(':')
  const path = join(site.folder, `${id}.${format}`)
  const printed = await site.command('documentos', 'exportar', id, path)
  expect(printed.join()).toContain('Yulimar Rondón')
  const bytes = await readFile(path)
  if (format === 'pdf') expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  else {
    const { format, exif, width, height } = await sharp(bytes).metadata()
    expect({ format, exif, width, height }).toEqual({ format: 'jpeg', width: 300, height: 400 })
  }
  await site.command('documentos', 'resolver', id, ...verdict)
}

async function forget(v: BrowserVisit, site: TestSiteWithOperador, number: number): Promise<void> {
  await v.goTo('/')
  await v.follow('RECUPERAR CS AQUÍ. Migrante')
  await v.submit({ nie: nieOf(number).toLowerCase() }, 'Validar')
  await v.submit({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
  expect(await v.title()).toBe('Enviamos su clave provisoria')
  expect(await v.text('main')).toMatch(
    /por correo a p\*+\d@correo\.test y por .*SMS.* al \+56 9 •••• ••\d\d\./,
  )
  const mailedProvisoria = await provisoriaFor(site, emailOf(number))
  const sms = site.sms.sent.at(-1)
  expect(sms).toMatchObject({ to: `9${number}`, text: expect.stringContaining(mailedProvisoria) })
  await v.follow('Cambiar CS')
  await v.submit({ nie: nieOf(number), claveActual: mailedProvisoria }, 'Validar')
  await chooseClave(v, NEW_CLAVE)
}

async function giveRut(v: BrowserVisit, site: TestSiteWithOperador, number: number): Promise<void> {
  await v.goTo('/')
  await v.follow('ACTUALICE SUS DATOS AQUÍ. Migrante')
  const registered = { nie: nieOf(number), fechaNacimiento: '3/10/1994', emailRegistrado: emailOf(number) }
  await v.submit({ ...registered, rutAlternativo: rutOf(number) }, 'Validar')
  await v.submit({ preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }, 'Validar')
  await v.submit({ direccion: 'Calle Nueva', numero: '77' }, 'Actualizar Datos')
  expect(await v.text('main')).toContain(refusalText('cambio_exige_codigo_rut'))
  await v.press('Recibir un código en mi correo')
  await v.submit({ codigo: await codeFor(site, emailOf(number)) }, 'Validar')
  await v.submit({}, 'Actualizar Datos')
  expect(await v.title()).toBe('Datos actualizados')
  expect(await v.text('main')).toContain('Desde ahora use su RUT.')
}

async function useNie(v: BrowserVisit, number: number): Promise<void> {
  await v.goTo(pasoUrl('migrante', 'cambiar'))
  await v.submit({ nie: nieOf(number), claveActual: NEW_CLAVE }, 'Validar')
  expect(await v.title()).toBe('Ahora use su RUT')
  await v.follow('Ir a Cambiar CS con mi RUT')
  await v.submit({ rut: rutOf(number), claveActual: NEW_CLAVE }, 'Validar')
  expect(v.path()).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
}
