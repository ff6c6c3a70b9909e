import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cuentaDelNie, migranteConCodigo, migranteConRespuesta, registrado } from '../support/migrantes.ts'
import {
  cuentaDeOrganizacion,
  datosDeOrganizacion,
  organizacion,
  organizacionConCodigo,
  organizacionConRespuesta,
} from '../support/organizaciones.ts'
import { CLAVE } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { conCodigo, conRespuesta, cuentaDe, datosDe, registrada } from '../support/recorridos.ts'

const CON_CELULAR = { celular: '98765432', sinCelular: '' }
const DE_EMPRESA = { celular: '98765434', sinCelular: '' }
const QUITADO = { celular: '98765435', sinCelular: '' }
const OTRO = { celular: '98765433', sinCelular: '' }
const PIDE_CODIGO =
  'Por seguridad, ahora Celular Nuevo solo se cambia con un código. Presione «Recibir un código en mi correo», o deje el dato como estaba'
const BOTON = 'Recibir un código en mi correo'
const PIDE_CLAVE =
  'Para cambiar Celular Nuevo, escriba la CS Actual más abajo o presione «Recibir un código en el correo del representante legal»'

describe('where messages bring the temporary key, a mobile is given or changed', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({
      entorno: { LIMIT_POSTS_PER_10_MINUTES: '10000', NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' },
    })
  })
  afterAll(() => p.cerrar())

  test.each([
    ['given by a migrant for the first time', 34_000_001, {}, CON_CELULAR],
    ['changed by a migrant', 34_000_002, CON_CELULAR, OTRO],
  ])('with the code to the mailbox, not with the answer alone: %s', async (_que, numero, antes, cambio) => {
    const yo = await registrado(p, numero, antes)
    const { celular } = await cuentaDelNie(p, numero)
    const negada = await yo.enviarDesde(await migranteConRespuesta(yo, numero), datosDe(numero, cambio))
    expect(negada).toMatchObject({ estado: 422, errores: [PIDE_CODIGO] })
    expect(negada.html).toContain(BOTON)
    expect((await cuentaDelNie(p, numero)).celular).toBe(celular)
    const lista = await yo.enviarDesde(await migranteConCodigo(p, yo, numero), datosDe(numero, cambio))
    expect(lista.titulo).toBe('Datos actualizados')
    expect((await cuentaDelNie(p, numero)).celular).toBe(`9${cambio.celular}`)
  })

  test('the same of a natural person, where the setting sends the key by mail', async () => {
    const numero = 24_300_003
    const yo = await registrada(p, numero)
    const datos = datosDe(numero, CON_CELULAR)
    const negada = await yo.enviarDesde(await conRespuesta(yo, numero), datos)
    expect(negada.errores).toEqual([PIDE_CODIGO])
    expect((await yo.enviarDesde(await conCodigo(p, yo, numero), datos)).titulo).toBe('Datos actualizados')
    expect((await cuentaDe(p, numero)).celular).toBe('998765432')
  })

  test('of an organisation with its CS or with the code to its representative', async () => {
    const [conClave, conElCodigo] = [77_300_001, 77_300_002]
    for (const numero of [conClave, conElCodigo]) {
      const yo = await organizacion(p, numero)
      const campos = datosDeOrganizacion(numero, DE_EMPRESA)
      const negada = await yo.enviarDesde(await organizacionConRespuesta(yo, numero), campos)
      expect(negada).toMatchObject({ estado: 422, errores: [PIDE_CLAVE] })
      const lista =
        numero === conClave
          ? await yo.enviarDesde(negada, { ...campos, claveParaConfirmar: CLAVE })
          : await yo.enviarDesde(await organizacionConCodigo(p, yo, numero), campos)
      expect(lista.titulo).toBe('Datos actualizados')
      expect((await cuentaDeOrganizacion(p, numero)).celular).toBe('998765434')
    }
  })

  test('taken away it needs neither, and one that stays needs nothing', async () => {
    const numero = 34_000_004
    const yo = await registrado(p, numero, QUITADO)
    const queda = datosDe(numero, { ...QUITADO, direccion: 'Otra 4' })
    expect((await yo.enviarDesde(await migranteConRespuesta(yo, numero), queda)).titulo).toBe(
      'Datos actualizados',
    )
    const sin = await yo.enviarDesde(await migranteConRespuesta(yo, numero), datosDe(numero))
    expect(sin.titulo).toBe('Datos actualizados')
    expect((await cuentaDelNie(p, numero)).celular).toBeNull()
    const empresa = await organizacion(p, 77_300_004, QUITADO)
    const datos = await organizacionConRespuesta(empresa, 77_300_004)
    expect((await empresa.enviarDesde(datos, datosDeOrganizacion(77_300_004))).titulo).toBe(
      'Datos actualizados',
    )
    expect((await cuentaDeOrganizacion(p, 77_300_004)).celular).toBeNull()
  })
})

test('where the page shows the temporary key, the answer is enough for another mobile', async () => {
  const p = await productoDePrueba()
  const yo = await registrada(p, 24_300_005)
  const lista = await yo.enviarDesde(await conRespuesta(yo, 24_300_005), datosDe(24_300_005, CON_CELULAR))
  expect(lista.titulo).toBe('Datos actualizados')
  await p.cerrar()
})
