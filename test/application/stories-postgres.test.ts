import { expect, it } from 'vitest'
import { tellThroughApplication } from '../support/stories/tell-through-application.ts'

it('in 20 stories at random through the application, on postgres, the owner ends with the account', async () => {
  await expect(tellThroughApplication('postgres', 121, 140)).resolves.toBeUndefined()
}, 300_000)
