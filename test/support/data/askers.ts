import type { Asker } from '../../../src/application/ports.ts'

/** Somebody at an address of their own. */
export const askerAt = (address: string): Asker => ({
  networks: [address, address.replace(/\d+$/, '0/24')],
})

/** Who asks where it does not matter. */
export const ASKER = askerAt('192.0.2.1')
