import {
  type Conteo,
  importacionPorHuella,
  importarCuentas,
} from '../application/operador/importar-cuentas.ts'
import { TEXTOS_LINEA, TEXTOS_NOTA } from '../domain/importacion.ts'
import { examinar } from './importar/archivo.ts'
import { cantidad, crearAvance } from './importar/avance.ts'
import { lecturaDe } from './importar/codificacion.ts'
import { abrirInforme, SIN_INFORME } from './importar/informe.ts'
import { tandasDe } from './importar/registros.ts'
import { columnasIgnoradas } from './lector/encabezado.ts'
import { type Hacer, OrdenFallida, OrdenMalEscrita } from './orden.ts'
import { conProductoAlDia, operadorDe } from './producto.ts'

/** Imports the accounts of a file of the old system; docs/importar-cuentas.md tells its form. */
export const importar: Hacer = async (mundo, entrada) => {
  const [ruta = ''] = entrada.datos
  const { 'dry-run': ensayo = false, rechazos, corrige } = entrada.opciones
  const lectura = lecturaDe(mundo, entrada)
  const examinado = await examinar(ruta)
  return conProductoAlDia(mundo, async ({ deps }) => {
    const operador = operadorDe(mundo, entrada, deps.azar.uuid())
    const corregida = corrige === undefined ? undefined : await buscarImportacion(deps, corrige)
    const informe = rechazos ? await abrirInforme(rechazos) : SIN_INFORME
    const avance = crearAvance(mundo, examinado.bytes)
    const tandas = tandasDe(ruta, {
      ...lectura,
      alLeer: avance.alLeer,
      alIgnorar: (lugares) => mundo.avisar(columnasIgnoradas(lugares)),
      alDesconocer: (linea) =>
        mundo.avisar(`Hay nombres que no son de ninguna columna, desde la línea ${linea}: no se usan.`),
    })
    try {
      const archivo = { archivo: examinado.archivo, tandas }
      const opciones = { ensayo, corrige: corregida, informe, alAvanzar: avance.alAvanzar }
      const { conteo, retomadas } = await importarCuentas(deps, operador, archivo, opciones)
      avance.terminar(conteo)
      if (retomadas > 0) {
        mundo.decir(`Continuó donde había quedado: ${cantidad(retomadas)} líneas ya estaban hechas.`)
      }
      for (const linea of resumen(conteo, ensayo)) mundo.decir(linea)
      if (rechazos) mundo.decir(`Detalle por línea: ${rechazos}`)
      if (nadaSeLeyo(conteo)) {
        mundo.avisar(
          'Ninguna línea del archivo se pudo leer: revise que tenga la forma de docs/importar-cuentas.md.',
        )
        return 1
      }
      if (!ensayo) mundo.decir(comoCorregir(examinado.archivo))
      return 0
    } finally {
      await informe.cerrar()
    }
  })
}

/** Whether the file is no file of accounts: it has no lines, or none that could be taken apart. */
const nadaSeLeyo = (conteo: Conteo): boolean =>
  Object.entries(conteo).reduce(
    (quedan, [clave, veces]) => (clave.startsWith('linea_') ? quedan - veces : quedan),
    conteo.lineas ?? 0,
  ) === 0

/** So many figures of the SHA-256 of a file are enough to tell its import. */
const CIFRAS = 12

const comoCorregir = (archivo: string): string =>
  `Si corrige el archivo, sus cuentas que nadie ha usado se completan con: cuentas importar <corregido> --corrige ${archivo.slice(0, CIFRAS)}`

/** @throws {OrdenFallida} where there is no such import. @throws {OrdenMalEscrita} where it is told by too little. */
async function buscarImportacion(deps: Parameters<typeof importacionPorHuella>[0], dicha: string) {
  const comienzo = dicha.toLowerCase()
  if (!/^[\da-f]{8,64}$/.test(comienzo)) {
    throw new OrdenMalEscrita(
      '--corrige lleva las cifras que dio la importación anterior, o el SHA-256 de su archivo.',
    )
  }
  const importacion = await importacionPorHuella(deps, comienzo)
  if (!importacion) throw new OrdenFallida('Ninguna importación tiene ese número: revise el de --corrige.')
  return importacion
}

const TEXTOS: Readonly<Record<string, string | undefined>> = { ...TEXTOS_LINEA, ...TEXTOS_NOTA }
const TOTALES = ['lineas', 'importadas', 'existentes', 'completadas', 'rechazadas', 'notas'] as const

function resumen(conteo: Conteo, ensayo: boolean): string[] {
  const porCodigo = Object.entries(conteo).filter(([clave]) => !TOTALES.some((total) => total === clave))
  return [
    ...(ensayo ? ['Ensayo: no se escribió nada. Resultaría esto:'] : []),
    `Líneas leídas: ${cantidad(conteo.lineas)}`,
    `Cuentas importadas: ${cantidad(conteo.importadas)}`,
    ...(conteo.completadas ? [`Ya existían y se completaron: ${cantidad(conteo.completadas)}`] : []),
    `Ya existían y no se tocaron: ${cantidad(conteo.existentes)}`,
    `Rechazadas: ${cantidad(conteo.rechazadas)}`,
    `Datos que quedaron fuera o que hay que mirar: ${cantidad(conteo.notas)}`,
    ...porCodigo.map(([clave, veces]) => `  ${clave}: ${cantidad(veces)}${explicado(clave)}`),
  ]
}

const explicado = (clave: string): string => {
  const texto = TEXTOS[clave.split(':')[0] ?? '']
  return texto ? ` (${texto})` : ''
}
