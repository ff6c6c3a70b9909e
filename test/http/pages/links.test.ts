import { expect, it } from 'vitest'
import { paths } from '../../../src/domain/urls.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct } from '../../support/product/test-product.ts'

it('every link of the fixed pages, of the menu and of the footer leads to a page of the site', async () => {
  const p = await createTestProduct()
  const me = new ScriptFreeBrowser(p.app)
  const { home, masInformacion, privacidad, accesibilidad } = paths
  const pages = await Promise.all(
    [home, masInformacion, privacidad, accesibilidad].map((url) => me.open(url)),
  )
  const links = new Set(
    pages.flatMap(({ html }) => [...html.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, url = '']) => url)),
  )
  expect(links.size).toBeGreaterThan(20)
  for (const url of links) expect([url, (await me.open(url)).status]).toEqual([url, 200])
  await p.close()
})
