/** Rules across the fields of a step. Pure: they get the values that the fields read to. */
import { juzgarClave } from './clave.ts'
import type { ArchivoRecibido } from './documento.ts'
import { juzgarRespuesta } from './respuesta-secreta.ts'
import type { Rechazo } from './resultado.ts'
import { esRutDeEmpresa, leerRut } from './rut.ts'
import { comunaEsDeRegion, nombreRegion } from './territorio.ts'

/** The values of a step by field name; a field that is not in the step is absent. */
export type Valores = Readonly<Record<string, string | boolean | ArchivoRecibido | null | undefined>>
export type Regla = (valores: Valores) => Rechazo[]

const texto = (valor: Valores[string]): string => (typeof valor === 'string' ? valor : '')

/** Comuna and región must belong together. */
export const comunaEnSuRegion: Regla = ({ comuna, region }) =>
  !comuna || !region || comunaEsDeRegion(texto(comuna), texto(region))
    ? []
    : [
        {
          codigo: 'comuna_de_otra_region',
          campo: 'comuna',
          datos: { region: nombreRegion(texto(region)) ?? '' },
        },
      ]

/** A mobile or the box, not both and not neither. */
export const celularOSinCelular: Regla = ({ celular, sinCelular }) => {
  if (celular && sinCelular) return [{ codigo: 'celular_y_sin_celular', campo: 'celular' }]
  return celular || sinCelular ? [] : [{ codigo: 'celular_o_sin_celular', campo: 'celular' }]
}

/** Both keys the same, code point by code point; nothing to say while the first one is refused itself. */
export const iguales =
  (primera: string, segunda: string): Regla =>
  (valores) =>
    valores[primera] === undefined || valores[primera] === valores[segunda]
      ? []
      : [{ codigo: 'claves_distintas', campo: segunda }]

/** The key policy, with what the same form tells of the person. */
export const clavePermitida: Regla = (valores) => {
  const codigo = juzgarClave(texto(valores.clave), {
    identificador: texto(valores.rut ?? valores.nie),
    nombres: [valores.nombres, valores.apellidoPaterno, valores.apellidoMaterno].map(texto),
    razonSocial: texto(valores.razonSocial),
    email: texto(valores.email),
  })
  return codigo ? [{ codigo, campo: 'clave' }] : []
}

/** The policy for secret answers. */
export const respuestaPermitida =
  (pregunta: string, respuesta: string): Regla =>
  (valores) => {
    const [id, dada] = [texto(valores[pregunta]), texto(valores[respuesta])]
    if (!id && !dada) return []
    if (!id) return [{ codigo: 'respuesta_sin_pregunta', campo: pregunta }]
    if (!dada) return [{ codigo: 'pregunta_sin_respuesta', campo: respuesta }]
    const codigo = juzgarRespuesta(dada, id, texto(valores.clave))
    return codigo ? [{ codigo, campo: respuesta }] : []
  }

/** 50.000.000 and above: comes back once, with a box to go on (PRODUCT “Fields”, rut). */
export const rutDePersona: Regla = ({ rut, continuarDeTodosModos }) =>
  esRutDeEmpresa(texto(rut)) && !continuarDeTodosModos ? [{ codigo: 'rut_de_empresa', campo: 'rut' }] : []

/** A valid RUT may also be the number of a foreign document: comes back once, with the box (PRODUCT “Fields”, nie). */
export const nieQueNoEsRut: Regla = ({ nie, continuarDeTodosModos }) => {
  const leido = leerRut(texto(nie))
  if (!leido.ok || continuarDeTodosModos) return []
  return [{ codigo: esRutDeEmpresa(leido.valor) ? 'nie_es_rut_de_empresa' : 'nie_es_rut', campo: 'nie' }]
}

/** The same where an OTEC types somebody else's document: there is no form to carry it to. */
export const nieDeFacilitador: Regla = (valores) =>
  nieQueNoEsRut(valores).map((rechazo) => ({ ...rechazo, codigo: 'nie_de_facilitador_es_rut' }))

/** Who becomes a natural person gives the RUT of an identity card. */
export const rutAlternativoDePersona: Regla = ({ rutAlternativo }) =>
  esRutDeEmpresa(texto(rutAlternativo))
    ? [{ codigo: 'rut_alternativo_de_empresa', campo: 'rutAlternativo' }]
    : []
