import { expect, it } from 'vitest'
import { tellThroughApplication } from '../support/stories/tell-through-application.ts'

/** What `npm run mutants` catches, it catches within ninety; more are told by hand: `STORIES=500`. */
const STORIES = Number(process.env.STORIES ?? 120)

it('in stories at random through the application, on sqlite, the owner ends with the account', async () => {
  await expect(tellThroughApplication('sqlite', 1, STORIES)).resolves.toBeUndefined()
}, 300_000)
