/** Reads a line of a file of accounts with the readers of the forms. */
import type { Campo, Entorno } from './campo.ts'
import { campos } from './campos.ts'
import { type DatosDeCuenta, datosDeCuenta } from './cuenta.ts'
import { leerIdentificador } from './identificador.ts'
import type { Columna, CuentaLeida, Nota, RespuestaAntigua } from './importacion.ts'
import { PERFILES, type Perfil } from './perfil.ts'
import type { CodigoRechazo } from './rechazos.ts'
import { juzgarRespuesta, normalizarRespuesta, PREGUNTAS } from './respuesta-secreta.ts'
import { buscarComuna, comunaEsDeRegion, regionDeComuna } from './territorio.ts'

/** The texts of a line by column; what it lacks is left out or empty. */
export type Valores = Partial<Record<Columna, string>>

const NOMBRES = ['nombres', 'apellidoPaterno', 'apellidoMaterno'] as const
const DOMICILIO = ['direccion', 'numero', 'block', 'departamento', 'region', 'comuna'] as const
const EXTRANJERO = ['tipoDocumento', 'sexo', 'estadoCivil', 'cantidadHijos', 'paisOrigen'] as const
const ORGANISMO = [
  'razonSocial',
  'tipoOrganismo',
  'rutRepresentante',
  'emailRepresentante',
  'celularRepresentante',
] as const
const TELEFONOS = ['telefonoParticular', 'celular', 'telefonoTrabajo'] as const

type Dato = keyof DatosDeCuenta

/** The data of each profile, as its forms ask for them. */
const DATOS_DE: Readonly<Record<Perfil, readonly Dato[]>> = {
  natural: [...NOMBRES, 'fechaNacimiento', ...DOMICILIO, 'email', ...TELEFONOS],
  juridica: [...ORGANISMO, ...DOMICILIO, 'email', 'celular'],
  migrante: [...NOMBRES, 'fechaNacimiento', ...EXTRANJERO, ...DOMICILIO, 'email', ...TELEFONOS],
  facilitador: [...NOMBRES, 'tipoDocumento', 'paisOrigen', 'email'],
}

const TODOS = [...new Set(Object.values(DATOS_DE).flat())]
const ajenosA = (perfil: Perfil) => TODOS.filter((dato) => !DATOS_DE[perfil].includes(dato))
/** And those that it has not. */
const AJENOS_A: Readonly<Record<Perfil, readonly Dato[]>> = {
  natural: ajenosA('natural'),
  juridica: ajenosA('juridica'),
  migrante: ajenosA('migrante'),
  facilitador: ajenosA('facilitador'),
}

/** The options of the closed lists, by what people read of them. */
const opcionesDe = (campo: Campo<string>) =>
  new Map(
    campo.grupos?.flatMap(({ opciones }) =>
      opciones.map(({ valor, texto }) => [normalizarRespuesta(texto), valor] as const),
    ),
  )
const LISTAS: Partial<Record<string, Map<string, string>>> = {
  tipoDocumento: opcionesDe(campos.tipoDocumento),
  sexo: opcionesDe(campos.sexo),
  estadoCivil: opcionesDe(campos.estadoCivil),
  paisOrigen: opcionesDe(campos.paisOrigen),
  tipoOrganismo: opcionesDe(campos.tipoOrganismo),
  region: opcionesDe(campos.region),
}

/** A date as databases write it, with or without its hour. */
const FECHA_ISO = /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.Z+-]*)?\s*$/

/** Brings to the form of a field what files write otherwise: dates of databases, names of lists, codes without their zero. */
function comoEnFormulario(dato: string, texto: string): string {
  if (dato === 'fechaNacimiento') return texto.replace(FECHA_ISO, '$3-$2-$1')
  if (dato === 'comuna') {
    return /^\s*\d{4,5}\s*$/.test(texto)
      ? texto.trim().padStart(5, '0')
      : (buscarComuna(texto)?.codigo ?? texto)
  }
  if (dato === 'region' && /^\s*\d{1,2}\s*$/.test(texto)) return texto.trim().padStart(2, '0')
  const lista = LISTAS[dato]
  return lista ? (lista.get(normalizarRespuesta(texto)) ?? texto.trim()) : texto
}

