/** Stories told through the application. */
import { createTestProduct } from '../product/test-product.ts'
import type { EngineName } from '../storage/databases.ts'
import { createApplicationProduct, STORY_ENV } from './application/application-product.ts'
import { newClave, newRespuesta } from './names.ts'
import { tellStory } from './story.ts'

/** Told at once, each lane with a database and a clock of its own: a story mostly waits for the disk. */
const LANES = 4

/** Tells the stories of these seeds, each about an account of its own. @throws Error of one that did not end with the owner. */
export async function tellThroughApplication(engine: EngineName, from: number, to: number): Promise<void> {
  const lanes = Array.from({ length: LANES }, (_, lane) => tellLane(engine, from + lane, to))
  await Promise.all(lanes)
}

async function tellLane(engine: EngineName, from: number, to: number): Promise<void> {
  const p = await createTestProduct({ engine, env: STORY_ENV })
  try {
    for (let seed = from; seed <= to; seed += LANES) {
      const number = 20_000_000 + seed
      const mailbox = (name: string) => `${name}${number}@correo.test`
      const product = createApplicationProduct(p, number)
      await tellStory(product, seed, { newClave, newRespuesta, mailbox })
    }
  } finally {
    await p.close()
  }
}
