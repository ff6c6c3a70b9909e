/** A corrected file completes what the import it corrects left out, and touches nothing else. */
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { MOTORES } from '../support/almacenes.ts'
import { type BancoCli, conPersona, filasDe, montarCli } from './banco.ts'
import { cuentasDe, importar, informeDe, rut } from './banco-importar.ts'

const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})

const TITULOS = 'perfil;rut;nombres;apellidoPaterno;fechaNacimiento;comuna;email;claveHash'
const HASH = '5f4dcc3b5aa765d61d8327deb882cf99'
const completa = (n: number, nombres = 'Ana') =>
  `natural;${rut(n)};${nombres};Soto;01-12-1992;8401;p${n}@correo.test;${HASH}`
const rota = (n: number) => `natural;${rut(n)};Ana;R2D2;01-12-92;Atlántida;no es correo;`
const archivo = (...lineas: string[]) => [TITULOS, ...lineas, ''].join('\n')

describe.each(MOTORES)('a corrected file, on %s', (motor) => {
  async function montar() {
    const banco = await montarCli(motor)
    montados.push(banco)
    const producto = await banco.producto()
    const informe = join(banco.carpeta, 'informe.csv')
    /** @returns what the report says of each line; `corrige` is what the former import said to give. */
    const dar = async (contenido: string, opciones = '') => {
      const { fin } = await importar(banco, contenido, {
        opciones: `--rechazos ${informe} ${opciones}`.trim(),
      })
      const corrige = /--corrige [\da-f]+/.exec(banco.dicho.at(-1) ?? '')?.[0] ?? ''
      return { fin, corrige, filas: fin === 0 ? await informeDe(informe) : [] }
    }
    const cuenta = async (n: number) =>
      (await cuentasDe(producto)).find(({ identificador }) => identificador === rut(n))
    return { banco, producto, dar, cuenta }
  }

  test('fills what an account lacks, adds the lines that were refused, and changes nothing that is there', async () => {
    const { banco, producto, dar, cuenta } = await montar()
    const { corrige } = await dar(archivo(rota(1), `natural;1-1;Mala;;;;;`, completa(3)))
    const [antes, entera] = [await cuenta(1), await cuenta(3)]
    const corregido = archivo(completa(1, 'Otra'), completa(2), completa(3, 'Otra'))
    const ensayo = await dar(corregido, `--dry-run ${corrige}`)
    expect(await cuenta(1)).toEqual(antes)
    const hecho = await dar(corregido, corrige)
    expect(hecho.filas).toEqual([
      '2;completada;completada;apellidoPaterno,fechaNacimiento,region,comuna,email,claveHash',
      '4;existente;existente;',
    ])
    expect(ensayo.filas).toEqual(hecho.filas)
    expect(banco.dicho).toContain('Ya existían y se completaron: 1')
    expect(banco.dicho).toContain('Cuentas importadas: 1')
    expect(await cuenta(1)).toMatchObject({
      id: antes?.id,
      nombres: 'Ana',
      apellido_paterno: 'Soto',
      fecha_nacimiento: '1992-12-01',
      region: '16',
      comuna: '16101',
      email: 'p1@correo.test',
      email_clave: 'p1@correo.test',
      email_plaza: 1,
      por_envolver: 1,
      version: 2,
    })
    expect((await cuenta(1))?.clave_hash).not.toBeNull()
    expect(await cuenta(3)).toEqual(entera)
    const anotadas = (await filasDe(producto)).bitacora ?? []
    expect(anotadas.filter(({ evento }) => evento === 'cuenta_completada')).toEqual([
      expect.objectContaining({ cuenta_id: antes?.id, actor: 'operador:prueba', resultado: 'bien' }),
    ])
    expect(JSON.stringify(anotadas)).not.toContain('correo.test')
  })

  test('given again changes nothing, and a third one goes on from the second', async () => {
    const { producto, dar, cuenta } = await montar()
    const { corrige } = await dar(archivo(rota(1)))
    const segundo = archivo(`natural;${rut(1)};Ana;Soto;01-12-92;;;`, rota(2))
    const { corrige: delSegundo } = await dar(segundo, corrige)
    const antes = await cuentasDe(producto)
    expect((await dar(segundo, corrige)).filas[0]).toBe('2;existente;existente;')
    expect((await dar(segundo)).filas[0]).toBe('2;existente;existente;')
    expect(await cuentasDe(producto)).toEqual(antes)
    const { filas } = await dar(archivo(completa(1), completa(2)), delSegundo)
    expect(filas.map((fila) => fila.split(';').slice(0, 2).join())).toEqual(['2,completada', '3,completada'])
    expect(await cuenta(2)).toMatchObject({ fecha_nacimiento: '1992-12-01' })
  })

  test('touches no account of another import, of nobody’s import, nor one that was used or frozen', async () => {
    const { banco, producto, dar, cuenta } = await montar()
    await conPersona(producto, { identificador: rut(9), apellidoPaterno: null })
    await dar(archivo(rota(1)))
    const { corrige } = await dar(archivo(rota(2), rota(3), rota(4), rota(5), rota(6)))
    const usar = async (n: number, evento: 'clave_presentada' | 'cuenta_vista', resultado: string) => {
      const cuentaId = String((await cuenta(n))?.id)
      await producto.almacen.transaccion((uow) =>
        uow.bitacora.anotar(
          { evento, actor: 'persona', cuentaId, sujeto: null, origen: null, resultado, detalle: null },
          banco.reloj.ahora(),
        ),
      )
    }
    await usar(2, 'clave_presentada', 'bien')
    await usar(3, 'clave_presentada', 'no_coincide')
    await usar(4, 'cuenta_vista', 'bien')
    await producto.almacen.transaccion(async (uow) => {
      const una = await uow.cuentas.porIdentificador('natural', rut(5))
      if (una) await uow.cuentas.guardar({ ...una, estado: 'congelada' })
    })
    const { filas } = await dar(archivo(...[1, 2, 3, 4, 5, 6, 9].map((n) => completa(n))), corrige)
    expect(filas.map((fila) => fila.split(';')[1])).toEqual([
      'existente',
      'existente',
      'completada',
      'completada',
      'existente',
      'completada',
      'existente',
    ])
    for (const n of [1, 2, 5, 9]) expect(await cuenta(n)).toMatchObject({ apellido_paterno: null })
  })

  test('without saying what it corrects touches nothing, and completes no account twice', async () => {
    const { producto, dar, cuenta } = await montar()
    const { corrige } = await dar(archivo(rota(1)))
    const antes = await cuentasDe(producto)
    expect((await dar(archivo(completa(1)))).filas).toEqual(['2;existente;existente;'])
    expect(await cuentasDe(producto)).toEqual(antes)
    const doble = archivo(`natural;${rut(1)};;Soto;;;;`, completa(1), completa(1))
    const ensayo = await dar(doble, `--dry-run ${corrige}`)
    const { filas } = await dar(doble, corrige)
    expect(filas).toEqual([
      '2;completada;completada;apellidoPaterno',
      '3;existente;existente;',
      '4;existente;existente;',
    ])
    expect(ensayo.filas).toEqual(filas)
    expect(await cuenta(1)).toMatchObject({ fecha_nacimiento: null })
  })

  test('gives no fourth account an e-mail', async () => {
    const { dar, cuenta } = await montar()
    const con = (n: number, email: string) => `natural;${rut(n)};Ana;Soto;;;${email};`
    const { corrige } = await dar(archivo(...[1, 2, 3].map((n) => con(n, 'x@correo.test')), con(4, 'mala')))
    const { filas } = await dar(archivo(con(4, 'X@correo.test')), corrige)
    expect(filas).toEqual(['2;existente;existente;'])
    expect(await cuenta(4)).toMatchObject({ email: null, version: 1 })
  })

  test('of an import that is not known, or told by too little, does nothing', async () => {
    const { banco, dar } = await montar()
    await dar(archivo(rota(1)))
    expect((await dar(archivo(completa(1)), '--corrige 0123456789ab')).fin).toBe(1)
    expect((await dar(archivo(completa(1)), '--corrige ab')).fin).toBe(2)
    expect((await dar(archivo(completa(1)), '--corrige %%%%%%%%')).fin).toBe(2)
    expect(banco.dicho.join()).toContain('--corrige lleva')
  })
})
