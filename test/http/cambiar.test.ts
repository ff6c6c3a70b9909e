import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mostrarRut } from '../../src/domain/rut.ts'
import { Navegador } from '../support/navegador.ts'
import { CLAVE, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  cambiar,
  correosPara,
  cuentaDe,
  emailDe,
  pedirProvisoria,
  registrada,
  validar,
} from '../support/recorridos.ts'

const NUEVA = 'Qu3ltehue!'

describe('cambiar', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test('takes the old CS as it was typed at registration, and tells the mailbox', async () => {
    const yo = await registrada(p, 15_000_001)
    const pagina = await cambiar(yo, 15_000_001, CLAVE, NUEVA)
    expect(pagina).toMatchObject({ url: '/natural/cambiar/listo', titulo: 'Su CS fue cambiada' })
    expect((await correosPara(p, emailDe(15_000_001))).at(-1)?.asunto).toBe('Su Clave Sence fue cambiada')
    expect((await validar(yo, 15_000_001, CLAVE)).estado).toBe(422)
    expect((await validar(yo, 15_000_001, NUEVA)).url).toBe('/natural/cambiar/nueva')
  })

  test('who has just recovered does not write the RUT again, in that session and while it lasts', async () => {
    const yo = await registrada(p, 15_000_090)
    const rut = async (quien: Navegador) =>
      /name="rut" value="([^"]*)"/.exec((await quien.abrir('/natural/cambiar')).html)?.[1]
    await yo.enviar('/natural/recuperar', { rut: rutDe(15_000_090) })
    expect(await rut(yo), 'before anything was proven').toBe('')
    await pedirProvisoria(yo, 15_000_090)
    expect(await rut(yo)).toBe(mostrarRut(rutDe(15_000_090)))
    expect(await rut(new Navegador(p.app))).toBe('')
    const lista = await yo.abrir('/natural/recuperar/listo')
    const otra = await registrada(p, 15_000_091)
    await pedirProvisoria(otra, 15_000_091)
    p.reloj.adelantar({ minutos: 11 })
    expect(await rut(otra), 'after its time').toBe('')
    await yo.presionar(lista, '/terminar')
    expect(await rut(yo), 'after Terminar').toBe('')
  })

  test('the CS tells capitals from small letters', async () => {
    const yo = await registrada(p, 15_000_002)
    expect((await validar(yo, 15_000_002, CLAVE.toUpperCase())).estado).toBe(422)
  })

  test('takes the temporary CS in small letters and with blanks, once', async () => {
    const yo = await registrada(p, 15_000_003)
    const clave = await pedirProvisoria(yo, 15_000_003)
    const escrita = ` ${clave.slice(0, 5).toLowerCase()} ${clave.slice(5).toLowerCase()} `
    expect((await cambiar(yo, 15_000_003, escrita, NUEVA)).titulo).toBe('Su CS fue cambiada')
    expect((await validar(yo, 15_000_003, clave)).estado).toBe(422)
  })

  test('refuses a new one like the old, like the temporary one, or not repeated', async () => {
    const yo = await registrada(p, 15_000_004, { email: 'tulipan@correo.test' })
    const clave = await pedirProvisoria(yo, 15_000_004)
    const nueva = await validar(yo, 15_000_004, clave)
    const repetida = (una: string, otra = una) => ({ claveNueva: una, repetirClaveNueva: otra })
    const casos: [Record<string, string>, string][] = [
      [repetida(CLAVE), 'Elija una clave distinta de la actual'],
      [repetida(clave), 'Elija una clave distinta de la provisoria'],
      [repetida(NUEVA, NUEVA.toLowerCase()), 'Las dos claves no son iguales.'],
      [repetida('corta1'), 'La que escribió tiene menos de 8'],
      [repetida('tulipan.42'), 'no contenga su correo'],
    ]
    let pagina = nueva
    for (const [campos, texto] of casos) {
      pagina = await yo.enviarDesde(pagina, campos)
      expect(pagina.estado).toBe(422)
      expect(pagina.errores.join()).toContain(texto)
    }
    expect((await yo.enviarDesde(pagina, repetida(NUEVA))).titulo).toBe('Su CS fue cambiada')
  })

  test('ends every other request that was open for the account', async () => {
    const yo = await registrada(p, 15_000_005)
    const intruso = new Navegador(p.app)
    const abierta = await validar(intruso, 15_000_005)
    await cambiar(yo, 15_000_005, CLAVE, NUEVA)
    const intento = await intruso.enviarDesde(abierta, {
      claveNueva: 'Otr4.Clav',
      repetirClaveNueva: 'Otr4.Clav',
    })
    expect(intento.url).toBe('/natural/cambiar')
    expect((await validar(yo, 15_000_005, NUEVA)).url).toBe('/natural/cambiar/nueva')
  })

  test('a temporary CS that was superseded after it was shown to be right does not change anything', async () => {
    const yo = await registrada(p, 15_000_006)
    const abierta = await validar(yo, 15_000_006, await pedirProvisoria(yo, 15_000_006))
    await pedirProvisoria(new Navegador(p.app), 15_000_006)
    const antes = await cuentaDe(p, 15_000_006)
    const pagina = await yo.enviarDesde(abierta, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    expect(pagina.url).toBe('/natural/cambiar')
    expect((await cuentaDe(p, 15_000_006)).claveHash).toBe(antes.claveHash)
  })

  test('does not open the door to Actualizar Datos when nothing is missing', async () => {
    const yo = await registrada(p, 15_000_007)
    const lista = await cambiar(yo, 15_000_007, CLAVE, NUEVA)
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(lista.html)?.[1] ?? ''
    const pagina = await yo.publicar('/natural/cambiar/completar', { _csrf })
    expect(pagina.url).toBe('/natural/cambiar')
    expect((await yo.abrir('/natural/actualizar/datos')).url).toBe('/natural/actualizar')
  })

  test('a temporary CS is only for changing the CS', async () => {
    const yo = await registrada(p, 15_000_008)
    const clave = await pedirProvisoria(yo, 15_000_008)
    const pagina = await yo.enviar('/natural/actualizar/clave', {
      rut: rutDe(15_000_008),
      claveActual: clave,
    })
    expect(pagina.url).toBe('/natural/actualizar/alto')
    expect(pagina.titulo).toBe('Primero cambie su CS')
    expect(pagina.html).toContain('href="/natural/cambiar"')
  })
})
