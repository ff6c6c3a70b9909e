/** The product listening on loopback, for requests that are sent at once or written by hand. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createTestProduct, type Options, type TestProduct } from '../product/test-product.ts'

export interface ListeningProduct extends TestProduct {
  server: Server
}

/** @param server not listening yet; it is closed with the product. */
export async function createListeningProduct(
  options: Options = {},
  server = createServer(),
): Promise<ListeningProduct> {
  const p = await createTestProduct(options)
  server.on('request', p.app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    ...p,
    server,
    async close() {
      server.close()
      server.closeAllConnections()
      await p.close()
    },
  }
}
