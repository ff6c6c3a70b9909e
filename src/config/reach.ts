/** Which addresses of the configuration are this machine, and how others are reached. */
/** Whether a host name is this machine: what others cannot reach. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|.+\.localhost|::1|\[::1\]|127(\.\d{1,3}){3})$/.test(host)

const hostOf = (url: string): string => URL.parse(url)?.hostname ?? ''

/** Whether an http address is this machine's. */
export const isLocalUrl = (url: string): boolean => isLoopback(hostOf(url))

/**
 * Whether a database is on another machine and its connection does not verify who answers there: anything but
 * `sslmode=verify-full`, which the driver reads last where it is given twice. A URL without a host counts: the
 * driver would ask the environment.
 */
export function isUnverifiedDatabase(url = ''): boolean {
  if (!/^postgres(ql)?:/.test(url)) return false
  // A user before an empty host, as sockets are written, is no URL.
  const parsed = URL.parse(url) ?? URL.parse(url.replace('@/', '@none/'))
  const last = (name: string) => parsed?.searchParams.getAll(name).at(-1)
  const host = last('host') || (URL.parse(url) ? decodeURIComponent(hostOf(url)) : '')
  return !(host.startsWith('/') || isLoopback(host) || last('sslmode') === 'verify-full')
}

/** Whether mail leaves to another machine over a connection that may be read, or whose other end is not verified. */
export function isUnverifiedMail(url: string): boolean {
  const { protocol, searchParams } = new URL(url)
  const isOn = (name: string, byDefault: boolean) => {
    const value = searchParams.get(name)
    // As the mail library reads it: numbers as numbers, any other text as yes.
    return value === null ? byDefault : value !== 'false' && Number(value) !== 0
  }
  const isClear = protocol === 'smtp:' && (!isOn('requireTLS', true) || isOn('ignoreTLS', false))
  const isUnverified = searchParams.get('tls.rejectUnauthorized') === 'false'
  return !isLocalUrl(url) && (isClear || isUnverified)
}
