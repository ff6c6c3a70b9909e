import { expect, it } from 'vitest'
import { tellThroughApplication } from '../support/stories/tell-through-application.ts'

it('in 450 stories at random through the application, on sqlite, the owner ends with the account', async () => {
  await expect(tellThroughApplication('sqlite', 1, 450)).resolves.toBeUndefined()
}, 300_000)
