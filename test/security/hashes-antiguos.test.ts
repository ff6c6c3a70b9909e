/** Hashes of the old system: how they are read, kept, compared, wrapped and replaced. */
import { createHash, pbkdf2Sync, randomBytes } from 'node:crypto'
import bcrypt from 'bcrypt'
import { describe, expect, test } from 'vitest'
import { crearCifrador } from '../../src/security/cifrador.ts'
import { crearHasher } from '../../src/security/hasher.ts'
import { llave } from './claves-de-prueba.ts'

const CLAVE = 'Ñandú#99'
const opciones = {
  costo: 5,
  pimientas: [llave('p1')],
  cifrador: crearCifrador([llave('e1')]),
  permisos: 2,
  esperaMaximaMs: 15_000,
}
const hasher = crearHasher(opciones)
const comparar = (secreto: string, hash: string | null, con = hasher) =>
  con.turno(1, (turno) => turno.comparar(secreto, hash))

const digestion = (algoritmo: string, ...partes: (string | Buffer)[]) =>
  partes.reduce((hash, parte) => hash.update(parte), createHash(algoritmo)).digest()
const binaria = randomBytes(12)
const derivada = (algoritmo: string, iteraciones: number, sal: string | Buffer, largo = 32) =>
  pbkdf2Sync(CLAVE, sal, iteraciones, largo, algoritmo)

const DEBILES: Record<string, string> = {
  'MD5, bare': digestion('md5', CLAVE).toString('hex'),
  'MD5, bare, in capitals': digestion('md5', CLAVE).toString('hex').toUpperCase(),
  'MD5 in base64': `md5$${digestion('md5', CLAVE).toString('base64')}`,
  'MD5 with salt': `md5$sal$${digestion('md5', 'sal', CLAVE).toString('hex')}`,
  'MD5 of a directory': `{MD5}${digestion('md5', CLAVE).toString('base64')}`,
  'SHA-1, bare': digestion('sha1', CLAVE).toString('hex'),
  'SHA-1 with salt before': `sha1$s4l$${digestion('sha1', 's4l', CLAVE).toString('hex')}`,
  'SHA-1 with salt after': `sha1-sufijo$s4l$${digestion('sha1', CLAVE, 's4l').toString('base64')}`,
  'SHA-1 of a directory with salt': `{SSHA}${Buffer.concat([digestion('sha1', CLAVE, binaria), binaria]).toString('base64')}`,
  'SHA-256 with salt before': `sha256$sal ñ$${digestion('sha256', 'sal ñ', CLAVE).toString('hex')}`,
  'SHA-256 with salt after in hex': `sha256-sufijo$hex:${binaria.toString('hex')}$${digestion('sha256', CLAVE, binaria).toString('hex')}`,
  'SHA-256 with salt in base64': `SHA256$base64:${binaria.toString('base64')}$${digestion('sha256', binaria, CLAVE).toString('base64url')}`,
  'SHA-256 of a directory with salt': `{SSHA256}${Buffer.concat([digestion('sha256', CLAVE, binaria), binaria]).toString('base64')}`,
  'PBKDF2 with SHA-1': `pbkdf2-sha1$1000$sal$${derivada('sha1', 1000, 'sal', 20).toString('hex')}`,
  'PBKDF2 with SHA-256, as Django writes it': `pbkdf2_sha256$20000$sal$${derivada('sha256', 20_000, 'sal').toString('base64')}`,
  'PBKDF2 with SHA-512 and binary salt': `pbkdf2-sha512$10000$base64:${binaria.toString('base64')}$${derivada('sha512', 10_000, binaria, 64).toString('base64')}`,
}

function adoptado(texto: string, con = hasher) {
  const hecho = con.adoptar(texto)
  if (typeof hecho === 'string') throw new Error(`not taken: ${hecho}`)
  return hecho
}

async function envuelto(hash: string, con = hasher): Promise<string> {
  const hecho = await con.envolver(hash)
  if (hecho.estado !== 'envuelto') throw new Error(hecho.estado)
  return hecho.hash
}

