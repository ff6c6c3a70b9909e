import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import type { Composicion } from '../../src/composition.ts'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import { puedePedirFacilitadores } from '../../src/domain/organismo.ts'
import { MOTORES, type NombreMotor } from '../support/almacenes.ts'
import { conRegistro, organismoDe, REPRESENTANTE } from '../support/organismos.ts'
import { rutDe } from '../support/personas.ts'
import { type BancoCli, conPersona, filasDe, montarCli } from './banco.ts'

const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})

const ENCABEZADO = 'rut;razon_social;tipo;vigente;rut_representante'
const linea = (numero: number, otros: { tipo?: string; vigente?: string; representante?: string } = {}) => {
  const { tipo = 'OTEC', vigente = 'si', representante = REPRESENTANTE } = otros
  return `${rutDe(numero)};Organismo ${numero} SpA;${tipo};${vigente};${representante}`
}

async function montar(motor: NombreMotor = 'sqlite') {
  const banco = await montarCli(motor)
  montados.push(banco)
  const producto = await banco.producto()
  const importar = async (contenido: string | Buffer | string[], opciones = '') => {
    const archivo = join(banco.carpeta, 'organismos.csv')
    await writeFile(archivo, Array.isArray(contenido) ? [ENCABEZADO, ...contenido, ''].join('\n') : contenido)
    banco.dicho.splice(0)
    return banco.orden(`organismos importar ${archivo}${opciones}`)
  }
  return { banco, producto, importar }
}

const enRegistro = ({ almacen }: Composicion, numero: number) =>
  almacen.transaccion((uow) => uow.organismos.porRut(rutDe(numero)))

const conOrganismo = (producto: Composicion, numero: number, cambios: Partial<Cuenta> = {}) =>
  conPersona(producto, {
    perfil: 'juridica',
    identificador: rutDe(numero),
    rutRepresentante: REPRESENTANTE,
    celular: null,
    ...cambios,
  })

const cuentaDe = async ({ almacen }: Composicion, { id }: Cuenta) =>
  almacen.transaccion((uow) => uow.cuentas.porId(id))

const eventosDe = async (producto: Composicion) =>
  ((await filasDe(producto)).bitacora ?? []).map(({ evento, resultado }) => `${evento} ${resultado}`)

