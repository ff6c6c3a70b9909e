/** Who may import whom (ARCHITECTURE “The shape”), judged by reading the imports of every source. */
import { dirname, join } from 'node:path/posix'

/** Sources by their path from the project's root. */
export type Fuentes = Readonly<Record<string, string>>

interface Importe {
  de: string
  /** Path from the root, or name of a package or of a module of Node. */
  a: string
  /** Between its braces, as written. */
  nombres: string
}

type Cual = (ruta: string) => boolean

const en =
  (...carpetas: string[]): Cual =>
  (ruta) =>
    carpetas.some((carpeta) => ruta.startsWith(`src/${carpeta}/`))
const es =
  (...rutas: string[]): Cual =>
  (ruta) =>
    rutas.includes(ruta)
const alguna =
  (...cuales: Cual[]): Cual =>
  (ruta) =>
    cuales.some((cual) => cual(ruta))
const deBiblioteca: Cual = (ruta) => !ruta.startsWith('src/') && !ruta.startsWith('migrations/')
const enRaiz: Cual = (ruta) => /^src\/[^/]+$/.test(ruta)
const puertos: Cual = (ruta) => /^src\/application\/ports(\.ts$|\/)/.test(ruta)
const deOperador = en('application/operador', 'application/staff')
const enMotor: Cual = (ruta) => /^src\/storage\/engine(\.ts$|\/)/.test(ruta)
const casosDeUso: Cual = (ruta) => en('application')(ruta) && !deOperador(ruta)

interface Capa {
  regla: string
  de: Cual
  puede: Cual
}

const CAPAS: readonly Capa[] = [
  { regla: 'domain imports only itself and zod', de: en('domain'), puede: alguna(en('domain'), es('zod')) },
  {
    regla: 'application imports only domain and itself, no library',
    de: en('application'),
    puede: en('domain', 'application'),
  },
  ...['storage', 'mail', 'security'].map((capa) => ({
    regla: `${capa} imports the ports and domain, and no other layer`,
    de: en(capa),
    puede: alguna(en(capa, 'domain'), puertos, deBiblioteca),
  })),
  {
    regla: 'http is an entrance: it calls use cases, not layers nor those of operators',
    de: en('http'),
    puede: alguna(en('http', 'domain'), casosDeUso, deBiblioteca),
  },
  {
    regla: 'openid is an entrance: it calls use cases, not layers nor those of operators',
    de: en('openid'),
    puede: alguna(en('openid', 'domain'), casosDeUso, deBiblioteca),
  },
  {
    regla: 'cli is an entrance: it starts from the composition',
    de: en('cli'),
    puede: alguna(
      en('cli', 'domain', 'application', 'security'),
      es(
        'src/composition.ts',
        'src/config.ts',
        'src/folders.ts',
        'src/secretos-locales.ts',
        'src/storage/index.ts',
      ),
      deBiblioteca,
    ),
  },
  {
    regla: 'migrations import nothing of src',
    de: (ruta) => ruta.startsWith('migrations/'),
    puede: deBiblioteca,
  },
]

/** What only some files may import. */
const RESERVADOS: readonly { regla: string; que: (importe: Importe) => boolean; solo: Cual }[] = [
  {
    regla: 'only storage/engine names an engine',
    que: ({ a, nombres }) =>
      ['better-sqlite3', 'pg'].includes(a) || (a === 'kysely' && /Sqlite|Postgres/.test(nombres)),
    solo: enMotor,
  },
  {
    regla: 'only openid knows oidc-provider',
    que: ({ a }) => a === 'oidc-provider',
    solo: en('openid'),
  },
  {
    regla: 'only what starts the product reads the config',
    que: ({ a }) => a === 'src/config.ts',
    solo: alguna(enRaiz, en('cli')),
  },
]

/** What only some files may write. */
const PALABRAS: readonly { regla: string; patron: RegExp; solo: Cual }[] = [
  {
    regla: 'only the programs read the environment',
    patron: /\bprocess\s*\.\s*env\b|\bimport\.meta\.env\b/,
    solo: es('src/main.ts', 'src/cli/main.ts'),
  },
  {
    regla: 'only storage/engine and the reading of DATABASE_URL name an engine',
    patron: /sqlite|postgres/i,
    solo: alguna(enMotor, es('src/config.ts', 'src/main.ts')),
  },
]

/** A source without its comments. */
export const sinComentarios = (fuente: string): string =>
  fuente.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm, '')

const IMPORTE =
  /^\s*(?:import|export)\b([^'"`;]*?)\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*()['"]([^'"]+)['"]|\bimport\s*\(()\s*['"]([^'"]+)['"]/gm

function importesDe(de: string, fuente: string): Importe[] {
  return [...sinComentarios(fuente).matchAll(IMPORTE)].map(([, nombres = '', a, , b, , c]) => {
    const especificador = a ?? b ?? c ?? ''
    const ruta = especificador.startsWith('.') ? join(dirname(de), especificador) : especificador
    return { de, a: ruta, nombres }
  })
}

/** Every breach of the rules, each with who imports what and which rule. */
export function violaciones(fuentes: Fuentes): string[] {
  const importes = Object.entries(fuentes).flatMap(([ruta, fuente]) => importesDe(ruta, fuente))
  const dicho = ({ de, a }: Importe, regla: string) => `${de} -> ${a}: ${regla}`
  return [
    ...CAPAS.flatMap(({ regla, de, puede }) =>
      importes.filter((uno) => de(uno.de) && !puede(uno.a)).map((uno) => dicho(uno, regla)),
    ),
    ...RESERVADOS.flatMap(({ regla, que, solo }) =>
      importes.filter((uno) => que(uno) && !solo(uno.de)).map((uno) => dicho(uno, regla)),
    ),
    ...PALABRAS.flatMap(({ regla, patron, solo }) =>
      Object.entries(fuentes)
        .filter(
          ([ruta, fuente]) => !solo(ruta) && ruta.startsWith('src/') && patron.test(sinComentarios(fuente)),
        )
        .map(([ruta]) => `${ruta}: ${regla}`),
    ),
    ...alcanzan(importes),
    ...ciclos(importes),
  ]
}

function vecinos(importes: readonly Importe[]): Map<string, string[]> {
  const mapa = new Map<string, string[]>()
  for (const { de, a } of importes) mapa.set(de, [...(mapa.get(de) ?? []), a])
  return mapa
}

/** What citizens can reach never leads to the use cases of operators, however many files lie between. */
function alcanzan(importes: readonly Importe[]): string[] {
  const mapa = vecinos(importes)
  const vistos = new Set([...mapa.keys()].filter(en('http/citizen')))
  for (const uno of vistos) for (const otro of mapa.get(uno) ?? []) vistos.add(otro)
  return [...vistos].filter(deOperador).map((ruta) => `${ruta}: citizen routers never reach it`)
}

/** Each file that, following imports, leads back to itself. */
function ciclos(importes: readonly Importe[]): string[] {
  const mapa = vecinos(importes)
  const vuelve = (inicio: string): boolean => {
    const vistos = new Set(mapa.get(inicio))
    for (const uno of vistos) {
      if (uno === inicio) return true
      for (const otro of mapa.get(uno) ?? []) vistos.add(otro)
    }
    return false
  }
  return [...mapa.keys()].filter(vuelve).map((ruta) => `${ruta}: no cycles`)
}
