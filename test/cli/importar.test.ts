/** What files of the old system can hold, and what becomes of it. */
import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Composicion } from '../../src/composition.ts'
import { MOTORES, type NombreMotor } from '../support/almacenes.ts'
import { type BancoCli, conPersona, filasDe, montarCli } from './banco.ts'
import { cuentasDe, importar, informeDe, muchas, rut } from './banco-importar.ts'

const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})

async function montar(motor: NombreMotor = 'sqlite'): Promise<{ banco: BancoCli; producto: Composicion }> {
  const banco = await montarCli(motor)
  montados.push(banco)
  return { banco, producto: await banco.producto() }
}

const linea = (n: number, nombre = 'Ana') => `natural;${rut(n)};${nombre}`
const ENCABEZADO = 'perfil;rut;nombres'

describe.each(MOTORES)('accounts of the old system, on %s', (motor) => {
  test('the four profiles come in with their data, as a migrant, an organisation or a person would give them', async () => {
    const { banco, producto } = await montar(motor)
    // The cost of the bcrypt in the example; nothing is hashed here.
    banco.entorno.BCRYPT_COST = '10'
    const ejemplo = await readFile(new URL('../../docs/ejemplos/cuentas.csv', import.meta.url))
    const informe = join(banco.carpeta, 'informe.csv')
    expect(
      await importar(banco, ejemplo, { opciones: `--rechazos ${informe} --operador ana` }),
    ).toMatchObject({
      fin: 0,
    })
    expect(await informeDe(informe)).toEqual([])
    const cuentas = await cuentasDe(producto)
    expect(cuentas.map(({ perfil }) => perfil).sort()).toEqual([
      'facilitador',
      'juridica',
      'migrante',
      'natural',
      'natural',
    ])
    expect(cuentas.find(({ perfil }) => perfil === 'juridica')).toMatchObject({
      razon_social: 'Capacitaciones Ejemplo Ltda.',
      tipo_organismo: 'otec',
      rut_representante: '12345678-5',
      region: '05',
      comuna: '05109',
      version: 1,
    })
    expect(cuentas.find(({ perfil }) => perfil === 'migrante')).toMatchObject({
      identificador: 'AB123456',
      pais_origen: 'VEN',
      tipo_documento: 'pasaporte',
      fecha_nacimiento: '1988-07-15',
    })
    const anotadas = ((await filasDe(producto)).bitacora ?? []).map(({ evento, actor }) => [evento, actor])
    expect(anotadas).toEqual([
      ['importacion_iniciada', 'operador:ana'],
      ['cuentas_importadas', 'operador:ana'],
    ])
    expect(await banco.orden('cuentas ver migrante AB123456')).toBe(0)
    expect(banco.dicho).toContainEqual(expect.stringMatching(/^Importada del sistema anterior: \d\d-/))
  })

  test('the same file twice changes nothing, and says that all accounts exist', async () => {
    const { banco, producto } = await montar(motor)
    const informe = join(banco.carpeta, 'informe.csv')
    const opciones = `--rechazos ${informe}`
    expect((await importar(banco, muchas(1200, 600), { opciones })).fin).toBe(0)
    const antes = await cuentasDe(producto)
    expect(antes).toHaveLength(1198)
    expect((await importar(banco, muchas(1200, 600), { opciones })).fin).toBe(0)
    expect(banco.dicho).toContain('Ya existían y no se tocaron: 1.198')
    expect(banco.dicho).toContain('Cuentas importadas: 0')
    expect(await cuentasDe(producto)).toEqual(antes)
    expect(await informeDe(informe)).toHaveLength(1200)
  })

  test('an account that exists is never overwritten', async () => {
    const { banco, producto } = await montar(motor)
    await conPersona(producto, { identificador: rut(1) })
    const antes = await cuentasDe(producto)
    const informe = join(banco.carpeta, 'informe.csv')
    const archivo = [ENCABEZADO, linea(1, 'Otra'), linea(2), linea(2, 'Doble')].join('\n')
    await importar(banco, archivo, { opciones: `--rechazos ${informe}` })
    expect(await informeDe(informe)).toEqual(['2;existente;existente;', '4;existente;existente;'])
    const cuentas = await cuentasDe(producto)
    expect(cuentas).toHaveLength(2)
    expect(cuentas).toContainEqual(antes[0])
    expect(cuentas).toContainEqual(expect.objectContaining({ identificador: rut(2), nombres: 'Ana' }))
  })

  test('a migrant who goes on under an RUT keeps the former number: no account is made for it', async () => {
    const { banco, producto } = await montar(motor)
    const migrante = await conPersona(producto, { perfil: 'migrante', identificador: 'AB1234' })
    await producto.almacen.transaccion((uow) =>
      uow.cuentas.guardar({ ...migrante, perfil: 'natural', identificador: rut(1) }),
    )
    const archivo = 'perfil;nie;nombres\nmigrante;ab-12.34;Otra\nfacilitador;AB1234;Ana'
    expect((await importar(banco, archivo)).fin).toBe(0)
    expect(banco.dicho).toContain('Ya existían y no se tocaron: 1')
    expect((await cuentasDe(producto)).map(({ perfil }) => perfil).sort()).toEqual(['facilitador', 'natural'])
  })

  test('the fourth account with an e-mail or a mobile comes without it, in a file and across files', async () => {
    const { banco, producto } = await montar(motor)
    const filas = (desde: number) =>
      [0, 1].map((i) => `natural;${rut(desde + i)};Compartido@correo.test;98765432${desde > 4 ? 1 : i}`)
    const archivo = (desde: number) => ['perfil;rut;email;celular', ...filas(desde)].join('\n')
    const informe = join(banco.carpeta, 'informe.csv')
    for (const desde of [1, 3]) {
      await importar(banco, archivo(desde), { opciones: `--rechazos ${informe}` })
    }
    expect(await informeDe(informe)).toEqual(['3;nota;email_en_tres_cuentas;email'])
    await importar(banco, archivo(5), { opciones: `--rechazos ${informe}` })
    expect(await informeDe(informe)).toEqual([
      '2;nota;email_en_tres_cuentas;email',
      '3;nota;email_en_tres_cuentas;email',
      '3;nota;celular_en_tres_cuentas;celular',
    ])
    const cuentas = await cuentasDe(producto)
    expect(cuentas.filter(({ email }) => email)).toHaveLength(3)
    expect(cuentas.filter(({ celular }) => celular === '987654321')).toHaveLength(3)
    expect(cuentas).toHaveLength(6)
  })

  test('a rehearsal reports the same and writes nothing', async () => {
    const { banco, producto } = await montar(motor)
    await conPersona(producto, { identificador: rut(5) })
    const antes = await filasDe(producto)
    const repetidas = `${muchas(700, 50)}natural;${rut(7)};Otra vez;p1@correo.test\n`
    const conMail = `${repetidas}${[1, 2, 3].map((i) => `natural;${rut(9000 + i)};Otra;P1@correo.test`).join('\n')}\n`
    const deEnsayo = join(banco.carpeta, 'ensayo.csv')
    const deVeras = join(banco.carpeta, 'veras.csv')
    expect((await importar(banco, conMail, { opciones: `--dry-run --rechazos ${deEnsayo}` })).fin).toBe(0)
    const dichoEnEnsayo = banco.dicho.filter((una) => /^(Líneas|Cuentas|Ya|Rechazadas|Datos| )/.test(una))
    expect(banco.dicho).toContain('Ensayo: no se escribió nada. Resultaría esto:')
    expect(await filasDe(producto)).toEqual(antes)
    expect((await importar(banco, conMail, { opciones: `--rechazos ${deVeras}` })).fin).toBe(0)
    expect(banco.dicho).toEqual(expect.arrayContaining(dichoEnEnsayo))
    expect(dichoEnEnsayo.length).toBeGreaterThan(6)
    expect(await informeDe(deEnsayo)).toEqual(await informeDe(deVeras))
    expect(await informeDe(deVeras)).toContain('705;nota;email_en_tres_cuentas;email')
  })
})

