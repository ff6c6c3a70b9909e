import { afterEach, describe, expect, test } from 'vitest'
import { autenticar } from '../../src/application/autenticar.ts'
import { sujetoDe } from '../../src/application/limites.ts'
import type { Composicion } from '../../src/composition.ts'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import { HASTA_RECUPERAR } from '../../src/domain/intentos.ts'
import { MOTORES } from '../support/almacenes.ts'
import { enMinutos } from '../support/contrato.ts'
import { type BancoCli, CLAVE, CONTEXTO, conPersona, filasDe, montarCli, RUT } from './banco.ts'

const OTRO_RUT = '7654321-6'
const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})

describe.each(MOTORES)('accounts by command, on %s', (motor) => {
  async function montar(cambios: Partial<Cuenta> = {}) {
    const banco = await montarCli(motor)
    montados.push(banco)
    const producto = await banco.producto()
    const cuenta = await conPersona(producto, cambios)
    return { banco, producto, cuenta, sujeto: sujetoDe(producto.deps, 'natural', RUT) }
  }

  const anotadas = async (producto: Composicion) =>
    ((await filasDe(producto)).bitacora ?? []).map(({ evento, actor, resultado, cuenta_id }) => ({
      evento,
      actor,
      resultado,
      cuenta_id,
    }))

  test('«ver» tells states, closures, temporary key, cases and the last notes, and shows no secret', async () => {
    const { banco, producto, cuenta, sujeto } = await montar({ fechaNacimiento: null })
    const { almacen, reloj } = producto.deps
    const ahora = reloj.ahora()
    await conPersona(producto, { identificador: OTRO_RUT, email: 'otra@correo.test' })
    for (let i = 0; i < 25; i++) {
      await autenticar(producto.deps, CONTEXTO, { perfil: 'natural', identificador: RUT, clave: 'Otra#1234' })
    }
    await almacen.transaccion(async (uow) => {
      await uow.contadores.guardar('respuesta', sujeto, {
        usados: 0,
        cierres: 9,
        cerradoHasta: HASTA_RECUPERAR,
        fallos: 99,
      })
      const venceEn = enMinutos(30, ahora)
      await uow.provisorias.poner({ cuentaId: cuenta.id, huella: 'huella-provisoria', venceEn, intentos: 0 })
      const caso = {
        numero: 'ABCD2345',
        motivo: 'congelada',
        perfil: 'natural',
        cuentaId: cuenta.id,
        sujeto,
      } as const
      await uow.casos.abrir({ ...caso, creadoEn: ahora })
    })

    expect(await banco.orden('cuentas ver natural 12.345.678-5 --operador ana')).toBe(0)
    const texto = banco.dicho.join('\n')
    expect(banco.dicho).toEqual([
      'Cuenta: natural 12.345.678-5',
      'Estado: activa; identidad declarada',
      expect.stringMatching(/^Creada: \d\d-\d\d-\d{4} \d\d:\d\d; último cambio: /),
      expect.stringMatching(/^Email: \w\*{4}\w@correo\.test, confirmado el /),
      'Celular: +56 9 •••• ••21',
      'Faltan: fecha de nacimiento',
      expect.stringMatching(/^Intentos de clave: cerrado hasta \d\d-\d\d-\d{4} \d\d:\d\d, 5 fallos$/),
      'Intentos de respuesta: cerrado hasta que recupere, 99 fallos',
      'Intentos de codigo: abierto, 0 usados',
      'Intentos de datos: abierto, 0 usados',
      expect.stringMatching(/^Clave provisoria: sirve hasta /),
      expect.stringMatching(/^Caso: ABCD2345, congelada, del /),
      ...Array(20).fill(expect.stringMatching(/^Bitácora \d+: \d\d-\d\d-\d{4} \d\d:\d\d \w+ \w+ [\w:]+/)),
    ])
    for (const secreto of [
      cuenta.claveHash,
      cuenta.respuestaHash,
      cuenta.email,
      '987654321',
      'María',
      'huella',
    ]) {
      expect(texto).not.toContain(secreto)
    }
    expect(texto).not.toContain('7.654.321')
    expect(texto).not.toContain('otra@')
    expect((await anotadas(producto)).at(-1)).toEqual({
      evento: 'cuenta_vista',
      actor: 'operador:ana',
      resultado: 'bien',
      cuenta_id: cuenta.id,
    })
  })

  test('an account that had another identifier is found by both, with the cases and closures of both', async () => {
    const { banco, producto, cuenta } = await montar({ perfil: 'migrante', identificador: 'AB123456' })
    const { deps } = producto
    const { almacen } = deps
    const caso = { numero: 'ABCD2346', motivo: 'ya_registrado', perfil: 'migrante', cuentaId: null } as const
    const sujeto = sujetoDe(deps, 'migrante', 'AB123456')
    await almacen.transaccion(async (uow) => {
      await uow.casos.abrir({ ...caso, sujeto, creadoEn: deps.reloj.ahora() })
      await uow.cuentas.guardar({ ...cuenta, perfil: 'natural', identificador: RUT })
    })
    for (let i = 0; i < 5; i++) {
      const clave = 'Otra#1234'
      await autenticar(deps, CONTEXTO, { perfil: 'migrante', identificador: 'AB123456', clave })
    }
    for (const cual of ['migrante AB-123456', 'natural 12.345.678-5']) {
      banco.dicho.splice(0)
      expect(await banco.orden(`cuentas ver ${cual} --operador ana`)).toBe(0)
      expect(banco.dicho.slice(0, 2)).toEqual(['Cuenta: natural 12.345.678-5', 'Antes: migrante AB123456'])
      const texto = banco.dicho.join(' ')
      expect(texto).toContain('Caso: ABCD2346, ya_registrado')
      expect(texto).toContain('Intentos de clave: cerrado hasta')
    }
    expect(await banco.orden('cuentas reabrir migrante AB123456 --operador ana')).toBe(0)
    expect(banco.dicho.at(-1)).toBe('Reabierta. Estaba cerrado: clave.')
  })

  test('«reabrir» ends every closure of an identifier, and its CS works again', async () => {
    const { banco, producto, cuenta, sujeto } = await montar()
    const { deps } = producto
    const credencial = { perfil: 'natural', identificador: RUT } as const
    for (let i = 0; i < 5; i++) await autenticar(deps, CONTEXTO, { ...credencial, clave: 'Otra#1234' })
    await deps.almacen.transaccion((uow) =>
      uow.contadores.guardar('datos', sujeto, { usados: 2, cierres: 0, cerradoHasta: null, fallos: 2 }),
    )
    expect(await autenticar(deps, CONTEXTO, { ...credencial, clave: CLAVE })).toMatchObject({ ok: false })

    expect(await banco.orden('cuentas reabrir natural 12345678-5')).toBe(0)
    expect(banco.dicho).toEqual(['Reabierta. Estaba cerrado: clave.'])
    expect(await autenticar(deps, CONTEXTO, { ...credencial, clave: CLAVE })).toMatchObject({ ok: true })
    const contadores = (await filasDe(producto)).contadores ?? []
    expect(contadores.map(({ usados, cierres, fallos }) => [usados, cierres, fallos])).toEqual(
      Array(4).fill([0, 0, 0]),
    )
    expect(await anotadas(producto)).toContainEqual({
      evento: 'cuenta_reabierta',
      actor: 'operador:prueba',
      resultado: 'bien',
      cuenta_id: cuenta.id,
    })
  })

  /** Freezes an account as “no fui yo” leaves it. */
  const congelar = ({ deps }: Composicion, cuenta: Cuenta, conRespuesta: boolean) =>
    deps.almacen.transaccion(async (uow) => {
      await uow.cuentas.guardar({ ...cuenta, estado: 'congelada' })
      const evento = { id: cuenta.id, cuentaId: cuenta.id, tipo: 'cambiar', antesCifrado: null } as const
      const venceEn = enMinutos(60, deps.reloj.ahora())
      const creadoEn = deps.reloj.ahora()
      await uow.eventos.crear({
        ...evento,
        buzonCifrado: '',
        conRespuesta,
        creadoEn,
        venceEn,
        congeladoEn: creadoEn,
      })
    })

  test.each([
    [
      'keeps its question when the answer had no part in it',
      false,
      'con el enlace a su e-mail o con su pregunta secreta',
    ],
    ['loses its question when the answer is known to somebody else', true, 'con el enlace a su e-mail'],
  ])(
    '«descongelar»: the account is active, no former CS works, and it %s',
    async (_que, conRespuesta, caminos) => {
      const { banco, producto, cuenta } = await montar()
      await congelar(producto, cuenta, conRespuesta)
      expect(await banco.orden('cuentas descongelar natural 12345678-5 --operador ana')).toBe(0)
      expect(banco.dicho).toEqual([
        'Descongelada. Ninguna clave anterior sirve.',
        `La persona recupera su CS: ${caminos}.`,
      ])
      const despues = await producto.almacen.transaccion((uow) => uow.cuentas.porId(cuenta.id))
      expect(despues).toMatchObject({
        estado: 'activa',
        claveHash: null,
        preguntaSecreta: conRespuesta ? null : cuenta.preguntaSecreta,
        respuestaHash: conRespuesta ? null : cuenta.respuestaHash,
      })
      const credencial = { perfil: 'natural', identificador: RUT, clave: CLAVE } as const
      expect(await autenticar(producto.deps, CONTEXTO, credencial)).toMatchObject({ ok: false })
      expect(await anotadas(producto)).toContainEqual({
        evento: 'cuenta_descongelada',
        actor: 'operador:ana',
        resultado: 'bien',
        cuenta_id: cuenta.id,
      })
    },
  )

  test('«descongelar» takes the answer as known when nothing tells any more, and says when no way is left', async () => {
    const { banco, producto, cuenta } = await montar({ estado: 'congelada', email: null })
    expect(await banco.orden('cuentas descongelar natural 12345678-5')).toBe(0)
    expect(banco.dicho.at(-1)).toBe('La persona recupera su CS: sin e-mail ni pregunta, por ningún medio.')
    const despues = await producto.almacen.transaccion((uow) => uow.cuentas.porId(cuenta.id))
    expect(despues?.respuestaHash).toBeNull()
  })

  test('«descongelar» changes nothing in an account that is not frozen', async () => {
    const { banco, producto, cuenta } = await montar()
    expect(await banco.orden('cuentas descongelar natural 12345678-5')).toBe(1)
    expect(banco.dicho).toEqual(['La cuenta no está congelada: no se cambió nada.'])
    expect(await producto.almacen.transaccion((uow) => uow.cuentas.porId(cuenta.id))).toEqual(cuenta)
  })

  test.each(['ver', 'reabrir', 'descongelar'])(
    '«%s» of an unknown identifier says so and is noted',
    async (cual) => {
      const { banco, producto } = await montar()
      expect(await banco.orden(`cuentas ${cual} natural ${OTRO_RUT}`)).toBe(1)
      expect(banco.dicho).toEqual(['No existe una cuenta con ese perfil e identificador.'])
      expect(await anotadas(producto)).toEqual([
        {
          evento: expect.stringMatching(/^cuenta_/),
          actor: 'operador:prueba',
          resultado: 'no_existe',
          cuenta_id: null,
        },
      ])
    },
  )
})

