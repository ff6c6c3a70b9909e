/** Contrast between colours as WCAG 2.2 defines it. */

const CANALES = [0.2126, 0.7152, 0.0722]

/** @param color #rgb or #rrggbb. */
function luminancia(color: string): number {
  const seis = color.length === 4 ? color.replace(/[\da-f]/gi, '$&$&') : color
  return CANALES.reduce((suma, peso, canal) => {
    const valor = Number.parseInt(seis.slice(1 + canal * 2, 3 + canal * 2), 16) / 255
    return suma + peso * (valor <= 0.04045 ? valor / 12.92 : ((valor + 0.055) / 1.055) ** 2.4)
  }, 0)
}

/** From 1, the same, to 21, black on white. */
export function contraste(uno: string, otro: string): number {
  const [claro = 0, oscuro = 0] = [luminancia(uno), luminancia(otro)].sort((a, b) => b - a)
  return (claro + 0.05) / (oscuro + 0.05)
}

/** The custom properties that a piece of a style sheet sets, by name. */
export const propiedadesDe = (css: string): Record<string, string> =>
  Object.fromEntries([...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, nombre, valor]) => [nombre, valor]))
