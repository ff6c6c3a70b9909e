import type { PasskeyKey, Passkeys } from '../application/ports.ts'
import { MAX_PASSKEY_ANSWER } from '../domain/staff/passkey.ts'

/** Ed25519, ES256 and RS256: between them every device that people have. */
const ALGORITHMS = [-8, -7, -257]
const TIMEOUT_MS = 120_000
const RP_NAME = 'Clave SENCE, mesa de ayuda'

/** The library takes half a second and 27 MB: it is read when somebody first needs it. */
const library = () => import('@simplewebauthn/server')

/**
 * WebAuthn as @simplewebauthn/server checks it. Which browser may answer follows from the address of the site, so a copy
 * of our page at another address gets nothing from a passkey.
 * @param baseUrl BASE_URL; its host is the name that passkeys are made for.
 */
export function createPasskeys(baseUrl: string): Passkeys {
  const { origin, hostname } = new URL(baseUrl)
  const expected = { expectedOrigin: origin, expectedRPID: hostname, requireUserVerification: true }

  return {
    async askToRegister(challenge, { id, email, nombre }, registered) {
      const { generateRegistrationOptions } = await library()
      return JSON.stringify(
        await generateRegistrationOptions({
          rpName: RP_NAME,
          rpID: hostname,
          userID: fromBase64url(Buffer.from(id).toString('base64url')),
          userName: email,
          userDisplayName: nombre,
          challenge: fromBase64url(challenge),
          timeout: TIMEOUT_MS,
          // Who made the device is not asked.
          attestationType: 'none',
          excludeCredentials: registered.map(descriptor),
          // A second factor is asked for by its id: it need not take one of the few places that a key has.
          authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
          supportedAlgorithmIDs: ALGORITHMS,
        }),
      )
    },

    async askToShow(challenge, registered) {
      const { generateAuthenticationOptions } = await library()
      return JSON.stringify(
        await generateAuthenticationOptions({
          rpID: hostname,
          challenge: fromBase64url(challenge),
          timeout: TIMEOUT_MS,
          allowCredentials: registered.map(descriptor),
          userVerification: 'required',
        }),
      )
    },

    readRegistered: (challenge, answer) =>
      reading(async () => {
        const response = parse(answer)
        const { verifyRegistrationResponse } = await library()
        if (await hasCertificate(response.response.attestationObject)) return undefined
        const { registrationInfo } = await verifyRegistrationResponse({
          ...expected,
          response,
          expectedChallenge: challenge,
          supportedAlgorithmIDs: ALGORITHMS,
        })
        if (!registrationInfo) return undefined
        const { id, publicKey, counter, transports = [] } = registrationInfo.credential
        return {
          credentialId: id,
          publicKey: Buffer.from(publicKey).toString('base64url'),
          counter,
          transports: transports.filter((transport) => /^[a-z-]{2,20}$/.test(transport)).slice(0, 8),
        }
      }),

    readClaims(answer) {
      try {
        const { id, response } = parse(answer)
        const { challenge } = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString())
        return { credentialId: String(id), challenge: String(challenge) }
      } catch {
        return undefined
      }
    },

    readShown: (challenge, answer, { credentialId, publicKey }) =>
      reading(async () => {
        const { verifyAuthenticationResponse } = await library()
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          ...expected,
          response: parse(answer),
          expectedChallenge: challenge,
          // Any counter passes here: the domain judges it once the signature is known to be right.
          credential: { id: credentialId, publicKey: fromBase64url(publicKey), counter: -1 },
        })
        return verified ? authenticationInfo.newCounter : undefined
      }),
  }
}

/** The library throws for whatever is wrong in an answer, which came from outside: that is no fault of ours. */
async function reading<T>(read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read()
  } catch {
    return undefined
  }
}

/** @throws when it is no JSON, or longer than any passkey's. */
function parse(answer: string) {
  if (answer.length > MAX_PASSKEY_ANSWER) throw new Error('longer than an answer')
  return JSON.parse(answer)
}

/** Nobody asked for a certificate of the device, and the library would fetch what its addresses say. */
async function hasCertificate(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers')
  const statement = decodeAttestationObject(fromBase64url(attestationObject))
  return (
    !['none', 'packed'].includes(statement.get('fmt')) || statement.get('attStmt').get('x5c') !== undefined
  )
}

const descriptor = ({ credentialId, transports }: PasskeyKey) => ({
  id: credentialId,
  transports: [...transports],
})

const fromBase64url = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
