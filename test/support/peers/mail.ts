import type { Mail, Sms, Transport } from '../../../src/application/ports.ts'

export interface MemoryTransport<M = Mail> extends Transport<M> {
  /** In the order in which they were taken, repeated ones too. */
  sent: M[]
  /** Replaces what happens when a message is handed over. */
  onSend: (message: M) => Promise<void>
}

/** Keeps the messages instead of sending them. */
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
