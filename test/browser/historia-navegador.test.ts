/** What the browser's own history brings back: Back and reload after Terminar, over a page with mistakes, in two tabs. */
import { describe, expect, test } from 'vitest'
import { enChromium, escena } from '../support/escena.ts'
import { RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { datosDe, emailDe, registrada } from '../support/recorridos.ts'
import { abrirSitio } from '../support/sitio.ts'
import { CON_JAVASCRIPT, type Modo, OPUESTOS, SIN_JAVASCRIPT, type Visita } from '../support/visita.ts'

/** The first page of a visit that is gone back through. */
const PRIMERA = '/privacidad'

/** All that a page has to show: its text, and what its boxes hold. */
const todoLoVisible = (v: Visita): Promise<string> =>
  v.pagina
    .locator('html')
    .evaluate((raiz) =>
      [
        raiz.textContent,
        ...Array.from(
          raiz.querySelectorAll('input:not([type="hidden"]), select'),
          ({ value, type, checked }) => (type === 'checkbox' && !checked ? '' : value),
        ),
      ].join('\n'),
    )

/** Goes back one entry, and waits until its page is whole and seen: one from the browser's memory fires no load. */
async function atras(v: Visita): Promise<void> {
  await v.pagina.goBack({ waitUntil: 'commit' })
  await expect.poll(() => v.pagina.evaluate('document.readyState')).toBe('complete')
  await v.pagina.locator('.pie').waitFor()
}

/** Goes back to {@link PRIMERA}. @returns what each one on the way showed. */
async function todoHaciaAtras(v: Visita): Promise<string[]> {
  const vistas: string[] = []
  for (;;) {
    await atras(v)
    if (v.ruta() === PRIMERA) return vistas
    vistas.push(await todoLoVisible(v))
  }
}

describe.each([
  { nombre: 'with the back/forward cache', bfcache: true },
  { nombre: 'without the back/forward cache', bfcache: false },
])('$nombre', ({ bfcache }) => {
  enChromium('after Terminar, Back shows nothing of the visit', () => {
    const e = escena(abrirSitio, { bfcache })

    /** Ends the visit and goes back through it. */
    async function sinNada(v: Visita, secretos: readonly string[]): Promise<void> {
      await v.presionar('Terminar')
      const vistas = await todoHaciaAtras(v)
      expect(vistas.length).toBeGreaterThan(1)
      for (const vista of vistas) for (const secreto of secretos) expect(vista).not.toContain(secreto)
    }

    describe.each(OPUESTOS)('$nombre', (modo) => {
      test('of Recuperar: neither the key nor the RUT', async () => {
        const numero = e.sitio.numero()
        await registrada(e.sitio, numero)
        const v = await e.entrar(modo)
        await v.ir(PRIMERA)
        await v.ir('/natural/recuperar')
        await v.enviar({ rut: rutDe(numero) }, 'Validar')
        await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
        const clave = await v.texto('#clave-provisoria')
        await sinNada(v, [clave, rutDe(numero), String(numero).slice(2)])
      })

      test('of Registrar: nothing that was typed', async () => {
        const numero = e.sitio.numero()
        const v = await e.entrar(modo)
        await v.ir(PRIMERA)
        await v.ir('/natural/registrar')
        await v.enviar(registroNatural(numero, { sinCelular: '', celular: '87654321' }), 'Crear Cuenta')
        expect(await v.titulo()).toBe('Su cuenta fue creada')
        const escrito = ['María Jesús', 'Ñancupil', '03-10-1994', 'Pasaje Los Aromos', emailDe(numero)]
        await sinNada(v, [...escrito, '87654321', '8765 4321', rutDe(numero)])
      })

      test('of Actualizar: neither the data of the account nor what was typed over them', async () => {
        const numero = e.sitio.numero()
        await registrada(e.sitio, numero)
        const v = await e.entrar(modo)
        await v.ir(PRIMERA)
        await v.ir('/natural/actualizar')
        await v.enviar(
          { rut: rutDe(numero), fechaNacimiento: '03-10-1994', emailRegistrado: emailDe(numero) },
          'Validar',
        )
        await v.enviar({ preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }, 'Validar')
        await v.enviar(datosDe(numero, { direccion: 'Calle Escrita Ahora' }), 'Actualizar Datos')
        expect(await v.titulo()).toBe('Datos actualizados')
        await sinNada(v, ['Pasaje Los Aromos', 'Calle Escrita Ahora', emailDe(numero), rutDe(numero)])
      })

      test('of a form that was left half filled in', async () => {
        const numero = e.sitio.numero()
        await registrada(e.sitio, numero)
        const v = await e.entrar(modo)
        await v.ir(PRIMERA)
        await v.ir('/natural/registrar')
        await v.llenar({ nombres: 'Escrito A Medias', direccion: 'Calle A Medias' })
        await v.ir('/natural/recuperar')
        await v.enviar({ rut: rutDe(numero) }, 'Validar')
        await v.presionar('Terminar y borrar mis datos de este equipo')
        for (const vista of await todoHaciaAtras(v)) expect(vista).not.toContain('A Medias')
      })
    })

    test.each(OPUESTOS)('$nombre, before Terminar what was typed and left is there again', async (modo) => {
      const v = await e.entrar(modo)
      await v.ir(PRIMERA)
      await v.ir('/natural/registrar')
      await v.llenar({ nombres: 'Escrito A Medias', region: '05', comuna: '05101' })
      await v.ir('/accesibilidad')
      const pedidos: string[] = []
      v.pagina.on('request', (pedido) => {
        // The letters have a frame of their own.
        if (pedido.isNavigationRequest() && pedido.frame() === v.pagina.mainFrame())
          pedidos.push(pedido.url())
      })
      await atras(v)
      await expect
        .poll(() => v.contenido(['nombres', 'region', 'comuna']))
        .toEqual({ nombres: 'Escrito A Medias', region: '05', comuna: '05101' })
      expect(pedidos).toHaveLength(bfcache ? 0 : 1)
    })

    test('a page that the browser kept is asked for again when its visit is over, and a result always', async () => {
      const numero = e.sitio.numero()
      await registrada(e.sitio, numero)
      const v = await e.entrar(CON_JAVASCRIPT)
      await v.ir('/natural/recuperar')
      await v.enviar({ rut: rutDe(numero) }, 'Validar')
      await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
      await v.ir('/privacidad')
      e.sitio.reloj.adelantar({ minutos: 6 })
      await atras(v)
      await expect.poll(() => v.titulo()).toBe('Su clave provisoria ya se mostró')

      await v.ir('/natural/registrar')
      await v.llenar({ nombres: 'Escrito A Medias' })
      await v.ir('/privacidad')
      await v.pagina.evaluate('localStorage.removeItem("visita")')
      const pedida = v.pagina.waitForRequest((pedido) => pedido.isNavigationRequest())
      await atras(v)
      expect((await pedida).url()).toContain('/natural/registrar')
    })
  })

  enChromium('a page with mistakes', () => {
    const e = escena(abrirSitio, { bfcache })

    /** A registration with one mistake. @returns the visit at the page that tells of it. */
    async function conError(modo: Modo): Promise<Visita> {
      const v = await e.entrar(modo)
      await v.ir('/natural/registrar')
      await v.enviar(registroNatural(e.sitio.numero(), { email: 'malo' }), 'Crear Cuenta')
      expect(await v.errores()).not.toEqual([])
      return v
    }

    test('is a page like others to Back and reload: it asks nothing, sends nothing, and what was typed is there', async () => {
      const v = await conError(CON_JAVASCRIPT)
      const metodos: string[] = []
      v.pagina.on('request', (pedido) => pedido.isNavigationRequest() && metodos.push(pedido.method()))
      const escrito = async () =>
        Object.values(await v.contenido(['nombres', 'region', 'comuna', 'clave', 'captcha']))
      await v.cambiarDePagina(() => v.pagina.reload())
      expect(await escrito()).toEqual(['María Jesús', '13', '13101', '', ''])
      await v.llenar({ nombres: 'Corregida' })
      await v.ir('/privacidad')
      await atras(v)
      await expect.poll(escrito).toEqual(['Corregida', '13', '13101', '', ''])
      expect(metodos).toEqual(metodos.map(() => 'GET'))
    })

    test('of a later step keeps whose it is', async () => {
      const numero = e.sitio.numero()
      await registrada(e.sitio, numero)
      const v = await e.entrar(CON_JAVASCRIPT)
      await v.ir('/natural/recuperar')
      await v.enviar({ rut: rutDe(numero) }, 'Validar')
      await v.enviar({ respuestaSecreta: 'no es esta' }, 'Generar Nueva Clave')
      const otra = await v.pestana()
      const otro = e.sitio.numero()
      await registrada(e.sitio, otro)
      await otra.ir('/natural/recuperar')
      await otra.enviar({ rut: rutDe(otro) }, 'Validar')
      await v.pagina.reload()
      expect(await v.texto('#identificador')).toContain(String(numero).slice(2, 5))
    })

    // Without scripts nothing can take back that the page answered a form: the browser asks, and what it sends comes back empty.
    test('sent again after Terminar without scripts, it comes back empty', async () => {
      const v = await conError(SIN_JAVASCRIPT)
      const cuerpo = await v.pagina
        .locator('form.formulario')
        .evaluate(({ elements }) =>
          Array.from(elements, ({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('&'),
        )
      const numero = e.sitio.numero()
      await registrada(e.sitio, numero)
      await v.ir('/natural/recuperar')
      await v.enviar({ rut: rutDe(numero) }, 'Validar')
      await v.presionar('Terminar y borrar mis datos de este equipo')
      const respuesta = await v.contexto.request.post(new URL('/natural/registrar', e.sitio.base).href, {
        data: cuerpo,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      expect(await respuesta.text()).not.toContain('Los Aromos')
      expect(respuesta.url()).toContain('/natural/registrar')
    })
  })

  enChromium('two tabs', () => {
    const e = escena(abrirSitio, { bfcache })

    test.each(OPUESTOS)('$nombre, a reload shows its own key and names whose it is', async (modo) => {
      const [una, otra] = [e.sitio.numero(), e.sitio.numero()]
      const v = await e.entrar(modo)
      const w = await v.pestana()
      const claves: string[] = []
      for (const [pestana, numero] of [
        [v, una],
        [w, otra],
      ] as const) {
        await registrada(e.sitio, numero)
        await pestana.ir('/natural/recuperar')
        await pestana.enviar({ rut: rutDe(numero) }, 'Validar')
        await pestana.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
        claves.push(await pestana.texto('#clave-provisoria'))
      }
      await v.pagina.bringToFront()
      await v.pagina.reload()
      expect(await v.texto('#clave-provisoria')).toBe(claves[0])
      expect(await v.texto('main')).toContain(`12.000.${rutDe(una).slice(5)}`)
      expect(await v.texto('main')).not.toContain(`12.000.${rutDe(otra).slice(5)}`)
      await v.seguir('Cambiar CS')
      expect(await v.valor('rut')).toBe(`12.000.${rutDe(una).slice(5)}`)
      await w.ir('/natural/cambiar')
      expect(await w.valor('rut')).toBe('')
    })
  })
})
