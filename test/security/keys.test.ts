import { expect, it } from 'vitest'
import { createCipher } from '../../src/security/cipher.ts'
import { deriveKeys, parseKeys } from '../../src/security/keys.ts'
import { key } from './test-keys.ts'

const base64 = (id: string) => key(id).bytes.toString('base64')

it('parses keys in order, ignoring surrounding blanks', () => {
  const keys = parseKeys(`2027:${base64('b')}, k-1:${base64('a')}`)
  expect(keys).toEqual([
    { id: '2027', bytes: key('b').bytes },
    { id: 'k-1', bytes: key('a').bytes },
  ])
})

it.each([
  ['nothing', '', 'key 1 must read id:base64'],
  ['no id', base64('a'), 'key 1 must read id:base64'],
  ['an id in capitals', `K1:${base64('a')}`, 'key 1 must read id:base64'],
  ['an id of 17 characters', `${'a'.repeat(17)}:${base64('a')}`, 'key 1 must read id:base64'],
  ['a trailing comma', `a:${base64('a')},`, 'key 2 must read id:base64'],
  ['a short key', `a:${Buffer.alloc(31).toString('base64')}`, 'key 1 ("a") has 31 bytes and must have 32'],
  ['an id twice', `a:${base64('a')},b:${base64('b')},a:${base64('c')}`, 'the key id "a" is given twice'],
])('refuses %s with a message that does not reveal the key', (_, text, message) => {
  const read = () => parseKeys(text)
  expect(read).toThrow(message)
  expect(read).not.toThrow(base64('a'))
})

it('derives keys that keep their ids and are separate for each purpose', () => {
  const keys = [key('nueva'), key('vieja')]
  const [captchaKeys, otherKeys] = ['captcha', 'otro'].map((use) => deriveKeys(keys, use))
  expect(captchaKeys?.map(({ id }) => id)).toEqual(['nueva', 'vieja'])
  expect(deriveKeys(keys, 'captcha')).toEqual(captchaKeys)
  const ciphers = [keys, captchaKeys ?? [], otherKeys ?? []].map(createCipher)
  for (const cipher of ciphers) {
    for (const foreign of ciphers) {
      const open = () => foreign.decrypt(cipher.encrypt('secreto', 'c'), 'c')
      if (foreign === cipher) expect(open()).toBe('secreto')
      else expect(open).toThrow()
    }
  }
})