describe.each(MOTORES)('«organismos importar», on %s', (motor) => {
  test('takes the place of the former register, and the same file again changes nothing', async () => {
    const { banco, producto, importar } = await montar(motor)
    expect(await importar([linea(76_000_001), linea(76_000_002, { vigente: 'no' })])).toBe(0)
    expect(banco.dicho).toEqual([
      'Organismos: 2. Líneas malas: 0.',
      'El registro fue reemplazado. Cuentas que cambiaron según él: 0.',
    ])
    expect(await importar([linea(76_000_002), linea(76_000_003)], ' --forzar')).toBe(0)
    expect(await enRegistro(producto, 76_000_001)).toBeUndefined()
    expect(await enRegistro(producto, 76_000_002)).toEqual(organismoDe(76_000_002))
    const antes = (await filasDe(producto)).organismos
    expect(await importar([linea(76_000_002), linea(76_000_003)])).toBe(0)
    const despues = (await filasDe(producto)).organismos
    const sinVersion = (filas = antes) => filas?.map(({ version, ...fila }) => fila)
    expect(sinVersion(despues)).toEqual(sinVersion(antes))
    expect(await eventosDe(producto)).toEqual(Array(3).fill('organismos_importados bien'))
  })

  test('more lines than one batch, read once each', async () => {
    const { banco, producto, importar } = await montar(motor)
    const lineas = Array.from({ length: 2_500 }, (_, i) => linea(76_000_000 + i))
    expect(await importar([...lineas, ...lineas.slice(0, 1)])).toBe(1)
    expect(banco.dicho).toContain('Organismos: 2500. Líneas malas: 1.')
    expect((await filasDe(producto)).organismos).toHaveLength(2_500)
  })

  test('accounts become as the register has them: verified, renamed, or no longer vouched for', async () => {
    const { banco, producto, importar } = await montar(motor)
    const nueva = await conOrganismo(producto, 76_000_001, { tipoOrganismo: 'empresa' })
    const ajena = await conOrganismo(producto, 76_000_002, {
      identidad: 'verificada',
      rutRepresentante: rutDe(9_000_001),
    })
    const desconocida = await conOrganismo(producto, 76_000_003)
    await importar([linea(76_000_001), linea(76_000_002)])
    expect(banco.dicho.at(-1)).toBe('El registro fue reemplazado. Cuentas que cambiaron según él: 2.')
    expect(await cuentaDe(producto, nueva)).toMatchObject({
      identidad: 'verificada',
      razonSocial: 'Organismo 76000001 SpA',
      tipoOrganismo: 'otec',
    })
    expect(await cuentaDe(producto, ajena)).toMatchObject({ identidad: 'declarada' })
    expect(await cuentaDe(producto, desconocida)).toEqual(desconocida)
    expect((await eventosDe(producto)).slice(1).sort()).toEqual([
      'identidad_cambiada declarada',
      'identidad_cambiada verificada',
    ])
  })

  test('what the register vouched for ends with it, and what an operator verified without it stays', async () => {
    const { banco, producto, importar } = await montar(motor)
    const [fuera, ajena] = [
      await conOrganismo(producto, 76_000_001),
      await conOrganismo(producto, 76_000_002),
    ]
    const deOperador = await conOrganismo(producto, 76_000_003)
    expect(await banco.orden(`organismos verificar ${rutDe(76_000_003)}`)).toBe(0)
    const quedan = Array.from({ length: 20 }, (_, i) => linea(76_100_000 + i))
    await importar([...quedan, linea(76_000_001, { vigente: 'no' }), linea(76_000_002)])
    for (const una of [fuera, ajena, deOperador])
      expect(await cuentaDe(producto, una)).toMatchObject({ identidad: 'verificada' })
    expect(await importar(quedan)).toBe(0)
    expect(banco.dicho).toEqual([
      'Organismos: 20. Líneas malas: 0.',
      'Organismos que salen del registro: 2 de 22.',
      'El registro fue reemplazado. Cuentas que cambiaron según él: 2.',
    ])
    for (const una of [fuera, ajena]) {
      const cuenta = await cuentaDe(producto, una)
      expect(cuenta).toMatchObject({ identidad: 'declarada', verificadaPor: null })
      expect(cuenta && puedePedirFacilitadores(cuenta, undefined)).toBe(false)
    }
    expect(await cuentaDe(producto, deOperador)).toMatchObject({
      identidad: 'verificada',
      verificadaPor: 'operador',
    })
  })

  test('a file that lacks more than a tenth of the register changes nothing without --forzar, and the rehearsal says so', async () => {
    const { banco, producto, importar } = await montar(motor)
    const todas = Array.from({ length: 20 }, (_, i) => linea(76_000_000 + i))
    await importar(todas)
    const cortado = [...todas.slice(0, 17), ...todas.slice(0, 17).map((_, i) => linea(77_000_000 + i))]
    const antes = await filasDe(producto)
    for (const opcion of ['', ' --dry-run']) {
      expect(await importar(cortado, opcion)).toBe(1)
      expect(banco.dicho).toEqual([
        expect.stringContaining('Al archivo le faltan 3 de los 20 organismos del registro, más del 10 %.'),
      ])
      expect((await filasDe(producto)).organismos).toEqual(antes.organismos)
    }
    expect(await importar(cortado, ' --dry-run --forzar')).toBe(0)
    expect(await enRegistro(producto, 76_000_019)).toBeDefined()
    expect(await importar(cortado, ' --forzar')).toBe(0)
    expect(await enRegistro(producto, 76_000_019)).toBeUndefined()
    expect(await importar([...todas.slice(0, 17), ...cortado.slice(17, 31)], '')).toBe(0)
  })

  test('of two at once one wins and the other says so', async () => {
    const { banco, producto, importar } = await montar(motor)
    await producto.almacen.transaccion((uow) =>
      uow.organismos.comenzarCarga('otra', banco.reloj.ahora(), new Date(banco.reloj.ahora().getTime() + 1)),
    )
    expect(await importar([linea(76_000_001)])).toBe(1)
    expect(banco.dicho).toEqual([expect.stringContaining('Otra importación está en curso')])
    banco.reloj.adelantar({ minutos: 1 })
    expect(await importar([linea(76_000_001)])).toBe(0)
  })
})