describe.each(Object.entries(DEBILES))('%s', (_forma, texto) => {
  test('is kept encrypted, matches its key only, and asks to be made anew', async () => {
    const { hash, porEnvolver } = adoptado(texto)
    expect(porEnvolver).toBe(true)
    expect(hash).toMatch(/^antiguo\$v1\.e1\./)
    for (const parte of texto.split('$').filter((una) => una.length > 12)) expect(hash).not.toContain(parte)
    expect(await comparar(CLAVE, hash)).toEqual({ coincide: true, renovar: true })
    expect(await comparar(CLAVE.toLowerCase(), hash)).toEqual({ coincide: false, renovar: false })
  })

  test('is wrapped in today’s scheme without its key, still matches it only, and still asks to be made anew', async () => {
    const hash = await envuelto(adoptado(texto).hash)
    expect(hash).toMatch(/^antiguo\+hmac-sha256\+bcrypt\$[\w.-]+\$p1\$\$2b\$0[45]\$/)
    expect(await comparar(CLAVE, hash)).toEqual({ coincide: true, renovar: true })
    expect(await comparar(`${CLAVE} `, hash)).toEqual({ coincide: false, renovar: false })
    expect(await hasher.envolver(hash)).toEqual({ estado: 'ilegible' })
  })
})

test.each(['2a', '2b', '2y'])(
  'bcrypt $%s of the key is kept as it is and matches its key only',
  async (version) => {
    const escrito = bcrypt.hashSync(CLAVE, 4).replace('$2b$', `$${version}$`)
    const { hash, porEnvolver, lento } = adoptado(escrito)
    expect({ porEnvolver, lento }).toEqual({ porEnvolver: false, lento: false })
    expect(hash).toBe(`bcrypt$${escrito.replace(/^\$2[ay]/, '$2b')}`)
    expect(await comparar(CLAVE, hash)).toEqual({ coincide: true, renovar: true })
    expect(await comparar('otra', hash)).toEqual({ coincide: false, renovar: false })
  },
)

const hex32 = 'a'.repeat(32)
test.each([
  ['nothing', '', 'forma'],
  ['a readable key', 'Tr3bol#99', 'forma'],
  ['a hash of our own', `hmac-sha256+bcrypt$p1$${bcrypt.hashSync('x', 4)}`, 'forma'],
  ['what we keep of one of theirs', `antiguo$v1.e1.a.b.c`, 'forma'],
  ['bcrypt cut short', bcrypt.hashSync('x', 4).slice(0, -1), 'forma'],
  ['bcrypt of a version that never was', bcrypt.hashSync('x', 4).replace('$2b', '$2x'), 'forma'],
  ['bcrypt too cheap', bcrypt.hashSync('x', 4).replace('$04$', '$03$'), 'costo'],
  ['bcrypt that would hold a core for hours', bcrypt.hashSync('x', 4).replace('$04$', '$31$'), 'costo'],
  ['MD5 with a letter that is not hexadecimal', hex32.replace('a', 'g'), 'forma'],
  ['a digest of the wrong length', `sha256$sal$${hex32}`, 'forma'],
  ['an unknown algorithm', `sha3$sal$${hex32}`, 'forma'],
  ['salt that is not hexadecimal', `md5$hex:xyz$${hex32}`, 'forma'],
  ['endless salt', `md5$${'s'.repeat(129)}$${hex32}`, 'forma'],
  [
    'a directory’s digest without the salt that it promises',
    `{SSHA}${digestion('sha1', 'x').toString('base64')}`,
    'forma',
  ],
  ['PBKDF2 of no iterations', `pbkdf2-sha256$0$sal$${hex32}`, 'costo'],
  ['PBKDF2 of a million and one iterations', `pbkdf2-sha256$1000001$sal$${hex32}`, 'costo'],
  ['PBKDF2 of endless iterations', `pbkdf2-sha256$999999999999$sal$${hex32}`, 'costo'],
  ['PBKDF2 of negative iterations', `pbkdf2-sha256$-1$sal$${hex32}`, 'forma'],
  ['PBKDF2 with a digest of a few bytes', `pbkdf2-sha256$1000$sal$YWJj`, 'forma'],
])('%s is refused', (_que, texto, motivo) => {
  expect(hasher.adoptar(texto)).toBe(motivo)
})

