/** Reads a line of a file of accounts with the readers of the forms. */
import type { Campo, Entorno } from './campo.ts'
import { campos } from './campos.ts'
import { type DatosDeCuenta, datosDeCuenta } from './cuenta.ts'
import { leerIdentificador } from './identificador.ts'
import { COLUMNAS, type Columna, type CuentaLeida, type Nota, type RespuestaAntigua } from './importacion.ts'
import { comunaDeArchivo, esOFueDeRegion, regionDeArchivo } from './importacion-comuna.ts'
import { fechaDeArchivo } from './importacion-fecha.ts'
import { queDice, sinPlanilla, tieneLetrasDanadas } from './importacion-valor.ts'
import { PERFILES, type Perfil } from './perfil.ts'
import type { CodigoRechazo } from './rechazos.ts'
import { juzgarRespuesta, normalizarRespuesta, PREGUNTAS } from './respuesta-secreta.ts'
import { regionDeComuna } from './territorio.ts'

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
}

/** Brings to the form of a field what files write otherwise. @returns nothing where it can be read in more than one way. */
function comoEnFormulario(
  dato: string,
  texto: string,
  notar: (codigo: Nota['codigo']) => void,
): string | undefined {
  if (dato === 'fechaNacimiento') {
    const fecha = fechaDeArchivo(texto)
    const codigo = 'duda' in fecha ? fecha.duda : fecha.nota
    if (codigo) notar(codigo)
    return 'duda' in fecha ? undefined : fecha.texto
  }
  if (dato === 'comuna') return comunaDeArchivo(texto) ?? texto
  if (dato === 'region') return regionDeArchivo(texto) ?? texto
  return LISTAS[dato]?.get(normalizarRespuesta(texto)) ?? texto
}

const esHash = (columna: Columna): boolean => columna === 'claveHash' || columna === 'respuestaHash'
const esNombre = (columna: Columna): boolean => NOMBRES.some((nombre) => nombre === columna)
/** What people wrote as they liked: nothing of it is a spreadsheet's doing. */
const esLibre = (columna: Columna): boolean => esHash(columna) || columna === 'respuestaSecreta'

/** The texts of a line without what databases and spreadsheets put there; what is wrong with one of them is noted. */
function limpiarValores(valores: Valores, notas: Nota[]): Valores {
  const limpios: Valores = {}
  for (const columna of COLUMNAS) {
    const escrito = valores[columna]
    if (!escrito || !/\S/.test(escrito)) continue
    const dice = queDice(escrito, esNombre(columna))
    if (dice === 'nada') notas.push({ campo: columna, codigo: 'sin_valor' })
    if (dice === 'quizas_nada') notas.push({ campo: columna, codigo: 'quizas_sin_valor' })
    if (dice === 'nada') continue
    if (esHash(columna)) {
      limpios[columna] = escrito.trim()
      continue
    }
    const texto = escrito.replace(/\s+/g, ' ').trim()
    const suyo = esLibre(columna) ? texto : sinPlanilla(texto)
    if (suyo === undefined) notas.push({ campo: columna, codigo: 'numero_cortado' })
    else if (tieneLetrasDanadas(suyo)) notas.push({ campo: columna, codigo: 'letras_danadas' })
    else limpios[columna] = suyo
  }
  return limpios
}

/**
 * Reads a line. Identity decides: an unknown profile or an identifier that is not one refuses it. Whatever else is
 * wrong stays out of the account with a note, as if it were missing.
 */
export function leerLinea(
  escritos: Valores,
  entorno: Entorno,
):
  | { ok: true; cuenta: CuentaLeida }
  | { ok: false; codigo: 'perfil_desconocido' | 'numero_cortado' | CodigoRechazo } {
  const notas: Nota[] = []
  const valores = limpiarValores(escritos, notas)
  const perfil = PERFILES.find((uno) => uno === valores.perfil?.toLowerCase())
  if (!perfil) return { ok: false, codigo: 'perfil_desconocido' }
  if (notas.some(({ campo, codigo }) => campo === 'identificador' && codigo === 'numero_cortado')) {
    return { ok: false, codigo: 'numero_cortado' }
  }
  const identificador = leerIdentificador(perfil, (valores.identificador ?? '').slice(0, 100))
  if (!identificador.ok) return identificador
  const datos = leerDatos(perfil, valores, entorno, notas)
  return {
    ok: true,
    cuenta: {
      perfil,
      identificador: identificador.valor,
      datos,
      claveHash: valores.claveHash ?? null,
      pregunta: perfil === 'facilitador' ? null : leerPregunta(valores, notas),
      notas,
    },
  }
}

function leerDatos(perfil: Perfil, valores: Valores, entorno: Entorno, notas: Nota[]): DatosDeCuenta {
  const leidos: Partial<DatosDeCuenta> = {}
  for (const dato of DATOS_DE[perfil]) {
    const texto = valores[dato]
    const notar = (codigo: Nota['codigo']) => notas.push({ campo: dato, codigo })
    const enFormulario = texto && comoEnFormulario(dato, texto, notar)
    if (!enFormulario) continue
    const lectura = campos[dato].leer(enFormulario, entorno)
    if (lectura.ok) leidos[dato] = lectura.valor
    else notar(lectura.codigo)
  }
  for (const dato of AJENOS_A[perfil]) {
    if (valores[dato]) notas.push({ campo: dato, codigo: 'de_otro_perfil' })
  }
  ponerRegion(leidos, notas)
  return datosDeCuenta(leidos)
}

/** A comuna lies in one región: that one stands, whatever the file says, and is worth no note where it lay there before. */
function ponerRegion(leidos: Partial<DatosDeCuenta>, notas: Nota[]): void {
  const { comuna, region } = leidos
  if (!comuna) return
  if (region && !esOFueDeRegion(comuna, region)) {
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
  const escrita = valores.preguntaSecreta
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
  if (respuestaHash) return { hash: respuestaHash }
  return respuestaSecreta ? { enClaro: respuestaSecreta } : undefined
}
