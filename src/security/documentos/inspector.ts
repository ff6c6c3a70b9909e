import { type Inspector, Saturado } from '../../application/ports.ts'
import type { ArchivoRecibido } from '../../domain/documento.ts'
import { formatOf } from '../../domain/file-kind.ts'
import { bien, rechazar } from '../../domain/resultado.ts'
import { crearSemaforo } from '../semaforo.ts'
import { revisarImagen } from './imagen.ts'
import { revisarPdf } from './pdf.ts'

export interface OpcionesInspector {
  /** Files that may wait for it at a time. */
  esperaMaxima?: number
  /** Longest time that judging a PDF may take. */
  plazoPdfMs?: number
}

/** What people are told to wait. */
const SEGUNDOS_DE_ESPERA = 10

/**
 * Judges files by what they are, never by what they say they are. One at a time, in a line of their own: whatever
 * is sent, keys are hashed meanwhile.
 */
export function crearInspector(opciones: OpcionesInspector = {}): Inspector {
  const { esperaMaxima = 16, plazoPdfMs = 5000 } = opciones
  const semaforo = crearSemaforo(1)
  let pendientes = 0
  return {
    async inspeccionar(archivo, { sinEsperar } = { sinEsperar: false }) {
      if (pendientes >= (sinEsperar ? 1 : esperaMaxima)) throw new Saturado(SEGUNDOS_DE_ESPERA)
      pendientes++
      try {
        return await semaforo.correr(() => juzgar(archivo, plazoPdfMs))
      } finally {
        pendientes--
      }
    },
  }
}

async function juzgar({ bytes }: ArchivoRecibido, plazoPdfMs: number) {
  const formato = formatOf(bytes)
  if (!formato) return rechazar('archivo_tipo')
  if (formato === 'application/pdf') {
    const pdf = await revisarPdf(bytes, plazoPdfMs)
    return 'bytes' in pdf ? bien({ formato, bytes: pdf.bytes }) : rechazar(pdf.codigo)
  }
  const imagen = await revisarImagen(bytes, formato)
  return imagen.ok ? bien({ formato: imagen.formato, bytes: imagen.bytes }) : rechazar(imagen.codigo)
}