test('hashes that take longer to compare than today’s are told apart', () => {
  expect(adoptado(bcrypt.hashSync('x', 6)).lento).toBe(true)
  expect(adoptado(`pbkdf2-sha256$1000000$sal$${hex32}`).lento).toBe(true)
  expect(adoptado(`pbkdf2-sha256$200000$sal$${hex32}`).lento).toBe(false)
})

test('a readable answer is kept encrypted and becomes a hash of today’s scheme', async () => {
  const { hash, porEnvolver } = hasher.adoptarEnClaro('lautaro pehuen')
  expect(porEnvolver).toBe(true)
  expect(hash).not.toContain(Buffer.from('lautaro pehuen').toString('base64url'))
  expect(await comparar('lautaro pehuen', hash)).toEqual({ coincide: true, renovar: true })
  expect(await comparar('lautaro', hash)).toEqual({ coincide: false, renovar: false })
  const hecho = await envuelto(hash)
  expect(hecho).toMatch(/^hmac-sha256\+bcrypt\$p1\$/)
  expect(await comparar('lautaro pehuen', hecho)).toEqual({ coincide: true, renovar: false })
})

const kept = [
  ['encrypted', adoptado(hex32).hash],
  ['wrapped', await envuelto(adoptado(hex32).hash)],
  ['of bcrypt', adoptado(bcrypt.hashSync('x', 4)).hash],
] as const
test.each(kept)('comparing with one that is %s spends one hash', async (_que, hash) => {
  const antes = hasher.estado().hechos
  await comparar('y', hash)
  expect(hasher.estado().hechos).toBe(antes + 1)
})

test('without the key of its encryption it matches nothing, is not wrapped, and nothing breaks', async () => {
  const { hash } = adoptado(DEBILES['MD5, bare'] ?? '')
  const sinLlave = crearHasher({ ...opciones, cifrador: crearCifrador([llave('e2')]) })
  expect(await comparar(CLAVE, hash, sinLlave)).toEqual({ coincide: false, renovar: false })
  expect(await sinLlave.envolver(hash)).toEqual({ estado: 'ilegible' })
  expect(await comparar(CLAVE, `${hash}x`)).toEqual({ coincide: false, renovar: false })
})

test('a wrapped one follows the rotation of the pepper, and matches nothing without its own', async () => {
  const hash = await envuelto(adoptado(DEBILES['MD5, bare'] ?? '').hash)
  const rotado = crearHasher({ ...opciones, pimientas: [llave('p2'), llave('p1')] })
  expect(await comparar(CLAVE, hash, rotado)).toEqual({ coincide: true, renovar: true })
  const perdido = crearHasher({ ...opciones, pimientas: [llave('p2')] })
  expect(await comparar(CLAVE, hash, perdido)).toEqual({ coincide: false, renovar: false })
})

test('wrapping gives way to whoever waits for a hash', async () => {
  const puerta = Promise.withResolvers<void>()
  const uno = crearHasher(opciones)
  const persona = uno.turno(1, () => puerta.promise)
  const { hash } = adoptado(hex32)
  expect(await uno.envolver(hash)).toEqual({ estado: 'ocupado' })
  puerta.resolve()
  await persona
  expect((await uno.envolver(hash)).estado).toBe('envuelto')
  expect(uno.estado()).toMatchObject({ pendientes: 0, enCurso: 0, hechos: 1 })
})

test('the work of a slow derivation is taken from the rest, so that none takes much longer than today’s', async () => {
  let ms = 0
  // A clock that gives the derivation itself the time of half a hash.
  const pausado = crearHasher({ ...opciones, costo: 8, medirMs: () => (ms += 10) })
  const { hash } = adoptado(`pbkdf2-sha256$20000$sal$${hex32}`)
  expect(await comparar('x', hash, pausado)).toEqual({ coincide: false, renovar: false })
  expect(await envuelto(hash, pausado)).toContain('$2b$07$')
})
