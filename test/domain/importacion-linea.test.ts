import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { COLUMNAS, columnaDe, TEXTOS_LINEA, TEXTOS_NOTA } from '../../src/domain/importacion.ts'
import { leerLinea, type Valores } from '../../src/domain/importacion-linea.ts'
import { PREGUNTAS } from '../../src/domain/respuesta-secreta.ts'

const HOY = '2026-11-22'
const leida = (valores: Valores) => {
  const lectura = leerLinea({ perfil: 'natural', identificador: '12.345.678-5', ...valores }, { hoy: HOY })
  if (!lectura.ok) throw new Error(lectura.codigo)
  return lectura.cuenta
}
const notasDe = (valores: Valores) => leida(valores).notas.map(({ campo, codigo }) => `${campo} ${codigo}`)

test.each([
  ['perfil', 'perfil'],
  ['RUT', 'identificador'],
  ['nie', 'identificador'],
  ['clave_hash', 'claveHash'],
  ['Apellido Paterno', 'apellidoPaterno'],
  ['REGIÓN', 'region'],
  ['email-representante', 'emailRepresentante'],
  ['clave', undefined],
  ['', undefined],
])('the heading “%s” is the column %s', (titulo, columna) => {
  expect(columnaDe(titulo)).toBe(columna)
})

describe('identity', () => {
  test.each([
    [{ perfil: 'otro' }, 'perfil_desconocido'],
    [{ perfil: '' }, 'perfil_desconocido'],
    [{ identificador: '' }, 'rut_formato'],
    [{ identificador: '12345678-9' }, 'rut_digito'],
    [{ perfil: 'migrante', identificador: 'a' }, 'nie_formato'],
    [{ identificador: '1'.repeat(60_000) }, 'rut_formato'],
  ])('%o refuses the line', (valores, codigo) => {
    const completos = { perfil: 'natural', identificador: '12345678-5', ...valores }
    expect(leerLinea(completos, { hoy: HOY })).toEqual({ ok: false, codigo })
  })

  test('an identifier is kept in its one form, however it is written', () => {
    expect(leida({ perfil: ' JURIDICA ', identificador: '76.543.210-3' })).toMatchObject({
      perfil: 'juridica',
      identificador: '76543210-3',
    })
    expect(leida({ perfil: 'facilitador', identificador: 'ab 12.34-x' }).identificador).toBe('AB1234X')
  })
})

describe('data', () => {
  test('what is missing is missing, and nothing is noted', () => {
    const { datos, notas, claveHash, pregunta } = leida({ email: '  ', nombres: '' })
    expect(Object.values(datos).every((valor) => valor === null)).toBe(true)
    expect({ notas, claveHash, pregunta }).toEqual({ notas: [], claveHash: null, pregunta: null })
  })

  test.each([
    ['fechaNacimiento', '1992-12-01', '1992-12-01'],
    ['fechaNacimiento', '1992-12-01T00:00:00', '1992-12-01'],
    ['fechaNacimiento', '1992-12-01 00:00:00.000', '1992-12-01'],
    ['fechaNacimiento', '1/12/1992', '1992-12-01'],
    ['celular', '+56 9 8765 4321', '987654321'],
    ['comuna', '5109', '05109'],
    ['comuna', 'VINA DEL MAR', '05109'],
    ['email', 'Ana@Correo.TEST', 'Ana@correo.test'],
  ] as const)('%s “%s” is read as %s', (campo, texto, valor) => {
    const { datos, notas } = leida({ [campo]: texto })
    expect(datos[campo]).toBe(valor)
    expect(notas).toEqual([])
  })

  test('lists are read by what is kept and by what people read', () => {
    const escritos = {
      perfil: 'migrante',
      identificador: 'AB1234',
      sexo: 'FEMENINO',
      estadoCivil: 'Casado/a',
      paisOrigen: 'haití',
      tipoDocumento: 'Título de viaje',
      region: 'nuble',
    }
    expect(leida(escritos).datos).toMatchObject({
      sexo: 'femenino',
      estadoCivil: 'casado',
      paisOrigen: 'HTI',
      tipoDocumento: 'titulo_de_viaje',
      region: '16',
    })
  })

  test('a comuna brings its región, whatever the file says of it', () => {
    expect(leida({ comuna: '05109' }).datos).toMatchObject({ region: '05', comuna: '05109' })
    expect(leida({ comuna: '05109', region: '13' }).datos.region).toBe('05')
    expect(notasDe({ comuna: '05109', region: '13' })).toEqual(['region comuna_de_otra_region'])
  })

  test('what its field refuses stays out with a note', () => {
    const malos = {
      nombres: 'R2D2',
      fechaNacimiento: '31-02-1990',
      email: 'a@b.cl,c@d.cl',
      celular: '123',
      comuna: 'Ninguna',
      direccion: 'a\u0000b',
      sexo: 'femenino',
    }
    expect(notasDe(malos)).toEqual([
      'nombres nombre_caracteres',
      'fechaNacimiento fecha_imposible',
      'direccion caracteres_invalidos',
      'comuna opcion_invalida',
      'email email_formato',
      'celular celular_formato',
      'sexo de_otro_perfil',
    ])
    expect(Object.values(leida(malos).datos).every((valor) => valor === null)).toBe(true)
  })
})

