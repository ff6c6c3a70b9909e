import type { Socket } from 'node:net'
import type { Response } from 'express'

/** Callbacks by connection: the only way that a pipelined request learns that its connection ended. */
const waiting = new WeakMap<Socket, Set<() => void>>()

/** Whether the response was handed over, or its connection is gone. */
export const hasEnded = ({ closed, req: { socket } }: Response): boolean => closed || socket.destroyed

/**
 * Calls `act` once when the request has ended: answered, or its connection gone. Immediately if it already
 * has.
 *
 * The response's `close` event is not enough: late listeners miss it, and a response queued behind others of
 * its connection (pipelining) never emits it when that connection ends.
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

/** One listener per connection, however many requests come over it. */
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
