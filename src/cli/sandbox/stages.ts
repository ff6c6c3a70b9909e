/** What went between the system of tests and the product, to be read by who integrates another one. */

/** A message of HTTP. */
export interface Sent {
  line: string
  headers: readonly (readonly [string, string])[]
  body: string
}

/** One stage of a sign-in. */
export interface Stage {
  title: string
  /** What it is for. */
  note: string
  request?: Sent
  response?: Sent
  /** What was read out of it. */
  data?: unknown
}

/**
 * A `fetch` that notes what it sends and receives, as it was on the wire, into a stage with a title of its own.
 * @param note takes each exchange.
 */
export const recordingFetch =
  (note: (exchange: Required<Pick<Stage, 'request' | 'response'>>) => void) =>
  async (
    url: string,
    options: { method: string; headers: Record<string, string>; body?: unknown },
  ): Promise<Response> => {
    const { method, headers, body } = options
    const response = await fetch(url, { ...options, redirect: 'manual' } as RequestInit)
    const received = await response.clone().text()
    note({
      request: {
        line: `${method} ${url}`,
        headers: Object.entries(headers),
        body: body === null || body === undefined ? '' : String(body),
      },
      response: {
        line: `HTTP ${response.status}`,
        headers: [...response.headers].filter(([name]) =>
          /^(content-type|cache-control|www-auth)/.test(name),
        ),
        body: received,
      },
    })
    return response
  }
