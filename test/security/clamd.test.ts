import { afterEach, expect, test } from 'vitest'
import { crearClamd, leerClamd, sinAntivirus } from '../../src/security/clamd.ts'
import { type ClamdDePrueba, clamdDePrueba, EICAR } from '../support/clamd.ts'

const abiertos: ClamdDePrueba[] = []
afterEach(async () => {
  for (const clamd of abiertos.splice(0)) await clamd.cerrar()
})
async function abrir() {
  const clamd = await clamdDePrueba()
  abiertos.push(clamd)
  return { clamd, antivirus: crearClamd(leerClamd(clamd.url), 200) }
}

test('a file goes whole to the scanner, which says what it is', async () => {
  const { clamd, antivirus } = await abrir()
  const archivo = Buffer.alloc(1_048_576, 'abc')
  expect(await antivirus.analizar(archivo)).toBe('limpio')
  expect(clamd.recibidos[0]?.equals(archivo)).toBe(true)
  expect(await antivirus.analizar(Buffer.from(`antes ${EICAR} despues`))).toBe('infectado')
  expect(await antivirus.comprobar()).toBe(true)
})

test.each(['cortar', 'callar', 'error', 'hablar'] as const)(
  'one that answers badly (%s) leaves the file waiting',
  async (modo) => {
    const { clamd, antivirus } = await abrir()
    clamd.modo = modo
    expect(await antivirus.analizar(Buffer.from('hola'))).toBe('pendiente')
    if (modo !== 'error') expect(await antivirus.comprobar()).toBe(false)
  },
)

test('one that cannot be reached leaves the file waiting', async () => {
  const { clamd } = await abrir()
  const antivirus = crearClamd(leerClamd(clamd.url))
  await abiertos.pop()?.cerrar()
  expect(await antivirus.analizar(Buffer.from('hola'))).toBe('pendiente')
  expect(await crearClamd({ path: '/no/existe' }).comprobar()).toBe(false)
})

test('without a scanner every file says so', async () => {
  expect(await sinAntivirus.analizar(Buffer.from('hola'))).toBe('sin_antivirus')
  expect(await sinAntivirus.comprobar()).toBeUndefined()
})

test.each([
  ['tcp://127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
  ['tcp://[::1]:3310', { host: '::1', port: 3310 }],
  ['unix:/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
])('%s is a place', (texto, donde) => {
  expect(leerClamd(texto)).toEqual(donde)
})

test.each([
  'tcp://127.0.0.1',
  'http://x:1',
  'unix:relativa',
  'tcp://u:p@x:1',
  'tcp://x:1/ruta',
  'clamav',
  '',
])('%j is none', (texto) => {
  expect(() => leerClamd(texto)).toThrow('must be tcp://host:port or unix:/path')
})
