import type { Mail, Sms, Transport } from '../../../src/application/ports.ts'

export interface MemoryTransport<M = Mail> extends Transport<M> {
  /** In the order sent, repeats included. */
  sent: M[]
  /** Runs before a message is kept; throws to make the send fail. */
  onSend: (message: M) => Promise<void>
}

/** A transport that keeps messages in memory. */
function inMemory<M>(onSend: MemoryTransport<M>['onSend'] = async () => {}): MemoryTransport<M> {
  const transport: MemoryTransport<M> = {
    sent: [],
    onSend,
    async send(message) {
      await transport.onSend(message)
      transport.sent.push(message)
    },
    check: async () => true,
    close: async () => {},
  }
  return transport
}

export const createMemoryTransport = inMemory<Mail>
export const createMemorySmsTransport = inMemory<Sms>
