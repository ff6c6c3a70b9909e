import { isIPv6 } from 'node:net'

/** The network that a limit counts: an IPv4 address whole, the first 64 bits of an IPv6 one, a subscriber's. */
export function redDe(ip: string): string {
  const direccion = ip.replace(/%.*$/, '')
  if (!isIPv6(direccion)) return direccion
  // As a host it is written in one way only: in hexadecimal, in small letters.
  const [antes = '', despues] = new URL(`http://[${direccion}]`).hostname.slice(1, -1).split('::')
  const cabeza = antes === '' ? [] : antes.split(':')
  const cola = despues ? despues.split(':') : []
  const grupos = [...cabeza, ...Array<string>(8 - cabeza.length - cola.length).fill('0'), ...cola]
  return ipv4Dentro(grupos) ?? grupos.slice(0, 4).join(':')
}

/** The IPv4 address that an IPv6 one stands for (`::ffff:192.0.2.1`): all of them share their first 64 bits. */
function ipv4Dentro(grupos: readonly string[]): string | undefined {
  if (grupos.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined
  return grupos
    .slice(6)
    .map((grupo) => Number.parseInt(grupo, 16))
    .flatMap((numero) => [numero >> 8, numero & 255])
    .join('.')
}
