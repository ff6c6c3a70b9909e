import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  judgeVolver,
  parseReturnSystems,
  parseVolver,
  type ReturnSystem,
} from '../../src/domain/account/volver.ts'
import { anyText, holds } from './properties.ts'

/** What becomes of a URL in `?volver=`. */
function judge(text: unknown, sistemas: readonly ReturnSystem[], allowLocalHttp: boolean) {
  const url = parseVolver(text, allowLocalHttp)
  return url && judgeVolver(url, sistemas)
}

describe('the list of systems', () => {
  it('is parsed to names and origins', () => {
    expect(
      parseReturnSystems(
        'Asistencia=https://a.sence.cl https://b.sence.cl:8443; Registro OTEC=https://c.sence.cl;',
      ),
    ).toEqual([
      { name: 'Asistencia', origins: ['https://a.sence.cl', 'https://b.sence.cl:8443'] },
      { name: 'Registro OTEC', origins: ['https://c.sence.cl'] },
    ])
  })

  it.each(['', ' ', ';'])('is empty for %j', (text) => {
    expect(parseReturnSystems(text)).toEqual([])
  })

  it.each([
    ['https://a.cl', /must be Name=/],
    ['=https://a.cl', /must be Name=/],
    ['A=', /must be Name=/],
    ['A=a.cl', /only an origin/],
    ['A=https://a.cl/', /only an origin/],
    ['A=https://a.cl/path', /only an origin/],
    ['A=https://a.cl?x=1', /only an origin/],
    ['A=https://u:p@a.cl', /only an origin/],
    ['A=https://*.a.cl', /only an origin/],
    ['A=https://A.cl', /only an origin/],
    ['A=https://a.cl:443', /only an origin/],
    ['A=http://a.cl', /only an origin/],
    ['A=javascript:alert(1)', /only an origin/],
    ['A=https://a.cl,https://b.cl', /only an origin/],
    ['A=https://a.cl; A=https://b.cl', /the name "A" is given twice/],
    ['A=https://a.cl; B=https://a.cl', /the origin "https:\/\/a.cl" is given twice/],
    ['A=https://a.cl https://a.cl', /the origin "https:\/\/a.cl" is given twice/],
  ])('throws a clear message for %j', (text, message) => {
    expect(() => parseReturnSystems(text)).toThrow(message)
  })
})

describe('the return link', () => {
  const sistemas = parseReturnSystems(
    'Asistencia=https://a.cl https://b.cl:8443; Local=http://localhost:4000 http://127.0.0.1 http://[::1]:5000',
  )

  it.each([
    ['https://a.cl', 'https://a.cl/'],
    ['https://a.cl/curso?id=1#x', 'https://a.cl/curso?id=1#x'],
    ['HTTPS://A.CL/Curso', 'https://a.cl/Curso'],
    ['https://a.cl:443/x', 'https://a.cl/x'],
    ['https://b.cl:8443/x', 'https://b.cl:8443/x'],
    ['https://a.cl/"><script>', 'https://a.cl/%22%3E%3Cscript%3E'],
    ['https://a.cl/../../x', 'https://a.cl/x'],
    [`https://a.cl/${'x'.repeat(2000 - 13)}`, `https://a.cl/${'x'.repeat(2000 - 13)}`],
  ])('is accepted from %j as %s', (url, href) => {
    expect(judge(url, sistemas, false)).toEqual({ sistema: 'Asistencia', url: href })
  })

  it.each([
    undefined,
    null,
    ['https://a.cl'],
    { href: 'https://a.cl' },
    '',
    '/x',
    '//a.cl',
    'a.cl',
    'http://a.cl',
    'https://a.cl:444',
    'https://b.cl',
    'https://x.a.cl',
    'https://a.cl.evil.cl',
    'https://a.cl@evil.cl',
    'https://evil.cl/https://a.cl',
    'https://user@a.cl',
    'https://user:pass@a.cl',
    'https://:pass@a.cl',
    'https://a.cl\\@evil.cl',
    'https:\\\\a.cl',
    'https://a.cl/\nx',
    'https://a.cl/\u0000',
    'java\tscript:alert(1)',
    'javascript:alert(1)//https://a.cl',
    'data:text/html,https://a.cl',
    'ftp://a.cl',
    'blob:https://a.cl/1',
    `https://a.cl/${'x'.repeat(2001 - 13)}`,
    `https://a.cl/${' x'.repeat(700)}`,
  ])('is ignored for %j', (url) => {
    expect(judge(url, sistemas, true)).toBeNull()
  })

  it.each(['http://localhost:4000/x', 'http://127.0.0.1/x', 'http://[::1]:5000/x'])(
    'may be %s only if http on localhost is allowed',
    (url) => {
      expect(judge(url, sistemas, true)).toEqual({ sistema: 'Local', url })
      expect(judge(url, sistemas, false)).toBeNull()
    },
  )

  it('always has a registered origin, and is stable when judged again', () => {
    const host = fc.constantFrom('a.cl', 'evil.cl', 'b.cl:8443', 'a.cl@evil.cl', 'user@a.cl')
    const url = fc
      .tuple(fc.constantFrom('https://', 'http://', 'https:/', 'https:'), host, anyText)
      .map((p) => p.join(''))
    holds(
      fc.property(url, (text) => {
        const volver = judge(text, sistemas, false)
        if (!volver) return
        expect(['https://a.cl', 'https://b.cl:8443']).toContain(new URL(volver.url).origin)
        expect(judge(volver.url, sistemas, false)).toEqual(volver)
      }),
    )
  })
})
