import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  MAX_ADDRESS_LENGTH,
  parseBackchannelHosts,
  parseBackchannelUri,
  parseOrigin,
  parseRedirectUri,
} from '../../../src/domain/sistemas/addresses.ts'
import { anyText, holds } from '../properties.ts'

const STRICT = { allowsLocalHttp: false, backchannelHosts: [] }
const AT_HOME = { ...STRICT, allowsLocalHttp: true }
const LONG = `https://a.cl/${'x'.repeat(MAX_ADDRESS_LENGTH - 13)}`

/** What no kind of address may look like. */
const NEVER = [
  ['nothing', ''],
  ['no address', 'a.cl/vuelta'],
  ['relative to a scheme', '//a.cl/vuelta'],
  ['another scheme', 'ftp://a.cl/vuelta'],
  ['a program', 'javascript:alert(1)'],
  ['a scheme of an app', 'cl.sence.cursos:/vuelta'],
  ['http', 'http://a.cl/vuelta'],
  ['http on a host that begins like this machine', 'http://localhost.a.cl/'],
  ['http on this machine, with a user', 'http://a.cl@localhost/'],
  ['a wildcard host', 'https://*.a.cl/vuelta'],
  ['a wildcard path', 'https://a.cl/*'],
  ['an encoded wildcard', 'https://a.cl/%2a'],
  ['a fragment', 'https://a.cl/vuelta#x'],
  ['an empty fragment', 'https://a.cl/vuelta#'],
  ['a user', 'https://ana@a.cl/vuelta'],
  ['a user and a password', 'https://ana:clave@a.cl/vuelta'],
  ['a host behind a user', 'https://a.cl@b.cl/'],
  ['a host behind a backslash', 'https://a.cl\\@b.cl/'],
  ['an encoded backslash', 'https://a.cl/%5c..'],
  ['dots', 'https://a.cl/x/../vuelta'],
  ['dots at the end', 'https://a.cl/x/..'],
  ['a dot', 'https://a.cl/./vuelta'],
  ['encoded dots', 'https://a.cl/%2e%2E/vuelta'],
  ['one dot encoded', 'https://a.cl/.%2e/vuelta'],
  ['dots encoded twice', 'https://a.cl/%252e%252e/vuelta'],
  ['dots behind an encoded slash', 'https://a.cl/x%2f..%2fvuelta'],
  ['dots before a parameter', 'https://a.cl/..;x/vuelta'],
  ['dots in the query', 'https://a.cl/vuelta?a=../b'],
  ['a broken percent', 'https://a.cl/%zz'],
  ['a blank', 'https://a.cl/ vuelta'],
  ['a blank before', ' https://a.cl/vuelta'],
  ['a blank after', 'https://a.cl/vuelta '],
  ['a line feed', 'https://a.cl/vuelta\n'],
  ['a tab', 'https://a.\tcl/vuelta'],
  ['an encoded line feed', 'https://a.cl/vuelta%0d%0aX:1'],
  ['a NUL', 'https://a.cl/\u0000'],
  ['quotes', 'https://a.cl/"><script>'],
  ['an accent', 'https://ñandú.cl/vuelta'],
  ['capital letters in the host', 'https://A.cl/vuelta'],
  ['capital letters in the scheme', 'HTTPS://a.cl/vuelta'],
  ['a host with a dot at its end', 'https://a.cl./vuelta'],
  ['a host that is a number', 'https://2130706433/'],
  ['a host in hexadecimal', 'https://0x7f.0.0.1/'],
  ['a host in octal', 'https://0177.0.0.1/'],
  ['a host of two numbers', 'https://127.1/'],
  ['a port that is none', 'https://a.cl:99999/'],
  ['a port with a zero before', 'https://a.cl:0443/'],
  ['a port without number', 'https://a.cl:/'],
  ['no host', 'https:///vuelta'],
  ['one slash', 'https:/a.cl/vuelta'],
  ['one character too many', `${LONG}x`],
]

