/** Tells stories until one breaks a rule; prints its seed and what broke. Run by `run.ts` on a copy of the sources. */

import { createTestProduct } from '../support/product/test-product.ts'
import { createMigratedDatabase } from '../support/storage/databases.ts'
import { createApplicationProduct, STORY_ENV } from '../support/stories/application/application-product.ts'
import { createDomainProduct } from '../support/stories/domain/domain-product.ts'
import { newClave, newRespuesta } from '../support/stories/names.ts'
import { tellOrganisationStory } from '../support/stories/organisation-story.ts'
import { tellStory } from '../support/stories/story.ts'

const [through, last] = process.argv.slice(2)

const p =
  through === 'application'
    ? await createTestProduct({ database: await createMigratedDatabase(), env: STORY_ENV })
    : undefined
let caught: { seed: number; broke: string } | null = null
for (let seed = 1; seed <= Number(last) && !caught; seed++) {
  const number = 20_000_000 + seed
  const teller = { newClave, newRespuesta, mailbox: (name: string) => `${name}${number}@correo.test` }
  const tell = async () => {
    if (through === 'organisations') return tellOrganisationStory(seed)
    await tellStory(p ? createApplicationProduct(p, number) : createDomainProduct(), seed, teller)
  }
  await tell().catch((error: Error) => {
    const broke = error.message.split('\n').at(-1)?.trim() ?? ''
    caught = { seed, broke: broke.replaceAll(String(number), '').replace('@correo.test', '') }
  })
}
await p?.close()
process.stdout.write(`${JSON.stringify(caught)}\n`)
