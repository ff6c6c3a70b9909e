import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { contrast, customPropertiesOf } from '../support/browser/colours.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')
const readStylesheet = (name: string) => read(`public/css/${name}.css`)
const readTogether = (pattern: string) => globSync(pattern, { cwd: root }).map(read).join('\n')

const [light = '', dark = ''] = readStylesheet('base').split('@media (prefers-color-scheme: dark)')
const LIGHT = customPropertiesOf(light)
const PALETTES: Record<string, Record<string, string>> = {
  'by day': LIGHT,
  'in the dark': { ...LIGHT, ...customPropertiesOf(dark.slice(0, dark.indexOf('}\n}'))) },
  'on paper': { ...LIGHT, ...customPropertiesOf(readStylesheet('print')) },
}
/** What is written, and on what. */
const TEXTS: [color: string, background: string][] = [
  ...['--background', '--pale', '--info'].flatMap((background): [string, string][] =>
    ['--text', '--muted', '--title', '--link'].map((color) => [color, background]),
  ),
  ['--error', '--background'],
  ['--error', '--pale'],
  ['--text', '--success-background'],
  ['--success-title', '--success-background'],
  ['--link', '--success-background'],
  ['--text', '--stop-background'],
  ['--stop-title', '--stop-background'],
  ['--link', '--stop-background'],
]
/** What must be seen to use the page: edges of controls, and of what tells how it went. */
const SHAPE_COLORS: [color: string, background: string][] = [
  ['--control-border', '--background'],
  ['--control-border', '--pale'],
  ['--red', '--background'],
  ['--blue', '--background'],
  ['--success', '--success-background'],
]

describe.each(Object.entries(PALETTES))('the palette %s', (_name, palette) => {
  const colorOf = (name: string) => palette[name] ?? ''

  it.each(TEXTS)('reads %s on %s at 4.5 to 1 or more', (color, background) => {
    expect(contrast(colorOf(color), colorOf(background))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(SHAPE_COLORS)('tells %s from %s at 3 to 1 or more', (color, background) => {
    expect(contrast(colorOf(color), colorOf(background))).toBeGreaterThanOrEqual(3)
  })

  it('reads white on the bars and on the main button, pressed or not', () => {
    for (const background of ['--bar', '--blue', '--dark-blue']) {
      expect(contrast('#fff', colorOf(background)), background).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('shows the focus on anything: its two rings differ, and one of them from whatever is under them', () => {
    expect(contrast(colorOf('--focus'), colorOf('--ring'))).toBeGreaterThanOrEqual(9)
    for (const background of ['--background', '--pale', '--info', '--bar', '--blue', '--stop-background']) {
      const rings = ['--focus', '--ring'].map((ring) => contrast(colorOf(ring), colorOf(background)))
      expect(Math.max(...rings), background).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('contrast', () => {
  it('is measured as WCAG does', () => {
    expect(contrast('#000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#fff')).toBeCloseTo(4.48, 2)
    expect(contrast('#0f69b4', '#0f69b4')).toBe(1)
  })
})

describe('the style sheets', () => {
  const css = readTogether('public/css/*.css').replace(/\/\*[\s\S]*?\*\//g, '')
  const uses = readTogether('{views,public/js}/**/*.{ejs,js}')

  it('style nothing that no view or script has', () => {
    const kinds = new Set([...css.matchAll(/\.([a-z][\w-]*)(?=[^{}]*\{)/g)].map(([, kind = '']) => kind))
    // A last word that is put together: panel--<%= tone %>, box--<%= width %>.
    const isUsed = (kind: string) => uses.includes(kind) || uses.includes(`${kind.split('--')[0]}--<%`)
    expect([...kinds].filter((kind) => !isUsed(kind))).toEqual([])
    expect(kinds.size).toBeGreaterThan(60)
  })

  it('take every colour of text from the palette, so that the dark and paper may change it', () => {
    const looseColors = [...css.matchAll(/(?<!-)\bcolor:\s*(#[\da-f]+)/gi)].map(([, color]) => color)
    // On what is dark always: the bars and the main button; the letters of a captcha are drawn on white.
    expect([...new Set(looseColors)].sort()).toEqual(['#000', '#1d1d1f', '#d5deea', '#fff'])
  })

  it('move nothing for who asked for less movement', () => {
    const rest = css.replace(/@media \(prefers-reduced-motion: no-preference\) \{[\s\S]*?\n\}/g, '')
    expect(rest).not.toMatch(/transition|animation|scroll-behavior/)
    expect(css).toContain('scroll-behavior')
  })

  it('fetch nothing from elsewhere', () => {
    const urls = [...css.matchAll(/url\(([^)]*)\)/g)].map(([, url]) => url)
    expect(urls.length).toBeGreaterThan(5)
    expect(urls.filter((url) => !/^"\.\.\/(fonts|img)\/[\w.-]+"$/.test(url ?? ''))).toEqual([])
    expect(css).not.toContain('@import')
  })
})

describe('on paper', () => {
  const paper = readStylesheet('print')
  const hidden = paper.slice(0, paper.indexOf('display: none')).split('{').at(-2) ?? ''

  it.each(['.nav', '.buttons', '.alternatives', '.finish', '.footer__links', '.skip-link', '.captcha'])(
    '%s, of no use there, does not print',
    (kind) => {
      expect(hidden).toContain(kind)
    },
  )

  it('a key prints large, with what the screen need not say', () => {
    expect(paper).toMatch(/\.provisoria code \{\s*font-size: 30pt/)
    expect(paper).toMatch(/\.print-only \{\s*display: block/)
    expect(readStylesheet('base')).toMatch(/\.print-only \{\s*display: none/)
  })
})
