import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import { type Campos, Navegador, type Pagina, textoDe } from '../support/navegador.ts'
import { conRegistro, organismoDe } from '../support/organismos.ts'
import { RESPUESTA, registroJuridica, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { correosPara, emailDe, enlacePara } from '../support/recorridos.ts'

const OTRO = rutDe(9_000_001)

async function cuentaDe(p: ProductoDePrueba, numero: number): Promise<Cuenta | undefined> {
  return p.deps.almacen.transaccion((uow) => uow.cuentas.porIdentificador('juridica', rutDe(numero)))
}

const registrar = (p: ProductoDePrueba, numero: number, otros: Campos = {}): Promise<Pagina> =>
  new Navegador(p.app).enviar('/juridica/registrar', registroJuridica(numero, otros))

describe('registering an organisation', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
    await conRegistro(
      p.deps,
      ...[76_200_001, 76_200_002, 76_200_003, 76_200_006].map((numero) => organismoDe(numero)),
      organismoDe(76_200_004, { vigente: false }),
      organismoDe(76_200_005, { vigente: false, tipo: 'empresa' }),
    )
  })
  afterAll(() => p.cerrar())

  test('that the register has takes its name and type from there, and is verified', async () => {
    const pagina = await registrar(p, 76_200_001, { razonSocial: 'Otra Cosa', tipoOrganismo: 'empresa' })
    expect(pagina.titulo).toBe('Su cuenta fue creada')
    expect(textoDe(pagina)).toContain(
      'Razón social: Organismo 76200001 SpA. Tipo: OTEC. Así está en el registro de SENCE. La organización quedó verificada.',
    )
    expect(await cuentaDe(p, 76_200_001)).toMatchObject({
      razonSocial: 'Organismo 76200001 SpA',
      tipoOrganismo: 'otec',
      identidad: 'verificada',
    })
  })

  test('that the register does not have keeps what was typed, and is told what it cannot do yet', async () => {
    const pagina = await registrar(p, 76_200_100)
    expect(textoDe(pagina)).toContain('Razón social: Capacitaciones del Sur Limitada. Tipo: OTEC.')
    expect(textoDe(pagina)).toContain('no puede solicitar CS para facilitadores extranjeros')
    expect(textoDe(pagina)).toContain('Para verificarla, llame gratis al 800 80 10 30')
    expect(await cuentaDe(p, 76_200_100)).toMatchObject({ identidad: 'declarada' })
    const empresa = await registrar(p, 76_200_101, { tipoOrganismo: 'empresa' })
    expect(textoDe(empresa)).not.toContain('facilitadores')
  })

  test('by somebody who is not its representative is refused at that field, with everything kept', async () => {
    const pagina = await registrar(p, 76_200_002, { rutRepresentante: OTRO })
    expect(pagina).toMatchObject({
      estado: 422,
      errores: [
        'Revise el RUT del representante legal: en el registro de SENCE hay otro para esta organización. Si cambió hace poco, llame gratis al 800 80 10 30',
      ],
    })
    expect(pagina.html).toContain('value="Capacitaciones del Sur Limitada"')
    expect(textoDe(pagina)).not.toContain('Organismo 76200002')
    expect(await cuentaDe(p, 76_200_002)).toBeUndefined()
  })

  test('nobody fishes representatives out of the register: so many misses a day from one address', async () => {
    const corto = await productoDePrueba({ entorno: { LIMIT_ALREADY_REGISTERED_PER_DAY: '2' } })
    await conRegistro(corto.deps, organismoDe(76_200_001), organismoDe(76_200_002), organismoDe(76_200_003))
    const intentos = [76_200_001, 76_200_002, 76_200_003].map((numero) => numero)
    const estados = []
    for (const numero of intentos) {
      estados.push((await registrar(corto, numero, { rutRepresentante: OTRO })).estado)
    }
    expect(estados).toEqual([422, 422, 429])
    await corto.cerrar()
  })

  test('an OTEC out of force stops, with what to do; another organisation does not', async () => {
    const yo = new Navegador(p.app)
    const pagina = await yo.enviar('/juridica/registrar', registroJuridica(76_200_004))
    expect(pagina).toMatchObject({ url: '/juridica/registrar/alto', titulo: 'Esta OTEC no está vigente' })
    const conCaso = await yo.presionar(pagina, '/juridica/registrar/caso')
    expect(textoDe(conCaso)).toMatch(/Su número de caso es \w{8}\./)
    expect(await cuentaDe(p, 76_200_004)).toBeUndefined()
    const ajeno = await registrar(p, 76_200_004, { rutRepresentante: OTRO })
    expect(ajeno.estado).toBe(422)
    expect((await registrar(p, 76_200_005)).titulo).toBe('Su cuenta fue creada')
  })

  test('the CS may not hold the name that comes from the register', async () => {
    const clave = 'Organismo'
    const pagina = await registrar(p, 76_200_003, { clave, repetirClave: clave })
    expect(pagina).toMatchObject({
      estado: 422,
      errores: ['Elija una clave que no contenga la razón social de la organización'],
    })
  })
})