describe('a file', () => {
  const conAcentos = `${ENCABEZADO}\r\n${linea(1, 'José Ñandú')}\r\n`
  test.each([
    ['in UTF-8', Buffer.from(conAcentos)],
    ['in UTF-8 with a byte-order mark', Buffer.from(`\uFEFF${conAcentos}`)],
    ['in Windows-1252', Buffer.from(conAcentos, 'latin1')],
    ['in UTF-16', Buffer.from(`\uFEFF${conAcentos}`, 'utf16le')],
    ['separated by commas', Buffer.from(conAcentos.replaceAll(';', ','))],
    ['separated by tabs', Buffer.from(conAcentos.replaceAll(';', '\t'))],
    ['with quotes', Buffer.from(conAcentos.replace('José Ñandú', '"José Ñandú"').replace('rut', '"rut"'))],
    [
      'with lines that end in LF, blank ones and no end',
      Buffer.from(conAcentos.replaceAll('\r\n', '\n\n').trimEnd()),
    ],
  ])('%s is read with its accents', async (_como, contenido) => {
    const { banco, producto } = await montar()
    expect((await importar(banco, contenido)).fin).toBe(0)
    expect(await cuentasDe(producto)).toEqual([expect.objectContaining({ nombres: 'José Ñandú' })])
  })

  test('in NDJSON is read line by line, and what is no object of texts is refused alone', async () => {
    const { banco, producto } = await montar()
    const informe = join(banco.carpeta, 'informe.csv')
    const contenido = [
      JSON.stringify({
        perfil: 'natural',
        rut: rut(1),
        Nombres: 'Ñusta',
        otra: 'x',
        numero: 12,
        email: null,
      }),
      '{"perfil":"natural"',
      '[1]',
      'null',
      JSON.stringify({ perfil: 'natural', rut: rut(2), nombres: { a: 1 } }),
      JSON.stringify({ perfil: 'natural', nombres: 'Sin RUT' }),
      '',
      '{"__proto__":{"perfil":"natural"},"constructor":"x"}',
      JSON.stringify({ perfil: 'natural', rut: rut(3) }),
    ].join('\n')
    await importar(banco, contenido, { nombre: 'cuentas.ndjson', opciones: `--rechazos ${informe}` })
    expect(await informeDe(informe)).toEqual([
      '2;rechazada;linea_json;',
      '3;rechazada;linea_json;',
      '4;rechazada;linea_json;',
      '5;rechazada;linea_json;',
      '6;rechazada;rut_formato;',
      '8;rechazada;perfil_desconocido;',
    ])
    expect(banco.dicho).toContain('Hay nombres que no son de ninguna columna, desde la línea 1: no se usan.')
    expect((await cuentasDe(producto)).map(({ nombres, numero }) => [nombres, numero])).toEqual([
      ['Ñusta', '12'],
      [null, null],
    ])
  })

  test('with bad lines in the middle loses those alone, each with its number and its reason', async () => {
    const { banco, producto } = await montar()
    const informe = join(banco.carpeta, 'informe.csv')
    const buenas = Array.from({ length: 3000 }, (_, i) => linea(i))
    buenas.splice(
      1500,
      0,
      `natural;${rut(9001)};"comilla que no cierra`,
      `natural;${rut(9002)};en medio "de un" dato`,
      `natural;${rut(9003)}`,
      `natural;${rut(9004)};Ana;de más`,
      `nadie;${rut(9005)};Ana`,
      'natural;12.345.678-9;Ana',
      `natural;${rut(9006)};${'x'.repeat(70_000)}`,
      `migrante;A!;Ana`,
      `natural;${rut(9007)};"Ana\nMaría"`,
      `natural;${rut(9008)};"con ; dentro y ""comillas"""`,
    )
    await importar(banco, [ENCABEZADO, ...buenas].join('\n'), { opciones: `--rechazos ${informe}` })
    expect(await informeDe(informe)).toEqual([
      '1502;rechazada;linea_comillas;',
      '1503;rechazada;linea_comillas;',
      '1504;nota;columnas_menos;',
      '1505;rechazada;linea_columnas;',
      '1506;rechazada;perfil_desconocido;',
      '1507;rechazada;rut_digito;',
      '1508;rechazada;linea_larga;',
      '1509;rechazada;nie_formato;',
      '1512;nota;nombre_caracteres;nombres',
    ])
    expect(await cuentasDe(producto)).toHaveLength(3003)
  })

  test('with a line of megabytes without an end does not hold it in memory', async () => {
    const { banco, producto } = await montar()
    const informe = join(banco.carpeta, 'informe.csv')
    const contenido = `${ENCABEZADO}\n${linea(1)}\n${'x'.repeat(3_000_000)}\n${linea(2)}\n${'y'.repeat(600_000)}`
    await importar(banco, contenido, { opciones: `--rechazos ${informe}` })
    expect(await informeDe(informe)).toEqual(['3;rechazada;linea_larga;', '5;rechazada;linea_larga;'])
    expect(await cuentasDe(producto)).toHaveLength(2)
  })

  test.each([
    [
      'without the column of the identifier',
      'perfil;nombres\nnatural;Ana',
      'le faltan estas columnas: identificador.',
    ],
    ['without a heading', linea(1), 'le faltan estas columnas: perfil, identificador.'],
    ['with a column twice', 'perfil;rut;NIE\nnatural;1-9;2', 'La columna identificador está dos veces'],
    ['that is empty', '', 'está vacío'],
    ['of blank lines', '\n\n', 'El archivo está vacío.'],
  ])('%s is refused and nothing is written', async (_como, contenido, dice) => {
    const { banco, producto } = await montar()
    expect((await importar(banco, contenido)).fin).toBe(1)
    expect(banco.dicho).toEqual([expect.stringContaining(dice)])
    expect(await cuentasDe(producto)).toEqual([])
  })

  test('that is not there, or is a folder, is told in one line', async () => {
    const { banco } = await montar()
    expect(await banco.orden(`cuentas importar ${banco.carpeta}/nada.csv`)).toBe(1)
    expect(await banco.orden(`cuentas importar ${banco.carpeta}`)).toBe(1)
    expect(banco.dicho).toEqual([
      `No se puede leer el archivo ${banco.carpeta}/nada.csv.`,
      `No se puede leer el archivo ${banco.carpeta}.`,
    ])
  })

  test('may have columns that are not known, which are ignored and told once by their place', async () => {
    const { banco, producto } = await montar()
    await importar(banco, `perfil;rut;Clave\u001b[31m;Nombres\nnatural;${rut(1)};Tr3bol#99;Ana\n`)
    expect(banco.dicho).toContain('Columnas que no se usan, contadas desde la izquierda: 3 (C).')
    expect(banco.dicho.join()).not.toContain('Clave')
    expect(JSON.stringify(await filasDe(producto))).not.toContain('Tr3bol#99')
  })
})

