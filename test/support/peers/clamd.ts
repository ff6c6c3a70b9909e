/** A virus scanner that speaks the protocol of clamd and finds what the test chooses. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** Harmless test file that scanners report as a virus (eicar.org); split so that none finds it in this source. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export interface TestClamd {
  url: string
  /** The files scanned so far. */
  received: Buffer[]
  /** How it behaves: normally, closes the connection, never answers, reports an error, or never stops talking. */
  mode: 'ok' | 'cut' | 'silent' | 'error' | 'chatter'
  close(): Promise<void>
}

export async function startTestClamd(virus: string | Buffer = EICAR): Promise<TestClamd> {
  const connections = new Set<Socket>()
  const server = createServer((connection) => {
    connections.add(connection)
    connection.on('error', () => {})
    let received = Buffer.alloc(0)
    connection.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      if (clamd.mode === 'cut') connection.destroy()
      if (clamd.mode === 'chatter') connection.write('x'.repeat(2000))
      if (clamd.mode !== 'ok' && clamd.mode !== 'error') return
      const reply = respond(received)
      if (reply) connection.end(reply)
    })
  })

  function respond(received: Buffer): string | undefined {
    if (received.toString('latin1') === 'zPING\0') return 'PONG\0'
    const command = 'zINSTREAM\0'
    if (!received.subarray(0, command.length).equals(Buffer.from(command))) return undefined
    const chunks: Buffer[] = []
    for (let at = command.length; at + 4 <= received.length; ) {
      const length = received.readUInt32BE(at)
      if (length === 0) {
        const file = Buffer.concat(chunks)
        clamd.received.push(file)
        if (clamd.mode === 'error') return 'INSTREAM size limit exceeded. ERROR\0'
        return file.includes(virus) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'
      }
      if (at + 4 + length > received.length) return undefined
      chunks.push(received.subarray(at + 4, at + 4 + length))
      at += 4 + length
    }
    return undefined
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const clamd: TestClamd = {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    mode: 'ok',
    async close() {
      for (const connection of connections) connection.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return clamd
}
