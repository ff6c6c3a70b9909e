/** Address and contact fields. */

import { parseFreeText } from '../values/direccion.ts'
import { parseEmail } from '../values/email.ts'
import { parseCelular, parseTelefono } from '../values/telefono.ts'
import { COMUNAS, type Comuna, isComuna, isRegion, REGIONES } from '../values/territorio.ts'
import { checkbox, type FieldCatalogue, type Option, oneOf, optional, required } from './field.ts'

const compareAlphabetically = new Intl.Collator('es').compare

/**
 * Lists a comuna under its name and each alias, so that typing the first letters or reading down the list
 * finds it in any browser or screen reader, without a script. Aliases that start with the name itself need no
 * entry.
 */
const optionsOf = ({ codigo: value, nombre, alias = [] }: Comuna): Option[] => [
  { value, text: nombre },
  ...alias
    .filter((other) => !other.startsWith(nombre))
    .map((other) => ({ value, text: `${other} (${nombre})`, alias: true as const })),
]

const comunaOptions = REGIONES.map((region) => ({
  name: region.nombre,
  options: COMUNAS.filter((comuna) => comuna.region === region.codigo)
    .flatMap(optionsOf)
    .toSorted((a, b) => compareAlphabetically(a.text, b.text)),
}))

const direccion = (max: number) => (text: string) => parseFreeText(text, max)

export const contactFields = {
  direccion: required(
    {
      label: 'Dirección Particular',
      hint: 'Pasaje o Calle, Dirección',
      autocomplete: 'address-line1',
      max: 150,
    },
    direccion(150),
  ),
  numero: required({ label: 'N° de Dirección Particular', width: 'short', max: 20 }, direccion(20)),
  block: optional({ label: 'Block', width: 'short', max: 20 }, direccion(20)),
  departamento: optional(
    { label: 'N° de Departamento', autocomplete: 'address-line2', width: 'short', max: 20 },
    direccion(20),
  ),
  region: required(
    {
      label: 'Región',
      control: 'select',
      autocomplete: 'address-level1',
      groups: [{ options: REGIONES.map(({ codigo, nombre }) => ({ value: codigo, text: nombre })) }],
    },
    oneOf(isRegion),
  ),
  comuna: required(
    { label: 'Comuna', control: 'select', autocomplete: 'address-level2', groups: comunaOptions },
    oneOf(isComuna),
  ),
  email: required(
    { label: 'Email', hint: 'Por ejemplo: nombre@correo.cl', control: 'email', autocomplete: 'email' },
    parseEmail,
  ),
  emailRegistrado: required(
    {
      label: 'Email Registrado',
      hint: 'El correo que usó al registrarse.',
      control: 'email',
      autocomplete: 'email',
    },
    parseEmail,
  ),
  emailRepresentante: required(
    {
      label: 'Email del Representante Legal',
      hint: 'Puede ser el mismo de la organización. A este correo enviamos los códigos para cambiar datos.',
      control: 'email',
      autocomplete: 'off',
    },
    parseEmail,
  ),
  telefonoParticular: optional(
    {
      label: 'Teléfono Particular',
      hint: '9 números, con código de área',
      control: 'tel',
      autocomplete: 'home tel',
      width: 'medium',
    },
    parseTelefono,
  ),
  celular: optional(
    {
      label: 'Celular',
      hint: '+56 9 (8 caracteres). Si no tiene celular, marque «Sin Celular».',
      either: true,
      control: 'tel',
      autocomplete: 'mobile tel',
      width: 'medium',
      prefix: '+56 9',
      format: (value) => value.slice(1),
    },
    parseCelular,
  ),
  sinCelular: checkbox('Sin Celular'),
  celularRepresentante: optional(
    {
      label: 'Celular del Representante Legal',
      hint: '+56 9 (8 caracteres)',
      control: 'tel',
      autocomplete: 'off',
      width: 'medium',
      prefix: '+56 9',
      format: (value) => value.slice(1),
    },
    parseCelular,
  ),
  telefonoTrabajo: optional(
    {
      label: 'Teléfono Trabajo',
      hint: '9 números, con código de área',
      control: 'tel',
      autocomplete: 'work tel',
      width: 'medium',
    },
    parseTelefono,
  ),
} satisfies FieldCatalogue