describe('what a file may bring', () => {
  test.each([
    ['a byte-order mark and CRLF', `\uFEFF${ENCABEZADO}\r\n${linea(76_000_001)}\r\n`],
    ['commas', `${ENCABEZADO}\n${linea(76_000_001)}\n`.replaceAll(';', ',')],
    [
      'Windows-1252 text',
      Buffer.from(`Rut;Razón Social;Tipo;Vigente;Rut Representante\n${linea(76_000_001)}\n`, 'latin1'),
    ],
    ['other columns', `giro;${ENCABEZADO}\nx;${linea(76_000_001)}\n`],
  ])('%s', async (_que, contenido) => {
    const { producto, importar } = await montar()
    expect(await importar(contenido)).toBe(0)
    expect(await enRegistro(producto, 76_000_001)).toEqual(organismoDe(76_000_001))
  })

  test('letters of Windows-1252 are kept', async () => {
    const { producto, importar } = await montar()
    await importar(
      Buffer.from(`${ENCABEZADO}\n${linea(76_000_001).replace('Organismo', 'Peñón')}\n`, 'latin1'),
    )
    expect((await enRegistro(producto, 76_000_001))?.razonSocial).toBe('Peñón 76000001 SpA')
  })

  test('bad lines are told by number and reason, without what they hold, and the rest is loaded', async () => {
    const { banco, producto, importar } = await montar()
    const fin = await importar([
      linea(76_000_001),
      '76.000.002-0;Secreta SpA;OTEC;si;12345678-5',
      `"${linea(76_000_003)}`,
      linea(76_000_004, { tipo: 'Secreto' }),
      linea(76_000_005, { vigente: 'tal vez' }),
      linea(76_000_001),
      `${linea(76_000_006)};de más`,
      linea(76_000_007),
    ])
    expect(fin).toBe(1)
    expect(banco.dicho.map((dicha) => dicha.slice(0, 24))).toEqual([
      expect.stringMatching(/^Línea 3: rut: Revise el/),
      expect.stringMatching(/^Línea 4: hay comillas/),
      expect.stringMatching(/^Línea 5: tipo: Elija/),
      expect.stringMatching(/^Línea 6: vigente: Elija/),
      expect.stringMatching(/^Línea 8: el número de/),
      expect.stringMatching(/^Línea 7: el RUT está/),
      expect.stringMatching(/^Organismos: 2\. Líneas/),
      expect.stringMatching(/^El registro fue reempl/),
    ])
    expect(banco.dicho.join()).not.toMatch(/Secret|76.?000.?00\d/)
    expect(await enRegistro(producto, 76_000_007)).toBeDefined()
  })

  test.each([
    ['no good line', [linea(76_000_002, { tipo: 'x' })], 'el registro quedó como estaba'],
    ['no line', '', 'El archivo está vacío.'],
    ['another table', 'a;b\n1;2\n', 'le faltan estas columnas: rut, razon_social'],
  ])('with %s the register stays as it was', async (_que, contenido, mensaje) => {
    const { banco, producto, importar } = await montar()
    await conRegistro(producto.deps, organismoDe(76_000_001))
    expect(await importar(contenido)).toBe(1)
    expect(banco.dicho.at(-1)).toContain(mensaje)
    expect(await enRegistro(producto, 76_000_001)).toBeDefined()
    expect(await importar([linea(76_000_001)])).toBe(0)
  })

  test('a rehearsal says the same and writes nothing', async () => {
    const { banco, producto, importar } = await montar()
    const antes = await filasDe(producto)
    expect(await importar([linea(76_000_001), linea(76_000_001), linea(76_000_002)], ' --dry-run')).toBe(1)
    expect(banco.dicho).toEqual([
      expect.stringContaining('Línea 3: el RUT está repetido'),
      'Organismos: 2. Líneas malas: 1.',
      'Ensayo: no se cambió nada.',
    ])
    expect(await filasDe(producto)).toEqual(antes)
  })

  test('the example file is good', async () => {
    const { banco } = await montar()
    expect(await banco.orden('organismos importar docs/ejemplos/organismos.csv')).toBe(0)
  })
})

