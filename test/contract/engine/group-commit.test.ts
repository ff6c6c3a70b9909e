import { beforeEach, describe, expect, it } from 'vitest'
import { GroupCommit } from '../../../src/storage/engine/group-commit.ts'

describe('group commit', () => {
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

  /** Whether a promise has settled after all pending callbacks ran. */
  async function hasSettled(promise: Promise<void>): Promise<boolean> {
    let settled = false
    promise.then(
      () => (settled = true),
      () => (settled = true),
    )
    await new Promise(setImmediate)
    return settled
  }
  const write = () => {
    groupCommit.markUnsynced()
    return groupCommit.sync()
  }

  it('does not wait when nothing was written', async () => {
    expect(await hasSettled(groupCommit.sync())).toBe(true)
    expect(syncs).toHaveLength(0)
  })

  it('commits that come during a sync share the next one', async () => {
    const first = write()
    expect(await hasSettled(first)).toBe(false)
    const others = [write(), write(), write()]
    syncs[0]?.resolve()
    expect(await hasSettled(first)).toBe(true)
    expect(await hasSettled(Promise.all(others).then(() => {}))).toBe(false)
    expect(syncs).toHaveLength(2)
    syncs[1]?.resolve()
    await Promise.all(others)
    expect(syncs).toHaveLength(2)
  })

  it('a read-only transaction waits for the writes it may have seen', async () => {
    const writing = write()
    await hasSettled(writing)
    const reading = groupCommit.sync()
    expect(await hasSettled(reading)).toBe(false)
    syncs[0]?.resolve()
    await Promise.all([writing, reading])
    expect(syncs).toHaveLength(1)
  })

  it('a failed sync rejects its commits, and the next one syncs again', async () => {
    const broken = write()
    await hasSettled(broken)
    syncs[0]?.reject(new Error('the disk broke'))
    await expect(broken).rejects.toThrow('the disk broke')
    const next = groupCommit.sync()
    await hasSettled(next)
    syncs[1]?.resolve()
    await next
  })
})
