/** A browser that keeps cookies and follows redirects, until one leads to another site. */
export interface Arrival {
  url: string
  status: number
  html: string
  headers: Headers
}

interface Cookie {
  value: string
  path: string
}

export class Visitor {
  readonly #base: string
  readonly #cookies = new Map<string, Cookie>()

  /** @param base origin of the product. */
  constructor(base: string) {
    this.#base = base
  }

  /** Opens an address, and whatever it redirects to below the product. */
  async open(url: string | URL, init: RequestInit = {}): Promise<Arrival> {
    const at = new URL(url, this.#base)
    const headers = new Headers(init.headers)
    headers.set('Accept', 'text/html')
    headers.set('Cookie', this.#cookiesFor(at.pathname))
    const response = await fetch(at, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) this.#keep(line, at.pathname)
    const to = response.headers.get('Location')
    const next = to === null ? undefined : new URL(to, at)
    if (next && next.origin === this.#base) return this.open(next)
    return {
      url: (next ?? at).href,
      status: response.status,
      html: await response.text(),
      headers: response.headers,
    }
  }

  /** Sends a form. */
  submit(url: string, fields: Record<string, string>): Promise<Arrival> {
    return this.open(url, { method: 'POST', body: new URLSearchParams(fields) })
  }

  /** Takes a cookie, as from a page of ours; or from another host of the domain. */
  take(name: string, value: string): void {
    this.#cookies.set(`${name}@/`, { value, path: '/' })
  }

  /** What the browser would send for a path. */
  cookie(name: string): string | undefined {
    return [...this.#cookies].find(([key]) => key.startsWith(`${name}@`))?.[1].value
  }

  #cookiesFor(path: string): string {
    return [...this.#cookies]
      .filter(([, { path: of }]) => of === '/' || path === of || path.startsWith(`${of}/`))
      .map(([key, { value }]) => `${key.split('@')[0]}=${value}`)
      .join('; ')
  }

  #keep(line: string, from: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const path = /; path=([^;]+)/i.exec(line)?.[1] ?? from.replace(/\/[^/]*$/, '')
    const isOver = value === '' || /expires=Thu, 01 Jan 1970/i.test(line)
    if (isOver) this.#cookies.delete(`${name}@${path}`)
    else this.#cookies.set(`${name}@${path}`, { value, path })
  }
}
