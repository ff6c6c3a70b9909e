import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  activar,
  asuntosPara,
  CLAVE_DE_FACILITADOR,
  conFacilitador,
  cuentaDeFacilitador,
  emailDeFacilitador,
  emailDeOtec,
  idsEn,
  invitacionPara,
  listaEn,
  otec,
  pedido,
  probarOtec,
  RECUPERAR,
  responder,
  SOLICITAR,
  solicitar,
} from '../support/facilitadores.ts'
import { Navegador, textoDe } from '../support/navegador.ts'
import { cuentaDeOrganizacion } from '../support/organizaciones.ts'
import { CLAVE, nieDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { correosPara, enlacePara, noFuiYo } from '../support/recorridos.ts'

const NUEVA = 'Tr3pador#7'
const PENDIENTE = 'Pendiente: falta que el facilitador acepte con el enlace de su correo'

describe('an OTEC and its foreign facilitators', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  const validar = (yo: Navegador, numero: number, claveActual: string) =>
    yo.enviar('/facilitador/cambiar', { nie: nieDe(numero), claveActual })

  const eventosDe = async (cuentaId: string) =>
    (await p.deps.almacen.transaccion((uow) => uow.bitacora.deCuenta(cuentaId, 50))).map(
      ({ evento }) => evento,
    )

  test('asks for one, who accepts, chooses the CS and changes it; recovers it; lets it go', async () => {
    const yo = await otec(p, 77_000_001)
    const formulario = await probarOtec(yo, SOLICITAR, 77_000_001)
    expect(formulario.url).toBe(`${SOLICITAR}/nuevo`)
    expect(textoDe(formulario)).toContain('La OTEC todavía no tiene facilitadores.')
    const hecha = await yo.enviarDesde(formulario, pedido(1001))
    expect([hecha.titulo, ...hecha.errores]).toEqual(['Registramos su solicitud'])
    expect(listaEn(await probarOtec(yo, SOLICITAR, 77_000_001))).toEqual([
      `Chimamanda Okafor | Documento: AB****01 | Email: f****1@correo.test | Estado: ${PENDIENTE}`,
    ])
    expect(await cuentaDeFacilitador(p, 1001)).toMatchObject({
      perfil: 'facilitador',
      identificador: nieDe(1001),
      claveHash: null,
      emailConfirmadoEn: null,
      paisOrigen: 'NGA',
    })

    expect((await activar(p, emailDeFacilitador(1001))).titulo).toBe('Su CS fue cambiada')
    const cuenta = await cuentaDeFacilitador(p, 1001)
    expect(cuenta?.emailConfirmadoEn).not.toBeNull()
    expect(listaEn(await probarOtec(yo, SOLICITAR, 77_000_001))[0]).toMatch(/Estado: Activo$/)

    const suyo = new Navegador(p.app)
    const nueva = await validar(suyo, 1001, CLAVE_DE_FACILITADOR)
    expect(nueva.url).toBe('/facilitador/cambiar/nueva')
    const cambiada = await suyo.enviarDesde(nueva, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    expect(cambiada.titulo).toBe('Su CS fue cambiada')

    const elegir = await probarOtec(yo, RECUPERAR, 77_000_001)
    const [id = ''] = idsEn(elegir)
    const recuperada = await yo.enviarDesde(elegir, { facilitador: id })
    expect(recuperada.titulo).toBe('Enviamos el enlace al facilitador')
    const otra = new Navegador(p.app)
    const enlace = await enlacePara(p, emailDeFacilitador(1001), 'Recuperar mi CS')
    const porEnlace = await otra.presionar(await otra.abrir(enlace), '/enlace/recuperar')
    expect(porEnlace.url).toBe('/facilitador/cambiar/nueva')
    await otra.enviarDesde(porEnlace, { claveNueva: 'Chunc0#99', repetirClaveNueva: 'Chunc0#99' })
    expect((await validar(otra, 1001, 'Chunc0#99')).url).toBe('/facilitador/cambiar/nueva')

    await probarOtec(yo, SOLICITAR, 77_000_001)
    const retirar = await yo.abrir(`${SOLICITAR}/retirar?facilitador=${id}`)
    expect(retirar.html).toContain(`value="${id}" selected`)
    const retirado = await yo.enviarDesde(retirar, { facilitador: id })
    expect(retirado.titulo).toBe('El facilitador fue retirado')
    expect(listaEn(await probarOtec(yo, SOLICITAR, 77_000_001))[0]).toMatch(/Estado: Retirado$/)
    expect((await validar(otra, 1001, 'Chunc0#99')).url).toBe('/facilitador/cambiar/nueva')

    expect(await asuntosPara(p, emailDeOtec(77_000_001))).toEqual([
      'Su Clave Sence fue creada',
      'Su OTEC solicitó un facilitador extranjero',
      'Un facilitador extranjero aceptó a su OTEC',
      'Su OTEC pidió recuperar la Clave Sence de un facilitador',
      'Su OTEC retiró a un facilitador extranjero',
    ])
    expect(await asuntosPara(p, emailDeFacilitador(1001))).toEqual([
      'Una OTEC le pide ser su facilitador extranjero',
      'Aceptó ser facilitador de una OTEC',
      'Su Clave Sence fue cambiada',
      'Enlace para recuperar su Clave Sence',
      'Su Clave Sence fue cambiada',
      'Ya no es facilitador de una OTEC',
    ])
    const deAmbas = [
      'facilitador_solicitado',
      'facilitador_aceptado',
      'facilitador_recuperado',
      'facilitador_retirado',
    ]
    expect(await eventosDe(cuenta?.id ?? '')).toEqual(expect.arrayContaining(deAmbas))
    expect(await eventosDe((await cuentaDeOrganizacion(p, 77_000_001)).id)).toEqual(
      expect.arrayContaining(deAmbas),
    )
  })

  test('two OTECs have one in common: the second waits for its yes, and reads what it typed until then', async () => {
    await conFacilitador(p, 77_000_011, 1011)
    const antes = await cuentaDeFacilitador(p, 1011)
    const segunda = await otec(p, 77_000_012)
    const otros = { nombres: 'Otro', apellidoPaterno: 'Nombre', email: 'escrito1011@correo.test' }
    const hecha = await solicitar(segunda, 77_000_012, pedido(1011, otros))
    expect(hecha.titulo).toBe('Registramos su solicitud')
    expect(await cuentaDeFacilitador(p, 1011)).toEqual(antes)
    expect(listaEn(await probarOtec(segunda, SOLICITAR, 77_000_012))).toEqual([
      `Otro Nombre | Documento: AB****11 | Email: e****1@correo.test | Estado: ${PENDIENTE}`,
    ])
    expect((await probarOtec(segunda, RECUPERAR, 77_000_012)).titulo).toBe('No hay facilitadores activos')
    expect(await correosPara(p, 'escrito1011@correo.test')).toEqual([])

    const { pagina } = await responder(p, await invitacionPara(p, emailDeFacilitador(1011)), 'aceptar-otec')
    expect(pagina.titulo).toBe('Aceptó a la OTEC')
    expect(listaEn(await probarOtec(segunda, SOLICITAR, 77_000_012))).toEqual([
      'Chimamanda Okafor | Documento: AB****11 | Email: f****1@correo.test | Estado: Activo',
    ])
    expect((await validar(new Navegador(p.app), 1011, CLAVE_DE_FACILITADOR)).url).toBe(
      '/facilitador/cambiar/nueva',
    )
  })

  test('who says no stays out of the list, and the link is over', async () => {
    const yo = await otec(p, 77_000_021)
    await solicitar(yo, 77_000_021, pedido(1021))
    const url = await invitacionPara(p, emailDeFacilitador(1021))
    expect((await responder(p, url, 'rechazar')).pagina.titulo).toBe('No aceptó a la OTEC')
    expect(listaEn(await probarOtec(yo, SOLICITAR, 77_000_021))[0]).toMatch(
      /Estado: No aceptado por el facilitador$/,
    )
    expect((await new Navegador(p.app).abrir(url)).estado).toBe(410)
  })

  test('an invitation is good for 72 hours, once, and only the newest one; asked for again it comes again', async () => {
    const yo = await otec(p, 77_000_031)
    await solicitar(yo, 77_000_031, pedido(1031))
    const vieja = await invitacionPara(p, emailDeFacilitador(1031))
    await solicitar(yo, 77_000_031, pedido(1031))
    const nueva = await invitacionPara(p, emailDeFacilitador(1031))
    expect((await new Navegador(p.app).abrir(vieja)).estado).toBe(410)
    p.reloj.adelantar({ horas: 71 })
    expect((await new Navegador(p.app).abrir(nueva)).titulo).toBe('Responda a la OTEC')
    p.reloj.adelantar({ horas: 1 })
    const vencida = await new Navegador(p.app).abrir(nueva)
    expect(vencida.estado).toBe(410)
    expect(textoDe(vencida)).toContain('pida a su OTEC')

    await solicitar(yo, 77_000_031, pedido(1031))
    const url = await invitacionPara(p, emailDeFacilitador(1031))
    const [una, otra] = [new Navegador(p.app), new Navegador(p.app)]
    const [enUna, enOtra] = [await una.abrir(url), await otra.abrir(url)]
    const clics = await Promise.all([1, 2].map(() => una.presionar(enUna, '/enlace/aceptar-otec')))
    expect(clics.map((clic) => clic.url)).toEqual([
      '/facilitador/cambiar/nueva',
      '/facilitador/cambiar/nueva',
    ])
    expect((await otra.presionar(enOtra, '/enlace/aceptar-otec')).titulo).toBe('Este enlace ya no sirve')
  })

  test('what was mistyped can be asked for again, and a mailbox that never answered is let go', async () => {
    const yo = await otec(p, 77_000_041)
    await solicitar(yo, 77_000_041, pedido(1041, { email: 'errado1041@correo.test' }))
    const errada = await invitacionPara(p, 'errado1041@correo.test')
    await solicitar(yo, 77_000_041, pedido(1041))
    expect((await cuentaDeFacilitador(p, 1041))?.email).toBe(emailDeFacilitador(1041))
    expect((await new Navegador(p.app).abrir(errada)).estado).toBe(410)
    // The document was mistyped this time: the mailbox is free for the right one.
    const hecha = await solicitar(yo, 77_000_041, pedido(1042, { email: emailDeFacilitador(1041) }))
    expect(hecha.titulo).toBe('Registramos su solicitud')
    expect((await activar(p, emailDeFacilitador(1041))).titulo).toBe('Su CS fue cambiada')
    expect((await cuentaDeFacilitador(p, 1042))?.claveHash).not.toBeNull()
    expect(await cuentaDeFacilitador(p, 1041)).toMatchObject({ email: null, claveHash: null })
  })

  test('whoever pressed the link at a mistyped mailbox cannot choose the CS once the address is mended or let go, nor after it is taken back', async () => {
    const CLAVES = { claveNueva: CLAVE_DE_FACILITADOR, repetirClaveNueva: CLAVE_DE_FACILITADOR }
    const yo = await otec(p, 77_000_091)
    const presionada = async (numero: number, email: string) => {
      await solicitar(yo, 77_000_091, pedido(numero, { email }))
      return responder(p, await invitacionPara(p, email), 'aceptar-otec')
    }
    const mendada = await presionada(1091, 'errado1091@correo.test')
    await solicitar(yo, 77_000_091, pedido(1091))
    const soltada = await presionada(1092, 'errado1092@correo.test')
    await solicitar(yo, 77_000_091, pedido(1093, { email: 'errado1092@correo.test' }))
    p.reloj.adelantar({ minutos: 1 })
    const retirada = await presionada(1094, emailDeFacilitador(1094))
    await probarOtec(yo, SOLICITAR, 77_000_091)
    const [id = ''] = idsEn(await yo.abrir(`${SOLICITAR}/retirar`))
    expect((await yo.enviar(`${SOLICITAR}/retirar`, { facilitador: id })).titulo).toBe(
      'El facilitador fue retirado',
    )
    for (const { yo: extrano, pagina } of [mendada, soltada, retirada]) {
      expect(pagina.url).toBe('/facilitador/cambiar/nueva')
      const lista = await extrano.enviarDesde(pagina, CLAVES)
      expect([lista.url, lista.errores[0]]).toEqual([
        '/facilitador/cambiar',
        expect.stringContaining('de nuevo'),
      ])
    }
    for (const numero of [1091, 1092, 1094]) {
      expect(await cuentaDeFacilitador(p, numero)).toMatchObject({ claveHash: null, emailConfirmadoEn: null })
    }
    expect((await activar(p, emailDeFacilitador(1091))).titulo).toBe('Su CS fue cambiada')
  })

  test('while another OTEC’s invitation waits, nobody else says what the account holds; after it, another may', async () => {
    const [una, otra] = [await otec(p, 77_000_045), await otec(p, 77_000_046)]
    await solicitar(una, 77_000_045, pedido(1045))
    await solicitar(otra, 77_000_046, pedido(1045, { email: 'otro1045@correo.test' }))
    expect((await cuentaDeFacilitador(p, 1045))?.email).toBe(emailDeFacilitador(1045))
    p.reloj.adelantar({ horas: 72 })
    await solicitar(otra, 77_000_046, pedido(1045, { email: 'otro1045@correo.test' }))
    expect((await cuentaDeFacilitador(p, 1045))?.email).toBe('otro1045@correo.test')
  })

  test('an account that came from elsewhere is never written over, though it has no CS', async () => {
    await conFacilitador(p, 77_000_048, 1048)
    const cuenta = await cuentaDeFacilitador(p, 1048)
    const importada = { ...cuenta, id: '3d1b3b0e-0000-4000-8000-000000001049', identificador: nieDe(1049) }
    await p.deps.almacen.transaccion(async (uow) => {
      if (cuenta)
        await uow.cuentas.crear({ ...cuenta, ...importada, email: 'viejo1049@correo.test', claveHash: null })
    })
    const yo = await otec(p, 77_000_049)
    await solicitar(yo, 77_000_049, pedido(1049))
    expect((await cuentaDeFacilitador(p, 1049))?.email).toBe('viejo1049@correo.test')
    expect(await correosPara(p, emailDeFacilitador(1049))).toEqual([])
    expect((await activar(p, 'viejo1049@correo.test')).titulo).toBe('Su CS fue cambiada')
  })

  test('“No fui yo” of the OTEC freezes the OTEC and takes its request back', async () => {
    const yo = await otec(p, 77_000_051)
    await solicitar(yo, 77_000_051, pedido(1051))
    const invitacion = await invitacionPara(p, emailDeFacilitador(1051))
    expect((await noFuiYo(p, emailDeOtec(77_000_051))).titulo).toBe('Congelamos la cuenta')
    expect((await cuentaDeOrganizacion(p, 77_000_051)).estado).toBe('congelada')
    expect((await new Navegador(p.app).abrir(invitacion)).estado).toBe(410)
    expect((await probarOtec(yo, SOLICITAR, 77_000_051)).titulo).toBe('Su cuenta está congelada')
  })

  test('“No fui yo” of the facilitator freezes it, lets the accepted OTEC go, and never sends it where it cannot go', async () => {
    await conFacilitador(p, 77_000_061, 1061)
    expect((await noFuiYo(p, emailDeFacilitador(1061))).titulo).toBe('Congelamos la cuenta')
    const congelada = await cuentaDeFacilitador(p, 1061)
    expect(congelada).toMatchObject({ estado: 'congelada', email: emailDeFacilitador(1061) })
    const yo = new Navegador(p.app)
    const pagina = await validar(yo, 1061, CLAVE_DE_FACILITADOR)
    expect(pagina.titulo).toBe('Su cuenta está congelada')
    expect(textoDe(pagina)).toContain('pida a su OTEC')
    expect(pagina.html).not.toMatch(/\/facilitador\/(?:recuperar|actualizar|registrar)/)
    expect((await probarOtec(new Navegador(p.app), RECUPERAR, 77_000_061)).titulo).toBe(
      'No hay facilitadores activos',
    )
    const volver = await enlacePara(p, emailDeFacilitador(1061), 'Volver a usar mi cuenta')
    const nueva = await yo.presionar(await yo.abrir(volver), '/enlace/volver')
    expect((await yo.enviarDesde(nueva, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })).titulo).toBe(
      'Su CS fue cambiada',
    )
  })

  test('a frozen facilitator gets the way back to the account when its OTEC asks for recovery', async () => {
    await conFacilitador(p, 77_000_065, 1065)
    p.reloj.adelantar({ minutos: 1 })
    const suyo = new Navegador(p.app)
    const nueva = await validar(suyo, 1065, CLAVE_DE_FACILITADOR)
    await suyo.enviarDesde(nueva, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    await noFuiYo(p, emailDeFacilitador(1065))
    const yo = new Navegador(p.app)
    const elegir = await probarOtec(yo, RECUPERAR, 77_000_065)
    await yo.enviarDesde(elegir, { facilitador: idsEn(elegir)[0] ?? '' })
    const enlace = await enlacePara(p, emailDeFacilitador(1065), 'Recuperar mi CS')
    const pagina = await suyo.abrir(enlace)
    expect(pagina.titulo).toBe('Vuelva a usar su cuenta')
    expect((await suyo.presionar(pagina, '/enlace/volver')).url).toBe('/facilitador/cambiar/nueva')
  })

  test('closing its CS tells the facilitator to ask its OTEC, and links to no page that does not exist', async () => {
    await conFacilitador(p, 77_000_071, 1071)
    const yo = new Navegador(p.app)
    let pagina = await validar(yo, 1071, 'no es esta')
    expect(pagina.html).not.toMatch(/href="\/facilitador\/(?:recuperar|actualizar|registrar)/)
    for (let vez = 0; vez < 4; vez++) pagina = await validar(yo, 1071, 'no es esta')
    expect(pagina.errores[0]).toContain('pida a una OTEC con la que trabaja')
    expect(pagina.errores[0]).not.toContain('Recuperar CS')
    expect((await validar(yo, 1071, CLAVE)).errores[0]).toContain('pida a una OTEC')
  })
})
