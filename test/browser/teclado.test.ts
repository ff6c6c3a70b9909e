/** A whole flow without a mouse. */
import { expect, test } from 'vitest'
import { mostrarRut } from '../../src/domain/rut.ts'
import { enChromium, escena } from '../support/escena.ts'
import type { Campos } from '../support/navegador.ts'
import { RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { LETRAS } from '../support/producto.ts'
import { cuentaDe, emailDe, registrada } from '../support/recorridos.ts'
import { abrirSitio } from '../support/sitio.ts'
import { tabularHasta as tabular } from '../support/teclado.ts'
import { OPUESTOS, TODOS, type Visita } from '../support/visita.ts'

const NUEVA = 'Qu3ltehue!'

const tabularHasta = (v: Visita, selector: string) => tabular(v, v.pagina.locator(selector).first())

async function escribirEn(v: Visita, campos: Campos): Promise<void> {
  for (const [nombre, texto] of Object.entries(campos)) {
    await tabularHasta(v, `[name="${nombre}"]`)
    await v.pagina.keyboard.type(String(texto))
  }
}

async function elegirPrimera(v: Visita, lista: string): Promise<void> {
  await tabularHasta(v, `[name="${lista}"]`)
  await v.pagina.keyboard.press('ArrowDown')
}

const entrar = (v: Visita) => v.cambiarDePagina(() => v.pagina.keyboard.press('Enter'))

enChromium('with the keyboard alone', () => {
  const e = escena(abrirSitio)

  test.each(OPUESTOS)('a person gets a temporary key and changes it, $nombre', async (modo) => {
    const numero = e.sitio.numero()
    await registrada(e.sitio, numero)
    const v = await e.entrar(modo)
    await v.ir('/')
    await tabularHasta(v, '.saltar')
    await v.pagina.keyboard.press('Enter')
    await tabularHasta(v, 'main a[href="/natural/recuperar"]')
    await entrar(v)
    await escribirEn(v, { rut: rutDe(numero) })
    await entrar(v)
    await escribirEn(v, { respuestaSecreta: 'equivocada', captcha: LETRAS })
    await entrar(v)
    expect(await v.enfocado()).toBe('resumen-errores')
    await escribirEn(v, { respuestaSecreta: RESPUESTA, captcha: LETRAS })
    await entrar(v)
    const provisoria = await v.texto('#clave-provisoria')
    await tabularHasta(v, 'main a[href^="/natural/cambiar?"]')
    await entrar(v)
    expect(await v.valor('rut')).toBe(mostrarRut(rutDe(numero)))
    await escribirEn(v, { claveActual: provisoria })
    await entrar(v)
    await escribirEn(v, { claveNueva: NUEVA, repetirClaveNueva: NUEVA, captcha: LETRAS })
    await tabularHasta(v, '.boton--principal')
    await entrar(v)
    expect(await v.titulo()).toBe('Su CS fue cambiada')
  })

  test.each(OPUESTOS)('a person registers and then updates their data, $nombre', async (modo) => {
    const numero = e.sitio.numero()
    const v = await e.entrar(modo)
    await v.ir('/natural/registrar')
    // In a list, the first letters of what it says choose it.
    const { preguntaSecreta, respuestaSecreta, ...datos } = registroNatural(numero, {
      region: 'Metropolitana',
      comuna: 'Maip',
      sinCelular: ' ',
    })
    for (const [nombre, texto] of Object.entries(datos)) {
      if (texto !== '') await escribirEn(v, { [nombre]: texto })
    }
    await elegirPrimera(v, 'preguntaSecreta')
    await escribirEn(v, { respuestaSecreta: RESPUESTA, captcha: LETRAS })
    await tabularHasta(v, '.boton--principal')
    await entrar(v)
    expect(await v.titulo()).toBe('Su cuenta fue creada')
    expect(await cuentaDe(e.sitio, numero)).toMatchObject({ comuna: '13119', celular: null })

    await v.ir('/natural/actualizar')
    await escribirEn(v, {
      rut: rutDe(numero),
      fechaNacimiento: '03-10-1994',
      emailRegistrado: emailDe(numero),
    })
    await entrar(v)
    await elegirPrimera(v, 'preguntaSecreta')
    await escribirEn(v, { respuestaSecreta: RESPUESTA })
    await entrar(v)
    await escribirEn(v, { direccion: 'Calle Nueva', captcha: LETRAS })
    await tabularHasta(v, '.boton--principal')
    await entrar(v)
    expect(await cuentaDe(e.sitio, numero)).toMatchObject({ direccion: 'Calle Nueva' })
  })

  test.each(TODOS)('the menu opens, leads to its pages and closes, $nombre', async (modo) => {
    const v = await e.entrar(modo)
    await v.ir('/')
    if (modo.ancho === 360) {
      await tabularHasta(v, '.menu__boton')
      await v.pagina.keyboard.press('Enter')
    }
    await tabularHasta(v, '.grupo__boton >> text=RECUPERAR CS')
    await v.pagina.keyboard.press('Enter')
    const entrada = v.pagina.getByRole('link', { name: 'Recuperar CS Persona Natural', exact: true })
    expect(await entrada.isVisible()).toBe(true)
    await v.pagina.keyboard.press(modo.javaScriptEnabled ? 'Escape' : 'Enter')
    expect(await entrada.isVisible()).toBe(false)
    await v.pagina.keyboard.press('Enter')
    await tabularHasta(v, '.grupo[open] a[href="/natural/recuperar"]')
    await entrar(v)
    expect(v.ruta()).toBe('/natural/recuperar')
  })
})
