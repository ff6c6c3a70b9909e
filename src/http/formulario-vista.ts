import { LARGO_QUE_SE_LEE, type Opcion, type Presentacion } from '../domain/campo.ts'
import { campos, type NombreCampo } from '../domain/campos.ts'
import type { OperacionDeTramite, Perfil } from '../domain/perfil.ts'
import { type Puerta, puertaDe, TRAIDO } from '../domain/puertas.ts'
import { codigoPara, conDatos, textoRechazo } from '../domain/rechazos.ts'
import type { Rechazo } from '../domain/resultado.ts'
import type { Frase, Paso, Tramite } from '../domain/tramite.ts'
import { tramites } from '../domain/tramites.ts'
import { camposDelPaso, type Tecleado, textoDe } from './cuerpo.ts'
import { archivosDelPaso } from './formularios-con-archivo.ts'
import type { CampoVista, EnlaceVista, FormularioVista, ListaVista, TextoConEnlaces } from './vista.ts'

/** What a page shows besides the table and what was typed. */
export interface Preparacion {
  /** Facts shown above the fields of the first section, by label. */
  muestras?: { nombre: string; etiqueta: string; valor: string }[]
  /** Texts of the boxes when the form is new. */
  iniciales?: Tecleado
  omitidos?: readonly NombreCampo[]
  /** Optional in the table, and needed here: their section's text, which says so, is left out. */
  exigidos?: readonly NombreCampo[]
  alternativas?: EnlaceVista[]
  /** Hidden fields that come back with the form. */
  ocultos?: Record<string, string>
  /** Leaves out the other buttons of the form. */
  sinOtras?: boolean
  /** Where Volver leads, when not to the start of the operation. */
  volver?: string
  /** Sentences in place of the operation's opening. */
  apertura?: readonly Frase[]
  /** What the page lists above its form. */
  lista?: ListaVista
  /** Options of lists that depend on who asks. */
  opciones?: Partial<Record<NombreCampo, readonly Opcion[]>>
}

export interface PaginaFormulario {
  perfil: Perfil
  operacion: OperacionDeTramite
  tramite: Tramite
  paso: Paso
  accion: string
  tecleado: Tecleado
  /** The first of the operation: what it is about is told above it. */
  primerPaso: boolean
  /** What was typed comes from the form of another profile. */
  traido: boolean
  rechazos: readonly Rechazo[]
  preparacion: Preparacion
  /** Figures of the settings that notes of fields ask for. */
  figuras: Readonly<Record<string, number>>
  captcha: FormularioVista['captcha'] | undefined
  ocultos: Record<string, string>
  /** Other buttons of the same form. */
  otras: { valor: string; texto: string }[]
  volver: EnlaceVista
}

/** Fields that only show once a refusal asks for them, or when they were sent. */
const CONDICIONALES: Partial<Record<NombreCampo, readonly Rechazo['codigo'][]>> = {
  continuarDeTodosModos: [
    'rut_de_empresa',
    'nie_es_rut',
    'nie_es_rut_de_empresa',
    'nie_de_facilitador_es_rut',
  ],
}

