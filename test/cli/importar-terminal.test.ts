/** What an import says in the terminal and in its report of a file that is not what it should be: nothing of what it holds. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type BancoCli, montarCli } from './banco.ts'
import { cuentasDe, importar, rut } from './banco-importar.ts'

const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})

async function probar(contenido: string | Uint8Array, { nombre = 'cuentas.csv', opciones = '' } = {}) {
  const banco = await montarCli('sqlite')
  montados.push(banco)
  const producto = await banco.producto()
  const informe = join(banco.carpeta, 'informe.csv')
  const { fin } = await importar(banco, contenido, {
    nombre,
    opciones: `--rechazos ${informe} ${opciones}`.trim(),
  })
  const escrito = await readFile(informe, 'utf8').catch(() => '')
  return {
    fin,
    dicho: banco.dicho,
    todo: banco.dicho.join('\n') + escrito,
    cuentas: await cuentasDe(producto),
  }
}

const TITULOS = 'perfil;rut;nombres;email;respuestaSecreta'
const filas = [1, 2, 3].map((i) => `natural;${rut(i)};Canelita;persona${i}@secreto.test;Azul${i}`)
const SECRETOS = ['Canelita', 'secreto.test', 'Azul', rut(1).slice(0, 8), rut(2).slice(0, 8)]
const nadaDe = (todo: string) => {
  for (const secreto of SECRETOS) expect(todo).not.toContain(secreto)
}

describe('a file', () => {
  test.each([
    ['whose lines end in CR', [TITULOS, ...filas].join('\r')],
    ['whose lines end in CR, with its end', `${[TITULOS, ...filas].join('\r')}\r`],
    ['whose lines end as they like', `${TITULOS}\r${filas[0]}\n${filas[1]}\r\n${filas[2]}\r`],
    ['that says its separator', ['sep=;', TITULOS, ...filas].join('\n')],
    ['that says its separator among others', ['"sep=|"', TITULOS, ...filas].join('\n').replaceAll(';', '|')],
    ['with rows of separators alone', [TITULOS, ';;;;', ...filas, ';;;;;;', '  '].join('\n')],
    ['separated by bars', [TITULOS, ...filas].join('\n').replaceAll(';', '|')],
    ['in UTF-16 without a mark', Buffer.from([TITULOS, ...filas].join('\r\n'), 'utf16le')],
    ['with a heading over two lines', ['perfil;rut;"nom\nbres";email;respuestaSecreta', ...filas].join('\n')],
  ])('%s is read, and says nothing of anybody', async (_como, contenido) => {
    const { fin, todo, cuentas } = await probar(contenido)
    expect(fin).toBe(0)
    expect(cuentas.map(({ nombres, email }) => [nombres, email]).sort()).toEqual(
      [1, 2, 3].map((i) => ['Canelita', `persona${i}@secreto.test`]),
    )
    nadaDe(todo)
  })

  test.each([
    ['without a heading', filas.join('\n')],
    ['without a heading, whose lines end in CR', filas.join('\r')],
    ['in NDJSON that is none', [TITULOS, ...filas].join('\n'), 'cuentas.ndjson'],
    ['whose heading took data for its own', `perfil;rut;"nombres\n${filas.join('\n')}"`],
    ['whose lines end in no way that is known', [TITULOS, ...filas].join('\u2028')],
    ['with a heading and nothing else', `${TITULOS};${filas[0]}\n`],
    ['of one column', `perfil\n${filas.map((fila) => fila.replaceAll(';', ' ')).join('\n')}`],
    ['of bytes', Buffer.from([...Buffer.from(`${TITULOS}\n${filas[0]}`), 0, 0x81, 0xff, 0xfe])],
  ])('%s fails, and says nothing of anybody', async (_como, contenido, nombre = 'cuentas.csv') => {
    const { fin, todo, cuentas } = await probar(contenido, { nombre })
    expect(fin).toBe(1)
    expect(cuentas).toEqual([])
    nadaDe(todo)
  })

  test('with columns that are not known says in which places, never what they say', async () => {
    const { dicho, todo } = await probar(`${TITULOS};Canelita;Azul\n${filas[0]};a;b\n`)
    expect(dicho).toContain('Columnas que no se usan, contadas desde la izquierda: 6 (F), 7 (G).')
    nadaDe(todo)
  })

  test('with names of NDJSON that are not known says in which line', async () => {
    const lineas = [
      { perfil: 'natural', rut: rut(1) },
      { perfil: 'natural', rut: rut(2), 'Canelita Azul': 'Azul' },
    ]
    const { fin, dicho, todo } = await probar(lineas.map((una) => JSON.stringify(una)).join('\n'), {
      nombre: 'cuentas.ndjson',
    })
    expect(fin).toBe(0)
    expect(dicho).toContain('Hay nombres que no son de ninguna columna, desde la línea 2: no se usan.')
    nadaDe(todo)
  })

  test('with a stray quote loses no other line to it', async () => {
    const rota = `natural;${rut(9)};"Ana;a@b.test;x`
    const cierra = `natural;${rut(8)};Ana;b@b.test;"x"y"`
    const { cuentas } = await probar([TITULOS, rota, ...filas, cierra].join('\n'))
    expect(cuentas.map(({ identificador }) => identificador).sort()).toEqual([1, 2, 3].map(rut))
  })

  test('in letters that cannot be told is not imported, unless the order says which they are', async () => {
    const contenido = Buffer.from(`perfil;rut;nombres\nnatural;${rut(1)};RA\xe9L\n`, 'latin1')
    expect(await probar(contenido)).toMatchObject({ fin: 1, cuentas: [] })
    expect(await probar(contenido, { opciones: '--codificacion CP850' })).toMatchObject({
      fin: 0,
      cuentas: [{ nombres: 'RAÚL' }],
    })
    expect(await probar(contenido, { opciones: '--codificacion ebcdic' })).toMatchObject({
      fin: 2,
      cuentas: [],
    })
  })

  test('in letters of an old system is read, and it is told which they are', async () => {
    const { dicho, cuentas } = await probar(
      Buffer.from(`perfil;rut;nombres\nnatural;${rut(1)};Jos\x8e\n`, 'latin1'),
    )
    expect(dicho[0]).toContain('se leyó como MacRoman')
    expect(cuentas).toMatchObject([{ nombres: 'José' }])
  })
})
