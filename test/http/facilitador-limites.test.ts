import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import {
  asuntosPara,
  conFacilitador,
  cuentaDeFacilitador,
  emailDeFacilitador,
  emailDeOtec,
  idsEn,
  listaEn,
  otec,
  pedido,
  probarOtec,
  RECUPERAR,
  SOLICITAR,
  solicitar,
} from '../support/facilitadores.ts'
import { formularioDe, Navegador, type Pagina, textoDe } from '../support/navegador.ts'
import { conRegistro, organismoDe } from '../support/organismos.ts'
import { cuentaDeOrganizacion } from '../support/organizaciones.ts'
import { CLAVE, RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { correosPara } from '../support/recorridos.ts'

describe('what an OTEC cannot do about facilitators', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({ entorno: { LIMIT_POSTS_PER_10_MINUTES: '5000' } })
  })
  afterAll(() => p.cerrar())

  const NO_PUEDEN: [string, number, Partial<Cuenta>, string][] = [
    ['a company', 78_000_001, { tipoOrganismo: 'empresa' }, 'Esta cuenta no es de una OTEC'],
    ['an OTEC nobody vouches for', 78_000_002, { identidad: 'declarada' }, 'La OTEC no está verificada'],
    ['a frozen OTEC', 78_000_003, { estado: 'congelada' }, 'Su cuenta está congelada'],
    ['a closed OTEC', 78_000_004, { estado: 'cerrada' }, 'Esta cuenta está cerrada'],
    ['an OTEC without e-mail', 78_000_005, { email: null }, 'Faltan datos mínimos'],
  ]
  test.each(NO_PUEDEN)(
    '%s reads why after its proof, and goes no further',
    async (_que, numero, cambios, titulo) => {
      const yo = await otec(p, numero, cambios)
      for (const url of [SOLICITAR, RECUPERAR]) {
        const pagina = await probarOtec(yo, url, numero)
        expect([pagina.url, pagina.titulo]).toEqual([`${url}/alto`, titulo])
      }
      expect((await yo.abrir(`${SOLICITAR}/nuevo`)).url).toBe(`${SOLICITAR}/alto`)
      expect((await probarOtec(yo, SOLICITAR, numero, 'no es esta')).estado).toBe(422)
    },
  )

  test('it reads why with a case number for the call centre', async () => {
    const yo = await otec(p, 78_000_006, { identidad: 'declarada' })
    const pagina = await probarOtec(yo, SOLICITAR, 78_000_006)
    const conCaso = await yo.presionar(pagina, '/facilitador/solicitar/caso')
    expect(conCaso.url).toBe(`${SOLICITAR}/alto`)
    expect(textoDe(conCaso)).toMatch(/Su número de caso es [A-Z0-9]{8}/)
  })

  test('a temporary CS is to be changed first', async () => {
    const yo = await otec(p, 78_000_007)
    const pregunta = await yo.enviar('/juridica/recuperar', { rut: rutDe(78_000_007) })
    await yo.enviarDesde(pregunta, { respuestaSecreta: RESPUESTA })
    const correo = (await correosPara(p, emailDeOtec(78_000_007))).at(-1)
    const clave = /Clave provisoria: (\w{10})/.exec(correo?.texto ?? '')?.[1] ?? ''
    const pagina = await probarOtec(yo, SOLICITAR, 78_000_007, clave)
    expect(pagina.titulo).toBe('Primero cambie su CS')
    expect(textoDe(pagina)).toContain('Después vuelva a esta página')
    expect((await yo.abrir(`${SOLICITAR}/nuevo`)).url).toBe(`${SOLICITAR}/alto`)
  })

  test('misses count in the one counter of the OTEC’s CS, whichever form they come from', async () => {
    const yo = await otec(p, 78_000_008)
    for (const url of [SOLICITAR, RECUPERAR, SOLICITAR]) await probarOtec(yo, url, 78_000_008, 'no es esta')
    const cambiar = () => yo.enviar('/juridica/cambiar', { rut: rutDe(78_000_008), claveActual: 'ni esta' })
    expect((await cambiar()).errores[0]).toContain('Le queda 1 intento')
    await cambiar()
    const cerrada = await probarOtec(yo, SOLICITAR, 78_000_008)
    expect(cerrada.errores[0]).toContain('está cerrada hasta')
    expect(cerrada.html).not.toContain(CLAVE)
  })

  test('an OTEC that stops being one between the steps starts again', async () => {
    const yo = await otec(p, 78_000_009)
    const formulario = await probarOtec(yo, SOLICITAR, 78_000_009)
    const cuenta = await cuentaDeOrganizacion(p, 78_000_009)
    await p.deps.almacen.transaccion((uow) => uow.cuentas.guardar({ ...cuenta, identidad: 'declarada' }))
    const pagina = await yo.enviarDesde(formulario, pedido(2009))
    expect(pagina.url).toBe(SOLICITAR)
    expect(pagina.errores[0]).toContain('comience de nuevo')
    expect(await cuentaDeFacilitador(p, 2009)).toBeUndefined()
  })

  test('the e-mail of the OTEC or of its representative is not a facilitator’s, in any case', async () => {
    const yo = await otec(p, 78_000_010)
    for (const email of [emailDeOtec(78_000_010).toUpperCase(), 'Representante78000010@correo.test']) {
      const pagina = await solicitar(yo, 78_000_010, pedido(2010, { email }))
      expect([pagina.estado, ...pagina.errores]).toEqual([
        422,
        'Escriba el correo personal del facilitador: no puede ser el de la OTEC ni el de su representante legal',
      ])
    }
    expect(await cuentaDeFacilitador(p, 2010)).toBeUndefined()
  })

  test('another facilitator’s e-mail reads like one that three accounts have: neither who nor which', async () => {
    const yo = await conFacilitador(p, 78_000_011, 2011)
    for (const n of [78_100_001, 78_100_002, 78_100_003].map((uno) => uno - 65_000_000)) {
      const quien = new Navegador(p.app)
      await quien.enviar('/natural/registrar', registroNatural(n, { email: 'familia78@correo.test' }))
    }
    const otra = await otec(p, 78_000_012)
    const deOtro = await solicitar(otra, 78_000_012, pedido(2012, { email: emailDeFacilitador(2011) }))
    const deTres = await solicitar(otra, 78_000_012, pedido(2012, { email: 'familia78@correo.test' }))
    expect(deOtro.errores).toEqual([
      'Este correo no se puede usar para este facilitador. Escriba otro correo personal suyo',
    ])
    expect(deTres.errores).toEqual(deOtro.errores)
    expect(deOtro.estado).toBe(422)
    expect(await cuentaDeFacilitador(p, 2012)).toBeUndefined()
    expect((await solicitar(yo, 78_000_011, pedido(2012))).titulo).toBe('Registramos su solicitud')
  })

  test('an OTEC asks so many times a day whatever the answer, then waits: nobody tries documents against an e-mail', async () => {
    const q = await productoDePrueba({ entorno: { LIMIT_FACILITATORS_PER_DAY: '3' } })
    await conFacilitador(q, 78_000_013, 2013)
    const yo = await otec(q, 78_000_014)
    const probar = async (numero: number) => {
      const pagina = await solicitar(yo, 78_000_014, pedido(numero, { email: emailDeFacilitador(2013) }))
      return [pagina.estado, pagina.titulo === 'Registramos su solicitud']
    }
    expect(await probar(2014)).toEqual([422, false])
    expect(await probar(2013)).toEqual([200, true])
    expect(await probar(2015)).toEqual([422, false])
    expect(await probar(2013)).toEqual([429, false])
    expect(await probar(2016)).toEqual([429, false])
    q.reloj.adelantar({ dias: 1 })
    expect(await probar(2013)).toEqual([200, true])
    await q.cerrar()
  })

  test('one of another OTEC, or of nobody, cannot be recovered nor let go with a tampered id', async () => {
    await conFacilitador(p, 78_000_021, 2021)
    const ajena = idsEn(await probarOtec(new Navegador(p.app), RECUPERAR, 78_000_021))
    const yo = await conFacilitador(p, 78_000_022, 2022)
    const antes = await asuntosPara(p, emailDeFacilitador(2021))
    const errores = new Set<string>()
    for (const id of [...ajena, '00000000-0000-4000-8000-000000000000', 'x', "' or 1=1 --"]) {
      const elegir = await probarOtec(yo, RECUPERAR, 78_000_022)
      errores.add((await yo.enviarDesde(elegir, { facilitador: id })).errores.join())
      await probarOtec(yo, SOLICITAR, 78_000_022)
      errores.add((await yo.enviar(`${SOLICITAR}/retirar`, { facilitador: id })).errores.join())
    }
    expect([...errores]).toEqual(['Elija una de las opciones de Facilitador'])
    expect(await asuntosPara(p, emailDeFacilitador(2021))).toEqual(antes)
    expect(listaEn(await probarOtec(new Navegador(p.app), SOLICITAR, 78_000_021))[0]).toMatch(/Activo$/)
  })

  test('its recovery never shows nor changes the e-mail, and over the mailbox’s limit it says the same', async () => {
    const yo = await conFacilitador(p, 78_000_031, 2031)
    const paginas = new Set<string>()
    for (let vez = 0; vez < 7; vez++) {
      const elegir = await probarOtec(yo, RECUPERAR, 78_000_031)
      expect(elegir.html).not.toContain(emailDeFacilitador(2031))
      const [facilitador = ''] = idsEn(elegir)
      const hecha = await yo.enviarDesde(elegir, { facilitador, email: 'otro2031@correo.test' })
      paginas.add(textoDe(hecha))
    }
    expect(paginas.size).toBe(1)
    const enlaces = (await asuntosPara(p, emailDeFacilitador(2031))).filter((a) => a.startsWith('Enlace'))
    expect(enlaces.length).toBeLessThanOrEqual(5)
    expect((await cuentaDeFacilitador(p, 2031))?.email).toBe(emailDeFacilitador(2031))
  })

  test('the same document in another writing is the same facilitator', async () => {
    const yo = await conFacilitador(p, 78_000_041, 2041)
    for (const nie of ['ab2041', 'A.B-20 41', 'ab–2041']) {
      const pagina = await solicitar(yo, 78_000_041, pedido(2041, { nie, email: 'x2041@correo.test' }))
      expect(pagina.errores[0]).toContain('ya está activo en la lista')
    }
    expect(listaEn(await probarOtec(yo, SOLICITAR, 78_000_041))).toHaveLength(1)
  })

  test('a document that looks like an RUT comes back once, with a box to go on', async () => {
    const yo = await otec(p, 78_000_045)
    const nie = rutDe(12_345_678)
    const pagina = await solicitar(yo, 78_000_045, pedido(2045, { nie }))
    expect(pagina.errores[0]).toContain('debe registrarse como Persona Natural')
    expect(pagina.html).not.toContain('value="puerta"')
    const campos = pedido(2045, { nie, continuarDeTodosModos: 'si' })
    expect((await yo.enviarDesde(pagina, campos)).titulo).toBe('Registramos su solicitud')
  })

  test('an OTEC that the register has out of force goes no further', async () => {
    const yo = await otec(p, 78_000_046)
    const formulario = await probarOtec(yo, SOLICITAR, 78_000_046)
    await conRegistro(p.deps, organismoDe(78_000_046, { vigente: false }))
    expect((await yo.enviarDesde(formulario, pedido(2046))).url).toBe(SOLICITAR)
    expect((await probarOtec(yo, SOLICITAR, 78_000_046)).titulo).toBe('La OTEC no está verificada')
    await conRegistro(p.deps, organismoDe(78_000_046))
    expect((await probarOtec(yo, SOLICITAR, 78_000_046)).url).toBe(`${SOLICITAR}/nuevo`)
  })

  test('a double click asks once', async () => {
    const yo = await otec(p, 78_000_051)
    const { accion, todos } = formularioDe(await probarOtec(yo, SOLICITAR, 78_000_051), pedido(2051))
    const clics = await Promise.all([yo.publicar(accion, todos), yo.publicar(accion, todos)])
    expect(clics.map(({ titulo }) => titulo)).toEqual([
      'Registramos su solicitud',
      'Registramos su solicitud',
    ])
    expect(await correosPara(p, emailDeFacilitador(2051))).toHaveLength(1)
  })

  test('bad input comes back with everything typed and a message at each field', async () => {
    const yo = await otec(p, 78_000_061)
    const formulario = await probarOtec(yo, SOLICITAR, 78_000_061)
    const pagina = await yo.enviarDesde(formulario, {
      nie: '##',
      tipoDocumento: 'carnet',
      nombres: 'José <b>',
      apellidoPaterno: '',
      paisOrigen: 'CHL',
      email: 'no es',
    })
    expect(pagina.estado).toBe(422)
    expect(pagina.errores).toHaveLength(6)
    expect(pagina.html).toContain('value="José &lt;b&gt;"')
    expect((await yo.enviarDesde(pagina, pedido(2061))).titulo).toBe('Registramos su solicitud')
  })

  test('neither form can be sent without a token of ours, nor its second step before the first', async () => {
    const yo = new Navegador(p.app)
    for (const url of [SOLICITAR, RECUPERAR, `${SOLICITAR}/nuevo`, '/enlace/aceptar-otec/rechazar']) {
      expect((await yo.crudo(url, { rutOtec: rutDe(78_000_061), claveOtec: CLAVE })).status).toBe(403)
    }
    for (const paso of [`${SOLICITAR}/nuevo`, `${SOLICITAR}/retirar`, `${RECUPERAR}/elegir`]) {
      const pagina = await yo.abrir(paso)
      expect([SOLICITAR, RECUPERAR]).toContain(pagina.url)
      expect(pagina.errores[0]).toContain('comience de nuevo')
    }
  })
})

