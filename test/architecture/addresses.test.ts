import { expect, it } from 'vitest'
import type { Tramite } from '../../src/domain/forms/tramite.ts'
import { operacionesOf, tramites } from '../../src/domain/forms/tramites.ts'
import { PERFILES } from '../../src/domain/perfil.ts'
import { OLD_LINKS, paths, urlOfPaso } from '../../src/domain/urls.ts'
import { withoutComments } from './imports.ts'
import { readSources } from './sources.ts'

const TABLE = 'src/domain/urls.ts'
/** Its parts: of the console, of the sign-in, and of the OpenID provider. */
const PARTS = ['console-paths', 'ingresar-paths', 'openid-paths'].map((name) => `src/domain/${name}.ts`)
/** What must not change, the old links as people typed them, the breaches planted below, and folders of a disk. */
const LITERAL = [
  'test/domain/urls.test.ts',
  'test/http/forms/volver.test.ts',
  'test/architecture/addresses.test.ts',
  'src/config/config.ts',
]

const pasoAddresses = PERFILES.flatMap((perfil) =>
  operacionesOf(perfil).flatMap((operacion) => {
    const cells: Readonly<Record<string, Tramite>> = tramites[perfil]
    return Object.keys(cells[operacion]?.pasos ?? {}).map((paso) => urlOfPaso({ perfil, operacion, paso }))
  }),
)
/** Every text of the table, however deep. */
const textsIn = (table: object): string[] =>
  Object.values(table).flatMap((one) => (typeof one === 'string' ? [one] : textsIn(one)))
const others = textsIn(paths)
/** Each word of an address of the site; `listo`, `alto`, `caso` and `completar` end those of pasos. */
const WORDS = new Set(
  [...pasoAddresses, ...others, ...OLD_LINKS.map(({ from }) => from), '/listo/alto/caso/completar']
    .flatMap((address) => address.split('/'))
    .filter((word) => /^[a-z-]+$/.test(word)),
)

/** Paths at the start of a text, or after something inserted in it. */
const LITERALS = /(?:['"`=>]|https?:\/\/[\w.:-]+|\$\{[^}]*\}|%>)\/+([a-z-]+)(?![\w$({[\]])/g

/** Perfil and operacion put together where they are needed. */
const ASSEMBLED = /`\/\$\{[a-z.]*perfil\}\/\$\{/g

/** Views say what is text and what is code; there, closing tags look alike. */
const withoutTags = (source: string) => source.replace(/<\/[a-z0-9]+>/g, '')

function literalAddresses(sources: Readonly<Record<string, string>>): string[] {
  return Object.entries(sources)
    .filter(([path]) => path !== TABLE && !PARTS.includes(path) && !LITERAL.includes(path))
    .flatMap(([path, source]) => {
      const code = path.endsWith('.ejs') ? withoutTags(source) : withoutComments(source)
      const literals = [...code.matchAll(LITERALS)].filter(([, word = '']) => WORDS.has(word))
      return [...literals, ...code.matchAll(ASSEMBLED)].map(([text]) => `${path}: ${text}`)
    })
}

it('no address is written outside of the table', async () => {
  const sources = {
    ...(await readSources(['src', 'test'], '.ts')),
    ...(await readSources(['views'], '.ejs')),
  }
  expect(Object.keys(sources)).toContain(TABLE)
  expect(literalAddresses(sources)).toEqual([])
})

it('finds a planted address in code, in a text, after an inserted value and in a view', () => {
  const planted = {
    'src/http/a.ts': "router.get('/natural/registrar', show)",
    'src/http/b.ts': `const url = \`/enlace/\${token}\``,
    'src/mail/c.ts': `const url = \`\${baseUrl}/facilitador/cambiar\``,
    'src/http/d.ts': `const caso = \`\${start}/caso\``,
    'src/http/j.ts': `const url = \`/\${perfil}/\${operacion}\``,
    'src/mail/i.ts': "const url = 'https://clave.test/enlace/abc'",
    'test/http/e.ts': 'expect(html).toContain(\'href="/privacidad"\')',
    'views/f.ejs': '<p><a href="/mas-informacion">Más</a></p>',
    'views/g.ejs': '<form action="<%= site %>/terminar"></form>',
    'src/domain/urls.ts': "home: '/natural/registrar'",
    'src/http/h.ts': "// '/natural/registrar'\nconst a = '/usr/bin/chromium'",
  }
  expect(literalAddresses(planted).map((one) => one.split(':')[0])).toEqual([
    'src/http/a.ts',
    'src/http/b.ts',
    'src/mail/c.ts',
    'src/http/d.ts',
    'src/http/j.ts',
    'src/mail/i.ts',
    'test/http/e.ts',
    'views/f.ejs',
    'views/g.ejs',
  ])
})
