/** Fields that say where somebody lives and how to reach them. */
import { type Catalogo, casilla, type Opcion, obligatorio, opcional, unaDe } from './campo.ts'
import { leerTextoLibre } from './direccion.ts'
import { leerEmail } from './email.ts'
import { leerCelular, leerTelefonoFijo } from './telefono.ts'
import { COMUNAS, type Comuna, esComuna, esRegion, REGIONES } from './territorio.ts'

const alfabetico = new Intl.Collator('es').compare

/**
 * A comuna stands in the list under each of the names that people look for it by: typing the first letters or reading down
 * the list finds it, with any browser or reader and without a script. Those that begin like its own are found as they are.
 */
const opcionesDe = ({ codigo: valor, nombre, alias = [] }: Comuna): Opcion[] => [
  { valor, texto: nombre },
  ...alias
    .filter((otro) => !otro.startsWith(nombre))
    .map((otro) => ({ valor, texto: `${otro} (${nombre})`, alias: true as const })),
]

const opcionesDeComuna = REGIONES.map((region) => ({
  nombre: region.nombre,
  opciones: COMUNAS.filter((comuna) => comuna.region === region.codigo)
    .flatMap(opcionesDe)
    .toSorted((a, b) => alfabetico(a.texto, b.texto)),
}))

const direccion = (maximo: number) => (texto: string) => leerTextoLibre(texto, maximo)

export const camposDeContacto = {
  direccion: obligatorio(
    {
      etiqueta: 'Dirección Particular',
      ayuda: 'Pasaje o Calle, Dirección',
      autocomplete: 'address-line1',
      maximo: 150,
    },
    direccion(150),
  ),
  numero: obligatorio({ etiqueta: 'N° de Dirección Particular', ancho: 'corto', maximo: 20 }, direccion(20)),
  block: opcional({ etiqueta: 'Block', ancho: 'corto', maximo: 20 }, direccion(20)),
  departamento: opcional(
    { etiqueta: 'N° de Departamento', autocomplete: 'address-line2', ancho: 'corto', maximo: 20 },
    direccion(20),
  ),
  region: obligatorio(
    {
      etiqueta: 'Región',
      control: 'lista',
      autocomplete: 'address-level1',
      grupos: [{ opciones: REGIONES.map(({ codigo, nombre }) => ({ valor: codigo, texto: nombre })) }],
    },
    unaDe(esRegion),
  ),
  comuna: obligatorio(
    { etiqueta: 'Comuna', control: 'lista', autocomplete: 'address-level2', grupos: opcionesDeComuna },
    unaDe(esComuna),
  ),
  email: obligatorio(
    { etiqueta: 'Email', ayuda: 'Por ejemplo: nombre@correo.cl', control: 'email', autocomplete: 'email' },
    leerEmail,
  ),
  emailRegistrado: obligatorio(
    {
      etiqueta: 'Email Registrado',
      ayuda: 'El correo que usó al registrarse.',
      control: 'email',
      autocomplete: 'email',
    },
    leerEmail,
  ),
  emailRepresentante: obligatorio(
    {
      etiqueta: 'Email del Representante Legal',
      ayuda: 'Puede ser el mismo de la organización. A este correo enviamos los códigos para cambiar datos.',
      control: 'email',
      autocomplete: 'off',
    },
    leerEmail,
  ),
  telefonoParticular: opcional(
    {
      etiqueta: 'Teléfono Particular',
      ayuda: '9 números, con código de área',
      control: 'tel',
      autocomplete: 'home tel',
      ancho: 'medio',
    },
    leerTelefonoFijo,
  ),
  celular: opcional(
    {
      etiqueta: 'Celular',
      ayuda: '+56 9 (8 caracteres). Si no tiene celular, marque «Sin Celular».',
      control: 'tel',
      autocomplete: 'mobile tel',
      ancho: 'medio',
      prefijo: '+56 9',
      mostrar: (valor) => valor.slice(1),
    },
    leerCelular,
  ),
  sinCelular: casilla('Sin Celular'),
  celularRepresentante: opcional(
    {
      etiqueta: 'Celular del Representante Legal',
      ayuda: '+56 9 (8 caracteres)',
      control: 'tel',
      autocomplete: 'off',
      ancho: 'medio',
      prefijo: '+56 9',
      mostrar: (valor) => valor.slice(1),
    },
    leerCelular,
  ),
  telefonoTrabajo: opcional(
    {
      etiqueta: 'Teléfono Trabajo',
      ayuda: '9 números, con código de área',
      control: 'tel',
      autocomplete: 'work tel',
      ancho: 'medio',
    },
    leerTelefonoFijo,
  ),
} satisfies Catalogo
