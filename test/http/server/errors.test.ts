import express from 'express'
import { expect, it } from 'vitest'
import { handleErrors } from '../../../src/http/middleware/error-pages.ts'
import { createLog } from '../../../src/log.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'

const NOTES = { note: () => {} }

it('an error after the response was sent is logged, and the page arrives whole', async () => {
  const lines: string[] = []
  const app = express()
  app.get('/', (_req, res, next) => {
    res.send('<h1>Whole</h1>')
    next(new Error('the session could not be kept'))
  })
  app.use(handleErrors({ log: createLog('info', { write: (line) => lines.push(line) }), errorNotes: NOTES }))
  expect(await new ScriptFreeBrowser(app).open('/')).toMatchObject({ status: 200, title: 'Whole' })
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['failed after answering'])
})

it('an error page that cannot be rendered is a line of text with the same status', async () => {
  const lines: string[] = []
  const app = express()
  app.get('/', () => {
    throw new Error('a fault of ours')
  })
  app.use(handleErrors({ log: createLog('info', { write: (line) => lines.push(line) }), errorNotes: NOTES }))
  const { status, html } = await new ScriptFreeBrowser(app).open('/')
  expect(status).toBe(500)
  expect(html).toMatch(/^Tuvimos un problema/)
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['request failed', 'error page failed'])
})
