/** The register of organisations, for the operator. */
import {
  type ImportacionDeOrganismos,
  importarOrganismos,
  type LineaDeOrganismo,
} from '../application/operador/importar-organismos.ts'
import {
  type Verificada,
  verificarOrganismo,
  verOrganismo,
} from '../application/operador/verificar-organismo.ts'
import { enmascararRut } from '../domain/enmascarar.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import {
  COLUMNAS_ORGANISMO,
  type ColumnaOrganismo,
  columnaDeOrganismo,
  leerOrganismo,
} from '../domain/organismo.ts'
import { textoRechazo } from '../domain/rechazos.ts'
import { leerRut, mostrarRut } from '../domain/rut.ts'
import { lecturaDe } from './importar/codificacion.ts'
import { type FilaCsv, filasCsv, MOTIVO_LEGIBLE } from './lector/csv.ts'
import { columnasIgnoradas } from './lector/encabezado.ts'
import { type Entrada, type Hacer, type Mundo, OrdenFallida, OrdenMalEscrita } from './orden.ts'
import { conProductoAlDia, operadorDe } from './producto.ts'

const FORMATO = { columnaDe: columnaDeOrganismo, obligatorias: COLUMNAS_ORGANISMO }
/** A line of progress after so many lines of the file. */
const CADA = 100_000

export const importar: Hacer = (mundo, entrada) =>
  conProductoAlDia(mundo, async ({ deps }) => {
    const operador = operadorDe(mundo, entrada, deps.azar.uuid())
    const ensayo = entrada.opciones['dry-run'] ?? false
    const avisar = (linea: number, motivo: string) => mundo.avisar(`Línea ${linea}: ${motivo}.`)
    const hecho = await importarOrganismos(
      deps,
      operador,
      organismosDe(mundo, entrada, avisar),
      (linea) => avisar(linea, 'el RUT está repetido; vale la primera línea que lo tiene'),
      { ensayo, forzar: entrada.opciones.forzar ?? false },
    )
    if (hecho.resultado === 'pierde_muchos') {
      const { salen, habia } = hecho
      throw new OrdenFallida(
        `Al archivo le faltan ${salen} de los ${habia} organismos del registro, más del 10 %. No se cambió nada: revise que esté completo. Si así debe quedar, repita la orden con --forzar.`,
      )
    }
    if (!('ajustadas' in hecho)) throw new OrdenFallida(SIN_CAMBIOS[hecho.resultado])
    mundo.decir(`Organismos: ${hecho.buenos}. Líneas malas: ${hecho.malos}.`)
    if (hecho.salen > 0) mundo.decir(`Organismos que salen del registro: ${hecho.salen} de ${hecho.habia}.`)
    mundo.decir(
      ensayo
        ? 'Ensayo: no se cambió nada.'
        : `El registro fue reemplazado. Cuentas que cambiaron según él: ${hecho.ajustadas}.`,
    )
    return hecho.malos > 0 ? 1 : 0
  })

const SIN_CAMBIOS: Record<
  Exclude<ImportacionDeOrganismos['resultado'], 'importados' | 'ensayo' | 'pierde_muchos'>,
  string
> = {
  en_curso:
    'Otra importación está en curso, o se cortó hace menos de 2 minutos. No se cambió nada: espere y repita la orden.',
  interrumpida: 'Otra importación comenzó mientras esta se detuvo: siguió la otra. Esta no cambió nada.',
  sin_organismos: 'Ninguna línea del archivo sirve: el registro quedó como estaba.',
}

async function* organismosDe(
  mundo: Mundo,
  entrada: Entrada,
  avisar: (linea: number, motivo: string) => void,
): AsyncGenerator<LineaDeOrganismo[]> {
  let leidas = 0
  const alIgnorar = (lugares: number[]) => mundo.avisar(columnasIgnoradas(lugares))
  const opciones = { alIgnorar, ...lecturaDe(mundo, entrada) }
  for await (const filas of filasCsv(entrada.datos[0] ?? '', FORMATO, opciones)) {
    yield filas.map((fila) => leerFila(fila, avisar))
    const antes = leidas
    leidas += filas.length
    if (Math.floor(antes / CADA) < Math.floor(leidas / CADA)) mundo.avisar(`Líneas leídas: ${leidas}`)
  }
}

function leerFila(
  fila: FilaCsv<ColumnaOrganismo>,
  avisar: (linea: number, motivo: string) => void,
): LineaDeOrganismo {
  const { linea } = fila
  if ('motivo' in fila) {
    avisar(linea, MOTIVO_LEGIBLE[fila.motivo])
    return { linea, organismo: null }
  }
  const leido = leerOrganismo(fila.valores)
  if (leido.ok) return { linea, organismo: leido.valor }
  avisar(linea, `${leido.columna}: ${textoRechazo(leido.codigo, { etiqueta: leido.columna, maximo: 150 })}`)
  return { linea, organismo: null }
}

/** @throws {OrdenMalEscrita} */
function rutDe({ datos: [texto = ''] }: Entrada): string {
  const rut = leerRut(texto)
  if (!rut.ok) throw new OrdenMalEscrita(textoRechazo(rut.codigo))
  return rut.valor
}

const NO_VERIFICADA: Record<Exclude<Verificada, 'bien'>, string> = {
  no_existe: 'No existe una cuenta de persona jurídica con ese RUT.',
  cerrada: 'La cuenta está cerrada: no se cambió nada.',
  sin_representante: 'La cuenta no tiene representante legal: debe completarlo en Actualizar Datos.',
  otro_representante:
    'El registro de organismos tiene otro representante legal: corrija el registro o la cuenta, y repita la orden.',
}

export const verificar: Hacer = async (mundo, entrada) => {
  const rut = rutDe(entrada)
  return conProductoAlDia(mundo, async ({ deps }) => {
    const resultado = await verificarOrganismo(deps, operadorDe(mundo, entrada, deps.azar.uuid()), rut)
    if (resultado !== 'bien') throw new OrdenFallida(NO_VERIFICADA[resultado])
    mundo.decir('La cuenta del organismo quedó verificada.')
    return 0
  })
}

export const ver: Hacer = async (mundo, entrada) => {
  const rut = rutDe(entrada)
  return conProductoAlDia(mundo, async ({ deps }) => {
    const ficha = await verOrganismo(deps, operadorDe(mundo, entrada, deps.azar.uuid()), rut)
    const { organismo, cuenta, cargadosEn } = ficha
    mundo.decir(`Registro: ${cargadosEn ? `cargado el ${mostrarMomento(cargadosEn)}` : 'no se ha cargado'}`)
    mundo.decir(`Organismo: ${mostrarRut(rut)}${organismo ? '' : ', no está en el registro'}`)
    if (organismo) {
      mundo.decir(`Razón social: ${organismo.razonSocial}`)
      mundo.decir(`Tipo: ${organismo.tipo}, ${organismo.vigente ? 'vigente' : 'no vigente'}`)
      mundo.decir(`Representante legal: ${enmascararRut(organismo.rutRepresentante)}`)
    }
    mundo.decir(`Cuenta: ${cuenta ? `${cuenta.estado}; identidad ${cuenta.identidad}` : 'no tiene'}`)
    if (ficha.otroRepresentante) mundo.decir('La cuenta tiene otro representante legal que el registro.')
    return 0
  })
}
