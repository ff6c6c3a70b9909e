/** The product as in production, except that cookies work without HTTPS and the captcha has a known answer. */
import type { AddressInfo } from 'node:net'
import { composeProduct } from '../../src/composition.ts'
import { readConfig } from '../../src/config/config.ts'
import { configureConnections } from '../../src/http/request/connections.ts'
import { localSecrets } from '../../src/local-secrets.ts'
import { createLog } from '../../src/log.ts'
import { lowerPoolPriority } from '../../src/security/thread-priority.ts'
import { assemble } from '../../src/server.ts'
import { cpuOfHashes } from './tools/hashes.ts'
import { serve } from './tools/process.ts'

const config = readConfig({ ...process.env, NODE_ENV: 'test' }, localSecrets)
const composition = await composeProduct(config)
await lowerPoolPriority()
const { app, worker } = await assemble(config, composition, createLog('silent'))
app.enable('view cache')

/** View and model of the last page, for the baseline to render the same. */
let rendered: { view: string; model: object } | undefined
const render = app.render
app.render = function record(this: typeof app, ...parts: unknown[]) {
  const [view, model] = parts
  const { settings, cache, asset, ...common } = app.locals
  const { _locals, ...own } = Object(model)
  rendered = { view: String(view), model: { ...common, ..._locals, ...own } }
  return Reflect.apply(render, app, parts)
}

const server = app.listen(0, '127.0.0.1', () => {
  if (!process.env.WORKER_WAITS) worker.start()
  serve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    rendered: () => JSON.parse(JSON.stringify(rendered)),
    startWorker: () => worker.start(),
    cpuOfHashes: (count) => cpuOfHashes(Number(count), config.BCRYPT_COST),
  })
})
configureConnections(server)
