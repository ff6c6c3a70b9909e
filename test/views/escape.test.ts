import { describe, expect, it } from 'vitest'
import { captchaUrls } from '../../src/domain/urls.ts'
import { common, failure, formWithErrors, render, result, stoppedView } from '../support/http/view-samples.ts'

const POISON = `"'><script>alert(1)</script><img src=x onerror=alert(1)><%= 7 * 7 %><%- include('veneno') %>`
const ESCAPED =
  '&#34;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&lt;%= 7 * 7 %&gt;&lt;%- include(&#39;veneno&#39;) %&gt;'

/** Properties with a fixed set of values; they come from the code, never from a person. */
const FIXED_PROPERTIES = new Set(['control', 'width', 'tone', 'method'])

/** The same model with every text poisoned. */
function poison(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return FIXED_PROPERTIES.has(key) ? value : `${value}${POISON}`
  if (Array.isArray(value)) return value.map((item) => poison(item))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, poison(v, k)]))
  }
  return value
}

describe('whatever the texts of a model contain, the page escapes them', () => {
  it.each([
    ['form', formWithErrors],
    ['result', result],
    ['result', stoppedView],
    ['error', failure],
    ['captcha-frame', captchaUrls('ficha')],
    ['mas-informacion', {}],
  ])('%s', async (view, model) => {
    const shared = {
      ...common,
      csrf: POISON,
      nonce: POISON,
      menu: poison(common.menu),
      asset: () => POISON,
    }
    const html = await render(view, { ...shared, ...Object(poison(model)) })
    expect(html).toContain(ESCAPED)
    expect(html.replaceAll(ESCAPED, '')).not.toMatch(/alert\(1\)|7 \* 7|veneno|>49</)
  })
})