describe('the report', () => {
  test('is of mode 0600, names no datum of anybody, and neither does what is said', async () => {
    const { banco } = await montar()
    const informe = join(banco.carpeta, 'informe.csv')
    await writeFile(informe, 'linea;resultado;codigo;campo\n9;rechazada;vieja;\n')
    await chmod(informe, 0o644)
    const archivo = `perfil;rut;email;claveHash\nnatural;${rut(1)};no es correo;secreto-que-no-es\nnatural;99-9;b@correo.test;\n`
    await importar(banco, archivo, { opciones: `--rechazos ${informe}` })
    expect((await stat(informe)).mode & 0o777).toBe(0o600)
    expect(await informeDe(informe)).toEqual([
      '2;nota;email_formato;email',
      '2;nota;clave_forma;claveHash',
      '3;rechazada;rut_formato;',
    ])
    const todo = banco.dicho.join('\n') + (await readFile(informe, 'utf8'))
    for (const dato of ['secreto-que-no-es', 'no es correo', 'b@correo.test', rut(1).slice(0, 8)]) {
      expect(todo).not.toContain(dato)
    }
  })

  test('never takes the place of another file', async () => {
    const { banco, producto } = await montar()
    const ajeno = join(banco.carpeta, 'ajeno.txt')
    await writeFile(ajeno, 'algo mío\n')
    expect((await importar(banco, muchas(3), { opciones: `--rechazos ${ajeno}` })).fin).toBe(1)
    expect(banco.dicho).toEqual([expect.stringContaining('no es un informe de importación')])
    expect(await readFile(ajeno, 'utf8')).toBe('algo mío\n')
    expect(await cuentasDe(producto)).toEqual([])
  })

  test('that cannot be written stops the import before it begins', async () => {
    const { banco, producto } = await montar()
    const opciones = `--rechazos ${banco.carpeta}/no/existe.csv`
    expect((await importar(banco, muchas(3), { opciones })).fin).toBe(1)
    expect(await cuentasDe(producto)).toEqual([])
  })
})

describe('progress', () => {
  test('is a line for each tenth, and a bar that is drawn over where somebody looks on', async () => {
    const { banco } = await montar()
    await importar(banco, muchas(20_000), { opciones: '--dry-run' })
    const avances = banco.dicho.filter((una) => /^\d+ % · /.test(una))
    expect(avances.length).toBeGreaterThan(2)
    expect(avances.at(-1)).toBe('100 % · 20.000 líneas, 20.000 importadas')
    const dibujos: string[] = []
    banco.dicho.splice(0)
    const ruta = join(banco.carpeta, 'cuentas.csv')
    await banco.orden(`cuentas importar ${ruta} --dry-run`, {
      mundo: { barra: (texto) => void dibujos.push(texto) },
    })
    expect(dibujos.slice(-2)).toEqual([
      '[####################] 100 % · 20.000 líneas, 20.000 importadas',
      '\n',
    ])
    expect(banco.dicho.filter((una) => una.includes('%'))).toEqual([])
  })
})
