import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Navegador, textoDe } from '../support/navegador.ts'
import { registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { correosPara, cuentaDe, emailDe, enlacePara, registrada } from '../support/recorridos.ts'

describe('registrar', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  const intentar = (numero: number) =>
    new Navegador(p.app).enviar('/natural/registrar', registroNatural(numero))

  test('makes the account, says that a mail left, and repeats the warnings of the guide', async () => {
    const yo = new Navegador(p.app)
    const pagina = await yo.enviar('/natural/registrar', registroNatural(10_000_001))
    expect(pagina).toMatchObject({
      estado: 200,
      url: '/natural/registrar/listo',
      titulo: 'Su cuenta fue creada',
    })
    expect(textoDe(pagina)).toContain('Enviamos un correo a p****1@correo.test')
    expect(textoDe(pagina)).toContain('Su CS es personal e intransferible.')
    expect(textoDe(pagina)).toContain('Se prohíbe a los Otec solicitar o hacer un uso fraudulento')
    expect(await cuentaDe(p, 10_000_001)).toMatchObject({
      identificador: rutDe(10_000_001),
      estado: 'activa',
      identidad: 'declarada',
      nombres: 'María Jesús',
      apellidoPaterno: 'Ñancupil',
      apellidoMaterno: "O'Higgins",
      fechaNacimiento: '1994-10-03',
      comuna: '13101',
      block: null,
      celular: null,
      emailConfirmadoEn: null,
    })
  })

  test('the notice lets the mailbox confirm the e-mail, which a look at the page does not', async () => {
    await registrada(p, 10_000_002)
    const yo = new Navegador(p.app)
    const pagina = await yo.abrir(await enlacePara(p, emailDe(10_000_002), 'Confirmar mi correo'))
    expect(pagina).toMatchObject({ url: '/enlace/confirmar-correo', titulo: 'Confirme su correo' })
    expect((await cuentaDe(p, 10_000_002)).emailConfirmadoEn).toBeNull()
    expect((await yo.presionar(pagina, '/confirmar-correo')).titulo).toBe('Su correo está confirmado')
    expect((await cuentaDe(p, 10_000_002)).emailConfirmadoEn).toEqual(p.reloj.ahora())
  })

  test('who already has an account reads so, with a way to recover it', async () => {
    await registrada(p, 10_000_003)
    const antes = await cuentaDe(p, 10_000_003)
    const pagina = await intentar(10_000_003)
    expect(pagina).toMatchObject({
      estado: 200,
      url: '/natural/registrar/alto',
      titulo: 'Ya tiene una cuenta',
    })
    expect(pagina.html).toContain('href="/natural/recuperar"')
    expect(await cuentaDe(p, 10_000_003)).toEqual(antes)
    expect(await correosPara(p, emailDe(10_000_003))).toHaveLength(1)
  })

  test('“Yo no creé esta cuenta” gives a case number, the same one each time it is asked for', async () => {
    await registrada(p, 10_000_004)
    const casoDe = async () => {
      const yo = new Navegador(p.app)
      const alto = await yo.enviar('/natural/registrar', registroNatural(10_000_004))
      const pagina = await yo.presionar(alto, '/natural/registrar/caso')
      expect(pagina.url).toBe('/natural/registrar/alto')
      return /número de caso es ([A-Z2-9]{8})\./.exec(textoDe(pagina))?.[1]
    }
    const primero = await casoDe()
    expect(primero).toBeDefined()
    expect(await casoDe()).toBe(primero)
    const caso = await p.deps.almacen.transaccion((uow) => uow.casos.porNumero(primero ?? ''))
    expect(caso?.motivo).toBe('ya_registrado')
  })

  test('the guide’s title, sections and button are those of the page, in its order', async () => {
    const { html, titulo } = await new Navegador(p.app).abrir('/natural/registrar')
    expect(titulo).toBe('REGISTRAR PERSONA NATURAL')
    expect([...html.matchAll(/<h2>([^<]+)<\/h2><\/legend>/g)].map(([, h2]) => h2)).toEqual([
      'Información de Registro',
      'Domicilio',
      'Datos de Contacto',
      'Clave Sence',
      'Validación de seguridad anti-Robots',
    ])
    expect(html).toContain('(*) Campos obligatorios.')
    expect(html).toMatch(/<button[^>]*>Crear Cuenta<\/button>/)
  })
})
