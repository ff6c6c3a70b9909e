import { type Conteo, importarCuentas } from '../application/operador/importar-cuentas.ts'
import { TEXTOS_LINEA, TEXTOS_NOTA } from '../domain/importacion.ts'
import { examinar } from './importar/archivo.ts'
import { cantidad, crearAvance } from './importar/avance.ts'
import { lecturaDe } from './importar/codificacion.ts'
import { abrirInforme, SIN_INFORME } from './importar/informe.ts'
import { tandasDe } from './importar/registros.ts'
import { columnasIgnoradas } from './lector/encabezado.ts'
import type { Hacer } from './orden.ts'
import { conProductoAlDia, operadorDe } from './producto.ts'

/** Imports the accounts of a file of the old system; docs/importar-cuentas.md tells its form. */
export const importar: Hacer = async (mundo, entrada) => {
  const [ruta = ''] = entrada.datos
  const { 'dry-run': ensayo = false, rechazos } = entrada.opciones
  const lectura = lecturaDe(mundo, entrada)
  const examinado = await examinar(ruta)
  return conProductoAlDia(mundo, async ({ deps }) => {
    const operador = operadorDe(mundo, entrada, deps.azar.uuid())
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
      const opciones = { ensayo, informe, alAvanzar: avance.alAvanzar }
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

const TEXTOS: Readonly<Record<string, string | undefined>> = { ...TEXTOS_LINEA, ...TEXTOS_NOTA }
const TOTALES = ['lineas', 'importadas', 'existentes', 'rechazadas', 'notas'] as const

function resumen(conteo: Conteo, ensayo: boolean): string[] {
  const porCodigo = Object.entries(conteo).filter(([clave]) => !TOTALES.some((total) => total === clave))
  return [
    ...(ensayo ? ['Ensayo: no se escribió nada. Resultaría esto:'] : []),
    `Líneas leídas: ${cantidad(conteo.lineas)}`,
    `Cuentas importadas: ${cantidad(conteo.importadas)}`,
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
