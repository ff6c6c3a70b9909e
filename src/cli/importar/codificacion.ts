/** The option that says which letters a file has. */
import { CODIFICACIONES, type Codificacion } from '../lector/codificacion.ts'
import type { OpcionesLineas } from '../lector/lineas.ts'
import { type Entrada, type Mundo, OrdenMalEscrita } from '../orden.ts'

const NOMBRE: Readonly<Record<Codificacion, string>> = {
  'windows-1252': 'Windows-1252',
  macroman: 'MacRoman',
  cp850: 'CP850',
}

/**
 * How a file is read: as the order says, or telling what was found out.
 * @throws {OrdenMalEscrita} where it says something that is no encoding of ours.
 */
export function lecturaDe(
  { avisar }: Pick<Mundo, 'avisar'>,
  { opciones }: Entrada,
): Pick<OpcionesLineas, 'codificacion' | 'alReconocer'> {
  const dicha = opciones.codificacion?.toLowerCase()
  const codificacion = CODIFICACIONES.find((una) => una === dicha)
  if (dicha && !codificacion) {
    throw new OrdenMalEscrita(`--codificacion puede ser ${CODIFICACIONES.join(', ')}.`)
  }
  return {
    codificacion,
    alReconocer: (cual) =>
      avisar(
        `El archivo no está en UTF-8: se leyó como ${NOMBRE[cual]}. Si las letras con acento quedan mal, diga cómo está escrito con --codificacion.`,
      ),
  }
}
