/** Fields that say who somebody is. */
import { archivo, type Catalogo, casilla, type Opcion, obligatorio, opcional, unaDe } from './campo.ts'
import { leerCantidadDeHijos } from './cantidad.ts'
import { ACEPTADOS, BYTES_MAXIMOS } from './documento.ts'
import { leerFechaNacimiento, mostrarFecha } from './fecha.ts'
import type { Lectura } from './lectura.ts'
import { leerNie, pareceNie } from './nie.ts'
import { leerNombre } from './nombre.ts'
import { ESTADOS_CIVILES, SEXOS, TIPOS_DE_DOCUMENTO, TIPOS_DE_ORGANISMO } from './opciones.ts'
import { esPais, OTROS_PAISES, PAISES_FRECUENTES, type Pais } from './paises.ts'
import { LARGO_RAZON_SOCIAL, leerRazonSocial } from './razon-social.ts'
import { leerRut, mostrarRut, mostrarSinGuion } from './rut.ts'

const rutDe = (etiqueta: string, ayuda: string, autocomplete = 'username', leer = leerRut) =>
  obligatorio(
    { etiqueta, ayuda, ancho: 'medio', autocomplete, mostrar: mostrarRut, paraMirar: mostrarSinGuion },
    leer,
  )

/** An RUT that says who somebody is: the number of a foreign document in its place has its own refusal. */
function leerRutONie(texto: string): Lectura<string> {
  const leido = leerRut(texto)
  const esNie = !leido.ok && leido.codigo === 'rut_formato' && pareceNie(texto)
  return esNie ? { ok: false, codigo: 'rut_es_nie' } : leido
}

const listaDe = (opciones: readonly Opcion[]) => ({
  control: 'lista' as const,
  grupos: [{ opciones }],
})

const enLista = (opciones: readonly Opcion[]) =>
  unaDe((elegida) => opciones.some(({ valor }) => valor === elegida))

const paisesComo = (paises: readonly Pais[]) =>
  paises.map(({ codigo, nombre }) => ({ valor: codigo, texto: nombre }))

export const camposDeIdentidad = {
  rut: rutDe('Rut', 'Con o sin puntos. Por ejemplo: 12.345.678-5', 'username', leerRutONie),
  nie: obligatorio(
    {
      etiqueta: 'NIE',
      ayuda: 'El número de su pasaporte o documento. Por ejemplo: AB123456',
      ancho: 'medio',
      autocomplete: 'username',
    },
    leerNie,
  ),
  tipoDocumento: obligatorio(
    { etiqueta: 'Tipo de Documento', ...listaDe(TIPOS_DE_DOCUMENTO) },
    enLista(TIPOS_DE_DOCUMENTO),
  ),
  documento: archivo('documento', {
    etiqueta: 'Documento de Identificación',
    ayuda: 'Tamaño máximo permitido: 1 MB. Formatos de archivo permitidos: .jpg, .png, .pdf',
    acepta: ACEPTADOS,
    bytes: BYTES_MAXIMOS,
    siPesa:
      'Si su foto pesa más, tómela de nuevo con menos calidad. O envíesela por WhatsApp y elija la que le llega.',
    nota: [
      'Lo guardamos cifrado. Solo lo ve quien revisa su identidad en SENCE.',
      'Le avisaremos por correo si lo aceptamos o no. Lo borramos {diasDeDocumento} días después.',
    ],
  }),
  continuarDeTodosModos: casilla('Continuar de todos modos: es mi RUT personal'),
  nombres: obligatorio({ etiqueta: 'Nombres', autocomplete: 'given-name', maximo: 100 }, leerNombre),
  apellidoPaterno: obligatorio(
    { etiqueta: 'Apellido Paterno', autocomplete: 'family-name', maximo: 100 },
    leerNombre,
  ),
  // HTML has no word for a second surname: `additional-name` would bring the second of the given names.
  apellidoMaterno: opcional({ etiqueta: 'Apellido Materno', maximo: 100 }, leerNombre),
  fechaNacimiento: obligatorio(
    {
      etiqueta: 'Fecha de Nacimiento',
      ayuda: 'Formato: 01-12-1992',
      autocomplete: 'bday',
      ancho: 'corto',
      mostrar: mostrarFecha,
    },
    (texto, { hoy }) => leerFechaNacimiento(texto, hoy),
  ),
  sexo: obligatorio({ etiqueta: 'Sexo', autocomplete: 'sex', ...listaDe(SEXOS) }, enLista(SEXOS)),
  estadoCivil: obligatorio(
    { etiqueta: 'Estado Civil', ...listaDe(ESTADOS_CIVILES) },
    enLista(ESTADOS_CIVILES),
  ),
  cantidadHijos: obligatorio(
    {
      etiqueta: 'Cantidad de Hijos',
      ayuda: 'Si no tiene, escriba 0.',
      inputmode: 'numeric',
      ancho: 'corto',
      maximo: 3,
    },
    leerCantidadDeHijos,
  ),
  paisOrigen: obligatorio(
    {
      etiqueta: 'País de Origen',
      control: 'lista',
      grupos: [
        { nombre: 'Más frecuentes', opciones: paisesComo(PAISES_FRECUENTES) },
        { nombre: 'Otros países', opciones: paisesComo(OTROS_PAISES) },
      ],
    },
    unaDe(esPais),
  ),
  rutAlternativo: opcional(
    {
      etiqueta: 'Si ya cuenta con un RUT (cédula de identidad nacional), favor ingresarlo.',
      ayuda: 'Con o sin puntos. Por ejemplo: 12.345.678-5',
      ancho: 'medio',
      autocomplete: 'off',
      mostrar: mostrarRut,
    },
    leerRut,
  ),
  razonSocial: obligatorio(
    {
      etiqueta: 'Razón Social',
      ayuda:
        'Si su organización está en el registro de SENCE, usaremos la razón social y el tipo de ese registro.',
      autocomplete: 'organization',
      maximo: LARGO_RAZON_SOCIAL,
    },
    leerRazonSocial,
  ),
  tipoOrganismo: obligatorio(
    { etiqueta: 'Tipo', ...listaDe(TIPOS_DE_ORGANISMO) },
    enLista(TIPOS_DE_ORGANISMO),
  ),
  rutRepresentante: rutDe(
    'Rut del Representante Legal',
    'Con o sin puntos. Por ejemplo: 12.345.678-5',
    'off',
  ),
  facilitador: obligatorio(
    { etiqueta: 'Facilitador', control: 'lista', autocomplete: 'off' },
    unaDe((elegido) => /^[\da-f-]{36}$/.test(elegido)),
  ),
  rutOtec: rutDe('Rut OTEC', 'Con o sin puntos. Por ejemplo: 76.543.210-3'),
} satisfies Catalogo
