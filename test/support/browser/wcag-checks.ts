/** Checks of WCAG 2.2 that axe does not make. Each returns the faults found, one line each. */
import type { Frame } from 'playwright-core'
import type { BrowserVisit } from './browser-visit.ts'

/** Everything that can be used with a pointer or the keyboard. */
const CONTROLS =
  'a[href], button:not([tabindex="-1"]), input:not([type="hidden"]), select, summary, audio[controls]'

/** Runs a check in the page and in each of its frames. */
const inEachFrame = async <T>(v: BrowserVisit, run: (frame: Frame) => Promise<T[]>): Promise<T[]> =>
  (await Promise.all(v.page.frames().map(run))).flat()

/** 2.5.8: targets smaller than 24 by 24 px, except links inside a sentence. */
export const smallTargets = (v: BrowserVisit): Promise<string[]> =>
  inEachFrame(v, (frame) =>
    frame.locator(CONTROLS).evaluateAll((controls) =>
      controls.flatMap((control) => {
        if (!control.checkVisibility({ visibilityProperty: true })) return []
        const { display } = control.ownerDocument.defaultView.getComputedStyle(control)
        const sentence = control.parentElement.textContent.trim()
        if (display === 'inline' && sentence !== control.textContent.trim()) return []
        const { width, height } = control.getBoundingClientRect()
        return width >= 24 && height >= 24 ? [] : [`${control.outerHTML.slice(0, 80)}: ${width} x ${height}`]
      }),
    ),
  )

/** Applies a user style sheet, in a way that the content security policy allows. Empty `css` removes it. */
export async function imposeStyles(v: BrowserVisit, css: string): Promise<void> {
  await inEachFrame(v, (frame) =>
    frame.locator('html').evaluate((root, text) => {
      const stylesheet = new root.ownerDocument.defaultView.CSSStyleSheet()
      stylesheet.replaceSync(text)
      root.ownerDocument.adoptedStyleSheets = text ? [stylesheet] : []
      return []
    }, css),
  )
}

/** 1.4.12: the text spacing that a page must withstand. */
export const TEXT_SPACING =
  '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }'

/** 1.4.4: text resized to 200 %. */
export const DOUBLE_TEXT = 'html { font-size: 200% !important }'

/** Text that is cut off, overflows its frame or makes the page scroll sideways. `.sr-only` text is clipped on purpose. */
export const clipped = (v: BrowserVisit): Promise<string[]> =>
  inEachFrame(v, (frame) =>
    frame.locator('html').evaluate((root) => {
      const window = root.ownerDocument.defaultView
      const hasText = (element: (typeof root)[]) => Array.from(element).some((node) => node.nodeType === 3)
      const faults = Array.from<typeof root>(root.querySelectorAll('body *')).flatMap((element) => {
        if (!element.checkVisibility() || element.closest('.sr-only')) return []
        const { overflowX, overflowY } = window.getComputedStyle(element)
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
        const isButton = element.matches('button, .button, summary')
        const isCutX = (overflowX !== 'visible' || isButton) && scrollWidth > clientWidth + 1
        const isCutY = (overflowY !== 'visible' || isButton) && scrollHeight > clientHeight + 1
        const isText = hasText(element.childNodes) && !element.matches('select, input')
        return isText && (isCutX || isCutY) ? [`cut: ${element.outerHTML.slice(0, 80)}`] : []
      })
      if (window !== window.parent && root.scrollHeight > root.clientHeight)
        faults.push(`high: ${root.scrollHeight} in ${root.clientHeight}`)
      return root.scrollWidth > root.clientWidth ? [...faults, `wide: ${root.scrollWidth}`] : faults
    }),
  )

interface TabStop {
  element: string
  covered: boolean
  outline: string
}

/** More than the tab stops of any page. */
const MAX_STOPS = 120

/** Every tab stop of the page in order: whether something covers it, and its focus outline. */
export async function tabStops(v: BrowserVisit): Promise<TabStop[]> {
  const seen: TabStop[] = []
  await v.page.locator('.skip-link').focus()
  for (let step = 0; step < MAX_STOPS; step++) {
    const tabStop = await v.page.locator('html').evaluate((root): TabStop | null => {
      let currentDocument = root.ownerDocument
      // When a frame has the focus, look inside it.
      if (currentDocument.activeElement?.matches('iframe'))
        currentDocument = currentDocument.activeElement.contentDocument
      const focused = currentDocument.activeElement
      if (!focused || focused === currentDocument.body) return null
      const { left, top, width, height } = focused.getBoundingClientRect()
      // 2.4.11 forbids hiding it entirely, so one visible point is enough.
      const points = [0.1, 0.5, 0.9].map((part) =>
        currentDocument.elementFromPoint(left + width * part, top + height * 0.5),
      )
      const { outlineStyle, outlineWidth } = currentDocument.defaultView.getComputedStyle(focused)
      return {
        element: focused.outerHTML.slice(0, 80),
        covered: !points.some((point) => point && (focused.contains(point) || point.contains(focused))),
        outline: `${outlineStyle} ${outlineWidth}`,
      }
    })
    // Past the last one Chromium leaves the page, or begins again where it has no address bar.
    if (!tabStop || tabStop.element === seen[0]?.element) return seen
    // A media player has several tab stops; count them as one.
    if (!tabStop.element.startsWith('<audio') || seen.at(-1)?.element !== tabStop.element) seen.push(tabStop)
    await v.page.keyboard.press('Tab')
  }
  throw new Error('the Tab key never leaves the page')
}

/** Every visible control. */
export const usableControls = (v: BrowserVisit): Promise<string[]> =>
  v.page.locator(`${CONTROLS}, iframe`).evaluateAll(
    (controls, selector) =>
      controls
        .flatMap((control) =>
          control.matches('iframe') ? [...control.contentDocument.querySelectorAll(selector)] : [control],
        )
        .filter((control) => control.checkVisibility({ visibilityProperty: true }))
        .map((control) => control.outerHTML.slice(0, 80)),
    CONTROLS,
  )
