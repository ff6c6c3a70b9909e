import type { Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Campos, formularioDe, Navegador, type Pagina } from '../support/navegador.ts'
import { CLAVE, RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  claveEn,
  codigoPara,
  conRespuesta,
  correosPara,
  datosDe,
  emailDe,
  registrada,
  validar,
  validarDatos,
} from '../support/recorridos.ts'

const NUEVA = 'Qu3ltehue!'

describe('the same form sent twice at once', () => {
  let p: ProductoDePrueba
  let servidor: Server
  beforeAll(async () => {
    p = await productoDePrueba()
    servidor = p.app.listen(0)
  })
  afterAll(async () => {
    servidor.close()
    await p.cerrar()
  })

  const navegador = () => new Navegador(servidor)

  /** A double click: both answers, each followed to its page. */
  async function dosVeces(yo: Navegador, pagina: Pagina, campos: Campos): Promise<Pagina[]> {
    const { accion, todos } = formularioDe(pagina, campos)
    const respuestas = await Promise.all([yo.crudo(accion, todos), yo.crudo(accion, todos)])
    const paginas: Pagina[] = []
    for (const respuesta of respuestas) paginas.push(await yo.seguir(respuesta, accion))
    return paginas
  }
  const titulos = (paginas: Pagina[]) => [...new Set(paginas.map(({ titulo }) => titulo))]

  test('makes one account, and both get the page that says so', async () => {
    const yo = navegador()
    const paginas = await dosVeces(yo, await yo.abrir('/natural/registrar'), registroNatural(26_000_001))
    expect(titulos(paginas)).toEqual(['Su cuenta fue creada'])
    expect(await correosPara(p, emailDe(26_000_001))).toHaveLength(1)
  })

  test('makes one temporary key, and both show it', async () => {
    await registrada(p, 26_000_002)
    const yo = navegador()
    const pregunta = await yo.enviar('/natural/recuperar', { rut: rutDe(26_000_002) })
    const paginas = await dosVeces(yo, pregunta, { respuestaSecreta: RESPUESTA })
    expect(claveEn(paginas[0] ?? pregunta)).not.toBe('')
    expect(new Set(paginas.map(claveEn)).size).toBe(1)
  })

  test('changes the CS once, and both are told', async () => {
    await registrada(p, 26_000_003)
    const yo = navegador()
    const paginas = await dosVeces(yo, await validar(yo, 26_000_003, CLAVE), {
      claveNueva: NUEVA,
      repetirClaveNueva: NUEVA,
    })
    expect(titulos(paginas)).toEqual(['Su CS fue cambiada'])
    expect(await correosPara(p, emailDe(26_000_003))).toHaveLength(2)
  })

  test('validates once, with the key, the data, the answer or the code, and both go on', async () => {
    await registrada(p, 26_000_004)
    const yo = navegador()
    const credencial = { rut: rutDe(26_000_004), claveActual: CLAVE }
    const cambiar = await dosVeces(yo, await yo.abrir('/natural/cambiar'), credencial)
    expect(cambiar.map(({ url }) => url)).toEqual(Array(2).fill('/natural/cambiar/nueva'))
    const seguridad = await validarDatos(yo, 26_000_004)
    const respuesta = { preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }
    const conLaRespuesta = await dosVeces(yo, seguridad, respuesta)
    expect(conLaRespuesta.map(({ url }) => url)).toEqual(Array(2).fill('/natural/actualizar/datos'))
    const pagina = await yo.enviarDesde(await validarDatos(yo, 26_000_004), {}, 'codigo')
    const codigo = await codigoPara(p, emailDe(26_000_004))
    const conElCodigo = await dosVeces(yo, pagina, { codigo })
    expect(conElCodigo.map(({ url }) => url)).toEqual(Array(2).fill('/natural/actualizar/datos'))
  })

  test('updates once, and both are told', async () => {
    await registrada(p, 26_000_005)
    const yo = navegador()
    const datos = await conRespuesta(yo, 26_000_005)
    const paginas = await dosVeces(yo, datos, datosDe(26_000_005, { direccion: 'Otra 5' }))
    expect(titulos(paginas)).toEqual(['Datos actualizados'])
    expect(await correosPara(p, emailDe(26_000_005))).toHaveLength(2)
  })

  test('a wrong answer counts one try', async () => {
    await registrada(p, 26_000_006)
    const yo = navegador()
    const pregunta = await yo.enviar('/natural/recuperar', { rut: rutDe(26_000_006) })
    const paginas = await dosVeces(yo, pregunta, { respuestaSecreta: 'no es esta' })
    expect(paginas.map(({ errores }) => errores)).toEqual(
      Array(2).fill(['Los datos no coinciden. Revíselos. Le quedan 4 intentos']),
    )
  })
})
