import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { VARIABLE_NAMES } from '../../src/config/variables.ts'
import { withoutComments } from './imports.ts'
import { readSources } from './sources.ts'

const glossary = await readFile(new URL('../../docs/glossary.md', import.meta.url), 'utf8')

/** Each forbidden word of a part of the glossary with the one to use in its place. */
const forbiddenIn = (part: string) =>
  new Map(
    [...part.matchAll(/^\| (`.+?`) \|.*\| (`.+?`) \|$/gm)].flatMap(([, word = '', forbidden = '']) =>
      [...forbidden.matchAll(/`(\w+)`/g)].map(([, one = '']) => [one, word] as const),
    ),
  )
const [tradePart = '', machineryPart = ''] = glossary.split('## Machinery')
const tradeWords = forbiddenIn(tradePart)
const allWords = forbiddenIn(`${tradePart}${machineryPart}`)

/** Names that are not ours to choose. */
const FIXED_NAMES = new Set([
  ...VARIABLE_NAMES,
  // Of Node and browsers, and of old links.
  ...['username', 'password', 'userInfo', 'fetchUserInfo', 'account'],
  // Of WebAuthn.
  ...['userID', 'userName', 'userDisplayName', 'userVerification', 'requireUserVerification'],
  // Of OpenID Connect and its provider.
  ...[
    'login',
    'otp',
    'pwd',
    'login_hint',
    'loginTs',
    'accountId',
    'Account',
    'findAccount',
    'findByUserCode',
  ],
  // Of ClaveÚnica's sign-out.
  'accounts',
  // Of a library's lists.
  'passwords',
  // Of stored audit details, addresses, templates of texts, metrics and options of the command line.
  ...['campos', 'prueba', 'enPagina', 'canal', 'archivo', 'filas', 'sello', 'sellos'],
  ...['ficha', 'formulario', 'etiqueta', 'rechazos', 'step', 'columnas', 'resultado'],
])

const toLowerCase = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

const STRINGS = /'[^'\n]*'|"[^"\n]*"|`[^`]*`/g

/** Sources without comments or the paths of imports. */
const withoutPaths = (source: string) => withoutComments(source).replace(/\b(from|import\() ?'[^'\n]*'/g, '')

/** Identifiers that are ours. Strings, and keys such as `archivo_vacio`, are codes that are stored or known outside. */
const identifiersOnly = (source: string) =>
  withoutPaths(source)
    .replace(STRINGS, '')
    .replace(/^\s*\/.*\/\w*$|\b[a-z]+(_[a-z]+)+\b/gm, '')

/** Identifiers, and strings that read like one. */
const codeOnly = (source: string) =>
  withoutPaths(source).replace(STRINGS, (text) => (/\s/.test(text) ? '' : text))

/** What a view computes; its texts are the guides'. */
const viewCode = (view: string) => (view.match(/<%(?!#)[\s\S]*?%>/g) ?? []).join('\n')

/** The words of a text; those of an identifier one by one. */
function wordsIn(text: string): Set<string> {
  const names = (text.match(/[\p{L}\p{N}_]+/gu) ?? []).filter((name) => !FIXED_NAMES.has(name))
  const words = names.flatMap((name) =>
    name
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
      .split('_')
      .map(toLowerCase),
  )
  return new Set(words)
}

function forbiddenUses(sources: Readonly<Record<string, string>>): string[] {
  return Object.entries(sources).flatMap(([path, source]) => {
    const code = path.endsWith('.ejs') ? viewCode(source) : source
    // The strings of a migration are tables and columns.
    const named = path.startsWith('migrations/') ? codeOnly(code) : identifiersOnly(code)
    return [...usesOf(tradeWords, wordsIn(codeOnly(code))), ...usesOf(allWords, wordsIn(named))]
      .filter((use, index, all) => all.indexOf(use) === index)
      .map((use) => `${path}: ${use}`)
  })
}

const usesOf = (forbidden: ReadonlyMap<string, string>, words: ReadonlySet<string>): string[] =>
  [...words].flatMap((word) => {
    const stem = [word, word.replace(/s$/, ''), word.replace(/es$/, '')].find((one) => forbidden.has(one))
    return stem ? [`${word}, say ${forbidden.get(stem)}`] : []
  })

const sources = {
  ...(await readSources(['src', 'migrations'], '.ts')),
  ...(await readSources(['views'], '.ejs')),
}

it('uses one word for each concept in the code and the views', () => {
  const { 'src/domain/data/palabras-de-chile.ts': wordsOfClaves, ...own } = sources
  expect(wordsOfClaves).toBeDefined()
  expect(forbiddenUses(own)).toEqual([])
})

it('finds a forbidden word in an identifier, a code, a column and a view', () => {
  expect(
    forbiddenUses({
      'src/a.ts': "const passwordHash = huellaDeUsuario('usuario_sin_clave') // the user\n",
      'src/values.ts': "import { seal } from './sello.ts'\nconst event = 'bitacora_verificada'",
      'migrations/b.ts':
        "db.addColumn('creado_en').addColumn('fecha_notificacion').addColumn('destino_cifrado')",
      'views/c.ejs': '<p>Su contraseña vence</p><%= aviso.expiraEn %>',
    }),
  ).toEqual([
    'src/a.ts: password, say `clave`',
    'src/a.ts: usuario, say `cuenta`',
    'src/a.ts: huella, say `fingerprint`',
    'migrations/b.ts: notificacion, say `aviso`',
    'migrations/b.ts: cifrado, say `encrypt`, `decrypt`',
    'views/c.ejs: expira, say `expiresAt`',
  ])
})

it('never forbids a word that it tells to use', () => {
  const glossaryWords = [...glossary.matchAll(/^\| (`.+?`) \|/gm)].flatMap(
    ([, word = '']) => word.match(/\w+/g) ?? [],
  )
  expect(glossaryWords.filter((word) => allWords.has(word))).toEqual([])
})

const product = await readFile(new URL('../../docs/product.md', import.meta.url), 'utf8')

it('lets sources cite only sections that docs/product.md has', async () => {
  const sections = [...product.matchAll(/^##+ (.+)$/gm)].map(([, title = '']) => title)
  const texts = {
    ...sources,
    ...(await readSources(['test'], '.ts')),
    ...(await readSources(['docs'], '.md')),
  }
  const missing = Object.entries(texts).flatMap(([path, text]) =>
    [...text.matchAll(/product\.md[*\s]+“([^”]+)”/g)]
      .filter(([, title = '']) => !sections.includes(title))
      .map(([, title]) => `${path}: ${title}`),
  )
  expect(missing).toEqual([])
})
