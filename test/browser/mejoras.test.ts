/** What JavaScript adds, and that nothing of it is needed. */
import { describe, expect, test } from 'vitest'
import { enChromium, escena } from '../support/escena.ts'
import { CLAVE, RESPUESTA, registroNatural } from '../support/personas.ts'
import { LETRAS } from '../support/producto.ts'
import { abrirSitio } from '../support/sitio.ts'
import { CON_JAVASCRIPT, OPUESTOS, SIN_JAVASCRIPT, type Visita } from '../support/visita.ts'

const comunas = (v: Visita) => v.pagina.locator('#comuna optgroup').count()

enChromium('comforts of a script', () => {
  const e = escena(abrirSitio)

  async function enRegistrar(modo: typeof CON_JAVASCRIPT): Promise<Visita> {
    const v = await e.entrar(modo)
    await v.ir('/natural/registrar')
    return v
  }

  test('the comunas follow the región, and one of another región is let go', async () => {
    const v = await enRegistrar(CON_JAVASCRIPT)
    expect(await comunas(v)).toBe(16)
    await v.llenar({ region: '05', comuna: '05101' })
    expect(await comunas(v)).toBe(1)
    await v.llenar({ region: '13' })
    expect(await v.valor('comuna')).toBe('')
    await v.llenar({ comuna: '13101' })
    await v.llenar({ region: '' })
    expect(await comunas(v)).toBe(16)
  })

  test('a whole RUT is written with dots when its box is left, and anything else as it was typed', async () => {
    const v = await enRegistrar(CON_JAVASCRIPT)
    for (const [tecleado, queda] of [
      ['123456785', '12.345.678-5'],
      ['12.345.678-4', '12.345.678-4'],
      ['1234', '1234'],
    ] as const) {
      await v.campo('rut').fill('')
      await v.campo('rut').pressSequentially(tecleado)
      await v.pagina.keyboard.press('Tab')
      expect(await v.valor('rut')).toBe(queda)
    }
  })

  test('a key can be seen while it is typed, and is sent as a key', async () => {
    const v = await enRegistrar(CON_JAVASCRIPT)
    await v.campo('clave').pressSequentially('abc')
    await v.boton('Mostrar Clave CS').click()
    expect(await v.campo('clave').getAttribute('type')).toBe('text')
    await v.boton('Ocultar Clave CS').click()
    expect(await v.campo('clave').getAttribute('type')).toBe('password')
  })

  test('the letters sound when the person asks for it with the keyboard, and not before', async () => {
    const v = await e.entrar(CON_JAVASCRIPT)
    const pedidos: string[] = []
    v.pagina.on('request', (pedido) => pedidos.push(pedido.url()))
    await v.ir('/natural/registrar')
    const sonido = v.pagina.locator('.captcha__sonido')
    expect(pedidos.filter((url) => url.endsWith('.wav'))).toEqual([])
    await sonido.focus()
    const segundos = sonido.evaluate(
      (audio: { duration: number } & EventTarget) =>
        new Promise<number>((resolver, fallar) => {
          audio.addEventListener('timeupdate', () => resolver(audio.duration))
          audio.addEventListener('error', () => fallar(new Error('it cannot be played')))
        }),
    )
    await v.pagina.keyboard.press('Space')
    expect(await segundos).toBeGreaterThan(3)
    expect(await segundos).toBeLessThan(8)
  })

  test.each(OPUESTOS)('Refrescar brings other letters and loses nothing, $nombre', async (modo) => {
    const datos = registroNatural(e.sitio.numero())
    const v = await enRegistrar(modo)
    await v.llenar({ ...datos, captcha: 'zzz' })
    const antes = await v.contenido(['captchaFicha'])
    const imagen = v.pagina.locator('.captcha__imagen')
    const sonido = v.pagina.locator('.captcha__sonido')
    const url = await imagen.getAttribute('src')
    if (modo.javaScriptEnabled) {
      await Promise.all([v.pagina.waitForResponse(/\/captcha\/.+\.png$/), v.boton('Refrescar').click()])
      expect(await v.contenido(['clave', 'repetirClave', 'respuestaSecreta'])).toEqual({
        clave: CLAVE,
        repetirClave: CLAVE,
        respuestaSecreta: RESPUESTA,
      })
      expect(await v.enfocado()).toBe('captcha')
    } else {
      await v.presionar('Refrescar')
      const { clave, repetirClave, respuestaSecreta, ...conservados } = datos
      expect(await v.contenido(Object.keys(conservados))).toEqual(conservados)
    }
    expect(await v.errores()).toEqual([])
    expect(await imagen.getAttribute('src')).not.toBe(url)
    expect(await sonido.getAttribute('src')).toBe((await imagen.getAttribute('src'))?.replace(/png$/, 'wav'))
    expect(await v.contenido(['captchaFicha'])).not.toEqual(antes)
    expect(await v.valor('captcha')).toBe('')
    await v.llenar(datos)
    await v.enviar({ captcha: LETRAS }, 'Crear Cuenta')
    expect(await v.titulo()).toBe('Su cuenta fue creada')
  })

  describe.each([
    { que: 'are switched off', modo: SIN_JAVASCRIPT, bloquear: false },
    { que: 'do not arrive', modo: CON_JAVASCRIPT, bloquear: true },
  ])('when scripts $que', ({ modo, bloquear }) => {
    test('the page has none of the comforts, and works', async () => {
      const v = await e.entrar(modo)
      if (bloquear) await v.contexto.route('**/*.js', (ruta) => ruta.abort())
      await v.ir('/natural/registrar')
      const datos = registroNatural(e.sitio.numero())
      await v.llenar(datos)
      expect(await v.valor('rut')).toBe(datos.rut)
      expect(await comunas(v)).toBe(16)
      expect(await v.pagina.getByRole('button', { name: /Mostrar/ }).count()).toBe(0)
      await v.enviar({}, 'Crear Cuenta')
      expect(await v.titulo()).toBe('Su cuenta fue creada')
      expect(await v.pagina.getByRole('button', { name: 'Imprimir' }).count()).toBe(0)
      if (bloquear) expect(v.problemas.splice(0).join()).toContain('net::ERR_FAILED')
    })
  })
})
