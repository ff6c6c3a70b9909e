import { afterEach, describe, expect, test } from 'vitest'
import { sujetoDe } from '../../src/application/limites.ts'
import type { Composicion } from '../../src/composition.ts'
import { MOTORES } from '../support/almacenes.ts'
import { type BancoCli, conPersona, filasDe, montarCli, RUT } from './banco.ts'

const NUMERO = 'ABCD2345'
const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})

describe.each(MOTORES)('a case by its number, on %s', (motor) => {
  async function montar() {
    const banco = await montarCli(motor)
    montados.push(banco)
    return { banco, producto: await banco.producto() }
  }

  const abrirCaso = ({ deps }: Composicion, cuentaId: string | null) =>
    deps.almacen.transaccion((uow) =>
      uow.casos.abrir({
        numero: NUMERO,
        motivo: 'congelada',
        perfil: 'natural',
        cuentaId,
        sujeto: sujetoDe(deps, 'natural', RUT),
        creadoEn: deps.reloj.ahora(),
      }),
    )

  const anotadas = async (producto: Composicion) =>
    ((await filasDe(producto)).bitacora ?? []).map(({ evento, actor, resultado, cuenta_id, detalle }) => ({
      evento,
      actor,
      resultado,
      cuenta_id,
      detalle,
    }))

  test.each([NUMERO, 'abcd-2345'])(
    'written %s, tells its reason and how its account is, and is noted',
    async (escrito) => {
      const { banco, producto } = await montar()
      const cuenta = await conPersona(producto, { estado: 'congelada' })
      await abrirCaso(producto, cuenta.id)
      expect(await banco.orden(`cuentas caso ${escrito} --operador ana`)).toBe(0)
      expect(banco.dicho).toEqual([
        expect.stringMatching(/^Caso: ABCD2345, congelada, del \d\d-\d\d-\d{4} \d\d:\d\d/),
        'Perfil: natural',
        'Cuenta: congelada',
        expect.stringMatching(/^Email: \w\*{4}\w@correo\.test$/),
        'Celular: +56 9 •••• ••21',
      ])
      expect(await anotadas(producto)).toEqual([
        {
          evento: 'caso_visto',
          actor: 'operador:ana',
          resultado: 'bien',
          cuenta_id: cuenta.id,
          detalle: JSON.stringify({ numero: NUMERO }),
        },
      ])
    },
  )

  test('says so when it has no account', async () => {
    const { banco, producto } = await montar()
    await abrirCaso(producto, null)
    expect(await banco.orden(`cuentas caso ${NUMERO}`)).toBe(0)
    expect(banco.dicho.slice(1)).toEqual(['Perfil: natural', 'Cuenta: no hay'])
  })

  test('of an unknown number says so and notes it without what was typed', async () => {
    const { banco, producto } = await montar()
    expect(await banco.orden(`cuentas caso ${RUT}`)).toBe(1)
    expect(banco.dicho).toEqual(['No existe un caso con ese número.'])
    expect(await anotadas(producto)).toEqual([
      {
        evento: 'caso_visto',
        actor: 'operador:prueba',
        resultado: 'no_existe',
        cuenta_id: null,
        detalle: null,
      },
    ])
  })
})

test('the help tells how a case is looked up', async () => {
  const banco = await montarCli('sqlite')
  montados.push(banco)
  expect(await banco.orden('--ayuda')).toBe(0)
  expect(banco.dicho).toContainEqual(expect.stringMatching(/^ {2}cuentas caso <numero> +muestra un caso/))
})
