import { parseArgs } from 'node:util'
import { verificar } from './bitacora.ts'
import { descongelar, reabrir, ver, verPorCaso } from './cuentas.ts'
import { exportar, listar, resolver } from './documentos.ts'
import { lineasDe } from './errores.ts'
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
    ayuda: 'trae cuentas del sistema anterior de un CSV o NDJSON [--dry-run] [--rechazos <archivo>]',
    hacer: importar,
  },
  {
    nombre: 'organismos importar',
    datos: ['archivo'],
    ayuda:
      'reemplaza el registro de organismos por el de un CSV [--dry-run: solo lo revisa] [--forzar: aunque falte más del 10 %]',
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

const usoDe = ({ nombre, datos }: Orden) => [nombre, ...datos.map((dato) => `<${dato}>`)].join(' ')

const AYUDA: readonly string[] = [
  'Uso: npm run cli -- <orden> [--operador <nombre>]',
  '',
  ...ORDENES.map((orden) => `  ${usoDe(orden).padEnd(45)} ${orden.ayuda}`),
  '',
  'La frase de los respaldos se lee de BACKUP_PASSPHRASE o se pregunta en el terminal.',
  '--operador es el nombre que queda en la bitácora; si falta, el usuario del sistema.',
  'Termina con 0 si todo está bien, con 1 si algo está mal o no se pudo, con 2 si la orden está mal escrita.',
]

/** Reads an order and does it. Whatever goes wrong is told in one line. @returns the exit code: 0, 1 or 2. */
export async function ejecutar(mundo: Mundo, argumentos: string[]): Promise<0 | 1 | 2> {
  try {
    const { orden, entrada } = leerOrden(argumentos)
    if (orden) return await orden.hacer(mundo, entrada)
    for (const linea of AYUDA) mundo.decir(linea)
    return 0
  } catch (error) {
    for (const linea of lineasDe(error)) mundo.avisar(linea)
    return error instanceof OrdenMalEscrita ? 2 : 1
  }
}

function leerOrden(argumentos: string[]): { orden: Orden | undefined; entrada: Entrada } {
  const { values, positionals } = separar(argumentos)
  const { ayuda, ...opciones } = values
  if (ayuda || positionals.length === 0) return { orden: undefined, entrada: { datos: [], opciones } }
  const orden = ORDENES.find(({ nombre }) => `${positionals.join(' ')} `.startsWith(`${nombre} `))
  if (!orden) throw new OrdenMalEscrita(`No existe la orden «${positionals[0]}». Vea la ayuda: npm run cli`)
  const datos = positionals.slice(orden.nombre.split(' ').length)
  if (datos.length !== orden.datos.length) throw new OrdenMalEscrita(`Se escribe así: ${usoDe(orden)}`)
  return { orden, entrada: { datos, opciones } }
}

function separar(args: string[]) {
  const options = {
    ayuda: { type: 'boolean', short: 'h' },
    operador: { type: 'string' },
    secretos: { type: 'string' },
    motivo: { type: 'string' },
    rechazos: { type: 'string' },
    'dry-run': { type: 'boolean' },
    forzar: { type: 'boolean' },
  } as const
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch {
    throw new OrdenMalEscrita('Hay una opción que no existe o está incompleta. Vea la ayuda: npm run cli')
  }
}
