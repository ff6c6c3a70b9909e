import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** What a device says instead of the truth, to be refused. */
interface Lies {
  origin?: string
  rpId?: string
  type?: string
  /** As if nobody had shown it a finger or a PIN. */
  isUnverified?: boolean
  counter?: number
  /** A certificate that was not asked for. */
  certificate?: Buffer
}

const UP = 0x01
const UV = 0x04
const AT = 0x40

/**
 * A passkey in memory, as a device keeps it: it answers what a browser was asked (WebAuthn, ES256).
 * @param baseUrl the site that it is made for.
 */
export function createAuthenticator(baseUrl: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  let counter = 0

  const authenticatorData = ({ rpId, isUnverified, counter: shown }: Lies, flags: number) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(shown ?? ++counter)
    const hash = createHash('sha256')
      .update(rpId ?? new URL(baseUrl).hostname)
      .digest()
    return Buffer.concat([hash, Buffer.from([UP | (isUnverified ? 0 : UV) | flags]), count])
  }
  const clientData = (options: string, usual: string, { origin = baseUrl, type = usual }: Lies) =>
    Buffer.from(
      JSON.stringify({ type, challenge: JSON.parse(options).challenge, origin, crossOrigin: false }),
    )
  const answer = (response: object) =>
    JSON.stringify({
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    })

  return {
    id: id.toString('base64url'),

    /** Answers `navigator.credentials.create`. @param options as JSON. */
    create(options: string, lies: Lies = {}): string {
      const key = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ])
      const authData = Buffer.concat([
        authenticatorData(lies, AT),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        key,
      ])
      const statement = lies.certificate
        ? Buffer.concat([
            Buffer.from([0xa1]),
            text('x5c'),
            Buffer.from([0x81, 0x58, lies.certificate.length]),
            lies.certificate,
          ])
        : Buffer.from([0xa0])
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text(lies.certificate ? 'packed' : 'none'),
        text('attStmt'),
        statement,
        text('authData'),
        Buffer.from([0x58, authData.length]),
        authData,
      ])
      return answer({
        clientDataJSON: clientData(options, 'webauthn.create', lies).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      })
    },

    /** Answers `navigator.credentials.get`. @param options as JSON. */
    get(options: string, lies: Lies = {}): string {
      const authData = authenticatorData(lies, 0)
      const json = clientData(options, 'webauthn.get', lies)
      const signed = Buffer.concat([authData, createHash('sha256').update(json).digest()])
      return answer({
        clientDataJSON: json.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
      })
    },
  }
}

/** A short text of CBOR. */
const text = (value: string) => Buffer.concat([Buffer.from([0x60 | value.length]), Buffer.from(value)])
