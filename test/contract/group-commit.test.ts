import { beforeEach, describe, expect, test } from 'vitest'
import { GroupCommit } from '../../src/storage/engine/group-commit.ts'

describe('commits that wait for the disk', () => {
  let syncs: PromiseWithResolvers<void>[]
  let groupCommit: GroupCommit
  beforeEach(() => {
    syncs = []
    groupCommit = new GroupCommit(() => {
      const sync = Promise.withResolvers<void>()
      syncs.push(sync)
      return sync.promise
    })
  })

  /** @returns whether it is over, once everything that can go on has gone on. */
  async function hasSettled(promise: Promise<void>): Promise<boolean> {
    let isFinished = false
    promise.then(
      () => (isFinished = true),
      () => (isFinished = true),
    )
    await new Promise(setImmediate)
    return isFinished
  }
  const confirm = () => {
    groupCommit.markUnsynced()
    return groupCommit.sync()
  }

  test('do not wait when nothing was written', async () => {
    expect(await hasSettled(groupCommit.sync())).toBe(true)
    expect(syncs).toHaveLength(0)
  })

  test('that come while the disk works share its next turn', async () => {
    const first = confirm()
    expect(await hasSettled(first)).toBe(false)
    const others = [confirm(), confirm(), confirm()]
    syncs[0]?.resolve()
    expect(await hasSettled(first)).toBe(true)
    expect(await hasSettled(Promise.all(others).then(() => {}))).toBe(false)
    expect(syncs).toHaveLength(2)
    syncs[1]?.resolve()
    await Promise.all(others)
    expect(syncs).toHaveLength(2)
  })

  test('and who only reads waits for what is not there yet', async () => {
    const writing = confirm()
    await hasSettled(writing)
    const reading = groupCommit.sync()
    expect(await hasSettled(reading)).toBe(false)
    syncs[0]?.resolve()
    await Promise.all([writing, reading])
    expect(syncs).toHaveLength(1)
  })

  test('that the disk refuses say so, and the next one tries again', async () => {
    const broken = confirm()
    await hasSettled(broken)
    syncs[0]?.reject(new Error('the disk broke'))
    await expect(broken).rejects.toThrow('the disk broke')
    const next = groupCommit.sync()
    await hasSettled(next)
    syncs[1]?.resolve()
    await next
  })
})
