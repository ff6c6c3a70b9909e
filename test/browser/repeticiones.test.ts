/** Double clicks, reloads, the Back button, two tabs: none does harm. */
import { describe, expect, test, vi } from 'vitest'
import { enChromium, escena } from '../support/escena.ts'
import { CLAVE, RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { LETRAS } from '../support/producto.ts'
import { correosPara, cuentaDe, emailDe, registrada } from '../support/recorridos.ts'
import { abrirSitio } from '../support/sitio.ts'
import { OPUESTOS, type Visita } from '../support/visita.ts'

const NUEVA = 'Qu3ltehue!'

/** The two clicks of a mouse, with nothing between them, and the page where they end. */
async function dobleClic(v: Visita, boton: string, destino: string): Promise<void> {
  await v.boton(boton).dblclick({ noWaitAfter: true })
  await vi.waitFor(() => expect(v.ruta()).toBe(destino), { timeout: 20_000 })
  await v.pagina.waitForLoadState()
}

enChromium('doing it twice', () => {
  const e = escena(abrirSitio)

  describe.each(OPUESTOS)('$nombre', (modo) => {
    const asuntosPara = async (numero: number) =>
      (await correosPara(e.sitio, emailDe(numero))).map(({ asunto }) => asunto)

    test('two clicks on Crear Cuenta make one account, and a reload keeps its page', async () => {
      const numero = e.sitio.numero()
      const v = await e.entrar(modo)
      await v.ir('/natural/registrar')
      await v.llenar({ ...registroNatural(numero), captcha: LETRAS })
      await dobleClic(v, 'Crear Cuenta', '/natural/registrar/listo')
      expect(await v.titulo()).toBe('Su cuenta fue creada')
      await v.cambiarDePagina(() => v.pagina.reload())
      expect(await v.titulo()).toBe('Su cuenta fue creada')
      expect(await asuntosPara(numero)).toEqual(['Su Clave Sence fue creada'])
    })

    test('two clicks on every button of Recuperar and Cambiar lead to one new CS', async () => {
      const numero = e.sitio.numero()
      await registrada(e.sitio, numero)
      const v = await e.entrar(modo)
      await v.ir('/natural/recuperar')
      await v.llenar({ rut: rutDe(numero) })
      await dobleClic(v, 'Validar', '/natural/recuperar/pregunta')
      await v.llenar({ respuestaSecreta: RESPUESTA, captcha: LETRAS })
      await dobleClic(v, 'Generar Nueva Clave', '/natural/recuperar/listo')
      const provisoria = await v.texto('#clave-provisoria')
      await v.cambiarDePagina(() => v.pagina.reload())
      expect(await v.texto('#clave-provisoria')).toBe(provisoria)

      await v.ir('/natural/cambiar')
      await v.llenar({ rut: rutDe(numero), claveActual: provisoria })
      await dobleClic(v, 'Validar', '/natural/cambiar/nueva')
      await v.llenar({ claveNueva: NUEVA, repetirClaveNueva: NUEVA, captcha: LETRAS })
      await dobleClic(v, 'Cambiar Clave', '/natural/cambiar/listo')
      await v.cambiarDePagina(() => v.pagina.reload())
      expect(await v.titulo()).toBe('Su CS fue cambiada')
      expect(await asuntosPara(numero)).toEqual([
        'Su Clave Sence fue creada',
        'Se generó una clave provisoria para su Clave Sence',
        'Su Clave Sence fue cambiada',
      ])
    })

    test('two clicks on every button of Actualizar write the data once', async () => {
      const numero = e.sitio.numero()
      await registrada(e.sitio, numero)
      const v = await e.entrar(modo)
      await v.ir('/natural/actualizar')
      await v.llenar({ rut: rutDe(numero), fechaNacimiento: '03-10-1994', emailRegistrado: emailDe(numero) })
      await dobleClic(v, 'Validar', '/natural/actualizar/seguridad')
      await v.llenar({ preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA })
      await dobleClic(v, 'Validar', '/natural/actualizar/datos')
      await v.llenar({ direccion: 'Calle Nueva', captcha: LETRAS })
      await dobleClic(v, 'Actualizar Datos', '/natural/actualizar/listo')
      expect(await cuentaDe(e.sitio, numero)).toMatchObject({ direccion: 'Calle Nueva' })
      expect(await asuntosPara(numero)).toEqual([
        'Su Clave Sence fue creada',
        'Sus datos de Clave Sence fueron actualizados',
      ])
    })

    test('Back never leads to an error, and Forward finds the result again', async () => {
      const numero = e.sitio.numero()
      await registrada(e.sitio, numero)
      const v = await e.entrar(modo)
      const atras = () => v.cambiarDePagina(() => v.pagina.goBack({ waitUntil: 'commit' }))
      const adelante = () => v.cambiarDePagina(() => v.pagina.goForward({ waitUntil: 'commit' }))
      await v.ir('/natural/recuperar')
      await v.enviar({ rut: rutDe(numero) }, 'Validar')
      await atras()
      expect(v.ruta()).toBe('/natural/recuperar')
      await adelante()
      await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
      const provisoria = await v.texto('#clave-provisoria')
      await atras()
      expect(v.ruta()).toBe('/natural/recuperar/listo')
      await adelante()
      expect(await v.texto('#clave-provisoria')).toBe(provisoria)
      await v.seguir('Cambiar CS')
      await v.enviar({ rut: rutDe(numero), claveActual: provisoria }, 'Validar')
      await atras()
      expect(v.ruta()).toBe('/natural/cambiar')
      expect(await v.valor('claveActual')).toBe('')
      await adelante()
      await v.enviar({ claveNueva: NUEVA, repetirClaveNueva: NUEVA }, 'Cambiar Clave')
      await atras()
      expect(await v.titulo()).toBe('Su CS fue cambiada')
      await adelante()
      expect(await v.titulo()).toBe('Su CS fue cambiada')
    })

    test('two tabs go on side by side, each with its own person', async () => {
      const [una, otra] = [e.sitio.numero(), e.sitio.numero()]
      for (const numero of [una, otra]) await registrada(e.sitio, numero)
      const v = await e.entrar(modo)
      const w = await v.pestana()
      await v.ir('/natural/cambiar')
      await w.ir('/natural/cambiar')
      await v.enviar({ rut: rutDe(una), claveActual: CLAVE }, 'Validar')
      await w.enviar({ rut: rutDe(otra), claveActual: CLAVE }, 'Validar')
      await v.enviar({ claveNueva: NUEVA, repetirClaveNueva: NUEVA }, 'Cambiar Clave')
      await w.enviar({ claveNueva: NUEVA, repetirClaveNueva: NUEVA }, 'Cambiar Clave')
      for (const pestana of [v, w]) expect(await pestana.titulo()).toBe('Su CS fue cambiada')
      for (const numero of [una, otra]) {
        expect((await asuntosPara(numero)).at(-1)).toBe('Su Clave Sence fue cambiada')
      }
    })

    test('after Terminar, Back shows no key any more', async () => {
      const numero = e.sitio.numero()
      await registrada(e.sitio, numero)
      const v = await e.entrar(modo)
      await v.ir('/natural/recuperar')
      await v.enviar({ rut: rutDe(numero) }, 'Validar')
      await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
      const provisoria = await v.texto('#clave-provisoria')
      await v.presionar('Terminar')
      expect(v.ruta()).toBe('/')
      await v.cambiarDePagina(() => v.pagina.goBack({ waitUntil: 'commit' }))
      expect(await v.titulo()).toBe('Su clave provisoria ya se mostró')
      expect(await v.pagina.content()).not.toContain(provisoria)
    })
  })
})
