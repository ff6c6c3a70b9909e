import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { NOMBRES_DE_VARIABLES } from '../../src/config.ts'
import { leerFuentes } from './fuentes.ts'
import { sinComentarios } from './imports.ts'

const glosario = await readFile(new URL('../../docs/glossary.md', import.meta.url), 'utf8')

/** Each forbidden word with the one to use in its place. */
const prohibidas = new Map(
  [...glosario.matchAll(/^\| (`.+?`) \|.*\| (`.+?`) \|$/gm)].flatMap(([, palabra = '', nunca = '']) =>
    [...nunca.matchAll(/`(\w+)`/g)].map(([, una = '']) => [una, palabra] as const),
  ),
)

/** Names that are not ours to choose: of the environment, of Node and browsers, of old links. */
const DE_OTROS = new Set([
  ...NOMBRES_DE_VARIABLES,
  ...['username', 'password', 'userInfo', 'account', 'Worker', 'workerData', 'worker_threads'],
])

const enMinusculas = (texto: string) =>
  texto
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** Code without comments nor sentences: what is left is identifiers, and strings that read like one. */
const soloCodigo = (fuente: string) =>
  sinComentarios(fuente).replace(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, (texto) => (/\s/.test(texto) ? '' : texto))

/** What a view computes; its texts are the guides'. */
const codigoDeVista = (vista: string) => soloCodigo((vista.match(/<%[\s\S]*?%>/g) ?? []).join('\n'))

/** The words of a text; those of an identifier one by one. */
function palabrasDe(texto: string): string[] {
  const nombres = (texto.match(/[\p{L}\p{N}_]+/gu) ?? []).filter((nombre) => !DE_OTROS.has(nombre))
  return nombres.flatMap((nombre) =>
    nombre
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
      .split('_')
      .map(enMinusculas),
  )
}

function usosProhibidos(fuentes: Readonly<Record<string, string>>): string[] {
  return Object.entries(fuentes).flatMap(([ruta, fuente]) =>
    [...new Set(palabrasDe(ruta.endsWith('.ejs') ? codigoDeVista(fuente) : soloCodigo(fuente)))].flatMap(
      (palabra) => {
        const raiz = [palabra, palabra.replace(/s$/, ''), palabra.replace(/es$/, '')].find((una) =>
          prohibidas.has(una),
        )
        return raiz ? [`${ruta}: ${palabra}, say ${prohibidas.get(raiz)}`] : []
      },
    ),
  )
}

const fuentes = {
  ...(await leerFuentes(['src', 'migrations'], '.ts')),
  ...(await leerFuentes(['views'], '.ejs')),
}

test('the code and the views use one word for each concept', () => {
  const { 'src/domain/datos/claves-comunes.ts': clavesComunes, ...propias } = fuentes
  expect(clavesComunes).toBeDefined()
  expect(usosProhibidos(propias)).toEqual([])
})

test('a forbidden word is found in an identifier, a code, a column and a view', () => {
  expect(
    usosProhibidos({
      'src/a.ts': 'const passwordHash = usuarioPorId // the user\n',
      'migrations/b.ts': "db.addColumn('fecha_notificacion')",
      'views/c.ejs': '<p>Su contraseña</p><%= aviso.expiraEn %>',
    }),
  ).toEqual([
    'src/a.ts: password, say `clave`',
    'src/a.ts: usuario, say `cuenta`',
    'migrations/b.ts: notificacion, say `aviso`',
    'views/c.ejs: expira, say `vence`',
  ])
})

test('no word is both told and forbidden', () => {
  const dichas = [...glosario.matchAll(/^\| (`.+?`) \|/gm)].flatMap(
    ([, palabra = '']) => palabra.match(/\w+/g) ?? [],
  )
  expect(dichas.filter((palabra) => prohibidas.has(palabra))).toEqual([])
})