describe('what is written wrong', () => {
  test.each([
    ['a check digit', 'cuentas ver natural 12.345.678-9', 'Revise el RUT'],
    ['a document', 'cuentas ver migrante A/B', 'Escriba el número de su documento'],
    ['a profile', 'cuentas ver nadie 12.345.678-5', 'El perfil es uno de: natural, juridica'],
    ['an operator', 'cuentas ver natural 12.345.678-5 --operador ana;rm', 'El nombre del operador lleva'],
    ['a missing word', 'cuentas ver natural', 'Se escribe así: cuentas ver <perfil> <identificador>'],
    ['one word too many', 'revisar todo', 'Se escribe así: revisar'],
    ['an order of none of its verbs', 'cuentas borrar', 'No existe esa orden de «cuentas»'],
    ['an unknown order', 'cuentasver', 'No existe la orden «cuentasver»'],
    ['an unknown option', 'revisar --todo', 'Hay una opción que no existe'],
    ['an option without its value', 'revisar --operador', 'Hay una opción que no existe o está incompleta'],
  ])('%s is one line and exit code 2', async (_que, orden, dice) => {
    const banco = await montarCli('sqlite')
    montados.push(banco)
    await banco.producto()
    expect(await banco.orden(orden)).toBe(2)
    expect(banco.dicho).toEqual([expect.stringContaining(dice)])
  })
})