describe('a second OTEC', () => {
  /** What it sees, without what is new each time or was typed. */
  const visible = ({ estado, url, html }: Pagina) => ({
    estado,
    url,
    pagina: html
      .replace(/(type="hidden"[^>]* value|nonce)="[^"]*"/g, '$1')
      .replace(/\/captcha\/[^"]+/g, 'CAPTCHA')
      .replace(/visita-[\w-]+/g, 'VISITA')
      .replace(/(facilitador|solicitud)=[\da-f-]{36}/g, 'ID')
      .replace(/79\.000\.\d{3}-[\dK]/g, 'RUT')
      .replace(/AB\*{4}\d\d/g, 'NIE'),
  })

  test('gets the same page, list and mails, and costs the same hashes, for any facilitator as for a new one', async () => {
    const p = await productoDePrueba({ entorno: { LIMIT_POSTS_PER_10_MINUTES: '5000' } })
    const estados: Partial<Cuenta>[] = [{}, { estado: 'congelada' }, { estado: 'cerrada' }, { email: null }]
    for (const [n, cambios] of estados.entries()) {
      await conFacilitador(p, 79_000_001 + n, 3001 + n)
      const cuenta = await cuentaDeFacilitador(p, 3001 + n)
      await p.deps.almacen.transaccion(async (uow) => {
        if (cuenta) await uow.cuentas.guardar({ ...cuenta, ...cambios })
      })
    }
    const vistas = []
    for (const [n, numero] of [3001, 3002, 3003, 3004, 3099].entries()) {
      const numeroOtec = 79_000_011 + n
      const yo = await otec(p, numeroOtec)
      const antes = p.composicion.estadoHasher().hechos
      const campos = pedido(numero, { nombres: 'Igual', email: `igual${n}@correo.test` })
      const hecha = visible(await solicitar(yo, numeroOtec, campos))
      const hashes = p.composicion.estadoHasher().hechos - antes
      const lista = listaEn(await probarOtec(yo, SOLICITAR, numeroOtec)).map((uno) =>
        uno.replace(/AB\*{4}\d\d/g, 'NIE').replace(/i\*{4}\d/, 'i****'),
      )
      const nada = visible(await probarOtec(yo, RECUPERAR, numeroOtec))
      const avisos = (await correosPara(p, emailDeOtec(numeroOtec))).map(({ asunto }) => asunto)
      vistas.push({ hecha, hashes, lista, nada, avisos })
    }
    const nueva = vistas.at(-1)
    for (const vista of vistas) expect(vista).toEqual(nueva)
    // Only a new one is written to at what was typed, and only an active account to its own mailbox.
    expect(await correosPara(p, 'igual4@correo.test')).toHaveLength(1)
    for (const n of [0, 1, 2, 3]) expect(await correosPara(p, `igual${n}@correo.test`)).toEqual([])
    const invitadas = await Promise.all([3001, 3002, 3003].map((n) => asuntosPara(p, emailDeFacilitador(n))))
    const invitaciones = invitadas.map((asuntos) => asuntos.filter((a) => a.startsWith('Una OTEC')).length)
    expect(invitaciones).toEqual([2, 1, 1])
    await p.cerrar()
  })
})
