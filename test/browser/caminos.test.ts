/** The ways that are not the straight one. */
import { describe, expect, test } from 'vitest'
import { mostrarRut } from '../../src/domain/rut.ts'
import { enChromium, escena } from '../support/escena.ts'
import { CLAVE, RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { LETRAS } from '../support/producto.ts'
import { codigoPara, correosPara, cuentaDe, emailDe, enlacePara, registrada } from '../support/recorridos.ts'
import { abrirSitio } from '../support/sitio.ts'
import { OPUESTOS } from '../support/visita.ts'

const NUEVA = 'Qu3ltehue!'
const VOLVER = 'https://asistencia.test/curso?id=1&grupo=2'

enChromium('other ways', () => {
  const e = escena(abrirSitio)

  describe.each(OPUESTOS)('$nombre', (modo) => {
    test('who has an account is told so and gets a case number that stays the same', async () => {
      const numero = e.sitio.numero()
      await registrada(e.sitio, numero)
      const v = await e.entrar(modo)
      await v.ir('/Account/Registrar?de=antes')
      await v.enviar(registroNatural(numero), 'Crear Cuenta')
      expect(await v.titulo()).toBe('Ya tiene una cuenta')
      await v.presionar('Yo no creé esta cuenta')
      const caso = await v.texto('main p strong')
      expect(caso).toMatch(/^\S{6,}$/)
      await v.cambiarDePagina(() => v.pagina.reload())
      expect(await v.texto('main p strong')).toBe(caso)
      expect(await correosPara(e.sitio, emailDe(numero))).toHaveLength(1)
    })

    test('who forgot the answer gets a link, which works once', async () => {
      const numero = e.sitio.numero()
      await registrada(e.sitio, numero)
      const v = await e.entrar(modo)
      await v.ir('/natural/recuperar')
      await v.enviar({ rut: rutDe(numero) }, 'Validar')
      await v.seguir('No recuerdo la respuesta a mi pregunta secreta')
      await v.enviar({}, 'Enviar enlace')
      expect(await v.titulo()).toBe('Revise su correo')

      const enlace = await enlacePara(e.sitio, emailDe(numero), 'Recuperar mi CS')
      await v.ir(enlace)
      expect(v.ruta()).toBe('/enlace/recuperar')
      await v.presionar('Crear mi nueva CS')
      await v.enviar({ claveNueva: NUEVA, repetirClaveNueva: NUEVA }, 'Cambiar Clave')
      expect(await v.titulo()).toBe('Su CS fue cambiada')
      await v.ir(enlace)
      expect(await v.titulo()).toBe('Este enlace ya no sirve')
    })

    test('with the code by mail another e-mail has effect as soon as it is confirmed', async () => {
      const numero = e.sitio.numero()
      const email = `nuevo${numero}@correo.test`
      await registrada(e.sitio, numero)
      const v = await e.entrar(modo)
      await v.ir('/natural/actualizar')
      await v.enviar(
        { rut: rutDe(numero), fechaNacimiento: '03-10-1994', emailRegistrado: emailDe(numero) },
        'Validar',
      )
      await v.presionar('Recibir un código en mi correo')
      await v.enviar({ codigo: '000000' }, 'Validar')
      expect(await v.errores()).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
      await v.enviar({ codigo: await codigoPara(e.sitio, emailDe(numero)) }, 'Validar')
      await v.enviar({ email }, 'Actualizar Datos')
      expect(await v.texto('main')).toContain('Su nuevo correo está pendiente.')
      expect(await cuentaDe(e.sitio, numero)).toMatchObject({ email: emailDe(numero) })

      await v.ir(await enlacePara(e.sitio, email, 'Confirmar mi correo'))
      await v.presionar('Confirmar mi correo')
      expect(await v.texto('main')).toContain('Desde ahora le enviaremos los avisos a este correo.')
      expect(await cuentaDe(e.sitio, numero)).toMatchObject({ email })
    })

    test('who came from a registered system finds the way back to it at the end', async () => {
      const v = await e.entrar(modo)
      await v.ir(`/?volver=${encodeURIComponent(VOLVER)}`)
      await v.ir(`/?volver=${encodeURIComponent('https://otra.test/')}`)
      await v.seguir('REGÍSTRESE AQUÍ. Persona Natural')
      await v.enviar(registroNatural(e.sitio.numero(), { clave: 'corta' }), 'Crear Cuenta')
      await v.enviar(registroNatural(e.sitio.numero()), 'Crear Cuenta')
      const enlace = v.pagina.getByRole('link', { name: 'Volver a Asistencia' })
      expect(await enlace.getAttribute('href')).toBe(VOLVER)
    })

    test.each([
      {
        que: 'without its cookie',
        vencer: 'cookie',
        error: 'El formulario venció o su navegador no guarda las cookies de este sitio.',
      },
      { que: 'left open too long', vencer: 'tiempo', error: 'El formulario estuvo abierto mucho tiempo' },
    ])('a form $que comes back with everything, and works when sent again', async ({ vencer, error }) => {
      const datos = registroNatural(e.sitio.numero())
      const v = await e.entrar(modo)
      await v.ir('/natural/registrar')
      await v.llenar({ ...datos, captcha: LETRAS })
      if (vencer === 'cookie') await v.contexto.clearCookies()
      else e.sitio.reloj.adelantar({ horas: 2 })
      await v.presionar('Crear Cuenta')
      expect((await v.errores()).join()).toContain(error)
      const secretos = { clave: CLAVE, repetirClave: CLAVE, respuestaSecreta: RESPUESTA }
      const vacios = { clave: '', repetirClave: '', respuestaSecreta: '' }
      const rut = modo.javaScriptEnabled ? mostrarRut(String(datos.rut)) : datos.rut
      expect(await v.contenido(Object.keys(datos))).toEqual({ ...datos, ...vacios, rut })
      await v.enviar(secretos, 'Crear Cuenta')
      expect(await v.titulo()).toBe('Su cuenta fue creada')
    })
  })
})
