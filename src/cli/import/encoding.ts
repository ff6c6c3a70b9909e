/** The option that sets a file's encoding. */

import { type Cli, CommandMisused, type Input } from '../command.ts'
import { ENCODINGS, type Encoding } from '../csv/encoding.ts'
import type { LineOptions } from '../csv/lines.ts'

const ENCODING_NAME: Readonly<Record<Encoding, string>> = {
  'windows-1252': 'Windows-1252',
  macroman: 'MacRoman',
  cp850: 'CP850',
}

/**
 * Read options from the command, with a warning when the encoding is detected.
 * @throws {CommandMisused} when the encoding is not a supported one.
 */
export function readOptionsOf(
  { warn }: Pick<Cli, 'warn'>,
  { options }: Input,
): Pick<LineOptions, 'encoding' | 'onEncodingFound'> {
  const given = options.codificacion?.toLowerCase()
  const encoding = ENCODINGS.find((one) => one === given)
  if (given && !encoding) {
    throw new CommandMisused(`--codificacion puede ser ${ENCODINGS.join(', ')}.`)
  }
  return {
    encoding,
    onEncodingFound: (which) =>
      warn(
        `El archivo no está en UTF-8: se leyó como ${ENCODING_NAME[which]}. Si las letras con acento quedan mal, diga cómo está escrito con --codificacion.`,
      ),
  }
}
