import type { Asker, Context } from '../../../src/application/ports.ts'

/** Somebody at an address of their own. */
export const askerAt = (address: string): Asker => ({
  networks: [address, address.replace(/\d+$/, '0/24')],
})

/** Who asks where it does not matter. */
export const ASKER = askerAt('192.0.2.1')

/** The request of a person, where it does not matter which; without a browser that proved anything. */
export const CONTEXT: Context = {
  actor: { kind: 'persona' },
  networkFingerprint: 'una red',
  networks: ['red'],
  requestId: 'una petición',
  formSeal: 'una sesión',
  browser: null,
}