/** The model of a form page. Secret fields never show again. */
export function vistaDeFormulario(pagina: PaginaFormulario): FormularioVista {
  const { tramite, paso, preparacion, perfil } = pagina
  const rechazos = pagina.rechazos.map((uno) => ({ ...uno, codigo: codigoPara(perfil, uno.codigo) }))
  const textos = new Map(rechazos.map((rechazo) => [rechazo.campo ?? '', textoDeRechazo(rechazo, paso)]))
  const visible = (nombre: NombreCampo) => {
    if (preparacion.omitidos?.includes(nombre)) return false
    const condiciones = CONDICIONALES[nombre]
    const pedido = rechazos.some(({ codigo }) => condiciones?.includes(codigo))
    return !condiciones || pedido || textoDe(pagina.tecleado, nombre) !== ''
  }
  const exigidos = preparacion.exigidos ?? []
  const primera = paso.secciones.find(({ campos }) => campos.length === 0 || campos.some(visible))
  const { primerPaso } = pagina
  const apertura = preparacion.apertura ?? (primerPaso ? tramite.apertura : [])
  const puertas = new Map(rechazos.map((rechazo) => [rechazo.campo ?? '', puertaDe(rechazo)]))
  return {
    titulo: tramite.titulo,
    perfil: pagina.perfil,
    accion: pagina.accion,
    apertura: (pagina.traido ? [TRAIDO, ...apertura] : apertura).map((frase) =>
      conEnlaces(frase, pagina.perfil),
    ),
    ...(primerPaso && tramite.importante && { importante: conEnlaces(tramite.importante, pagina.perfil) }),
    ...(paso.progreso && { paso: paso.progreso }),
    ...(primerPaso && { duracion: tramite.duracion }),
    ...(preparacion.lista && { lista: preparacion.lista }),
    secciones: paso.secciones
      .map((seccion) => ({
        titulo: seccion.titulo,
        ...(seccion.texto &&
          !seccion.campos.some((nombre) => exigidos.includes(nombre)) && { texto: seccion.texto }),
        campos: [
          ...(seccion === primera
            ? (preparacion.muestras ?? []).map((una) => muestra(una, textos.get(una.nombre)))
            : []),
          ...seccion.campos.filter(visible).map((nombre) => ({
            ...campoVista(nombre, pagina, textos.get(nombre)),
            ...(exigidos.includes(nombre) && { obligatorio: true }),
            ...puertaDelCampo(puertas.get(nombre)),
          })),
        ],
      }))
      .filter(({ campos }) => campos.length > 0),
    conArchivos: archivosDelPaso(paso).length > 0,
    ...(rechazos.length > 0 && {
      errores: { ...resumen(rechazos, paso), deNuevo: secretosPerdidos(pagina, textos) },
    }),
    ...(pagina.captcha && { captcha: pagina.captcha }),
    ocultos: pagina.ocultos,
    boton: paso.boton,
    otras: pagina.otras,
    alternativas: [...(preparacion.alternativas ?? []), ...(primerPaso ? otrosPerfiles(pagina) : [])],
    volver: pagina.volver,
    terminar: 'solicitud' in pagina.ocultos,
    conObligatorios: true,
  }
}

/** The button beside a field whose content belongs in another profile's form. */
const puertaDelCampo = (puerta: Puerta | undefined): Pick<CampoVista, 'accion'> =>
  puerta ? { accion: { valor: 'puerta', texto: puerta.texto } } : {}

/** The other profiles, one click away (PRODUCT “Pages”). */
const otrosPerfiles = ({ perfil, operacion }: PaginaFormulario): EnlaceVista[] =>
  OTRAS_PERSONAS.filter((otra) => otra.perfil !== perfil && operacion in tramites[otra.perfil]).map(
    (otra) => ({
      texto: otra.texto,
      url: `/${otra.perfil}/${operacion}`,
    }),
  )

const OTRAS_PERSONAS: readonly { perfil: Perfil; texto: string }[] = [
  { perfil: 'natural', texto: 'Tengo cédula de identidad chilena: ir a Persona Natural' },
  { perfil: 'juridica', texto: 'Soy una empresa, OTEC u OTIC: ir a Persona Jurídica' },
  { perfil: 'migrante', texto: 'No tengo cédula de identidad chilena: ir a Migrante' },
]

const muestra = (
  { nombre, etiqueta, valor }: NonNullable<Preparacion['muestras']>[number],
  error: string | undefined,
): CampoVista => ({
  nombre,
  etiqueta,
  valor,
  control: 'muestra',
  obligatorio: false,
  ancho: 'largo',
  ...(error && { error }),
})

