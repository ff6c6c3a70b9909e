/** Contrast between colours as WCAG 2.2 defines it. */

const CHANNEL_WEIGHTS = [0.2126, 0.7152, 0.0722]

/** @param color #rgb or #rrggbb. */
function luminance(color: string): number {
  const sixDigits = color.length === 4 ? color.replace(/[\da-f]/gi, '$&$&') : color
  return CHANNEL_WEIGHTS.reduce((sum, weight, channel) => {
    const value = Number.parseInt(sixDigits.slice(1 + channel * 2, 3 + channel * 2), 16) / 255
    return sum + weight * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  }, 0)
}

/** Contrast ratio, from 1 (same colour) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** Custom properties set in a piece of CSS, by name. */
export const customPropertiesOf = (css: string): Record<string, string> =>
  Object.fromEntries([...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]))
