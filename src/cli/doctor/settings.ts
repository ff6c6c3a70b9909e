import type { Config } from '../../config/config.ts'
import { startWarnings } from '../../config/warnings.ts'
import type { Cli } from '../command.ts'
import { errorLines } from '../errors.ts'
import { readSettings } from '../open-product.ts'
import { type CheckLine, fail, ok, warning } from './line.ts'

const CHECK_NAME = 'ajustes'
/** Precedes each warning, whose English text is the server log's. */
const WEAK = 'conviene cambiarlo (en inglés, como en el registro)'

/** Reports every problem of the settings at once. Without a configuration nothing else can be checked. */
export function checkSettings(cli: Cli): { config?: Config; lines: CheckLine[] } {
  try {
    const config = readSettings(cli)
    const warnings = startWarnings(config).map((text) => warning(CHECK_NAME, `${WEAK}: ${text}`))
    return {
      config,
      lines: [ok(CHECK_NAME, `completos, en modo ${config.NODE_ENV}`), ...missingProxy(config), ...warnings],
    }
  } catch (error) {
    return { lines: errorLines(error).map((problem) => fail(CHECK_NAME, problem)) }
  }
}

/** Production is served over https, so behind a proxy. */
const missingProxy = ({ NODE_ENV, TRUST_PROXY }: Config): CheckLine[] =>
  NODE_ENV === 'production' && !TRUST_PROXY
    ? [
        fail(
          CHECK_NAME,
          'TRUST_PROXY: sin él no se sabe que la visita llegó por https, y ningún trámite funciona',
        ),
      ]
    : []
