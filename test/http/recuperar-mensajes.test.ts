import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import { PREGUNTAS } from '../../src/domain/respuesta-secreta.ts'
import { type Campos, Navegador, textoDe } from '../support/navegador.ts'
import { nieDe, RESPUESTA, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  cambiar,
  correosPara,
  cuentaDe,
  emailDe,
  registradaCon,
  responder,
  validar,
} from '../support/recorridos.ts'

const NUEVA = 'Qu3ltehue!'
const LIMITE_POR_HORA = 5

describe('recuperar when temporary keys are sent', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({ entorno: { NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' } })
  })
  afterAll(() => p.cerrar())

  const celularDe = (numero: number) => `9${numero}`
  /** A person with a mobile, and what else is told. */
  const conCelular = (numero: number, cambios: Partial<Cuenta> = {}) =>
    registradaCon(p, numero, { celular: celularDe(numero), ...cambios })
  const smsPara = async (numero: number): Promise<string[]> => {
    await p.despachar()
    return p.sms.enviados.filter(({ para }) => para === celularDe(numero)).map(({ texto }) => texto)
  }
  const claveDe = (texto = '') => /clave provisoria(?: es|:) ([A-Z2-9]{10})/i.exec(texto)?.[1] ?? 'none'

  test('the same key goes by mail and by SMS, and the page shows where to, masked, and never the key', async () => {
    const yo = await conCelular(29_000_021)
    const pagina = await responder(yo, 29_000_021)
    const [sms] = await smsPara(29_000_021)
    const correo = (await correosPara(p, emailDe(29_000_021))).at(-1)
    expect(claveDe(sms)).toBe(claveDe(correo?.texto))
    expect(sms).toMatch(/^SENCE: .* hasta el \d\d-\d\d-\d{4} \d\d:\d\d \(hora de Chile\)\. No la comparta/)
    expect(pagina.titulo).toBe('Enviamos su clave provisoria')
    expect(textoDe(pagina)).toContain(
      'La enviamos por correo a p****1@correo.test y por mensaje de texto (SMS) al +56 9 •••• ••21.',
    )
    expect(textoDe(pagina)).toMatch(
      /¿Ese número ya no es suyo\? .* Actualizar Datos ?\. ¿Ese correo ya no es suyo\? .* llame gratis/,
    )
    for (const secreto of [claveDe(sms), celularDe(29_000_021), emailDe(29_000_021)]) {
      expect(pagina.html).not.toContain(secreto)
    }
    expect((await cambiar(yo, 29_000_021, claveDe(sms), NUEVA)).titulo).toBe('Su CS fue cambiada')
  })

  test('“No fui yo” goes by mail only', async () => {
    await responder(await conCelular(29_000_002), 29_000_002)
    expect((await correosPara(p, emailDe(29_000_002))).at(-1)?.texto).toContain('No fui yo:\nhttp')
    expect((await smsPara(29_000_002)).join()).not.toContain('http')
  })

  test('an account without e-mail gets it by SMS alone', async () => {
    const yo = await conCelular(29_000_003, { email: null, emailConfirmadoEn: null })
    const pagina = await responder(yo, 29_000_003)
    const enviados = p.correo.enviados.length
    const [sms] = await smsPara(29_000_003)
    expect(p.correo.enviados.slice(enviados).map(({ asunto }) => asunto)).not.toContain(
      'Clave provisoria para recuperar su Clave Sence',
    )
    expect(textoDe(pagina)).toContain('La enviamos por mensaje de texto (SMS) al +56 9 •••• ••03. Puede')
    expect(textoDe(pagina)).toContain('Su cuenta no tiene correo')
    expect((await cambiar(yo, 29_000_003, claveDe(sms), NUEVA)).titulo).toBe('Su CS fue cambiada')
  })

  test('an account without mobile gets it by mail alone, and the page names no mobile', async () => {
    const pagina = await responder(await registradaCon(p, 29_000_004, {}), 29_000_004)
    expect(await smsPara(29_000_004)).toEqual([])
    expect(textoDe(pagina)).toContain('La enviamos por correo a p****4@correo.test. Puede tardar')
    expect(textoDe(pagina)).not.toContain('SMS')
    expect(textoDe(pagina)).toContain('¿Ya no usa ese correo?')
  })

  test('an account with neither stops, and says what is missing', async () => {
    const yo = await registradaCon(p, 29_000_005, { email: null, emailConfirmadoEn: null })
    const pagina = await responder(yo, 29_000_005)
    expect(pagina).toMatchObject({ url: '/natural/recuperar/alto', titulo: 'Faltan datos mínimos' })
  })

  test('a wrong answer sends nothing', async () => {
    await responder(await conCelular(29_000_006), 29_000_006, 'otra cosa')
    expect(await smsPara(29_000_006)).toEqual([])
  })

  test('before the right answer nothing tells which ways an account has, or whether there is one', async () => {
    const email = { email: null, emailConfirmadoEn: null }
    await conCelular(29_000_031)
    await conCelular(29_000_032, email)
    await registradaCon(p, 29_000_033, {})
    await registradaCon(p, 29_000_034, email)
    const vistas = []
    for (const numero of [29_000_031, 29_000_032, 29_000_033, 29_000_034, 29_000_035]) {
      const pagina = await responder(new Navegador(p.app), numero, 'no es esta')
      const texto = PREGUNTAS.reduce((todo, pregunta) => todo.replaceAll(pregunta.texto, ''), textoDe(pagina))
      vistas.push({
        estado: pagina.estado,
        url: pagina.url,
        texto: texto.replace(/29\.000\.0\d\d-[\dK]/g, 'RUT'),
      })
    }
    expect(new Set(vistas.map((vista) => JSON.stringify(vista))).size).toBe(1)
    expect(vistas[0]).toMatchObject({ estado: 422, texto: expect.stringContaining('RUT') })
  })

  test('over the limit of mailbox and mobile the page is the same, and the last key that left still works', async () => {
    const yo = await conCelular(29_000_007)
    let anterior = await responder(yo, 29_000_007)
    for (let vez = 1; vez < LIMITE_POR_HORA; vez++) {
      anterior = await responder(new Navegador(p.app), 29_000_007)
    }
    const antes = await smsPara(29_000_007)
    expect(antes).toHaveLength(LIMITE_POR_HORA)
    const pagina = await responder(new Navegador(p.app), 29_000_007)
    expect(textoDe(pagina)).toBe(textoDe(anterior))
    expect(await smsPara(29_000_007)).toEqual(antes)
    expect((await validar(yo, 29_000_007, claveDe(antes.at(-1)))).url).toBe('/natural/cambiar/nueva')
  })

  test('the audit says by which ways it left, and holds neither number nor key', async () => {
    await responder(await conCelular(29_000_008), 29_000_008)
    const [sms] = await smsPara(29_000_008)
    const { id } = await cuentaDe(p, 29_000_008)
    const notas = await p.deps.almacen.transaccion((uow) => uow.bitacora.deCuenta(id, 20))
    expect(notas).toContainEqual(
      expect.objectContaining({
        evento: 'provisoria_generada',
        detalle: { enPagina: false, correo: true, sms: true },
      }),
    )
    expect(JSON.stringify(notas)).not.toMatch(new RegExp(`${claveDe(sms)}|${celularDe(29_000_008)}`))
  })
})

