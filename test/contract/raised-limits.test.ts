import { expect, it } from 'vitest'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce } from '../support/storage/contract.ts'

describeOnEachEngine('raised limits', (store) => {
  it('of many raised at once none is beyond how many there may be', async () => {
    const most = 3
    const raised = await runAtOnce(12, (index) =>
      store().transaction(async ({ raisedLimits }) => {
        if ((await raisedLimits.lockInForce(NOW)).length >= most) return false
        const network = `203.0.113.${index}`
        const terms = { times: 2, reason: 'oficina', createdAt: NOW, expiresAt: addMinutes(5) } as const
        await raisedLimits.save({ network, ...terms })
        return true
      }),
    )
    expect(raised.filter(Boolean)).toHaveLength(most)
    expect(await store().single.raisedLimits.findInForce(NOW)).toHaveLength(most)
  })
})
