import { isIPv6 } from 'node:net'

/** The network that a limit counts: an IPv4 address whole, the first 64 bits of an IPv6 one, a subscriber's. */
export function redDe(ip: string): string {
  const direccion = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(direccion)) return direccion
  const [antes = '', despues] = direccion.split('::')
  const cabeza = antes === '' ? [] : antes.split(':')
  const cola = despues ? despues.split(':') : []
  const faltan = despues === undefined ? 0 : Math.max(0, 8 - cabeza.length - cola.length)
  const grupos = [...cabeza, ...Array<string>(faltan).fill('0'), ...cola].slice(0, 4)
  return grupos.map((grupo) => Number.parseInt(grupo, 16).toString(16)).join(':')
}
