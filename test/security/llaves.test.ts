import { expect, test } from 'vitest'
import { crearCifrador } from '../../src/security/cifrador.ts'
import { derivarLlaves, leerLlaves } from '../../src/security/llaves.ts'
import { llave } from './claves-de-prueba.ts'

const base64 = (id: string) => llave(id).bytes.toString('base64')

test('keys are read in their order, blanks around them ignored', () => {
  const llaves = leerLlaves(`2027:${base64('b')}, k-1:${base64('a')}`)
  expect(llaves).toEqual([
    { id: '2027', bytes: llave('b').bytes },
    { id: 'k-1', bytes: llave('a').bytes },
  ])
})

test.each([
  ['nothing', '', 'key 1 must read id:base64'],
  ['no id', base64('a'), 'key 1 must read id:base64'],
  ['an id in capitals', `K1:${base64('a')}`, 'key 1 must read id:base64'],
  ['an id of 17 characters', `${'a'.repeat(17)}:${base64('a')}`, 'key 1 must read id:base64'],
  ['a trailing comma', `a:${base64('a')},`, 'key 2 must read id:base64'],
  ['a short key', `a:${Buffer.alloc(31).toString('base64')}`, 'key 1 ("a") has 31 bytes and must have 32'],
  ['an id twice', `a:${base64('a')},b:${base64('b')},a:${base64('c')}`, 'the key id "a" is given twice'],
])('%s is refused with a message that does not hold the key', (_, texto, mensaje) => {
  const leer = () => leerLlaves(texto)
  expect(leer).toThrow(mensaje)
  expect(leer).not.toThrow(base64('a'))
})

test('keys of one purpose keep their names, and neither open what others closed nor are opened by them', () => {
  const llaves = [llave('nueva'), llave('vieja')]
  const [deCaptcha, deOtro] = ['captcha', 'otro'].map((uso) => derivarLlaves(llaves, uso))
  expect(deCaptcha?.map(({ id }) => id)).toEqual(['nueva', 'vieja'])
  expect(derivarLlaves(llaves, 'captcha')).toEqual(deCaptcha)
  const cifradores = [llaves, deCaptcha ?? [], deOtro ?? []].map(crearCifrador)
  for (const cifrador of cifradores) {
    for (const ajeno of cifradores) {
      const abrir = () => ajeno.descifrar(cifrador.cifrar('secreto', 'c'), 'c')
      if (ajeno === cifrador) expect(abrir()).toBe('secreto')
      else expect(abrir).toThrow()
    }
  }
})
