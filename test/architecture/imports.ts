/** Checks who may import whom (README “Where things are”) by reading the imports of every source. */
import { dirname, join } from 'node:path/posix'
import { LIBRARIES } from './libraries.ts'

/** Source text by path from the project root. */
export type Sources = Readonly<Record<string, string>>

interface ImportEdge {
  from: string
  /** Path from the root, or name of a package or Node module. */
  to: string
  /** The imported names, as written. */
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
const isEngine: PathTest = (path) => /^src\/storage\/engine(\.ts$|\/)/.test(path)
const except =
  (whole: PathTest, part: PathTest): PathTest =>
  (path) =>
    whole(path) && !part(path)
const isStaffUseCase = inFolders('application/operator', 'application/staff')
const isUseCase = except(inFolders('application'), isStaffUseCase)
const isConsole = inFolders('http/staff')
/** What only citizens' forms are made of: domain/forms/tramite.ts, tramites-….ts, and the perfiles. */
const isOfCitizens: PathTest = (path) =>
  inFolders('http/citizen')(path) ||
  /^src\/domain\/(?:perfil\.ts$|forms\/(?:tramite|wrong-profile))/.test(path)

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
    rule: 'http is an entrance: it calls use cases, not layers nor those of staff',
    from: except(inFolders('http'), isConsole),
    may: anyOf(inFolders('http', 'domain'), isUseCase, isLibrary),
  },
  {
    rule: 'the console is an entrance: it calls use cases, not layers nor those of citizens or the command line',
    from: isConsole,
    may: anyOf(
      inFolders('http', 'domain'),
      except(inFolders('application'), inFolders('application/citizen', 'application/operator')),
      isLibrary,
    ),
  },
  {
    rule: 'app.ts joins rooms of http and openid, and gives views the addresses',
    from: is('src/app.ts'),
    may: anyOf(inFolders('http', 'openid'), is('src/domain/urls.ts'), isLibrary),
  },
  {
    rule: 'http/forms serves any entrance: it knows none, nor perfiles and their tramites',
    from: inFolders('http/forms'),
    may: (path) => !isOfCitizens(path) && !inFolders('http/staff', 'http/interaction')(path),
  },
  {
    rule: 'openid is an entrance: it calls use cases, not layers nor those of staff',
    from: inFolders('openid'),
    may: anyOf(inFolders('openid', 'domain'), isUseCase, isLibrary),
  },
  {
    rule: 'cli is an entrance: it starts from the composition',
    from: inFolders('cli'),
    may: anyOf(
      inFolders('cli', 'config', 'domain', 'application', 'security'),
      is('src/composition.ts', 'src/folders.ts', 'src/local-secrets.ts', 'src/storage/index.ts'),
      isLibrary,
    ),
  },
  {
    rule: 'config reads and judges settings, with the parsers of who uses them',
    from: inFolders('config'),
    may: anyOf(inFolders('config', 'domain', 'mail', 'security'), isLibrary),
  },
  {
    rule: 'migrations import nothing of src',
    from: (path) => path.startsWith('migrations/'),
    may: isLibrary,
  },
]

/** What some files never reach, directly or through others. Rooms that are not built yet have their walls already. */
const WALLS: readonly { rule: string; from: PathTest; never: PathTest }[] = [
  {
    rule: 'citizen code reaches no staff and no other entrance',
    from: inFolders('http/citizen'),
    never: anyOf(isStaffUseCase, inFolders('http/staff', 'http/interaction', 'http/dev', 'openid', 'cli')),
  },
  {
    rule: 'staff code reaches no citizen router, no use case of citizens and no other entrance',
    from: isConsole,
    never: inFolders(
      ...['http/citizen', 'application/citizen', 'http/interaction', 'http/dev', 'openid', 'cli'],
    ),
  },
  {
    rule: 'the pages of OpenID reach no citizen router, no staff and no other entrance',
    from: inFolders('http/interaction'),
    never: anyOf(isStaffUseCase, inFolders('http/citizen', 'http/staff', 'http/dev', 'openid', 'cli')),
  },
  {
    rule: 'OpenID reaches no page and no staff',
    from: inFolders('openid'),
    never: anyOf(isStaffUseCase, inFolders('http', 'cli')),
  },
  {
    rule: 'what the entrances share knows none of them',
    from: anyOf(
      inFolders('http/session', 'http/request', 'http/middleware', 'http/views', 'http/static'),
      (path) => /^src\/http\/[^/]+$/.test(path),
    ),
    never: inFolders('http/citizen', 'http/staff', 'http/interaction', 'http/dev', 'openid', 'cli'),
  },
]

