import type { Socket } from 'node:net'
import type { Response } from 'express'

/** What waits for the end of each connection: a request that was sent behind others hears of it in no other way. */
const waiting = new WeakMap<Socket, Set<() => void>>()

/** Whether its answer is on its way, or nobody waits for it any more. */
export const hasEnded = ({ closed, req: { socket } }: Response): boolean => closed || socket.destroyed

/**
 * Does something once when a request has ended: answered, or its connection gone. At once when that was before.
 *
 * The event `close` of an answer is not enough: it never comes again for who asks late, and never comes at all for an
 * answer that waits behind others of its connection (pipelining) when that one ends.
 */
export function whenEnded(res: Response, act: () => void): void {
  if (hasEnded(res)) return act()
  const pending = waitingOn(res.req.socket)
  const end = () => {
    if (pending.delete(end)) act()
  }
  pending.add(end)
  res.once('close', end)
}

/** One listener for each connection, however many requests come over it. */
function waitingOn(socket: Socket): Set<() => void> {
  const known = waiting.get(socket)
  if (known) return known
  const pending = new Set<() => void>()
  waiting.set(socket, pending)
  socket.once('close', () => {
    for (const end of pending) end()
  })
  return pending
}
