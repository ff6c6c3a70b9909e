import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseEmail, toEmailKey } from '../../../src/domain/values/email.ts'
import { holds } from '../properties.ts'

it.each([
  ['maria@example.cl', 'maria@example.cl'],
  ['  Maria.Perez@Example.CL ', 'Maria.Perez@example.cl'],
  ['maria\u200b@example.cl', 'maria@example.cl'],
  ["o'higgins+sence@sub.example.co", "o'higgins+sence@sub.example.co"],
  ['a_b-c@mi-otec.cl', 'a_b-c@mi-otec.cl'],
  ['maria@ñandú.cl', 'maria@xn--and-6ma2c.cl'],
  ['maria@xn--and-6ma2c.cl', 'maria@xn--and-6ma2c.cl'],
  [`${'a'.repeat(64)}@example.cl`, `${'a'.repeat(64)}@example.cl`],
])('reads %j as %s', (text, email) => {
  expect(parseEmail(text)).toEqual({ ok: true, value: email })
})

it.each([
  '',
  'maria',
  'maria@',
  '@example.cl',
  'maria@example',
  'maria@localhost',
  'maria@@example.cl',
  'maria@example.cl@example.cl',
  'maria@example..cl',
  'maria@.example.cl',
  'maria@example.cl.',
  'maria@-example.cl',
  'maria@exa_mple.cl',
  'maria@example.c',
  'maria@example.123',
  'maria@192.168.0.1',
  'maria@[192.168.0.1]',
  'maria@[IPv6:::1]',
  'maria@0x7f.1',
  'maria@exa%6dple.cl',
  'maria@example.cl:25',
  'maria@example.cl/x',
  '.maria@example.cl',
  'maria.@example.cl',
  'ma..ria@example.cl',
  'ma ria@example.cl',
  '-maria@example.cl',
  'josé@example.cl',
  'maria@example.cl\r\n',
  'maria@example.cl\r\nBcc: otra@example.cl',
  'maria@example.cl\nBcc: otra@example.cl',
  'maria@example.cl,otra@example.cl',
  'maria@example.cl, otra@example.cl',
  'maria@example.cl;otra@example.cl',
  'maria@example.cl otra@example.cl',
  'maria,otra@example.cl',
  '<maria@example.cl>',
  'Maria <maria@example.cl>',
  '"maria"@example.cl',
  '"ma ria"@example.cl',
  'maria(comment)@example.cl',
  'maria@example.cl (comment)',
  'grupo: maria@example.cl;',
  'maria%example.cl@otra.cl',
  'otra!maria@example.cl',
  'maria\u0000@example.cl',
  'maria@example.cl\ufffd',
  `${'a'.repeat(65)}@example.cl`,
  `maria@${'a'.repeat(64)}.cl`,
  `maria@${'abcdefghi.'.repeat(25)}cl`,
])('refuses %j', (text) => {
  expect(parseEmail(text)).toEqual({ ok: false, code: 'email_formato' })
})

it('only accepts a single address, and reads back what it wrote', () => {
  const text = fc.oneof(
    fc.emailAddress(),
    fc.tuple(fc.string(), fc.domain()).map((parts) => parts.join('@')),
    fc.string(),
  )
  holds(
    fc.property(text, (written) => {
      const first = parseEmail(written)
      if (!first.ok) return
      expect(first.value).toMatch(/^[^\s,;:<>()"@\\]+@[a-z\d.-]+$/)
      expect(parseEmail(first.value)).toEqual(first)
    }),
  )
})

it('compares addresses without case', () => {
  expect(toEmailKey('Maria.Perez@example.cl')).toBe(toEmailKey('MARIA.PEREZ@EXAMPLE.CL'))
})
