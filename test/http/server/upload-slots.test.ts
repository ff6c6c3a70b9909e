import { expect, it } from 'vitest'
import { type Leave, Overloaded } from '../../../src/application/ports.ts'
import { createUploadSlots } from '../../../src/http/middleware/upload-slots.ts'
import { networksOf } from '../../../src/http/request/client-network.ts'

it('are 64, all of them for one network while nobody else comes, and shared as others do', async () => {
  const slots = createUploadSlots()
  const displaced: string[] = []
  const send = async (count: number, addressOf: (i: number) => string): Promise<Leave[]> => {
    const uploads = Array.from({ length: count }, (_, i) => {
      const address = addressOf(i)
      const giveWay = (reason: unknown) => {
        expect(reason).toBeInstanceOf(Overloaded)
        displaced.push(address)
      }
      return slots.enter({ networks: networksOf(address) }, { giveWay })
    })
    const settled = await Promise.allSettled(uploads)
    return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  }
  expect(await send(100, (i) => `2001:db8:1:${i % 50}::${i}`)).toHaveLength(64)
  expect(await send(50, () => '192.0.2.1')).toHaveLength(32)
  expect(await send(1, () => '198.51.100.7')).toHaveLength(1)
  expect(displaced.filter((address) => address.startsWith('2001:'))).toHaveLength(32)
  expect(displaced).toHaveLength(33)
})
