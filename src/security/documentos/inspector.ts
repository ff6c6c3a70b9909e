import { setTimeout as tras } from 'node:timers/promises'
import { type Inspector, Saturado } from '../../application/ports.ts'
import type { ArchivoRecibido } from '../../domain/documento.ts'
import { formatOf } from '../../domain/file-kind.ts'
import { bien, rechazar } from '../../domain/resultado.ts'
import { crearSemaforo } from '../semaforo.ts'
import { revisarImagen } from './imagen.ts'
import { llevaAjeno } from './mezclas.ts'
import { revisarPdf } from './pdf.ts'

export interface OpcionesInspector {
  /** Files that may wait for it at a time. */
  esperaMaxima?: number
  /** Longest time that judging a PDF may take. */
  plazoPdfMs?: number
  /** Longest time that whoever sends a file waits, for its turn too. */
  plazoMs?: number
}

/** What people are told to wait. */
const SEGUNDOS_DE_ESPERA = 10

/**
 * Judges files by what they are, never by what they say they are. One at a time, in a line of their own: whatever
 * is sent, keys are hashed meanwhile.
 */
export function crearInspector(opciones: OpcionesInspector = {}): Inspector {
  const { esperaMaxima = 16, plazoPdfMs = 5000, plazoMs = 30_000 } = opciones
  const semaforo = crearSemaforo(1)
  let pendientes = 0
  return {
    async inspeccionar(archivo, { sinEsperar } = { sinEsperar: false }) {
      if (pendientes >= (sinEsperar ? 1 : esperaMaxima)) throw new Saturado(SEGUNDOS_DE_ESPERA)
      pendientes++
      const plazo = new AbortController()
      let empezado = false
      let vencido = false
      // What is being decoded cannot be stopped: it keeps the turn until it ends, so that there are never two.
      const juicio = semaforo.correr(async () => {
        try {
          if (vencido) throw new Saturado(SEGUNDOS_DE_ESPERA)
          empezado = true
          return await juzgar(archivo, plazoPdfMs)
        } finally {
          pendientes--
        }
      })
      const tardanza = tras(plazoMs, undefined, { signal: plazo.signal }).then(() => {
        vencido = true
        if (empezado) return rechazar('archivo_lento')
        throw new Saturado(SEGUNDOS_DE_ESPERA)
      })
      try {
        return await Promise.race([juicio, tardanza])
      } finally {
        plazo.abort()
      }
    },
  }
}

/** What is kept is looked at once more: it must be nothing else. */
async function juzgar({ bytes }: ArchivoRecibido, plazoPdfMs: number) {
  const formato = formatOf(bytes)
  if (!formato) return rechazar('archivo_tipo')
  const juzgado =
    formato === 'application/pdf' ? await revisarPdf(bytes, plazoPdfMs) : await revisarImagen(bytes, formato)
  if ('codigo' in juzgado) return rechazar(juzgado.codigo)
  if (llevaAjeno(juzgado.bytes)) return rechazar('archivo_mezclado')
  const { formato: guardado, bytes: contenido } = { formato, ...juzgado }
  return bien({ formato: guardado, bytes: contenido })
}
