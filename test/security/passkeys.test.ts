import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PasskeyKey } from '../../src/application/ports.ts'
import { createPasskeys } from '../../src/security/passkeys.ts'
import { createAuthenticator } from '../support/peers/authenticator.ts'

const SITE = 'https://clave.sence.cl'
const OWNER = { id: 'c0ffee00-0000-4000-8000-000000000001', email: 'ana@sence.cl', nombre: 'Ana Rojas' }
const passkeys = createPasskeys(SITE)
const newChallenge = () => randomBytes(32).toString('base64url')

/** The lies that nobody may be believed with, whatever is asked. */
const LIES = {
  'another origin': { origin: 'https://clave-sence.cl' },
  'a subdomain': { origin: 'https://x.clave.sence.cl' },
  'the same name without https': { origin: 'http://clave.sence.cl' },
  'another RP id': { rpId: 'sence.cl' },
  'another kind of answer': { type: 'payment.get' },
  'a person whom the device did not verify': { isUnverified: true },
}

describe('a passkey that is registered', () => {
  it('is asked for its owner, with a finger or a PIN, and not on a device that has one already', async () => {
    const challenge = newChallenge()
    const had = { credentialId: 'AAAA', publicKey: '', counter: 0, transports: ['usb'] }
    const options = JSON.parse(await passkeys.askToRegister(challenge, OWNER, [had]))
    expect(options).toMatchObject({
      challenge,
      rp: { id: 'clave.sence.cl' },
      user: { id: Buffer.from(OWNER.id).toString('base64url'), name: OWNER.email, displayName: OWNER.nombre },
      excludeCredentials: [{ id: 'AAAA', transports: ['usb'] }],
      authenticatorSelection: { userVerification: 'required' },
      attestation: 'none',
    })
  })

  it('is read from the answer', async () => {
    const device = createAuthenticator(SITE)
    const challenge = newChallenge()
    const answer = device.create(await passkeys.askToRegister(challenge, OWNER, []))
    expect(await passkeys.readRegistered(challenge, answer)).toEqual({
      credentialId: device.id,
      publicKey: expect.stringMatching(/^[\w-]{100,}$/),
      counter: 1,
      transports: ['internal'],
    })
  })

  it.each(Object.entries(LIES))('is refused with %s', async (_name, lies) => {
    const challenge = newChallenge()
    const answer = createAuthenticator(SITE).create(JSON.stringify({ challenge }), lies)
    expect(await passkeys.readRegistered(challenge, answer)).toBeUndefined()
  })

  it('is refused for another challenge, with a certificate, and where it cannot be read', async () => {
    const challenge = newChallenge()
    const asked = JSON.stringify({ challenge })
    const device = createAuthenticator(SITE)
    const answers = [
      device.create(JSON.stringify({ challenge: newChallenge() })),
      device.create(asked, { certificate: randomBytes(40) }),
      device.get(asked),
      device.create(asked).padEnd(8001),
      '{"response":{}}',
      'null',
      '',
    ]
    for (const answer of answers) expect(await passkeys.readRegistered(challenge, answer)).toBeUndefined()
  })
})

describe('a passkey that is shown', () => {
  const device = createAuthenticator(SITE)
  let key: PasskeyKey
  beforeAll(async () => {
    const challenge = newChallenge()
    const read = await passkeys.readRegistered(challenge, device.create(JSON.stringify({ challenge })))
    if (!read) throw new Error('not registered')
    key = read
  })

  it('is asked for among those of its person, and signs its counter', async () => {
    const challenge = newChallenge()
    const options = await passkeys.askToShow(challenge, [key])
    expect(JSON.parse(options)).toMatchObject({
      challenge,
      rpId: 'clave.sence.cl',
      userVerification: 'required',
      allowCredentials: [{ id: device.id, transports: ['internal'] }],
    })
    const answer = device.get(options)
    expect(passkeys.readClaims(answer)).toEqual({ credentialId: device.id, challenge })
    expect(passkeys.readClaims('{}')).toBeUndefined()
    expect(await passkeys.readShown(challenge, answer, key)).toBe(2)
    // Whether that is too low is a rule of the domain's.
    expect(await passkeys.readShown(challenge, device.get(options, { counter: 0 }), key)).toBe(0)
  })

  it.each(Object.entries(LIES))('is refused with %s', async (_name, lies) => {
    const challenge = newChallenge()
    const answer = device.get(JSON.stringify({ challenge }), lies)
    expect(await passkeys.readShown(challenge, answer, key)).toBeUndefined()
  })

  it('is refused for another challenge, of another device, altered, and where it cannot be read', async () => {
    const challenge = newChallenge()
    const asked = JSON.stringify({ challenge })
    const altered = JSON.parse(device.get(asked))
    altered.response.signature = JSON.parse(device.get(asked)).response.signature
    const answers = [
      device.get(JSON.stringify({ challenge: newChallenge() })),
      createAuthenticator(SITE).get(asked),
      JSON.stringify(altered),
      device.create(asked),
      device.get(asked).padEnd(8001),
      '{}',
      '',
    ]
    for (const answer of answers) expect(await passkeys.readShown(challenge, answer, key)).toBeUndefined()
  })
})
