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
  light: LIGHT,
  dark: { ...LIGHT, ...customPropertiesOf(dark.slice(0, dark.indexOf('}\n}'))) },
  print: { ...LIGHT, ...customPropertiesOf(readStylesheet('print')) },
}
/** Text colours and their backgrounds. */
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
/** Non-text colours that must be visible: borders of controls and of results. */
const SHAPE_COLORS: [color: string, background: string][] = [
  ['--control-border', '--background'],
  ['--control-border', '--pale'],
  ['--red', '--background'],
  ['--blue', '--background'],
  ['--success', '--success-background'],
]

describe.each(Object.entries(PALETTES))('the %s palette', (_name, palette) => {
  const colorOf = (name: string) => palette[name] ?? ''

  it.each(TEXTS)('has %s on %s with a contrast of at least 4.5', (color, background) => {
    expect(contrast(colorOf(color), colorOf(background))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(SHAPE_COLORS)('has %s on %s with a contrast of at least 3', (color, background) => {
    expect(contrast(colorOf(color), colorOf(background))).toBeGreaterThanOrEqual(3)
  })

  it('has readable white text on the bars and on the main button, pressed or not', () => {
    for (const background of ['--bar', '--blue', '--dark-blue']) {
      expect(contrast('#fff', colorOf(background)), background).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('shows the focus on any background: its two rings differ, and one of them stands out', () => {
    expect(contrast(colorOf('--focus'), colorOf('--ring'))).toBeGreaterThanOrEqual(9)
    for (const background of ['--background', '--pale', '--info', '--bar', '--blue', '--stop-background']) {
      const rings = ['--focus', '--ring'].map((ring) => contrast(colorOf(ring), colorOf(background)))
      expect(Math.max(...rings), background).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('contrast', () => {
  it('is measured as WCAG defines it', () => {
    expect(contrast('#000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#fff')).toBeCloseTo(4.48, 2)
    expect(contrast('#0f69b4', '#0f69b4')).toBe(1)
  })
})

describe('the style sheets', () => {
  const css = readTogether('public/css/*.css').replace(/\/\*[\s\S]*?\*\//g, '')
  const uses = readTogether('{views,public/js}/**/*.{ejs,js}')

  it('have no class that no view or script uses', () => {
    const kinds = new Set([...css.matchAll(/\.([a-z][\w-]*)(?=[^{}]*\{)/g)].map(([, kind = '']) => kind))
    // A modifier may be computed: panel--<%= tone %>, box--<%= width %>.
    const isUsed = (kind: string) => uses.includes(kind) || uses.includes(`${kind.split('--')[0]}--<%`)
    expect([...kinds].filter((kind) => !isUsed(kind))).toEqual([])
    expect(kinds.size).toBeGreaterThan(60)
  })

  it('take every text colour from the palette, which dark mode and print can change', () => {
    const looseColors = [...css.matchAll(/(?<!-)\bcolor:\s*(#[\da-f]+)/gi)].map(([, color]) => color)
    // Exceptions: the bars and the main button are always dark, and the captcha is always on white.
    expect([...new Set(looseColors)].sort()).toEqual(['#000', '#1d1d1f', '#d5deea', '#fff'])
  })

  it('animate nothing under prefers-reduced-motion', () => {
    const rest = css.replace(/@media \(prefers-reduced-motion: no-preference\) \{[\s\S]*?\n\}/g, '')
    expect(rest).not.toMatch(/transition|animation|scroll-behavior/)
    expect(css).toContain('scroll-behavior')
  })

  it('load nothing from another origin', () => {
    const urls = [...css.matchAll(/url\(([^)]*)\)/g)].map(([, url]) => url)
    expect(urls.length).toBeGreaterThan(5)
    expect(urls.filter((url) => !/^"\.\.\/(fonts|img)\/[\w.-]+"$/.test(url ?? ''))).toEqual([])
    expect(css).not.toContain('@import')
  })
})

describe('in print', () => {
  const css = readStylesheet('print')
  const hidden = css.slice(0, css.indexOf('display: none')).split('{').at(-2) ?? ''

  it.each(['.nav', '.buttons', '.alternatives', '.finish', '.footer__links', '.skip-link', '.captcha'])(
    '%s is hidden',
    (kind) => {
      expect(hidden).toContain(kind)
    },
  )

  it('a provisoria is large, with text that only prints', () => {
    expect(css).toMatch(/\.provisoria code \{\s*font-size: 30pt/)
    expect(css).toMatch(/\.print-only \{\s*display: block/)
    expect(readStylesheet('base')).toMatch(/\.print-only \{\s*display: none/)
  })
})