/** Imports reserved for some files. */
const RESTRICTED_IMPORTS: readonly { rule: string; what: (edge: ImportEdge) => boolean; only: PathTest }[] = [
  {
    rule: 'only storage/engine names an engine',
    what: ({ to, names }) =>
      ['better-sqlite3', 'pg'].includes(to) || (to === 'kysely' && /Sqlite|Postgres/.test(names)),
    only: isEngine,
  },
  {
    rule: 'only what starts the product reads the config',
    what: ({ to }) => inFolders('config')(to),
    only: anyOf(isRootFile, inFolders('cli', 'config')),
  },
]

/** Words reserved for some files. */
const RESTRICTED_WORDS: readonly { rule: string; pattern: RegExp; only: PathTest }[] = [
  {
    rule: 'only the programs read the environment',
    pattern:
      /\bprocess\s*\??\s*(?:\.\s*env\b|\[)|\}\s*=\s*process\b|\bimport\.meta\.env\b|['"](?:node:)?process['"]/,
    only: is('src/main.ts', 'src/cli/main.ts', 'src/cli/sandbox/main.ts'),
  },
  {
    rule: 'only storage/engine and the reading of DATABASE_URL name an engine',
    pattern: /sqlite|postgres/i,
    only: anyOf(isEngine, inFolders('config'), is('src/main.ts')),
  },
]

/** Removes comments from a source. */
export const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm, '')

const IMPORT_STATEMENT =
  /^\s*(?:import|export)\b([^'"`;]*?)\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*()['"]([^'"]+)['"]|\bimport\s*\(()\s*['"]([^'"]+)['"]/gm

function edgesOf(from: string, source: string): ImportEdge[] {
  return [...withoutComments(source).matchAll(IMPORT_STATEMENT)].map(
    ([, names = '', to, , bare, , dynamic]) => {
      const specifier = to ?? bare ?? dynamic ?? ''
      const path = specifier.startsWith('.') ? join(dirname(from), specifier) : specifier
      return { from, to: path, names }
    },
  )
}

/** Every violation, as `file -> import: rule` or `file: rule`. */
export function violations(sources: Sources): string[] {
  const edges = Object.entries(sources).flatMap(([path, source]) => edgesOf(path, source))
  const describe = ({ from, to }: ImportEdge, rule: string) => `${from} -> ${to}: ${rule}`
  return [
    ...LAYERS.flatMap(({ rule, from, may }) =>
      edges.filter((edge) => from(edge.from) && !may(edge.to)).map((edge) => describe(edge, rule)),
    ),
    ...RESTRICTED_IMPORTS.flatMap(({ rule, what, only }) =>
      edges.filter((edge) => what(edge) && !only(edge.from)).map((edge) => describe(edge, rule)),
    ),
    ...RESTRICTED_WORDS.flatMap(({ rule, pattern, only }) =>
      Object.entries(sources)
        .filter(
          ([path, source]) => !only(path) && path.startsWith('src/') && pattern.test(withoutComments(source)),
        )
        .map(([path]) => `${path}: ${rule}`),
    ),
    ...edges.flatMap(strayLibrary),
    ...WALLS.flatMap((wall) => breaches(edges, wall)),
    ...cycles(edges),
  ]
}

function neighbors(edges: readonly ImportEdge[]): Map<string, string[]> {
  const graph = new Map<string, string[]>()
  for (const { from, to } of edges) graph.set(from, [...(graph.get(from) ?? []), to])
  return graph
}

/** An import of a library by a layer that it does not belong to. */
function strayLibrary({ from, to }: ImportEdge): string[] {
  if (!isLibrary(to) || to.startsWith('node:')) return []
  const [, name = ''] = /^((?:@[^/]+\/)?[^/]+)/.exec(to) ?? []
  const layer = LIBRARIES[name]
  if (!layer) return [`${from} -> ${to}: each library belongs to a layer`]
  const isInside = layer.some((one) => (one.endsWith('/') ? from.startsWith(one) : from === one))
  return isInside ? [] : [`${from} -> ${to}: ${name} belongs to ${layer.join(', ')}`]
}

/** Each file behind a wall that is reached, with the files on the way to it. */
function breaches(edges: readonly ImportEdge[], { rule, from, never }: (typeof WALLS)[number]): string[] {
  const graph = neighbors(edges)
  const ways = new Map([...graph.keys()].filter(from).map((path) => [path, path]))
  for (const [path, way] of ways) {
    if (never(path)) continue
    for (const next of graph.get(path) ?? []) if (!ways.has(next)) ways.set(next, `${way} -> ${next}`)
  }
  return [...ways].filter(([path]) => never(path)).map(([, way]) => `${way}: ${rule}`)
}

/** Files whose imports lead back to themselves. */
function cycles(edges: readonly ImportEdge[]): string[] {
  const graph = neighbors(edges)
  const isInCycle = (start: string): boolean => {
    const seen = new Set(graph.get(start))
    for (const path of seen) {
      if (path === start) return true
      for (const next of graph.get(path) ?? []) seen.add(next)
    }
    return false
  }
  return [...graph.keys()].filter(isInCycle).map((path) => `${path}: no cycles`)
}