describe('an organisation whose representative changed in the register', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
    await registrar(p, 76_300_001)
    await registrar(p, 76_300_002)
    await conRegistro(p.deps, organismoDe(76_300_001, { rutRepresentante: OTRO }), organismoDe(76_300_002))
  })
  afterAll(() => p.cerrar())

  const preguntar = (yo: Navegador, numero: number) =>
    yo.enviar('/juridica/recuperar', { rut: rutDe(numero) })

  test('gets the same pages as any other until it has proven something', async () => {
    const paginas = []
    for (const numero of [76_300_001, 76_300_099]) {
      const yo = new Navegador(p.app)
      const pregunta = await preguntar(yo, numero)
      const mala = await yo.enviarDesde(pregunta, { respuestaSecreta: 'Otra Respuesta' })
      const correo = await yo.enviar('/juridica/recuperar/correo', {})
      paginas.push([pregunta.url, mala.estado, mala.errores, correo.titulo, correo.url])
    }
    expect(paginas[0]).toEqual(paginas[1])
  })

  test('with the right answer is told that it cannot recover alone, and gets a case and no key', async () => {
    const yo = new Navegador(p.app)
    const pagina = await yo.enviarDesde(await preguntar(yo, 76_300_001), { respuestaSecreta: RESPUESTA })
    expect(pagina.titulo).toBe('Cambió el representante legal')
    expect(textoDe(pagina)).toContain('800 80 10 30')
    const conCaso = await yo.presionar(pagina, '/juridica/recuperar/caso')
    expect(textoDe(conCaso)).toMatch(/Su número de caso es \w{8}\./)
    const correos = await correosPara(p, emailDe(76_300_001))
    expect(correos.map(({ asunto }) => asunto).join()).not.toContain('provisoria')
  })

  test('with the link by mail is told so too', async () => {
    const yo = new Navegador(p.app)
    await preguntar(yo, 76_300_001)
    await yo.enviar('/juridica/recuperar/correo', {})
    const enlace = await enlacePara(p, emailDe(76_300_001), 'Recuperar mi CS')
    const pagina = await yo.presionar(await yo.abrir(enlace), '/enlace/recuperar')
    expect(pagina).toMatchObject({ url: '/juridica/cambiar/alto', titulo: 'Cambió el representante legal' })
  })

  test('while one with the same representative recovers, and was verified by the import', async () => {
    const yo = new Navegador(p.app)
    const pagina = await yo.enviarDesde(await preguntar(yo, 76_300_002), { respuestaSecreta: RESPUESTA })
    expect(pagina.titulo).toMatch(/^Enviamos su clave provisoria/)
    expect(await cuentaDe(p, 76_300_002)).toMatchObject({
      identidad: 'verificada',
      razonSocial: 'Organismo 76300002 SpA',
    })
  })
})
