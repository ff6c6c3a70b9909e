import { afterEach, expect, it } from 'vitest'
import { StoreUnavailable } from '../../../src/application/ports.ts'
import { paths } from '../../../src/domain/urls.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const TOKEN = 'a-token-of-the-operator'
const WITH_TOKEN = { Authorization: `Bearer ${TOKEN}` }
const opened: TestProduct[] = []
afterEach(async () => {
  for (const p of opened.splice(0)) await p.close()
})

async function withLog(env: Record<string, string>) {
  const lines: string[] = []
  const p = await createTestProduct({
    env: { LOG_LEVEL: 'error', ...env },
    onLogLine: (line) => lines.push(line),
  })
  opened.push(p)
  return { p, lines }
}

it.each([
  ['is missing', { METRICS_TOKEN: TOKEN }, {}],
  ['is wrong', { METRICS_TOKEN: TOKEN }, { Authorization: 'Bearer a-token-of-somebody-els' }],
  ['is not configured', {}, WITH_TOKEN],
])('where the token %s, /metrics is an ordinary 404 page', async (...token) => {
  const [, env, headers] = token
  const { p, lines } = await withLog(env)
  const page = await new ScriptFreeBrowser(p.app, headers).open(paths.metrics)
  expect(page).toMatchObject({ status: 404, title: 'No encontramos esta página' })
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(lines).toEqual([])
})

it.each([paths.readyz, paths.metrics, paths.healthz].flatMap((path) => [path.toUpperCase(), `${path}/`]))(
  '%s is no other name of a probe, which a proxy would not know',
  async (path) => {
    const { p } = await withLog({ METRICS_TOKEN: TOKEN })
    expect((await new ScriptFreeBrowser(p.app, WITH_TOKEN).open(path)).status).toBe(404)
  },
)

it('the metrics count pending and abandoned notices', async () => {
  const { p } = await withLog({ METRICS_TOKEN: TOKEN })
  const { status, text } = await new ScriptFreeBrowser(p.app, WITH_TOKEN).request(paths.metrics)
  expect(status).toBe(200)
  expect(text).toMatch(/\{state="pending"\} 0/)
  expect(text).toMatch(/\{state="abandoned"\} 0/)
})

it('an error before the security headers gets its error page too', async () => {
  const { p, lines } = await withLog({ METRICS_TOKEN: TOKEN })
  p.deps.store.read = () => Promise.reject(new StoreUnavailable('sin_conexion', 'down'))
  const page = await new ScriptFreeBrowser(p.app, WITH_TOKEN).open(paths.metrics)
  expect(page).toMatchObject({ status: 503, title: 'El sistema está ocupado' })
  expect(lines.filter((line) => line.includes('error page failed'))).toEqual([])
})
