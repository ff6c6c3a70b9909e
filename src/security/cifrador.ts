import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import type { Cifrador } from '../application/ports.ts'
import { bytesAlAzar } from './bytes-al-azar.ts'
import { type LlaveSimetrica, llaveVigente } from './llaves.ts'

const VERSION = 'v1'
const ALGORITMO = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts with the first key and decrypts with any. The text reads `v1.<id>.<iv>.<tag>.<data>`, base64url;
 * version, key id and context are authenticated with it.
 * @throws Error when there is no key.
 */
export function crearCifrador(llaves: readonly LlaveSimetrica[]): Cifrador {
  const vigente = llaveVigente(llaves)
  // Made once: of raw bytes each use would make a key anew, which takes as long as encrypting a line.
  const porId = new Map(llaves.map(({ id, bytes }) => [id, createSecretKey(bytes)]))
  const llaveDeHoy = createSecretKey(vigente.bytes)

  const cifrarBytes: Cifrador['cifrarBytes'] = (claro, contexto) => {
    const iv = bytesAlAzar(IV_BYTES)
    const cifra = createCipheriv(ALGORITMO, llaveDeHoy, iv, { authTagLength: TAG_BYTES })
    cifra.setAAD(autenticado(vigente.id, contexto))
    const datos = Buffer.concat([cifra.update(claro), cifra.final()])
    return [VERSION, vigente.id, ...[iv, cifra.getAuthTag(), datos].map((b) => b.toString('base64url'))].join(
      '.',
    )
  }

  const descifrarBytes = (cifrado: string, contexto: string): Buffer => {
    const [version, id = '', iv = '', tag = '', datos = '', ...resto] = cifrado.split('.')
    if (version !== VERSION || resto.length > 0) throw new Error('not an encrypted text of a known version')
    const llave = porId.get(id)
    if (!llave) throw new Error('the key of the encrypted text is not among the given ones')
    const cifra = createDecipheriv(ALGORITMO, llave, bytesDe(iv), { authTagLength: TAG_BYTES })
    cifra.setAAD(autenticado(id, contexto)).setAuthTag(bytesDe(tag))
    return Buffer.concat([cifra.update(bytesDe(datos)), cifra.final()])
  }

  return {
    cifrar: (texto, contexto) => cifrarBytes(Buffer.from(texto), contexto),
    descifrar: (cifrado, contexto) => descifrarBytes(cifrado, contexto).toString('utf8'),
    cifrarBytes,
    descifrarBytes,
    recifrar: (cifrado, contexto) => cifrarBytes(descifrarBytes(cifrado, contexto), contexto),
    prefijoVigente: `${VERSION}.${vigente.id}.`,
  }
}

const autenticado = (id: string, contexto: string) => Buffer.from(`${VERSION}.${id}.${contexto}`)

/** Only the one way of writing some bytes is taken, so that a text cannot be altered and still decrypt. */
function bytesDe(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, 'base64url')
  if (bytes.toString('base64url') !== base64url) throw new Error('the encrypted text was altered')
  return bytes
}
