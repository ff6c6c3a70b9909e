import { advertencias, type Config } from '../../config.ts'
import { lineasDe } from '../errores.ts'
import type { Mundo } from '../orden.ts'
import { leerAjustes } from '../producto.ts'
import { aviso, type Linea, mal, ok } from './linea.ts'

const QUE = 'ajustes'
/** Goes before each warning, whose text is that of the server's log. */
const DEBIL = 'conviene cambiarlo (en inglés, como en el registro)'

/** Every problem of the settings at once; without a configuration nothing else can be checked. */
export function revisarAjustes(mundo: Mundo): { config?: Config; lineas: Linea[] } {
  try {
    const config = leerAjustes(mundo)
    const avisos = advertencias(config).map((texto) => aviso(QUE, `${DEBIL}: ${texto}`))
    return {
      config,
      lineas: [ok(QUE, `completos, en modo ${config.NODE_ENV}`), ...sinProxy(config), ...avisos],
    }
  } catch (error) {
    return { lineas: lineasDe(error).map((problema) => mal(QUE, problema)) }
  }
}

/** Production is served over https, so there is a proxy before it. */
const sinProxy = ({ NODE_ENV, TRUST_PROXY }: Config): Linea[] =>
  NODE_ENV === 'production' && !TRUST_PROXY
    ? [mal(QUE, 'TRUST_PROXY: sin él no se sabe que la visita llegó por https, y ningún trámite funciona')]
    : []
