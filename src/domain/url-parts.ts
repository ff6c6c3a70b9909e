/** How addresses are put together. */

/** An address with these parameters, encoded; empty ones are left out. */
export function withQuery(path: string, params: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value)}`] : [],
  )
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path
}

type WithoutExtension<N extends string> = N extends `${infer Name}.${string}` ? Name : N
type ParamsOf<P extends string> = P extends `${string}:${infer N}/${infer Rest}`
  ? WithoutExtension<N> | ParamsOf<Rest>
  : P extends `${string}:${infer N}`
    ? WithoutExtension<N>
    : never

/** A pattern of `paths` with its parameters, encoded. */
export const fill = <const P extends string>(pattern: P, params: Record<ParamsOf<P>, string>): string =>
  Object.entries<string>(params).reduce(
    (url, [name, value]) => url.replace(`:${name}`, () => encodeURIComponent(value)),
    pattern as string,
  )
