/** Run as a process: counts every operation once and sends its parent the steps. */
import { runOperations } from './journeys.ts'
import { watchedProduct } from './watched-product.ts'

const watched = await watchedProduct()
process.send?.(await runOperations(watched, 12_000_000))
await watched.product.close()
process.disconnect()
