/**
 * Text in parts: what is a link, bold or unbreakable says so itself, and no view looks for it in the words.
 * Each part includes its own spaces.
 */
export interface Part {
  text: string
  /** Makes it a link. */
  url?: string
  strong?: boolean
  /** Bold, and never split across lines: dates. */
  unbroken?: boolean
}

export type Parts = readonly Part[]

/** The call centre's toll-free number. */
export const PHONE = { text: '800 80 10 30', url: 'tel:800801030' } as const satisfies Part
