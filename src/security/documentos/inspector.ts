import { fileTypeFromBuffer } from 'file-type'
import { type Inspector, Saturado } from '../../application/ports.ts'
import { type ArchivoRecibido, EXTENSION_DE, FORMATOS, formatoDeclarado } from '../../domain/documento.ts'
import type { CodigoRechazo } from '../../domain/rechazos.ts'
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
  const { esperaMaxima = 16, plazoPdfMs = 2000 } = opciones
  const semaforo = crearSemaforo(1)
  let pendientes = 0
  return {
    async inspeccionar(archivo) {
      if (pendientes >= esperaMaxima) throw new Saturado(SEGUNDOS_DE_ESPERA)
      pendientes++
      try {
        return await semaforo.correr(() => juzgar(archivo, plazoPdfMs))
      } finally {
        pendientes--
      }
    },
  }
}

async function juzgar({ nombre, bytes }: ArchivoRecibido, plazoPdfMs: number) {
  const tipo = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const formato = FORMATOS.find((uno) => uno === tipo?.mime)
  if (!formato) return rechazar(porQueNingunTipo(bytes))
  if (formatoDeclarado(nombre) !== formato) {
    return rechazar('archivo_otra_extension', undefined, { extension: EXTENSION_DE[formato] })
  }
  if (formato === 'application/pdf') {
    const pdf = await revisarPdf(bytes, plazoPdfMs)
    return 'bytes' in pdf ? bien({ formato, bytes: pdf.bytes }) : rechazar(pdf.codigo)
  }
  const imagen = await revisarImagen(bytes, formato)
  return imagen.ok ? bien({ formato: imagen.formato, bytes: imagen.bytes }) : rechazar(imagen.codigo)
}

/** The first bytes of every JPEG, PNG and PDF, and of nothing else that is taken. */
const COMIENZOS = ['ffd8ff', '89504e47', '25504446']

function porQueNingunTipo(bytes: Uint8Array): CodigoRechazo {
  const comienzo = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  const cortado = COMIENZOS.some((uno) => comienzo.startsWith(uno) || uno.startsWith(comienzo))
  // Readers of PDF pass over what is before it.
  const pdfAdentro = Buffer.from(bytes.subarray(0, 1024 + 5)).includes('%PDF-')
  return cortado ? 'archivo_danado' : pdfAdentro ? 'archivo_mezclado' : 'archivo_tipo'
}
