import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aplicarCambiosEmail } from '../../src/application/aplicar-cambios-email.ts'
import { Navegador, type Pagina, textoDe } from '../support/navegador.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  claveEn,
  conCodigo,
  conRespuesta,
  correosPara,
  cuentaDe,
  datosDe,
  emailDe,
  enlacePara,
  noFuiYo,
  registrada,
  responder,
} from '../support/recorridos.ts'

const CONFIRMAR = 'Confirmar mi correo'
const retenido = (etiqueta: string) =>
  `Por seguridad, ahora ${etiqueta} solo se cambia con un código. Presione «Recibir un código en mi correo», o deje el dato como estaba`

describe('a new e-mail', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  const nuevoDe = (numero: number) => `nuevo${numero}@otro.test`
  const confirmar = async (email: string): Promise<Pagina> => {
    const yo = new Navegador(p.app)
    return yo.presionar(await yo.abrir(await enlacePara(p, email, CONFIRMAR)), '/confirmar-correo')
  }

  test('is pending until its mailbox confirms, and the old one is told at once', async () => {
    const yo = await registrada(p, 17_000_001)
    const email = nuevoDe(17_000_001)
    const lista = await yo.enviarDesde(await conCodigo(p, yo, 17_000_001), datosDe(17_000_001, { email }))
    expect(textoDe(lista)).toContain('Su nuevo correo está pendiente. Enviamos un enlace a n****1@otro.test')
    expect((await cuentaDe(p, 17_000_001)).email).toBe(emailDe(17_000_001))
    const aviso = (await correosPara(p, emailDe(17_000_001))).at(-1)
    expect(aviso?.texto).toContain('se pidió cambiar el correo registrado por n****1@otro.test')
    const datos = await conCodigo(p, yo, 17_000_001)
    expect(textoDe(datos)).toContain('n****1@otro.test')
  })

  test('proven with the code, it takes effect as soon as it is confirmed', async () => {
    const yo = await registrada(p, 17_000_002)
    const email = nuevoDe(17_000_002)
    await yo.enviarDesde(await conCodigo(p, yo, 17_000_002), datosDe(17_000_002, { email }))
    expect(textoDe(await confirmar(email))).toContain('Desde ahora le enviaremos los avisos a este correo.')
    expect(await cuentaDe(p, 17_000_002)).toMatchObject({ email, emailConfirmadoEn: p.reloj.ahora() })
    const aviso = (await correosPara(p, emailDe(17_000_002))).at(-1)
    expect(aviso?.asunto).toBe('El correo de su Clave Sence fue cambiado')
  })

  test('proven with the answer only, it takes effect 24 hours after its confirmation', async () => {
    const yo = await registrada(p, 17_000_003)
    const email = nuevoDe(17_000_003)
    const lista = await yo.enviarDesde(await conRespuesta(yo, 17_000_003), datosDe(17_000_003, { email }))
    expect(textoDe(lista)).toContain('24 horas después de que confirme')
    expect(textoDe(await confirmar(email))).toContain('El cambio de correo tendrá efecto en 24 horas.')
    p.reloj.adelantar({ horas: 23, minutos: 59 })
    await aplicarCambiosEmail(p.deps)
    expect((await cuentaDe(p, 17_000_003)).email).toBe(emailDe(17_000_003))
    p.reloj.adelantar({ minutos: 1 })
    await aplicarCambiosEmail(p.deps)
    expect((await cuentaDe(p, 17_000_003)).email).toBe(email)
    expect((await correosPara(p, emailDe(17_000_003))).at(-1)?.asunto).toBe(
      'El correo de su Clave Sence fue cambiado',
    )
  })

  test('the old mailbox can undo it before and after', async () => {
    for (const [numero, yaCambio] of [
      [17_000_004, false],
      [17_000_005, true],
    ] as const) {
      const yo = await registrada(p, numero)
      const email = nuevoDe(numero)
      await yo.enviarDesde(await conCodigo(p, yo, numero), datosDe(numero, { email }))
      const enlace = await enlacePara(p, email, CONFIRMAR)
      if (yaCambio) await confirmar(email)
      expect((await noFuiYo(p, emailDe(numero))).titulo).toBe('Congelamos la cuenta')
      expect(await cuentaDe(p, numero)).toMatchObject({ estado: 'congelada', email: emailDe(numero) })
      expect((await new Navegador(p.app).abrir(enlace)).estado).toBe(410)
    }
  })

  test('a second one takes the place of the first, whose link ends', async () => {
    const yo = await registrada(p, 17_000_006)
    const [una, otra] = ['una17@otro.test', 'otra17@otro.test']
    await yo.enviarDesde(await conCodigo(p, yo, 17_000_006), datosDe(17_000_006, { email: una }))
    const vieja = await enlacePara(p, una, CONFIRMAR)
    await yo.enviarDesde(await conCodigo(p, yo, 17_000_006), datosDe(17_000_006, { email: otra }))
    expect((await new Navegador(p.app).abrir(vieja)).estado).toBe(410)
    await confirmar(otra)
    expect((await cuentaDe(p, 17_000_006)).email).toBe(otra)
  })

  test('a second click on the button of its link finds it confirmed', async () => {
    const yo = await registrada(p, 17_000_007)
    const pagina = await yo.abrir(await enlacePara(p, emailDe(17_000_007), CONFIRMAR))
    const clics = [
      await yo.presionar(pagina, '/confirmar-correo'),
      await yo.presionar(pagina, '/confirmar-correo'),
    ]
    expect(clics.map(({ titulo }) => titulo)).toEqual(Array(2).fill('Su correo está confirmado'))
  })

  test('its link is good for 72 hours', async () => {
    await registrada(p, 17_000_008)
    const url = await enlacePara(p, emailDe(17_000_008), CONFIRMAR)
    p.reloj.adelantar({ horas: 71 })
    expect((await new Navegador(p.app).abrir(url)).titulo).toBe('Confirme su correo')
    p.reloj.adelantar({ horas: 1 })
    expect((await new Navegador(p.app).abrir(url)).estado).toBe(410)
  })

  test('for 72 hours after a recovery by answer, e-mail, mobile and question change only with the code', async () => {
    const yo = await registrada(p, 17_000_009)
    expect(claveEn(await responder(yo, 17_000_009))).not.toBe('')
    const cambios = {
      email: nuevoDe(17_000_009),
      celular: '87654321',
      sinCelular: '',
      preguntaNueva: 'p06',
      respuestaNueva: 'Don Elefantito',
    }
    const negada = await yo.enviarDesde(await conRespuesta(yo, 17_000_009), datosDe(17_000_009, cambios))
    expect(negada).toMatchObject({
      estado: 422,
      errores: ['Email Actual', 'Celular Nuevo', 'Pregunta Secreta'].map(retenido),
    })
    const domicilio = await yo.enviarDesde(
      negada,
      datosDe(17_000_009, { celular: '', direccion: 'Otra 12', preguntaNueva: '' }),
    )
    expect(domicilio.titulo).toBe('Datos actualizados')
    const con = await yo.enviarDesde(await conCodigo(p, yo, 17_000_009), datosDe(17_000_009, cambios))
    expect(con.titulo).toBe('Datos actualizados')
    expect(await cuentaDe(p, 17_000_009)).toMatchObject({ celular: '987654321', preguntaSecreta: 'p06' })
  })

  test('and 72 hours later with the answer again', async () => {
    const yo = await registrada(p, 17_000_010)
    await responder(yo, 17_000_010)
    const cambios = datosDe(17_000_010, { celular: '87654322', sinCelular: '' })
    p.reloj.adelantar({ horas: 71, minutos: 59 })
    expect((await yo.enviarDesde(await conRespuesta(yo, 17_000_010), cambios)).errores).toEqual([
      retenido('Celular Nuevo'),
    ])
    p.reloj.adelantar({ minutos: 1 })
    expect((await yo.enviarDesde(await conRespuesta(yo, 17_000_010), cambios)).titulo).toBe(
      'Datos actualizados',
    )
  })
})
