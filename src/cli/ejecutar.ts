import { parseArgs } from 'node:util'
import { verificar } from './bitacora.ts'
import { descongelar, reabrir, ver, verPorCaso } from './cuentas.ts'
import { exportar, listar, resolver } from './documentos.ts'
import { lineasDe } from './errores.ts'
import { helpFor, orderIn, ordersOf, usageOf, verbsOf } from './help.ts'
import { importar } from './importar.ts'
import { rotar } from './llaves.ts'
import { type Entrada, type Mundo, type Orden, OrdenMalEscrita } from './orden.ts'
import * as organismos from './organismos.ts'
import { respaldar } from './respaldar.ts'
import { restaurar } from './restaurar.ts'
import { revisar } from './revisar.ts'

const CUENTA = ['perfil', 'identificador'] as const

const ORDENES: readonly Orden[] = [
  {
    nombre: 'respaldo',
    datos: ['archivo'],
    ayuda: 'copia la base de datos en uso y los secretos en un archivo cifrado',
    hacer: respaldar,
  },
  {
    nombre: 'restaurar',
    datos: ['archivo'],
    ayuda: 'verifica un respaldo y lo carga en una base de datos vacía [--secretos <destino>]',
    hacer: restaurar,
  },
  {
    nombre: 'revisar',
    datos: [],
    ayuda: 'revisa ajustes, secretos, base de datos, reloj, correo, antivirus, disco y bitácora',
    hacer: revisar,
  },
  {
    nombre: 'cuentas ver',
    datos: CUENTA,
    ayuda: 'muestra el estado de una cuenta y sus últimas anotaciones',
    hacer: ver,
  },
  {
    nombre: 'cuentas caso',
    datos: ['numero'],
    ayuda: 'muestra un caso por el número que da la persona, y el estado de su cuenta',
    hacer: verPorCaso,
  },
  {
    nombre: 'cuentas reabrir',
    datos: CUENTA,
    ayuda: 'termina los cierres por intentos fallidos',
    hacer: reabrir,
  },
  {
    nombre: 'cuentas descongelar',
    datos: CUENTA,
    ayuda: 'vuelve activa una cuenta congelada; la persona debe recuperar su CS',
    hacer: descongelar,
  },
  {
    nombre: 'cuentas importar',
    datos: ['archivo'],
    ayuda:
      'trae cuentas del sistema anterior de un CSV o NDJSON [--dry-run] [--rechazos <archivo>] [--corrige <importación>: completa las de esa] [--codificacion <cuál>]',
    hacer: importar,
  },
  {
    nombre: 'organismos importar',
    datos: ['archivo'],
    ayuda:
      'reemplaza el registro de organismos por el de un CSV [--dry-run: solo lo revisa] [--forzar: aunque falte más del 10 %] [--codificacion <cuál>]',
    hacer: organismos.importar,
  },
  {
    nombre: 'organismos verificar',
    datos: ['rut'],
    ayuda: 'deja verificada la cuenta de un organismo que no está en el registro',
    hacer: organismos.verificar,
  },
  {
    nombre: 'organismos ver',
    datos: ['rut'],
    ayuda: 'muestra un organismo en el registro, y el estado de su cuenta',
    hacer: organismos.ver,
  },
  {
    nombre: 'documentos listar',
    datos: [],
    ayuda: 'muestra los documentos que esperan decisión, del más antiguo al más nuevo',
    hacer: listar,
  },
  {
    nombre: 'documentos exportar',
    datos: ['id', 'archivo'],
    ayuda: 'escribe un documento en un archivo nuevo y dice con qué compararlo',
    hacer: exportar,
  },
  {
    nombre: 'documentos resolver',
    datos: ['id', 'verificado|rechazado'],
    ayuda: 'decide sobre un documento y avisa a la persona [--motivo <motivo>]',
    hacer: resolver,
  },
  {
    nombre: 'llaves rotar',
    datos: [],
    ayuda: 'cifra todo lo guardado con la primera llave de ENCRYPTION_KEYS, con el producto en uso',
    hacer: rotar,
  },
  {
    nombre: 'bitacora verificar',
    datos: [],
    ayuda: 'sigue la cadena de sellos de la bitácora y dice dónde se corta',
    hacer: verificar,
  },
]

/** Reads an order and does it. Whatever goes wrong is told in one line. @returns the exit code: 0, 1 or 2. */
export async function ejecutar(mundo: Mundo, argumentos: string[]): Promise<0 | 1 | 2> {
  try {
    const ayuda = ayudaPedida(argumentos)
    const leida = ayuda ? undefined : leerOrden(argumentos)
    if (leida) return await leida.orden.hacer(mundo, leida.entrada)
    for (const linea of ayuda ?? helpFor(ORDENES, [])) mundo.decir(linea)
    return 0
  } catch (error) {
    for (const linea of lineasDe(error)) mundo.avisar(linea)
    return error instanceof OrdenMalEscrita ? 2 : 1
  }
}

const OPCIONES = {
  operador: { type: 'string' },
  secretos: { type: 'string' },
  motivo: { type: 'string' },
  rechazos: { type: 'string' },
  codificacion: { type: 'string' },
  corrige: { type: 'string' },
  'dry-run': { type: 'boolean' },
  forzar: { type: 'boolean' },
} as const
const PIDEN_AYUDA = ['--help', '--ayuda', '-h']

/** The help that these words ask for, however badly written the rest of them is; nothing when they ask for none. */
function ayudaPedida(argumentos: readonly string[]): string[] | undefined {
  const args = argumentos.filter((uno) => !PIDEN_AYUDA.includes(uno))
  if (args.length === argumentos.length) return undefined
  return helpFor(
    ORDENES,
    parseArgs({ args, options: OPCIONES, allowPositionals: true, strict: false }).positionals,
  )
}

/** @returns nothing where there is no order, as who only wants to see them writes. @throws {OrdenMalEscrita} */
function leerOrden(argumentos: string[]): { orden: Orden; entrada: Entrada } | undefined {
  const { values: opciones, positionals } = separar(argumentos)
  if (positionals.length === 0) return undefined
  const orden = orderIn(ORDENES, positionals)
  if (!orden) throw new OrdenMalEscrita(porQueNinguna(positionals))
  const datos = positionals.slice(orden.nombre.split(' ').length)
  if (datos.length !== orden.datos.length) throw new OrdenMalEscrita(`Se escribe así: ${usageOf(orden)}`)
  return { orden, entrada: { datos, opciones } }
}

function porQueNinguna(palabras: readonly string[]): string {
  const [primera, segunda] = palabras
  if (ordersOf(ORDENES, palabras).length === 0)
    return `No existe la orden «${primera}». Vea la ayuda: npm run cli`
  if (segunda === undefined) return verbsOf(ORDENES, palabras).join('\n')
  return `No existe esa orden de «${primera}». Vea las que hay: npm run cli -- ${primera}`
}

function separar(args: string[]) {
  try {
    return parseArgs({ args, options: OPCIONES, allowPositionals: true })
  } catch {
    throw new OrdenMalEscrita('Hay una opción que no existe o está incompleta. Vea la ayuda: npm run cli')
  }
}