/**
 * Reads a line. Identity decides: an unknown profile or an identifier that is not one refuses it. Whatever else is
 * wrong stays out of the account with a note, as if it were missing.
 */
export function leerLinea(
  valores: Valores,
  entorno: Entorno,
): { ok: true; cuenta: CuentaLeida } | { ok: false; codigo: 'perfil_desconocido' | CodigoRechazo } {
  const escrito = valores.perfil?.trim().toLowerCase()
  const perfil = PERFILES.find((uno) => uno === escrito)
  if (!perfil) return { ok: false, codigo: 'perfil_desconocido' }
  const identificador = leerIdentificador(perfil, (valores.identificador ?? '').slice(0, 100))
  if (!identificador.ok) return identificador
  const notas: Nota[] = []
  const datos = leerDatos(perfil, valores, entorno, notas)
  return {
    ok: true,
    cuenta: {
      perfil,
      identificador: identificador.valor,
      datos,
      claveHash: valores.claveHash?.trim() || null,
      pregunta: perfil === 'facilitador' ? null : leerPregunta(valores, notas),
      notas,
    },
  }
}

function leerDatos(perfil: Perfil, valores: Valores, entorno: Entorno, notas: Nota[]): DatosDeCuenta {
  const leidos: Partial<DatosDeCuenta> = {}
  for (const dato of DATOS_DE[perfil]) {
    const texto = valores[dato]
    if (!texto?.trim()) continue
    const lectura = campos[dato].leer(comoEnFormulario(dato, texto), entorno)
    if (lectura.ok) leidos[dato] = lectura.valor
    else notas.push({ campo: dato, codigo: lectura.codigo })
  }
  for (const dato of AJENOS_A[perfil]) {
    if (valores[dato]?.trim()) notas.push({ campo: dato, codigo: 'de_otro_perfil' })
  }
  ponerRegion(leidos, notas)
  return datosDeCuenta(leidos)
}

/** A comuna lies in one región: that one stands, whatever the file says. */
function ponerRegion(leidos: Partial<DatosDeCuenta>, notas: Nota[]): void {
  const { comuna, region } = leidos
  if (!comuna) return
  if (region && !comunaEsDeRegion(comuna, region)) {
    notas.push({ campo: 'region', codigo: 'comuna_de_otra_region' })
  }
  leidos.region = regionDeComuna(comuna) ?? null
}

const soloPalabras = (texto: string): string =>
  (normalizarRespuesta(texto).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

/** The twelve questions by their id, their number and their text. */
const preguntas = new Map(
  PREGUNTAS.flatMap(({ id, texto }) => [
    [id, id] as const,
    [String(Number(id.slice(1))), id] as const,
    [soloPalabras(texto), id] as const,
  ]),
)

/** A question is worth something with its answer only. */
function leerPregunta(valores: Valores, notas: Nota[]): CuentaLeida['pregunta'] {
  const escrita = valores.preguntaSecreta?.trim()
  const respuesta = leerRespuesta(valores)
  if (!escrita && !respuesta) return null
  const apuntar = (campo: Columna, codigo: Nota['codigo']) => {
    notas.push({ campo, codigo })
    return null
  }
  const id = preguntas.get(soloPalabras(escrita?.slice(0, 500) ?? ''))
  if (escrita && !id) return apuntar('preguntaSecreta', 'pregunta_desconocida')
  if (!id || !respuesta) return apuntar('preguntaSecreta', 'pregunta_sola')
  if ('hash' in respuesta) return { id, respuesta }
  const lectura = campos.respuestaSecreta.leer(respuesta.enClaro, { hoy: '' })
  if (!lectura.ok) return apuntar('respuestaSecreta', lectura.codigo)
  const rechazo = juzgarRespuesta(lectura.valor, id)
  if (rechazo) return apuntar('respuestaSecreta', rechazo)
  return { id, respuesta: { enClaro: normalizarRespuesta(lectura.valor) } }
}

function leerRespuesta({ respuestaHash, respuestaSecreta }: Valores): RespuestaAntigua | undefined {
  if (respuestaHash?.trim()) return { hash: respuestaHash.trim() }
  return respuestaSecreta?.trim() ? { enClaro: respuestaSecreta } : undefined
}
