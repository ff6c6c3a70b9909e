/** Paths other than the happy one. */

import { describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../src/domain/urls.ts'
import { formatRut } from '../../src/domain/values/rut.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { OPPOSITE_MODES } from '../support/browser/browser-visit.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../support/data/personas.ts'
import {
  codeFor,
  confirmEmail,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerConfirmed,
  registerNatural,
} from '../support/http/journeys.ts'
import { openTestSite } from '../support/http/site.ts'
import { LETTERS } from '../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const VOLVER = 'https://asistencia.test/curso?id=1&grupo=2'

describeInChromium('alternative paths', () => {
  const e = browserScene(openTestSite)

  describe.each(OPPOSITE_MODES)('$name', (mode) => {
    it('registering again says that the account exists and gives a caso number that stays the same', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const v = await e.enter(mode)
      await v.goTo('/Account/Registrar?de=antes')
      await v.submit(naturalRegistration(number), 'Crear Cuenta')
      expect(await v.title()).toBe('Ya tiene una cuenta')
      await v.press('Yo no creé esta cuenta')
      const caso = await v.text('main p strong')
      expect(caso).toMatch(/^\S{6,}$/)
      await v.changePage(() => v.page.reload())
      expect(await v.text('main p strong')).toBe(caso)
      expect(await mailsFor(e.site, emailOf(number))).toHaveLength(1)
    })

    it('somebody who forgot the respuesta gets a link that works once', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      await confirmEmail(e.site, emailOf(number))
      const v = await e.enter(mode)
      await v.goTo(pasoUrl('natural', 'recuperar'))
      await v.submit({ rut: rutOf(number) }, 'Validar')
      await v.follow('No recuerdo la respuesta a mi pregunta secreta')
      await v.submit({}, 'Enviar enlace')
      expect(await v.title()).toBe('Revise su correo')

      const enlace = await enlaceFor(e.site, emailOf(number), 'Recuperar mi CS')
      await v.goTo(enlace)
      expect(v.path()).toBe(paths.enlacePages.recuperar)
      await v.press('Crear mi nueva CS')
      await v.submit({ claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }, 'Cambiar Clave')
      expect(await v.title()).toBe('Su CS fue cambiada')
      await v.goTo(enlace)
      expect(await v.title()).toBe('Este enlace ya no sirve')
    })

    it('with the mailed codigo, a new email takes effect as soon as it is confirmed', async () => {
      const number = e.site.number()
      const email = `nuevo${number}@correo.test`
      await registerConfirmed(e.site, number)
      const v = await e.enter(mode)
      await v.goTo(pasoUrl('natural', 'actualizar'))
      await v.submit(
        { rut: rutOf(number), fechaNacimiento: '03-10-1994', emailRegistrado: emailOf(number) },
        'Validar',
      )
      await v.press('Recibir un código en mi correo')
      await v.submit({ codigo: '000000' }, 'Validar')
      expect(await v.errors()).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
      await v.submit({ codigo: await codeFor(e.site, emailOf(number)) }, 'Validar')
      await v.submit({ email }, 'Actualizar Datos')
      expect(await v.text('main')).toContain('Su correo cambiará a ')
      expect(await naturalCuenta(e.site, number)).toMatchObject({ email: emailOf(number) })

      await v.goTo(await enlaceFor(e.site, email, 'Confirmar mi correo'))
      await v.press('Confirmar mi correo')
      expect(await v.text('main')).toContain('Desde ahora le enviaremos los avisos a este correo.')
      expect(await naturalCuenta(e.site, number)).toMatchObject({ email })
    })

    it('somebody who came from a registered system finds a link back to it at the end', async () => {
      const v = await e.enter(mode)
      await v.goTo(`/?volver=${encodeURIComponent(VOLVER)}`)
      await v.goTo(`/?volver=${encodeURIComponent('https://otra.test/')}`)
      await v.follow('REGÍSTRESE AQUÍ. Persona Natural')
      await v.submit(naturalRegistration(e.site.number(), { clave: 'corta' }), 'Crear Cuenta')
      await v.submit(naturalRegistration(e.site.number()), 'Crear Cuenta')
      const link = v.page.getByRole('link', { name: 'Volver a Asistencia' })
      expect(await link.getAttribute('href')).toBe(VOLVER)
    })

    it.each([
      {
        what: 'without its cookie',
        expiry: 'cookie',
        error: 'El formulario venció o su navegador no guarda las cookies de este sitio.',
      },
      { what: 'left open too long', expiry: 'time', error: 'El formulario estuvo abierto mucho tiempo' },
    ])(
      'a form $what comes back with everything but secrets, and works when sent again',
      async ({ expiry, error }) => {
        const data = naturalRegistration(e.site.number())
        const v = await e.enter(mode)
        await v.goTo(pasoUrl('natural', 'registrar'))
        await v.fill({ ...data, captcha: LETTERS })
        if (expiry === 'cookie') await v.context.clearCookies()
        else e.site.clock.advance({ hours: 2 })
        await v.press('Crear Cuenta')
        expect((await v.errors()).join()).toContain(error)
        const secrets = { clave: CLAVE, repetirClave: CLAVE, respuestaSecreta: RESPUESTA }
        const empty = { clave: '', repetirClave: '', respuestaSecreta: '' }
        const rut = mode.javaScriptEnabled ? formatRut(String(data.rut)) : data.rut
        expect(await v.content(Object.keys(data))).toEqual({ ...data, ...empty, rut })
        await v.submit(secrets, 'Crear Cuenta')
        expect(await v.title()).toBe('Su cuenta fue creada')
      },
    )
  })
})