describe('the secret question', () => {
  test.each([
    ['its code', 'p07'],
    ['its number', '7'],
    ['its text', PREGUNTAS[6]?.texto ?? ''],
    ['its text in capitals without signs', (PREGUNTAS[6]?.texto ?? '').toUpperCase().replace(/[¿?]/g, '')],
  ])('is told by %s', (_como, preguntaSecreta) => {
    expect(leida({ preguntaSecreta, respuestaHash: 'x' }).pregunta).toEqual({
      id: 'p07',
      respuesta: { hash: 'x' },
    })
  })

  test.each([
    [
      'an unknown question',
      { preguntaSecreta: '¿Su mascota?', respuestaHash: 'x' },
      'preguntaSecreta pregunta_desconocida',
    ],
    ['one without answer', { preguntaSecreta: 'p01' }, 'preguntaSecreta pregunta_sola'],
    ['an answer without question', { respuestaHash: 'x' }, 'preguntaSecreta pregunta_sola'],
    [
      'a readable answer that is too short',
      { preguntaSecreta: 'p01', respuestaSecreta: 'ab' },
      'respuestaSecreta respuesta_corta',
    ],
    [
      'one that everybody gives',
      { preguntaSecreta: 'p01', respuestaSecreta: 'Gordo' },
      'respuestaSecreta respuesta_comun',
    ],
    [
      'an endless one',
      { preguntaSecreta: 'p01', respuestaSecreta: 'x'.repeat(2000) },
      'respuestaSecreta respuesta_larga',
    ],
  ])('%s stays out, and the question with it', (_que, valores, nota) => {
    expect(leida(valores).pregunta).toBeNull()
    expect(notasDe(valores)).toEqual([nota])
  })

  test('a readable answer is compared as those that are typed are', () => {
    expect(leida({ preguntaSecreta: 'p01', respuestaSecreta: ' Lautaro  PEHUÉN ' }).pregunta).toEqual({
      id: 'p01',
      respuesta: { enClaro: 'lautaro pehuen' },
    })
  })
})

test('the guide for who makes the file tells every column, question and code', async () => {
  const guia = await readFile(new URL('../../docs/importar-cuentas.md', import.meta.url), 'utf8')
  const codigos = [...COLUMNAS, ...Object.keys(TEXTOS_LINEA), ...Object.keys(TEXTOS_NOTA)]
  expect(codigos.filter((codigo) => codigo !== 'existente' && !guia.includes(`\`${codigo}\``))).toEqual([])
  for (const { id, texto } of PREGUNTAS) expect(guia).toContain(`| \`${id}\` | ${texto} |`)
})
