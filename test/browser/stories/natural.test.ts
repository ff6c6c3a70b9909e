/** The story of a persona natural, on a product started as in the README, with the mails read in its dev mailbox. */

import { describe, expect, it, vi } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { type BrowserVisit, OPPOSITE_MODES } from '../../support/browser/browser-visit.ts'
import { naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { returnFields } from '../../support/http/journeys.ts'
import { startProduct } from '../../support/product/startup.ts'

const WRONG_FIELDS = { rut: '11.111.111-2', fechaNacimiento: '31-02-1990' }
const NEW_CLAVE = 'Qu3ltehue!'
const LAST_CLAVE = 'Arrayan#7'

interface Persona {
  rut: string
  email: string
}

describeInChromium('a persona natural, from the first visit to the last mail', () => {
  const e = browserScene(startProduct)

  describe.each(OPPOSITE_MODES)('$name', (mode) => {
    it('registers, confirms, recovers, changes, updates, and takes the account back', async () => {
      const number = 12_345_678 + OPPOSITE_MODES.indexOf(mode)
      const persona = { rut: rutOf(number), email: `persona${number}@correo.test` }
      const v = await e.enter(mode)
      await register(v, number)
      await confirmEmail(v, persona)
      const provisoria = await forget(v, persona)
      await cambiar(v, persona, provisoria, NEW_CLAVE)
      await actualizar(v, persona)
      await sayNoFuiYo(v, persona)
      await volver(v, persona)
      expect(await mailsOf(v, persona)).toEqual([
        'Su Clave Sence fue creada',
        'Se generó una clave provisoria para su Clave Sence',
        'Su Clave Sence fue cambiada',
        'Sus datos de Clave Sence fueron actualizados',
        'Su Clave Sence fue congelada',
        'Su Clave Sence fue cambiada',
      ])
    })
  })
})

async function register(v: BrowserVisit, number: number): Promise<void> {
  const data = naturalRegistration(number)
  await v.goTo('/')
  await v.follow('REGÍSTRESE AQUÍ. Persona Natural')
  expect(await v.title()).toBe('REGISTRAR PERSONA NATURAL')

  await v.submit({ ...data, ...WRONG_FIELDS, clave: 'corta' }, 'Crear Cuenta')
  expect(await v.errors()).toEqual([
    'Revise el RUT: el dígito después del guion no corresponde. Por ejemplo: 12.345.678-5',
    'Revise la fecha: ese día no existe. Por ejemplo: 01-12-1992',
    'Escriba una clave de 8 a 10 caracteres. La que escribió tiene menos de 8',
  ])
  expect(await v.focusedId()).toBe('error-summary')
  await v.page.getByRole('link', { name: /ese día no existe/ }).click()
  expect(await v.focusedId()).toBe('fechaNacimiento')
  const secrets = { clave: '', repetirClave: '', respuestaSecreta: '', captcha: '' }
  expect(await v.content([...Object.keys(data), 'captcha'])).toEqual({ ...data, ...WRONG_FIELDS, ...secrets })
  await v.submit(data, 'Crear Cuenta')
  expect(await v.title()).toBe('Su cuenta fue creada')
}

async function confirmEmail(v: BrowserVisit, persona: Persona): Promise<void> {
  await openMail(v, persona, 'Su Clave Sence fue creada')
  await v.follow(/enlace/)
  expect(v.path()).toBe(paths.enlacePages['confirmar-correo'])
  await v.press('Confirmar mi correo')
  expect(await v.title()).toBe('Su correo está confirmado')
}

async function forget(v: BrowserVisit, { rut }: Persona): Promise<string> {
  await v.goTo('/')
  await v.follow('RECUPERAR CS AQUÍ. Persona Natural')
  await v.submit({ rut }, 'Validar')
  expect(await v.text('#preguntaSecreta')).toBe('¿Cómo se llamaba su mejor amiga o amigo de la infancia?')
  await v.submit({ respuestaSecreta: RESPUESTA.toUpperCase() }, 'Generar Nueva Clave')
  expect(await v.title()).toBe('Su clave provisoria está lista')
  return v.text('#clave-provisoria')
}

async function cambiar(v: BrowserVisit, { rut }: Persona, current: string, newClave: string): Promise<void> {
  await v.follow('Cambiar CS')
  await v.submit({ rut, claveActual: current }, 'Validar')
  await v.submit({ claveNueva: newClave, repetirClaveNueva: newClave }, 'Cambiar Clave')
  expect(await v.title()).toBe('Su CS fue cambiada')
}

async function enterActualizar(v: BrowserVisit, { rut, email }: Persona): Promise<void> {
  await v.goTo('/')
  await v.follow('ACTUALICE SUS DATOS AQUÍ. Persona Natural')
  await v.submit({ rut, fechaNacimiento: '3/10/1994', emailRegistrado: email.toUpperCase() }, 'Validar')
  await v.submit({ preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }, 'Validar')
}

async function actualizar(v: BrowserVisit, persona: Persona): Promise<void> {
  await enterActualizar(v, persona)
  expect(await v.value('direccion')).toBe('Pasaje Los Aromos')
  await v.submit(
    { direccion: 'Calle Nueva', numero: '77', region: '05', comuna: '05101' },
    'Actualizar Datos',
  )
  expect(await v.title()).toBe('Datos actualizados')
  await enterActualizar(v, persona)
  expect(await v.value('direccion')).toBe('Calle Nueva')
  expect(await v.value('comuna')).toBe('05101')
}

async function sayNoFuiYo(v: BrowserVisit, persona: Persona): Promise<void> {
  await openMail(v, persona, 'Sus datos de Clave Sence fueron actualizados')
  await v.follow(/enlace/)
  expect(await v.title()).toBe('¿No fue usted?')
  await v.press('No fui yo')
  expect(await v.title()).toBe('Congelamos la cuenta')
  await v.goTo(pasoUrl('natural', 'cambiar'))
  await v.submit({ rut: persona.rut, claveActual: NEW_CLAVE }, 'Validar')
  expect(await v.title()).toBe('Su cuenta está congelada')
}

async function volver(v: BrowserVisit, persona: Persona): Promise<void> {
  await openMail(v, persona, 'Su Clave Sence fue congelada')
  await v.follow(/enlace/)
  await v.press('Crear mi nueva CS')
  await v.submit(returnFields(LAST_CLAVE), 'Cambiar Clave')
  expect(await v.title()).toBe('Su CS fue cambiada')
  await v.goTo(pasoUrl('natural', 'cambiar'))
  await v.submit({ rut: persona.rut, claveActual: LAST_CLAVE }, 'Validar')
  expect(v.path()).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
}

const row = (v: BrowserVisit, { email }: Persona) => v.page.locator('tr', { hasText: email })

/** Subjects of a person's mails, oldest first. */
async function mailsOf(v: BrowserVisit, persona: Persona): Promise<string[]> {
  await v.goTo(paths.devMail)
  return (await row(v, persona).getByRole('link').allTextContents()).reverse()
}

async function openMail(v: BrowserVisit, persona: Persona, subject: string): Promise<void> {
  await vi.waitFor(async () => expect(await mailsOf(v, persona)).toContain(subject), {
    timeout: 20_000,
    interval: 250,
  })
  await v.changePage(() => row(v, persona).getByRole('link', { name: subject }).first().click())
}
