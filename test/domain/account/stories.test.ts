import { expect, it } from 'vitest'
import { createDomainProduct } from '../../support/stories/domain/domain-product.ts'
import { newClave, newRespuesta } from '../../support/stories/names.ts'
import { tellOrganisationStory } from '../../support/stories/organisation-story.ts'
import { tellStory } from '../../support/stories/story.ts'

/** A story that fails says its seed, and is the same when told again. */
const STORIES = 10_000

it('in 10,000 stories at random the owner ends with the account, and nobody of lower rank keeps a way in', async () => {
  const teller = { newClave, newRespuesta, mailbox: (name: string) => `${name}@correo.test` }
  let invited = 0
  for (let seed = 1; seed <= STORIES; seed++) {
    const lines = await tellStory(createDomainProduct(), seed, teller)
    if (lines.some((line) => line.startsWith('owner presses activate') && line.includes('form'))) invited += 1
  }
  // Papers are what some have left.
  expect(invited).toBeGreaterThan(STORIES / 10)
}, 120_000)

it('in 10,000 stories of organisations only staff verify, and the register stops whom it does not name', () => {
  for (let seed = 1; seed <= STORIES; seed++) tellOrganisationStory(seed)
})
