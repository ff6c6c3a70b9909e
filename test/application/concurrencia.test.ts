import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { abrirEnlace, confirmarCorreo, recuperarConEnlace } from '../../src/application/abrir-enlace.ts'
import { autenticar } from '../../src/application/autenticar.ts'
import { cambiarClave, validarParaCambiar } from '../../src/application/cambiar.ts'
import { noFuiYo } from '../../src/application/no-fui-yo.ts'
import type { Contexto, Desenlace } from '../../src/application/ports.ts'
import { registrar } from '../../src/application/registrar.ts'
import type { DatosDe } from '../../src/domain/tramites.ts'
import { MOTORES } from '../support/almacenes.ts'
import { CLAVE, RESPUESTA, rutDe } from '../support/personas.ts'
import { LETRAS, type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { correosPara, cuentaDe, emailDe, enlacePara } from '../support/recorridos.ts'

const FORMULARIO = '/natural/registrar'
const CONTEXTO: Contexto = { direccion: 'una red', origen: 'una petición', sello: 'una sesión' }

const datosDe = (numero: number, email = emailDe(numero)): DatosDe<'registrar', ''> => ({
  perfil: 'natural',
  rut: rutDe(numero),
  nombres: 'Ana',
  apellidoPaterno: 'Soto',
  apellidoMaterno: null,
  fechaNacimiento: '1994-10-03',
  direccion: 'Los Aromos',
  numero: '1',
  block: null,
  departamento: null,
  region: '13',
  comuna: '13101',
  email,
  telefonoParticular: null,
  celular: null,
  sinCelular: true,
  telefonoTrabajo: null,
  clave: CLAVE,
  repetirClave: CLAVE,
  preguntaSecreta: 'p01',
  respuestaSecreta: RESPUESTA,
  captcha: LETRAS,
})

describe.each(MOTORES)('at the same time, on %s', (motor) => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({ motor })
  })
  afterAll(() => p.cerrar())

  const envio = (formulario: string, cuerpo: string) => ({
    formulario,
    ficha: p.deps.captcha.emitir(formulario, CONTEXTO.sello),
    respuesta: LETRAS,
    cuerpo,
  })
  const registrarA = (numero: number, email?: string, formulario = envio(FORMULARIO, `${numero} ${email}`)) =>
    registrar(p.deps, CONTEXTO, { datos: datosDe(numero, email), formulario, volver: null })
  const estadoDe = async (desenlace: Desenlace) => {
    if (!desenlace.ok) return desenlace.rechazos[0]?.codigo
    const solicitud = await p.deps.almacen.transaccion((uow) => uow.solicitudes.porId(desenlace.valor))
    return solicitud?.motivo ?? solicitud?.estado
  }
  const enlace = async (numero: number, texto: string) => {
    const url = await enlacePara(p, emailDe(numero), texto)
    const { id = '' } = (await abrirEnlace(p.deps, url.split('/').at(-1) ?? '')) ?? {}
    return id
  }
  const credencial = (numero: number, clave: string) => ({
    perfil: 'natural' as const,
    identificador: rutDe(numero),
    clave,
  })

  test('of 500 wrong keys no more than the allowed tries are hashed, and then the right one finds it closed', async () => {
    await registrarA(25_000_001)
    const antes = p.composicion.estadoHasher().hechos
    const intentos = Array.from({ length: 500 }, (_, n) =>
      autenticar(p.deps, CONTEXTO, credencial(25_000_001, `mala${n}`)),
    )
    const codigos = (await Promise.all(intentos)).map((r) => (r.ok ? 'bien' : r.rechazos[0]?.codigo))
    expect(p.composicion.estadoHasher().hechos - antes).toBe(5)
    expect(codigos.filter((codigo) => codigo === 'cerrado_clave')).toHaveLength(496)
    const buena = await autenticar(p.deps, CONTEXTO, credencial(25_000_001, CLAVE))
    expect(buena).toMatchObject({ ok: false, rechazos: [{ codigo: 'cerrado_clave' }] })
    expect(p.composicion.estadoHasher().hechos - antes).toBe(5)
  }, 30_000)

  test('the same form twice makes one account, and both get its page', async () => {
    const formulario = envio(FORMULARIO, 'el mismo')
    const [una, otra] = await Promise.all([1, 2].map(() => registrarA(25_000_002, undefined, formulario)))
    expect(una).toEqual(otra)
    expect(una && (await estadoDe(una))).toBe('lista')
    expect(await correosPara(p, emailDe(25_000_002))).toHaveLength(1)
  })

  test('one captcha serves one of two different forms', async () => {
    const formulario = envio(FORMULARIO, 'uno')
    const otro = { ...formulario, cuerpo: 'otro' }
    const estados = await Promise.all(
      (
        await Promise.all([
          registrarA(25_000_003, undefined, formulario),
          registrarA(25_000_004, undefined, otro),
        ])
      ).map(estadoDe),
    )
    expect(estados.toSorted()).toEqual(['captcha_vencida', 'lista'])
  })

  test('two people with one RUT: one account, and the other is told', async () => {
    const [una, otra] = await Promise.all([
      registrarA(25_000_005, 'una25@correo.test'),
      registrarA(25_000_005, 'otra25@correo.test'),
    ])
    expect([await estadoDe(una), await estadoDe(otra)].toSorted()).toEqual(['lista', 'ya_registrado'])
  })

  test('two that would be the third and the fourth account of one e-mail: only one is', async () => {
    const email = 'familia25@correo.test'
    await registrarA(25_000_006, email)
    await registrarA(25_000_007, email)
    const estados = await Promise.all(
      (await Promise.all([8, 9].map((n) => registrarA(25_000_000 + n, email)))).map(estadoDe),
    )
    expect(estados.toSorted()).toEqual(['email_en_tres_cuentas', 'lista'])
  })

  test('a CS is changed by one of two requests that were proven with the old one', async () => {
    await registrarA(25_000_010)
    const datos = { perfil: 'natural' as const, rut: rutDe(25_000_010), claveActual: CLAVE }
    const probadas = await Promise.all([1, 2].map(() => validarParaCambiar(p.deps, CONTEXTO, datos, null)))
    const cambios = probadas.map((probada, n) =>
      cambiarClave(p.deps, CONTEXTO, {
        solicitudId: probada.ok ? probada.valor : '',
        claveNueva: `Qu3ltehue${n}`,
        formulario: envio('/natural/cambiar/nueva', `${n}`),
      }),
    )
    const resultados = await Promise.allSettled(cambios)
    expect(resultados.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(resultados).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ name: 'SolicitudPerdida' }) }),
    )
  })

  test('a link works for one of two sessions', async () => {
    await registrarA(25_000_011)
    await noFuiYo(p.deps, CONTEXTO, { id: await enlace(25_000_011, 'No fui yo'), pagina: 'a' })
    const id = await enlace(25_000_011, 'Volver a usar mi cuenta')
    const usos = ['b', 'c'].map((pagina) =>
      recuperarConEnlace(p.deps, CONTEXTO, { id, pagina }, 'volver', null),
    )
    const estados = (await Promise.allSettled(usos)).map(({ status }) => status)
    expect(estados.toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('“No fui yo” freezes whatever else writes the account', async () => {
    for (const numero of [25_000_012, 25_000_013, 25_000_014]) {
      await registrarA(numero)
      const ids = [await enlace(numero, 'No fui yo'), await enlace(numero, 'Confirmar mi correo')] as const
      const congelar = () => noFuiYo(p.deps, CONTEXTO, { id: ids[0], pagina: `d${numero}` })
      const [congelada] = await Promise.allSettled([
        congelar(),
        confirmarCorreo(p.deps, CONTEXTO, { id: ids[1], pagina: `e${numero}` }),
      ])
      if (congelada.status === 'rejected') await congelar()
      expect((await cuentaDe(p, numero)).estado).toBe('congelada')
    }
  })
})
