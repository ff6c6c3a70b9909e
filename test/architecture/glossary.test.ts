import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { VARIABLE_NAMES } from '../../src/config.ts'
import { withoutComments } from './imports.ts'
import { readSources } from './sources.ts'

const glossary = await readFile(new URL('../../docs/glossary.md', import.meta.url), 'utf8')

/** Each forbidden word with the one to use in its place. */
const forbiddenWords = new Map(
  [...glossary.matchAll(/^\| (`.+?`) \|.*\| (`.+?`) \|$/gm)].flatMap(([, word = '', forbidden = '']) =>
    [...forbidden.matchAll(/`(\w+)`/g)].map(([, one = '']) => [one, word] as const),
  ),
)

/** Names that are not ours to choose: of the environment, of Node and browsers, of old links. */
const FROM_OTHERS = new Set([
  ...VARIABLE_NAMES,
  ...['username', 'password', 'userInfo', 'account', 'Worker', 'workerData', 'worker_threads'],
])

const toLowerCase = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** Code without comments nor sentences: what is left is identifiers, and strings that read like one. */
const codeOnly = (source: string) =>
  withoutComments(source).replace(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, (text) => (/\s/.test(text) ? '' : text))

/** What a view computes; its texts are the guides'. */
const viewCode = (view: string) => codeOnly((view.match(/<%[\s\S]*?%>/g) ?? []).join('\n'))

/** The words of a text; those of an identifier one by one. */
function wordsIn(text: string): string[] {
  const names = (text.match(/[\p{L}\p{N}_]+/gu) ?? []).filter((name) => !FROM_OTHERS.has(name))
  return names.flatMap((name) =>
    name
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
      .split('_')
      .map(toLowerCase),
  )
}

function forbiddenUses(sources: Readonly<Record<string, string>>): string[] {
  return Object.entries(sources).flatMap(([path, source]) =>
    [...new Set(wordsIn(path.endsWith('.ejs') ? viewCode(source) : codeOnly(source)))].flatMap((word) => {
      const stem = [word, word.replace(/s$/, ''), word.replace(/es$/, '')].find((one) =>
        forbiddenWords.has(one),
      )
      return stem ? [`${path}: ${word}, say ${forbiddenWords.get(stem)}`] : []
    }),
  )
}

const sources = {
  ...(await readSources(['src', 'migrations'], '.ts')),
  ...(await readSources(['views'], '.ejs')),
}

test('the code and the views use one word for each concept', () => {
  const { 'src/domain/data/claves-comunes.ts': commonClaves, ...own } = sources
  expect(commonClaves).toBeDefined()
  expect(forbiddenUses(own)).toEqual([])
})

test('a forbidden word is found in an identifier, a code, a column and a view', () => {
  expect(
    forbiddenUses({
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
  const glossaryWords = [...glossary.matchAll(/^\| (`.+?`) \|/gm)].flatMap(
    ([, word = '']) => word.match(/\w+/g) ?? [],
  )
  expect(glossaryWords.filter((word) => forbiddenWords.has(word))).toEqual([])
})
