/** What JavaScript adds, and that nothing of it is needed. */
import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { enChromium, escena } from '../support/escena.ts'
import { ADJUNTO } from '../support/navegador.ts'
import { CLAVE, RESPUESTA, registroMigrante, registroNatural, rutDe } from '../support/personas.ts'
import { LETRAS } from '../support/producto.ts'
import { emailDe } from '../support/recorridos.ts'
import { abrirSitio } from '../support/sitio.ts'
import { CON_JAVASCRIPT, OPUESTOS, SIN_JAVASCRIPT, TODOS, type Visita } from '../support/visita.ts'

/** The live regions of a field. */
const estados = (v: Visita, nombre: string) => v.pagina.locator(`[data-campo="${nombre}"] [role="status"]`)
const dicho = async (v: Visita, nombre: string) => await estados(v, nombre).textContent()
/** Picture and sound of the captcha, in their frame. */
function letras(v: Visita) {
  const marco = v.pagina.frameLocator('.captcha__marco')
  return { imagen: marco.locator('img'), sonido: marco.locator('audio') }
}
const NUEVA = 'Qu3ltehue!'
/** Of a loaded machine. */
const PACIENCIA = { timeout: 10_000 }
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
    expect(await dicho(v, 'comuna')).toBe('Elija una comuna de esta región.')
    await v.llenar({ comuna: '13101' })
    expect(await dicho(v, 'comuna')).toBe('')
    await v.llenar({ region: '' })
    expect(await comunas(v)).toBe(16)
    expect(await v.valor('comuna')).toBe('13101')
  })

  test.each(OPUESTOS)('a comuna is found by the name that people give it, $nombre', async (modo) => {
    const v = await enRegistrar(modo)
    await v.campo('comuna').focus()
    await v.pagina.keyboard.type('La Caler')
    expect(await v.valor('comuna')).toBe('05502')
    if (modo.javaScriptEnabled) await v.llenar({ region: '05' })
    expect(await v.texto('#comuna option:checked')).toBe('La Calera (Calera)')
  })

  test('what is whole is written in the usual way when its box is left, and anything else as it was typed', async () => {
    const v = await enRegistrar(CON_JAVASCRIPT)
    for (const [nombre, tecleado, queda] of [
      ['rut', '123456785', '12.345.678-5'],
      ['rut', '12.345.678-4', '12.345.678-4'],
      ['rut', '1234', '1234'],
      ['celular', '+56987654321', '8765 4321'],
      ['celular', '8765432', '8765432'],
      ['telefonoTrabajo', '221234567', '2 2123 4567'],
    ] as const) {
      await v.campo(nombre).fill('')
      await v.campo(nombre).pressSequentially(tecleado)
      await v.pagina.keyboard.press('Tab')
      expect(await v.valor(nombre)).toBe(queda)
    }
  })

  test('a box that is nearly full says how much is left, and cuts nothing', async () => {
    const v = await enRegistrar(CON_JAVASCRIPT)
    await v.campo('direccion').fill('x'.repeat(119))
    expect(await dicho(v, 'direccion')).toBe('')
    await v.campo('direccion').fill('x'.repeat(149))
    await expect.poll(() => dicho(v, 'direccion'), PACIENCIA).toBe('Le queda 1 carácter.')
    await v.campo('direccion').fill('x'.repeat(160))
    await expect.poll(() => dicho(v, 'direccion'), PACIENCIA).toBe('Le sobran 10 caracteres.')
    expect(await v.valor('direccion')).toHaveLength(160)
  })

  test('capitals that are locked are told beside a key, and not beside an answer', async () => {
    const v = await enRegistrar(CON_JAVASCRIPT)
    const teclear = (nombre: string, modifierCapsLock: boolean) =>
      v.campo(nombre).evaluate((caja, modificador) => {
        const { KeyboardEvent } = caja.ownerDocument.defaultView
        caja.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: modificador }))
      }, modifierCapsLock)
    await teclear('clave', true)
    expect(await dicho(v, 'clave')).toBe('Tiene las mayúsculas activadas (Bloq Mayús).')
    await teclear('clave', false)
    expect(await dicho(v, 'clave')).toBe('')
    expect(await estados(v, 'respuestaSecreta').count()).toBe(0)
  })

  test('a file tells its name and size, and one that is too big does not leave', async () => {
    const v = await e.entrar(CON_JAVASCRIPT)
    await v.ir('/migrante/registrar')
    await v.adjuntar({ nombre: 'film.png', bytes: new Uint8Array(1_048_577) })
    await expect
      .poll(() => dicho(v, 'documento'), PACIENCIA)
      .toContain('El archivo pesa 1,1 MB y el máximo es 1 MB. No pudimos hacerlo más liviano.')
    await v.campo('clave').fill(CLAVE)
    await v.boton('Crear Cuenta').click()
    expect(await v.enfocado()).toBe('documento')
    expect(await v.valor('clave')).toBe(CLAVE)
    await v.adjuntar({ nombre: 'foto.png', bytes: new Uint8Array(1_048_576) })
    expect(await dicho(v, 'documento')).toBe('Eligió foto.png (1 MB).')
    expect(await v.campo('documento').getAttribute('aria-invalid')).toBeNull()
    await v.presionar('Crear Cuenta')
    expect((await v.errores()).length).toBeGreaterThan(3)
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
    const sonido = letras(v).sonido
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
    expect(await segundos).toBeGreaterThan(6)
    expect(await segundos).toBeLessThan(12)
  })

  test.each(TODOS)('Refrescar brings other letters and loses nothing, $nombre', async (modo) => {
    const datos = registroMigrante(e.sitio.numero())
    const v = await e.entrar(modo)
    await v.ir('/migrante/registrar')
    await v.llenar({ ...datos, captcha: 'zzz' })
    await v.adjuntar()
    const { imagen, sonido } = letras(v)
    const url = await imagen.getAttribute('src')
    const antes = await v.contenido(Object.keys(datos))
    expect(antes.clave).toBe(CLAVE)
    for (const _vez of [1, 2]) {
      await Promise.all([v.pagina.waitForResponse(/\/captcha\/.+\.png$/), v.boton('Refrescar').click()])
    }
    await expect.poll(() => imagen.getAttribute('src'), PACIENCIA).not.toBe(url)
    expect(await sonido.getAttribute('src')).toBe((await imagen.getAttribute('src'))?.replace(/png$/, 'wav'))
    expect(v.ruta()).toBe('/migrante/registrar')
    expect(await v.contenido(Object.keys(datos))).toEqual(antes)
    expect(await v.campo('documento').inputValue()).toContain(ADJUNTO.nombre)
    expect(await v.valor('captcha')).toBe(modo.javaScriptEnabled ? '' : 'zzz')
    if (modo.javaScriptEnabled) expect(await v.enfocado()).toBe('captcha')
    await v.llenar({ captcha: LETRAS })
    await v.presionar('Crear Cuenta')
    expect(await v.titulo()).toBe('Su cuenta fue creada')
  })

  test('Refrescar leaves no step of its own for Back', async () => {
    const v = await e.entrar(CON_JAVASCRIPT)
    await v.ir('/')
    await v.ir('/natural/registrar')
    const pasos = () => v.pagina.evaluate('history.length')
    const antes = await pasos()
    await Promise.all([v.pagina.waitForResponse(/\/captcha\/.+\.png$/), v.boton('Refrescar').click()])
    expect(await pasos()).toBe(antes)
  })

  test('what a script changes is told in lines that a screen reader watches', async () => {
    const v = await enRegistrar(CON_JAVASCRIPT)
    const lector = await v.contexto.newCDPSession(v.pagina)
    /** The texts that the browser hands to a screen reader as news. */
    const noticias = async (): Promise<string[]> => {
      const { nodes } = await lector.send('Accessibility.getFullAXTree')
      const textoDe = (id: string): string => {
        const nodo = nodes.find(({ nodeId }) => nodeId === id)
        if (nodo?.role?.value === 'StaticText') return String(nodo.name?.value ?? '')
        return (nodo?.childIds ?? []).map(textoDe).join('')
      }
      const vivas = nodes.filter(({ properties = [] }) =>
        properties.some(({ name, value }) => name === 'live' && value.value === 'polite'),
      )
      return vivas.map(({ nodeId }) => textoDe(nodeId)).filter(Boolean)
    }
    expect(await noticias()).toEqual([])
    await v.llenar({ region: '05', comuna: '05101' })
    await v.llenar({ region: '13' })
    await v.campo('direccion').fill('x'.repeat(149))
    await expect
      .poll(noticias, PACIENCIA)
      .toEqual(['Le queda 1 carácter.', 'Elija una comuna de esta región.'])
    await Promise.all([v.pagina.waitForResponse(/\/captcha\/.+\.png$/), v.boton('Refrescar').click()])
    await expect.poll(noticias, PACIENCIA).toContain('Hay letras nuevas en la imagen y en el sonido.')
  })

  test('each of them may break, or not arrive, and the forms work', async () => {
    const v = await e.entrar(CON_JAVASCRIPT)
    const rota = (texto: string) =>
      texto.replace(/^(export function \w+\([^)]*\) \{)$/gm, "$1 throw new Error('rota')")
    for (const modulo of await readdir(new URL('../../public/js/', import.meta.url))) {
      const donde = `**/js/${modulo}`
      for (const estropear of ['break', 'not arrive']) {
        await v.contexto.route(donde, async (ruta) => {
          if (estropear === 'not arrive') return ruta.abort()
          const respuesta = await ruta.fetch()
          return ruta.fulfill({ response: respuesta, body: rota(await respuesta.text()) })
        })
        await v.ir('/natural/recuperar')
        await v.enviar({ rut: '1-1' }, 'Validar')
        expect(await v.errores(), `${modulo} may ${estropear}`).toHaveLength(1)
        await v.contexto.unroute(donde)
      }
    }
    // Told in the console, each of them, and nothing else was wrong.
    expect(v.problemas.splice(0).filter((uno) => !/rota|net::ERR_FAILED/.test(uno))).toEqual([])
  })

  describe.each([
    { que: 'are switched off', modo: SIN_JAVASCRIPT, bloquear: false },
    { que: 'do not arrive', modo: CON_JAVASCRIPT, bloquear: true },
  ])('when scripts $que', ({ modo, bloquear }) => {
    test('each page has none of the comforts, and works', async () => {
      const v = await e.entrar(modo)
      if (bloquear) await v.contexto.route('**/*.js', (ruta) => ruta.abort())
      await v.ir('/natural/registrar')
      const numero = e.sitio.numero()
      const rut = rutDe(numero)
      await v.llenar(registroNatural(numero))
      expect(await v.valor('rut')).toBe(rut)
      expect(await comunas(v)).toBe(16)
      expect(await v.pagina.getByRole('button', { name: /Mostrar/ }).count()).toBe(0)
      expect(await v.pagina.locator('[role="status"]').count()).toBe(0)
      await v.enviar({}, 'Crear Cuenta')
      expect(await v.titulo()).toBe('Su cuenta fue creada')

      await v.ir('/natural/recuperar')
      await v.enviar({ rut }, 'Validar')
      await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
      expect(await v.pagina.getByRole('button', { name: 'Imprimir' }).count()).toBe(0)
      const claveActual = await v.texto('#clave-provisoria')
      await v.ir('/natural/cambiar')
      await v.enviar({ rut, claveActual }, 'Validar')
      await v.enviar({ claveNueva: NUEVA, repetirClaveNueva: NUEVA }, 'Cambiar Clave')
      expect(await v.titulo()).toBe('Su CS fue cambiada')

      await v.ir('/natural/actualizar')
      await v.enviar({ rut, fechaNacimiento: '03-10-1994', emailRegistrado: emailDe(numero) }, 'Validar')
      await v.enviar({ preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }, 'Validar')
      await v.enviar({ direccion: 'Calle Nueva' }, 'Actualizar Datos')
      expect(await v.texto('main')).toContain('Sus datos han sido actualizados correctamente.')
      if (bloquear) expect(v.problemas.splice(0).join()).toContain('net::ERR_FAILED')
    })
  })
})
