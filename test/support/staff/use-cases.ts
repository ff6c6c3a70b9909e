/** The use cases of staff as the code has them, and one call of each with a world in which nothing can be done. */
import { readSources } from '../../architecture/sources.ts'
import { USE_CASE_INPUTS } from './use-case-inputs.ts'

type Parameters = readonly string[]
export interface StaffFunction {
  name: string
  /** Whether an entrance calls it, or it takes the world and the context of staff. */
  isUseCase: boolean
  parameters: Parameters
  run: (...values: unknown[]) => unknown
}

/** The world was touched: who called was let in. */
class WorldReached extends Error {}

const STAFF = 'src/application/staff'
/** What all of them call. */
const REQUIRE_POWER = `${STAFF}/require-power.ts`
const sources = await readSources(['src/http', 'src/cli'], '.ts')

/** What entrances import of the use cases of staff. */
const imported = new Set(
  Object.values(sources).flatMap((text) =>
    [...text.matchAll(/import \{([^}]*)\} from '[^']*application\/staff\/[^']*'/g)].flatMap(
      ([, names = '']) => names.split(',').map((name) => name.trim().split(' as ')[0] ?? ''),
    ),
  ),
)

/** The names of a function's parameters; those that are taken apart are ''. */
function parametersOf(run: (...values: never[]) => unknown): string[] {
  const text = String(run)
  const names: string[] = []
  let depth = 0
  let name = ''
  for (const letter of text.slice(text.indexOf('('))) {
    if (depth === 1 && ',)'.includes(letter)) names.push(name.trim().split('=')[0]?.trim() ?? '')
    if (depth === 1 && ',)'.includes(letter)) name = ''
    else if (depth === 1 && !'{['.includes(letter)) name += letter
    if ('({['.includes(letter)) depth++
    if (')}]'.includes(letter)) depth--
    if (depth === 0) break
  }
  return names
}

/** What is between the first bracket of a text and the one that closes it. */
function bracketed(text: string): string {
  let depth = 0
  const start = text.indexOf('(')
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')' && --depth === 0) return text.slice(start + 1, at)
  }
  return ''
}

/** Names of functions that take the world and the context of staff, and no transaction of others. */
const actingIn = (source: string): string[] =>
  [...source.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)]
    .filter(({ index }) => {
      const parameters = bracketed(source.slice(index))
      const acts = /^\s*deps: /.test(parameters) && /\bcontext: StaffContext\b/.test(parameters)
      return acts && !/\buow: /.test(parameters)
    })
    .map(([, name = '']) => name)

/** Every function that a use case of staff could be. Found in the files, so that a new one cannot be forgotten. */
export async function findStaffFunctions(): Promise<StaffFunction[]> {
  const found: StaffFunction[] = []
  for (const [file, source] of Object.entries(await readSources([STAFF], '.ts'))) {
    if (file === REQUIRE_POWER) continue
    const acting = actingIn(source)
    const exports: Record<string, unknown> = await import(/* @vite-ignore */ `../../../${file}`)
    for (const [name, run] of Object.entries(exports)) {
      if (typeof run !== 'function' || /^class\b/.test(String(run))) continue
      const parameters = parametersOf(run as StaffFunction['run'])
      const isUseCase = acting.includes(name) || imported.has(name)
      found.push({ name, isUseCase, parameters, run: run as StaffFunction['run'] })
    }
  }
  return found
}

/** Anything: whatever is read of it is anything too, and to call it is to have been let in. */
const anything: unknown = new Proxy(() => {}, {
  get: (_target, key) => (key === Symbol.toPrimitive ? () => '' : key === 'then' ? undefined : anything),
  apply() {
    throw new WorldReached()
  },
})

/**
 * Calls a use case as somebody.
 * @param variant which of its inputs, where what it does depends on that.
 * @returns why it stopped; undefined when it ended by itself.
 */
export async function tryUseCase(
  { name, parameters, run }: StaffFunction,
  actor: object,
  variant: string | undefined,
): Promise<unknown> {
  const context = { actor, requestId: 'prueba' }
  const input = variant === undefined ? anything : USE_CASE_INPUTS[`${name} ${variant}`]
  try {
    await run(
      ...parameters.map((parameter) =>
        parameter === 'context' ? context : parameter === 'deps' ? anything : input,
      ),
    )
    return undefined
  } catch (error) {
    return error
  }
}
