import { expect, it } from 'vitest'
import type { Leave } from '../../../src/application/ports.ts'
import { createUploadSlots } from '../../../src/http/middleware/upload-slots.ts'
import { networksOf } from '../../../src/http/request/client-network.ts'

it('are 64, of which a /64 gets 32 and a /48 gets 48', async () => {
  const slots = createUploadSlots()
  const send = async (count: number, addressOf: (i: number) => string): Promise<Leave[]> => {
    const uploads = Array.from({ length: count }, (_, i) =>
      slots.enter({ networks: networksOf(addressOf(i)) }),
    )
    const settled = await Promise.allSettled(uploads)
    return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  }
  const ofOne = await send(60, (i) => `2001:db8:1:1::${i}`)
  expect(ofOne).toHaveLength(32)
  expect(await send(100, (i) => `2001:db8:1:${i + 2}::1`)).toHaveLength(16)
  expect(await send(30, () => '192.0.2.1')).toHaveLength(16)
  for (const leave of ofOne) leave()
  expect(await send(16, () => '192.0.2.1')).toHaveLength(16)
})