describe('an address of another system', () => {
  it.each(NEVER)('is not %s', (_what, text) => {
    for (const parse of [parseRedirectUri, parseOrigin, parseBackchannelUri])
      expect(parse(text, AT_HOME).ok).toBe(false)
  })

  it.each([
    'https://a.cl',
    'https://a.cl/',
    'https://a.cl:8443/vuelta',
    'https://a.cl:443/vuelta',
    'https://xn--and-6ma2c.cl/vuelta',
    'https://a.cl/Vuelta/%C3%B1?curso=1&x=https://b.cl/',
    'https://a.cl?x=1',
    'https://a.cl/.well-known/x..y',
    'https://10.0.0.7/vuelta',
    LONG,
  ])('is sent a browser at %s, kept as it is written', (text) => {
    expect(parseRedirectUri(text, STRICT)).toEqual({ ok: true, value: text })
  })

  it.each(['http://localhost:4000/vuelta', 'http://127.0.0.1:4000/', 'http://[::1]:5000'])(
    'may be %s in development only',
    (text) => {
      expect(parseRedirectUri(text, AT_HOME)).toEqual({ ok: true, value: text })
      expect(parseRedirectUri(text, STRICT)).toMatchObject({ ok: false, code: 'sistema_direccion' })
    },
  )

  it('is never one that browsers read differently, or that leads to another host', () => {
    const piece = fc.constantFrom(
      'https://',
      'http://',
      'a.cl',
      '@',
      '/',
      '..',
      '%2e',
      '\\',
      '#',
      '*',
      ':443',
      '?',
    )
    const address = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      anyText,
    )
    holds(
      fc.property(address, (text) => {
        if (!parseRedirectUri(text, STRICT).ok) return
        const { protocol, username, password, hash, hostname, href } = new URL(text)
        expect([protocol, username, password, hash]).toEqual(['https:', '', '', ''])
        expect(text.startsWith(`https://${hostname}`)).toBe(true)
        // What the parser of browsers makes of it is the text itself, but for the usual port and an empty path.
        expect(href.replace(/\/$/, '').length).toBeGreaterThanOrEqual(
          text.replace(':443', '').replace(/\/$/, '').length,
        )
      }),
    )
  })
})

describe('an origin', () => {
  it.each(['https://a.cl', 'https://a.cl:8443', 'https://[2001:db8::7]'])('is %s', (text) => {
    expect(parseOrigin(text, STRICT)).toEqual({ ok: true, value: text })
  })

  it.each(['https://a.cl/', 'https://a.cl:443', 'https://a.cl?x', 'https://a.cl/curso', 'http://localhost'])(
    'is not %s',
    (text) => {
      expect(parseOrigin(text, STRICT)).toEqual({ ok: false, code: 'sistema_origen', data: { valor: text } })
    },
  )
})

describe('an address for back-channel calls', () => {
  it.each(['https://a.cl/salida', 'https://8.8.8.8/salida', 'https://[2606:4700::1111]/salida'])(
    'may be %s',
    (text) => {
      expect(parseBackchannelUri(text, STRICT)).toEqual({ ok: true, value: text })
    },
  )

  it.each([
    'http://a.cl/salida',
    'https://localhost/salida',
    'https://cursos/salida',
    'https://rp.localhost/',
    'https://db.internal/',
    'https://127.0.0.1/',
    'https://10.0.0.7/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[::ffff:a00:7]/',
    'https://[::ffff:10.0.0.7]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::a00:7]/',
    'https://[2002:a00:7::]/',
  ])('is not %s', (text) => {
    expect(parseBackchannelUri(text, AT_HOME)).toMatchObject({ ok: false, code: 'sistema_backchannel' })
  })

  it('may be on a host that the settings name, exactly that one', () => {
    const rules = { ...STRICT, backchannelHosts: parseBackchannelHosts('cursos, 10.0.0.7,[fd00::1]') }
    for (const text of ['https://cursos/salida', 'https://10.0.0.7:8443/', 'https://[fd00::1]/x'])
      expect(parseBackchannelUri(text, rules).ok, text).toBe(true)
    for (const text of ['http://cursos/', 'https://otros/', 'https://10.0.0.8/', 'https://[fd00::2]/'])
      expect(parseBackchannelUri(text, rules).ok, text).toBe(false)
  })

  it.each(['https://a.cl', 'A.cl', 'a.cl:8443', '0x7f.1', 'a.cl/x', 'a b'])('%s names no host', (text) => {
    expect(() => parseBackchannelHosts(`b.cl, ${text}`)).toThrow(text)
  })
})
