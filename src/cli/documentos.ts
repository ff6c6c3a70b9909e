import { type FileHandle, open, rm } from 'node:fs/promises'
import type { Fallo } from '../application/decidir-documento.ts'
import {
  type DocumentoVisto,
  listarDocumentos,
  type Revisado,
  revisarDocumento,
  verDocumento,
} from '../application/operador/documentos.ts'
import { type Documento, EXTENSION_DE, MOTIVOS_DE_REVISOR } from '../domain/documento.ts'
import { mostrarFecha, mostrarMomento } from '../domain/fecha.ts'
import { type Entrada, type Hacer, OrdenFallida, OrdenMalEscrita } from './orden.ts'
import { conProductoAlDia, operadorDe } from './producto.ts'
import { bytesLegibles } from './texto.ts'

const ANALISIS: Record<Documento['analisis'], string> = {
  pendiente: 'antivirus pendiente',
  limpio: 'sin virus',
  infectado: 'CON VIRUS',
  sin_antivirus: 'no pasó por un antivirus',
}

export const listar: Hacer = (mundo, entrada) =>
  conProductoAlDia(mundo, async ({ deps }) => {
    const documentos = await listarDocumentos(deps, operadorDe(mundo, entrada, deps.azar.uuid()))
    for (const { id, creadoEn, formato, bytes, analisis } of documentos) {
      const datos = [
        mostrarMomento(creadoEn),
        EXTENSION_DE[formato],
        bytesLegibles(bytes),
        ANALISIS[analisis],
      ]
      mundo.decir(`${id}: ${datos.join(', ')}`)
    }
    mundo.decir(`Esperan decisión: ${documentos.length}.`)
    return 0
  })

const NO_EXISTE = 'No existe un documento con ese id.'
const NO_VISTO = { no_existe: NO_EXISTE, borrado: 'Ese documento ya se borró: pasó su plazo.' }

/** Writes it for this user only, and says what to compare it with. */
export const exportar: Hacer = (mundo, entrada) => {
  const [id = '', ruta = ''] = entrada.datos
  return conProductoAlDia(mundo, async ({ deps }) => {
    const operador = operadorDe(mundo, entrada, deps.azar.uuid())
    const salida = await abrirNuevo(ruta)
    try {
      const visto = await verDocumento(deps, operador, id)
      if (typeof visto === 'string') throw new OrdenFallida(NO_VISTO[visto])
      await salida.writeFile(visto.bytes)
      for (const linea of lineasDe(visto)) mundo.decir(linea)
      mundo.decir(`Quedó en ${ruta}. Bórrelo cuando termine.`)
      return 0
    } catch (error) {
      await rm(ruta, { force: true })
      throw error
    } finally {
      await salida.close()
    }
  })
}

function abrirNuevo(ruta: string): Promise<FileHandle> {
  return open(ruta, 'wx', 0o600).catch((error) => {
    const existe = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new OrdenFallida(
      existe ? `Ya existe ${ruta}: no se reemplaza.` : `No se puede escribir ${ruta}.`,
      error,
    )
  })
}

function lineasDe({ documento, cuenta }: DocumentoVisto): string[] {
  const { nombres, apellidoPaterno, apellidoMaterno, fechaNacimiento } = cuenta
  return [
    `Documento: ${EXTENSION_DE[documento.formato]}, ${bytesLegibles(documento.bytes)}, ${ANALISIS[documento.analisis]}, ${documento.estado}`,
    `Cuenta: ${cuenta.perfil} ${cuenta.identificador}, ${cuenta.tipoDocumento ?? 'sin tipo de documento'}`,
    `Nombre: ${[nombres, apellidoPaterno, apellidoMaterno].filter(Boolean).join(' ') || 'no tiene'}`,
    `Fecha de nacimiento: ${fechaNacimiento ? mostrarFecha(fechaNacimiento) : 'no tiene'}`,
    `País de origen: ${cuenta.paisOrigen ?? 'no tiene'}`,
  ]
}

const MOTIVOS = MOTIVOS_DE_REVISOR.join(', ')

/** @throws {OrdenMalEscrita} */
function leerFallo({ datos: [, estado], opciones }: Entrada): Fallo {
  const motivo = MOTIVOS_DE_REVISOR.find((uno) => uno === opciones.motivo)
  if (estado === 'verificado' && opciones.motivo === undefined) return { estado, motivo: null }
  if (estado === 'rechazado' && motivo) return { estado, motivo }
  throw new OrdenMalEscrita(`Se resuelve con «verificado», o con «rechazado --motivo» y uno de: ${MOTIVOS}.`)
}

const NO_RESUELTO: Record<Exclude<Revisado['resultado'], 'bien'>, string> = {
  no_existe: NO_EXISTE,
  ya_decidido: 'Ese documento ya estaba resuelto: no se cambió nada.',
  infectado: 'Ese documento tiene un virus: no se puede verificar.',
}

export const resolver: Hacer = async (mundo, entrada) => {
  const fallo = leerFallo(entrada)
  return conProductoAlDia(mundo, async ({ deps }) => {
    const operador = operadorDe(mundo, entrada, deps.azar.uuid())
    const hecho = await revisarDocumento(deps, operador, entrada.datos[0] ?? '', fallo)
    if (hecho.resultado !== 'bien') throw new OrdenFallida(NO_RESUELTO[hecho.resultado])
    mundo.decir(`Documento ${fallo.estado}.`)
    if (fallo.estado === 'verificado') {
      mundo.decir(
        hecho.identidadVerificada
          ? 'La identidad de la cuenta quedó verificada.'
          : 'La cuenta no está activa: su identidad no cambió.',
      )
    }
    mundo.decir(hecho.avisada ? 'Se avisa a la persona por correo.' : 'No se avisa a nadie.')
    return 0
  })
}
