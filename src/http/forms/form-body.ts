/** What was typed, by field; an array where the same name was sent more than once. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** Picks the listed names from a body or query, if they are texts; ignores everything else. */
export function take(body: unknown, names: readonly string[]): Typed {
  const sent: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {}
  const pairs = names.flatMap((name): [string, string | string[]][] => {
    const value = Object.hasOwn(sent, name) ? sent[name] : undefined
    if (typeof value === 'string') return [[name, value]]
    return Array.isArray(value) ? [[name, value.map(String)]] : []
  })
  return Object.fromEntries(pairs)
}

/** The text of a field; '' when absent or sent more than once. */
export const textOf = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : ''
}