test('killed half-way it leaves the former register whole, and the next one goes well after two minutes', async () => {
  const { banco, producto, importar } = await montar()
  await conRegistro(producto.deps, organismoDe(76_000_001))
  const tubo = join(banco.carpeta, 'tubo.csv')
  execFileSync('mkfifo', [tubo])
  const raiz = fileURLToPath(new URL('../../', import.meta.url))
  const proceso = spawn(
    process.execPath,
    ['src/launch.mjs', 'src/cli/main.ts', 'organismos', 'importar', tubo],
    { cwd: raiz, env: { ...banco.entorno, PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const escrito = createWriteStream(tubo)
  escrito.on('error', () => {})
  escrito.write(`${ENCABEZADO}\n`)
  for (let i = 0; i < 5_000; i++) escrito.write(`${linea(77_000_000 + i)}\n`)
  // A bad line is told when it is reached: by then some batches are kept.
  escrito.write(`mala;\n${'x'.repeat(300_000)}`)
  await once(createInterface({ input: proceso.stderr }), 'line')
  proceso.kill('SIGKILL')
  await once(proceso, 'exit')
  escrito.destroy()

  expect(await enRegistro(producto, 76_000_001)).toEqual(organismoDe(76_000_001))
  expect(await enRegistro(producto, 77_000_000)).toBeUndefined()
  expect(await importar([linea(76_000_002)])).toBe(1)
  expect(banco.dicho).toEqual([expect.stringContaining('se cortó hace menos de 2 minutos')])
  // The process that was killed had the real clock, which may be far ahead of this one.
  banco.reloj.adelantar({ horas: 1 })
  expect(await importar([linea(76_000_002)], ' --forzar')).toBe(0)
  expect((await filasDe(producto)).organismos).toHaveLength(1)
}, 120_000)

describe('«organismos verificar»', () => {
  test('makes an account verified, once its representative is known and nobody else is in the register', async () => {
    const { banco, producto } = await montar()
    const una = await conOrganismo(producto, 76_000_001)
    expect(await banco.orden(`organismos verificar ${rutDe(76_000_001)} --operador ana`)).toBe(0)
    expect(banco.dicho).toEqual(['La cuenta del organismo quedó verificada.'])
    expect(await cuentaDe(producto, una)).toMatchObject({ identidad: 'verificada' })
    expect((await filasDe(producto)).bitacora?.at(-1)).toMatchObject({
      evento: 'identidad_cambiada',
      actor: 'operador:ana',
      resultado: 'verificada',
      cuenta_id: una.id,
    })
  })

  test.each([
    ['no account', undefined, 'No existe una cuenta'],
    ['a closed one', { estado: 'cerrada' }, 'está cerrada'],
    ['no representative', { rutRepresentante: null }, 'no tiene representante legal'],
    [
      'another representative in the register',
      { rutRepresentante: rutDe(9_000_001) },
      'tiene otro representante',
    ],
  ] as const)('with %s says why not', async (_que, cambios, mensaje) => {
    const { banco, producto } = await montar()
    await conRegistro(producto.deps, organismoDe(76_000_001))
    const cuenta = cambios && (await conOrganismo(producto, 76_000_001, cambios))
    expect(await banco.orden(`organismos verificar ${rutDe(76_000_001)}`)).toBe(1)
    expect(banco.dicho).toEqual([expect.stringContaining(mensaje)])
    if (cuenta) expect(await cuentaDe(producto, cuenta)).toEqual(cuenta)
  })

  test('a bad RUT is exit code 2', async () => {
    const { banco } = await montar()
    expect(await banco.orden('organismos verificar 76.000.001-0')).toBe(2)
    expect(await banco.orden('organismos ver nada')).toBe(2)
  })
})

test('«organismos ver» tells what register and account say, with the representative masked', async () => {
  const { banco, producto } = await montar()
  await banco.orden(`organismos ver ${rutDe(76_000_001)}`)
  expect(banco.dicho.splice(0)).toEqual([
    'Registro: no se ha cargado',
    expect.stringMatching(/^Organismo: 76\.000\.001-\w, no está en el registro$/),
    'Cuenta: no tiene',
  ])
  await conRegistro(producto.deps, organismoDe(76_000_001, { vigente: false }))
  await conOrganismo(producto, 76_000_001, { rutRepresentante: rutDe(9_000_001) })
  await banco.orden(`organismos ver ${rutDe(76_000_001)}`)
  expect(banco.dicho).toEqual([
    expect.stringMatching(/^Registro: cargado el \d/),
    expect.stringMatching(/^Organismo: 76\.000\.001-\w$/),
    'Razón social: Organismo 76000001 SpA',
    'Tipo: otec, no vigente',
    'Representante legal: 12.•••.•••-5',
    'Cuenta: activa; identidad declarada',
    'La cuenta tiene otro representante legal que el registro.',
  ])
})
