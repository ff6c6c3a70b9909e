/** Tries counters until the key derived from one begins as the challenge says: altcha's proof of work, version 2. */
self.onmessage = async ({ data: { nonce, salt, cost, keyPrefix } }) => {
  const prefix = bytesOf(keyPrefix)
  const saltBytes = bytesOf(salt)
  const password = new Uint8Array(nonce.length / 2 + 4)
  password.set(bytesOf(nonce))
  const end = new DataView(password.buffer, nonce.length / 2)
  for (let counter = 0; ; counter++) {
    end.setUint32(0, counter)
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
    const terms = { name: 'PBKDF2', hash: 'SHA-256', salt: saltBytes, iterations: cost }
    const derived = new Uint8Array(await crypto.subtle.deriveBits(terms, key, 256))
    if (prefix.every((byte, index) => byte === derived[index])) {
      self.postMessage(`${counter}.${hexOf(derived)}`)
      return
    }
  }
}

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