function campoVista(nombre: NombreCampo, pagina: PaginaFormulario, error: string | undefined): CampoVista {
  const { paso, tecleado, figuras, preparacion } = pagina
  const campo: Presentacion = campos[nombre]
  const ayuda = paso.ayudas?.[nombre] ?? campo.ayuda
  const autocomplete = paso.deOtraPersona ? 'off' : campo.autocomplete
  const escrito = textoDe(tecleado, nombre)
  const opciones = preparacion.opciones?.[nombre]
  const grupos = opciones ? [{ opciones }] : campo.grupos
  return {
    nombre,
    etiqueta: etiquetaDe(nombre, paso),
    ...(ayuda && { ayuda }),
    control: campo.control,
    valor: campo.secreto ? '' : (campo.paraMirar?.(escrito) ?? escrito),
    obligatorio: campo.obligatorio,
    ...(error && { error }),
    ...(autocomplete && { autocomplete }),
    ...(campo.inputmode && { inputmode: campo.inputmode }),
    ancho: campo.ancho,
    ...limiteDe(campo),
    ...(campo.prefijo && { prefijo: campo.prefijo }),
    ...(campo.acepta && { acepta: campo.acepta.join(',') }),
    ...(campo.bytes && { bytes: campo.bytes }),
    ...(campo.siPesa && { siPesa: campo.siPesa }),
    ...(campo.nota && { nota: campo.nota.map((linea) => conDatos(linea, figuras)) }),
    ...(grupos && {
      grupos: grupos.map(({ nombre, opciones }) => ({
        ...(nombre && { nombre }),
        opciones: [...opciones],
      })),
    }),
  }
}

/** The limit that a person may meet while writing. How long a key may be, its hint says. */
const limiteDe = ({ control, maximo = LARGO_QUE_SE_LEE }: Presentacion): Pick<CampoVista, 'maximo'> =>
  control === 'texto' && maximo < LARGO_QUE_SE_LEE ? { maximo } : {}

function textoDeRechazo({ codigo, campo, datos }: Rechazo, paso: Paso): string {
  const presentacion: Presentacion | undefined =
    campo && campo in campos ? campos[campo as NombreCampo] : undefined
  const etiqueta = (campo && paso.etiquetas?.[campo as NombreCampo]) ?? presentacion?.etiqueta ?? ''
  return textoRechazo(codigo, { etiqueta, maximo: presentacion?.maximo ?? '', ...datos })
}

/** What was typed is only to be revised where a field is to blame. */
function tituloDeResumen(rechazos: readonly Rechazo[]): string {
  if (!rechazos.some(({ campo }) => campo)) return 'Hay un problema'
  return rechazos.length === 1 ? 'Revise 1 dato' : `Revise ${rechazos.length} datos`
}

const resumen = (rechazos: readonly Rechazo[], paso: Paso) => ({
  titulo: tituloDeResumen(rechazos),
  errores: rechazos.map((rechazo) => ({
    texto: textoDeRechazo(rechazo, paso),
    ...(rechazo.campo && { campo: rechazo.campo }),
  })),
})

const etiquetaDe = (nombre: NombreCampo, paso: Paso): string =>
  paso.etiquetas?.[nombre] ?? campos[nombre].etiqueta

/** Secrets that were typed, that nothing is said of, and that the page does not hold any more. Files have a refusal of their own. */
const secretosPerdidos = ({ paso, tecleado }: PaginaFormulario, dichos: ReadonlyMap<string, string>) =>
  camposDelPaso(paso)
    .filter((nombre) => {
      const { secreto }: Presentacion = campos[nombre]
      return secreto && textoDe(tecleado, nombre) !== '' && !dichos.has(nombre)
    })
    .map((campo) => ({ etiqueta: etiquetaDe(campo, paso), campo }))

const conEnlaces = (frase: Frase, perfil: Perfil): TextoConEnlaces =>
  frase.map((parte) =>
    typeof parte === 'string' ? { texto: parte } : { texto: parte.texto, url: `/${perfil}/${parte.a}` },
  )