describe('recuperar as it is when nothing else is set', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  const CASOS: [string, number, Partial<Cuenta>, Campos][] = [
    ['a migrant', 29_000_041, { perfil: 'migrante', identificador: nieDe(41) }, { nie: nieDe(41) }],
    [
      'an organisation',
      29_000_042,
      { perfil: 'juridica', razonSocial: 'Comercial Uno Limitada' },
      { rut: rutDe(29_000_042) },
    ],
  ]
  test.each(CASOS)(
    '%s gets the key by mail and by SMS, and changes the CS with it',
    async (_quien, numero, otros, id) => {
      const celular = `9${numero}`
      const yo = await registradaCon(p, numero, { celular, ...otros })
      const pregunta = await yo.enviar(`/${otros.perfil}/recuperar`, id)
      const pagina = await yo.enviarDesde(pregunta, { respuestaSecreta: RESPUESTA })
      expect(textoDe(pagina)).toContain('@correo.test y por mensaje de texto (SMS) al +56 9 •••• ••4')
      const [correo] = (await correosPara(p, emailDe(numero))).slice(-1)
      const sms = p.sms.enviados.find(({ para }) => para === celular)
      const clave = /es ([A-Z2-9]{10})\./.exec(sms?.texto ?? '')?.[1] ?? 'none'
      expect(correo?.texto).toContain(`Clave provisoria: ${clave}`)
      expect(correo?.texto).toContain(`/${otros.perfil}/cambiar`)
      const validada = await yo.enviar(`/${otros.perfil}/cambiar`, { ...id, claveActual: clave })
      const cambiada = await yo.enviarDesde(validada, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
      expect(cambiada.titulo).toBe('Su CS fue cambiada')
    },
  )
})

describe('recuperar when temporary keys are shown', () => {
  test('sends no SMS, and the page says nothing of the mobile', async () => {
    const p = await productoDePrueba()
    const yo = await registradaCon(p, 29_000_009, { celular: '929000009' })
    const pagina = await responder(yo, 29_000_009)
    await p.despachar()
    expect(pagina.titulo).toBe('Su clave provisoria está lista')
    expect(pagina.html).not.toContain('•••• ••09')
    expect(p.sms.enviados).toEqual([])
    await p.cerrar()
  })
})
