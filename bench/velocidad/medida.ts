/** One line of the table of docs/performance.md. */
export interface Medida {
  que: string
  valor: string
  /** What it is compared with, where it is a ratio. */
  base?: string
  meta?: string
  /** Whether the aim was reached; absent where there is none. */
  cumple?: boolean
  /** For the chart: the ratio of ours to the aim, 1 or more being reached. */
  logro?: number
}

const numero = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })
export const cifra = (valor: number, unidad = ''): string =>
  `${numero.format(valor)}${unidad && ` ${unidad}`}`

/** A figure that should reach an aim, or stay under it. */
export function conMeta(
  que: string,
  valor: number,
  meta: { alMenos: number } | { aLoMas: number },
  { unidad = '', base }: { unidad?: string; base?: string } = {},
): Medida {
  const [signo, limite, logro] =
    'alMenos' in meta ? ['≥', meta.alMenos, valor / meta.alMenos] : ['≤', meta.aLoMas, meta.aLoMas / valor]
  return {
    que,
    valor: cifra(valor, unidad),
    ...(base && { base }),
    meta: `${signo} ${cifra(limite, unidad)}`,
    cumple: logro >= 1,
    logro,
  }
}
