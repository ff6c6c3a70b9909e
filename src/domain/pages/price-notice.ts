import { formatWait } from './error-pages.ts'

/**
 * What a form says that has a price, to who cannot work for it (product.md “Price”).
 * @param button the text of the form's button.
 */
export const priceNotice = (button: string, seconds: number): string =>
  seconds > 0
    ? `Ahora llegan muchos formularios. Para cuidar el sistema, la imagen es más difícil y debe esperar ${formatWait(seconds)} antes de presionar «${button}». Si presiona antes, no pierde la espera.`
    : `Ya puede presionar «${button}».`
