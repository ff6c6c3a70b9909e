import bcrypt from 'bcrypt'
import { expect, test } from 'vitest'
import { Saturado } from '../../src/application/ports.ts'
import { crearCifrador } from '../../src/security/cifrador.ts'
import { conPimienta, escribirHash, leerHash } from '../../src/security/hash-guardado.ts'
import { crearHasher } from '../../src/security/hasher.ts'
import { llave } from './claves-de-prueba.ts'

const opciones = {
  costo: 4,
  pimientas: [llave('p1')],
  cifrador: crearCifrador([llave('e1')]),
  permisos: 2,
  esperaMaximaMs: 15_000,
}
const hasher = crearHasher(opciones)

const crear = (secreto: string, con = hasher) => con.turno(1, (turno) => turno.crear(secreto))
const comparar = (secreto: string, hash: string | null, con = hasher) =>
  con.turno(1, (turno) => turno.comparar(secreto, hash))

test('the kept string names scheme, pepper and cost, and another salt makes another one', async () => {
  const hash = await crear('Abc12345')
  expect(hash).toMatch(/^hmac-sha256\+bcrypt\$p1\$\$2b\$04\$/)
  expect(await crear('Abc12345')).not.toBe(hash)
})

test('the right key matches; another one, or the same in another case, does not', async () => {
  const hash = await crear('Abc12345')
  expect(await comparar('Abc12345', hash)).toEqual({ coincide: true, renovar: false })
  expect(await comparar('abc12345', hash)).toEqual({ coincide: false, renovar: false })
  expect(await comparar('Abc12345 ', hash)).toEqual({ coincide: false, renovar: false })
})

test('keys that differ after byte 72, or after a NUL, differ', async () => {
  const hash = await crear(`${'ñ'.repeat(100)}a`)
  expect((await comparar(`${'ñ'.repeat(100)}b`, hash)).coincide).toBe(false)
  expect((await comparar('abc\0d', await crear('abc\0e'))).coincide).toBe(false)
})

const ajeno = await crear('x')
test.each([
  ['no hash', null],
  ['an empty one', ''],
  ['a bare bcrypt one', bcrypt.hashSync('x', 4)],
  ['one of an unknown pepper', ajeno.replace('$p1$', '$p9$')],
  ['one cut short', ajeno.slice(0, -1)],
  ['one of an impossible cost', ajeno.replace('$04$', '$99$')],
  ['a real one', ajeno],
])('comparing with %s spends one hash and never matches another key', async (_, hash) => {
  const antes = hasher.estado().hechos
  expect(await comparar('y', hash)).toEqual({ coincide: false, renovar: false })
  expect(hasher.estado().hechos).toBe(antes + 1)
})

test('after the pepper is rotated an old hash still matches and asks to be made anew', async () => {
  const viejo = await crear('Abc12345')
  const rotado = crearHasher({ ...opciones, pimientas: [llave('p2'), llave('p1')] })
  expect(await comparar('Abc12345', viejo, rotado)).toEqual({ coincide: true, renovar: true })
  expect(await comparar('otra', viejo, rotado)).toEqual({ coincide: false, renovar: false })
  expect(await crear('Abc12345', rotado)).toContain('$p2$')
})

test('a hash of a lower cost still matches and asks to be made anew; one of a higher cost stays', async () => {
  const bajo = await crear('Abc12345')
  const subido = crearHasher({ ...opciones, costo: 6 })
  expect(await comparar('Abc12345', bajo, subido)).toEqual({ coincide: true, renovar: true })
  const alto = await crear('Abc12345', subido)
  expect(await comparar('Abc12345', alto)).toEqual({ coincide: true, renovar: false })
})

test('never more hashes run at a time than there are permits', async () => {
  const uno = crearHasher(opciones)
  let maximo = 0
  const anotar = () => {
    maximo = Math.max(maximo, uno.estado().enCurso)
  }
  await uno.turno(10, async (turno) => {
    await Promise.all(Array.from({ length: 10 }, () => turno.crear('x').then(anotar)))
  })
  expect(maximo).toBe(2)
  expect(uno.estado()).toMatchObject({ enCurso: 0, enEspera: 0, pendientes: 0, hechos: 10 })
})

test('who comes first is served first', async () => {
  const uno = crearHasher({ ...opciones, permisos: 1 })
  const orden: number[] = []
  await Promise.all([0, 1, 2, 3, 4].map((i) => crear('x', uno).then(() => orden.push(i))))
  expect(orden).toEqual([0, 1, 2, 3, 4])
})

test('a class of 30 that registers at once at cost 11 on two cores is taken on whole, and 210 more are not', async () => {
  const puerta = Promise.withResolvers<void>()
  const uno = crearHasher({ ...opciones, costo: 11 })
  const entran = (n: number) => Array.from({ length: n }, () => uno.turno(2, () => puerta.promise))
  const clase = entran(30)
  const resto = Promise.allSettled(entran(210))
  expect(uno.estado().pendientes).toBeGreaterThanOrEqual(60)
  puerta.resolve()
  await Promise.all(clase)
  expect((await resto).some(({ status }) => status === 'rejected')).toBe(true)
})

test('over the longest wait it refuses at once, before the work starts, and says in how many seconds to come back', async () => {
  const puerta = Promise.withResolvers<void>()
  // Cost 11: 146 ms each until measured, on two cores: 206 pending hashes take 15.04 s.
  const uno = crearHasher({ ...opciones, costo: 11 })
  const ocupado = uno.turno(206, () => puerta.promise)
  let empezado = false
  const tarde = uno.turno(1, async () => {
    empezado = true
  })
  await expect(tarde).rejects.toMatchObject({ name: 'Saturado', segundos: 16 })
  expect(empezado).toBe(false)
  puerta.resolve()
  await ocupado
  await expect(uno.turno(1, async () => 'pasa')).resolves.toBe('pasa')
})

test('what was reserved is given back when the work ends, used or not, also by throwing', async () => {
  const uno = crearHasher(opciones)
  const falla = uno.turno(5, async (turno) => {
    await turno.crear('x')
    expect(uno.estado().pendientes).toBe(4)
    throw new Error('falla')
  })
  await expect(falla).rejects.toThrow('falla')
  expect(uno.estado()).toMatchObject({ pendientes: 0, enCurso: 0 })
})

test('more hashes than were reserved are refused', async () => {
  const uno = crearHasher(opciones)
  const pide = uno.turno(1, async (turno) => {
    await turno.crear('x')
    await turno.comparar('x', null)
  })
  await expect(pide).rejects.toThrow('more hashes than were reserved')
  expect(uno.estado().pendientes).toBe(0)
})

test('the expected wait follows the measured time of a hash', async () => {
  let ms = 0
  const lento = crearHasher({ ...opciones, permisos: 1, medirMs: () => (ms += 500) })
  for (let i = 0; i < 60; i++) await crear('x', lento)
  expect(lento.estado().mediaMs).toBeCloseTo(500, -1)
  const puerta = Promise.withResolvers<void>()
  const ocupado = lento.turno(31, () => puerta.promise)
  await expect(lento.turno(1, async () => 'pasa')).rejects.toThrow(Saturado)
  puerta.resolve()
  await ocupado
})

test('a kept hash reads back as it was written', () => {
  const cadena = bcrypt.hashSync(conPimienta('x', llave('p1')), 4)
  expect(leerHash(escribirHash('p1', cadena))).toEqual({ pimientaId: 'p1', costo: 4, bcrypt: cadena })
})
