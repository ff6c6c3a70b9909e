/** Who may import whom (README “Where things are”), judged by reading the imports of every source. */
import { dirname, join } from 'node:path/posix'

/** Sources by their path from the project's root. */
export type Sources = Readonly<Record<string, string>>

interface ImportEdge {
  from: string
  /** Path from the root, or name of a package or of a module of Node. */
  to: string
  /** Between its braces, as written. */
  names: string
}

type PathTest = (path: string) => boolean

const inFolders =
  (...folders: string[]): PathTest =>
  (path) =>
    folders.some((folder) => path.startsWith(`src/${folder}/`))
const is =
  (...paths: string[]): PathTest =>
  (path) =>
    paths.includes(path)
const anyOf =
  (...matchers: PathTest[]): PathTest =>
  (path) =>
    matchers.some((pathTest) => pathTest(path))
const isLibrary: PathTest = (path) => !path.startsWith('src/') && !path.startsWith('migrations/')
const isRootFile: PathTest = (path) => /^src\/[^/]+$/.test(path)
const isPort: PathTest = (path) => /^src\/application\/ports(\.ts$|\/)/.test(path)
const isOperadorUseCase = inFolders('application/operator', 'application/staff')
const isEngine: PathTest = (path) => /^src\/storage\/engine(\.ts$|\/)/.test(path)
const isUseCase: PathTest = (path) => inFolders('application')(path) && !isOperadorUseCase(path)

interface Layer {
  rule: string
  from: PathTest
  may: PathTest
}

const LAYERS: readonly Layer[] = [
  {
    rule: 'domain imports only itself and zod',
    from: inFolders('domain'),
    may: anyOf(inFolders('domain'), is('zod')),
  },
  {
    rule: 'application imports only domain and itself, no library',
    from: inFolders('application'),
    may: inFolders('domain', 'application'),
  },
  ...['storage', 'mail', 'security'].map((layer) => ({
    rule: `${layer} imports the ports and domain, and no other layer`,
    from: inFolders(layer),
    may: anyOf(inFolders(layer, 'domain'), isPort, isLibrary),
  })),
  {
    rule: 'http is an entrance: it calls use cases, not layers nor those of operators',
    from: inFolders('http'),
    may: anyOf(inFolders('http', 'domain'), isUseCase, isLibrary),
  },
  {
    rule: 'openid is an entrance: it calls use cases, not layers nor those of operators',
    from: inFolders('openid'),
    may: anyOf(inFolders('openid', 'domain'), isUseCase, isLibrary),
  },
  {
    rule: 'cli is an entrance: it starts from the composition',
    from: inFolders('cli'),
    may: anyOf(
      inFolders('cli', 'domain', 'application', 'security'),
      is(
        'src/composition.ts',
        'src/config.ts',
        'src/folders.ts',
        'src/local-secrets.ts',
        'src/storage/index.ts',
      ),
      isLibrary,
    ),
  },
  {
    rule: 'migrations import nothing of src',
    from: (path) => path.startsWith('migrations/'),
    may: isLibrary,
  },
]

/** What only some files may import. */
const RESTRICTED_IMPORTS: readonly { rule: string; what: (edge: ImportEdge) => boolean; only: PathTest }[] = [
  {
    rule: 'only storage/engine names an engine',
    what: ({ to, names }) =>
      ['better-sqlite3', 'pg'].includes(to) || (to === 'kysely' && /Sqlite|Postgres/.test(names)),
    only: isEngine,
  },
  {
    rule: 'only openid knows oidc-provider',
    what: ({ to }) => to === 'oidc-provider',
    only: inFolders('openid'),
  },
  {
    rule: 'only what starts the product reads the config',
    what: ({ to }) => to === 'src/config.ts',
    only: anyOf(isRootFile, inFolders('cli')),
  },
]

/** What only some files may write. */
const RESTRICTED_WORDS: readonly { rule: string; pattern: RegExp; only: PathTest }[] = [
  {
    rule: 'only the programs read the environment',
    pattern: /\bprocess\s*\.\s*env\b|\bimport\.meta\.env\b/,
    only: is('src/main.ts', 'src/cli/main.ts'),
  },
  {
    rule: 'only storage/engine and the reading of DATABASE_URL name an engine',
    pattern: /sqlite|postgres/i,
    only: anyOf(isEngine, is('src/config.ts', 'src/main.ts')),
  },
]

/** A source without its comments. */
export const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm, '')

const IMPORT_STATEMENT =
  /^\s*(?:import|export)\b([^'"`;]*?)\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*()['"]([^'"]+)['"]|\bimport\s*\(()\s*['"]([^'"]+)['"]/gm

function edgesOf(from: string, source: string): ImportEdge[] {
  return [...withoutComments(source).matchAll(IMPORT_STATEMENT)].map(([, names = '', to, , b, , c]) => {
    const specifier = to ?? b ?? c ?? ''
    const path = specifier.startsWith('.') ? join(dirname(from), specifier) : specifier
    return { from, to: path, names }
  })
}

/** Every breach of the rules, each with who imports what and which rule. */
export function violations(sources: Sources): string[] {
  const edges = Object.entries(sources).flatMap(([path, source]) => edgesOf(path, source))
  const said = ({ from, to }: ImportEdge, rule: string) => `${from} -> ${to}: ${rule}`
  return [
    ...LAYERS.flatMap(({ rule, from, may }) =>
      edges.filter((one) => from(one.from) && !may(one.to)).map((one) => said(one, rule)),
    ),
    ...RESTRICTED_IMPORTS.flatMap(({ rule, what, only }) =>
      edges.filter((one) => what(one) && !only(one.from)).map((one) => said(one, rule)),
    ),
    ...RESTRICTED_WORDS.flatMap(({ rule, pattern, only }) =>
      Object.entries(sources)
        .filter(
          ([path, source]) => !only(path) && path.startsWith('src/') && pattern.test(withoutComments(source)),
        )
        .map(([path]) => `${path}: ${rule}`),
    ),
    ...citizenToOperador(edges),
    ...cycles(edges),
  ]
}

function neighbors(edges: readonly ImportEdge[]): Map<string, string[]> {
  const graph = new Map<string, string[]>()
  for (const { from, to } of edges) graph.set(from, [...(graph.get(from) ?? []), to])
  return graph
}

/** What citizens can reach never leads to the use cases of operators, however many files lie between. */
function citizenToOperador(edges: readonly ImportEdge[]): string[] {
  const graph = neighbors(edges)
  const seen = new Set([...graph.keys()].filter(inFolders('http/citizen')))
  for (const one of seen) for (const other of graph.get(one) ?? []) seen.add(other)
  return [...seen].filter(isOperadorUseCase).map((path) => `${path}: citizen routers never reach it`)
}

/** Each file that, following imports, leads back to itself. */
function cycles(edges: readonly ImportEdge[]): string[] {
  const graph = neighbors(edges)
  const goesBack = (start: string): boolean => {
    const seen = new Set(graph.get(start))
    for (const one of seen) {
      if (one === start) return true
      for (const other of graph.get(one) ?? []) seen.add(other)
    }
    return false
  }
  return [...graph.keys()].filter(goesBack).map((path) => `${path}: no cycles`)
}
