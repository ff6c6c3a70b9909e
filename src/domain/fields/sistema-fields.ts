/** What an administrador types about another system. Its use case judges it (domain/sistemas/terms.ts). */
import { MAX_ADDRESS_LENGTH } from '../sistemas/addresses.ts'
import { SCOPE_TEXTS, type Scope } from '../sistemas/scopes.ts'
import { AUTENTICACION_WORDS, TIPO_WORDS, TRASLAPE_WORDS } from '../sistemas/words.ts'
import {
  checkbox,
  choice,
  type Field,
  type FieldCatalogue,
  fileField,
  lines,
  optional,
  required,
} from './field.ts'

/** Its words are sentences. */
const wide = (field: Field<string>): Field<string> => ({ ...field, width: 'full' })
const asTyped = (text: string) => ({ ok: true, value: text }) as const
const permiso = (scope: Scope) => checkbox(`${scope}: ${SCOPE_TEXTS[scope]}`)

export const sistemaFields = {
  nombreSistema: required(
    {
      label: 'Nombre',
      hint: 'Lo leen las personas: «Volver a Cursos en línea».',
      autocomplete: 'off',
      max: 60,
    },
    asTyped,
  ),
  tipoSistema: wide(choice('De quién es', TIPO_WORDS)),
  formaSecreto: wide(choice('Cómo muestra su secreto', AUTENTICACION_WORDS)),
  direccionesVuelta: lines({
    label: 'Direcciones de vuelta (redirect_uri)',
    hint: 'Una por línea, exacta: https, sin comodín (*) ni «#».',
    required: true,
  }),
  direccionesSalida: lines({
    label: 'Direcciones de vuelta al salir (post_logout_redirect_uri)',
    hint: 'Una por línea.',
  }),
  origenesVolver: lines({
    label: 'Orígenes a los que se puede volver',
    hint: 'Uno por línea, sin nada después del dominio. Por ejemplo: https://cursos.sence.cl',
  }),
  avisoSalida: optional(
    {
      label: 'Dirección del aviso de salida (backchannel_logout_uri)',
      hint: 'Recibe un aviso cuando una persona sale.',
      autocomplete: 'off',
      max: MAX_ADDRESS_LENGTH,
    },
    asTyped,
  ),
  mismoSector: optional(
    {
      label: 'client_id del sistema con que comparte personas',
      hint: 'Solo si los dos deben reconocer a cada persona como la misma. No se cambia después.',
      autocomplete: 'off',
      width: 'medium',
      max: 40,
    },
    asTyped,
  ),
  permisoRun: permiso('run'),
  permisoRut: permiso('rut'),
  permisoName: permiso('name'),
  permisoEmail: permiso('email'),
  permisoProfile: permiso('profile'),
  permisoOffline: permiso('offline_access'),
  permisoOrganismo: permiso('organismo'),
  permisoRepresentante: permiso('representante'),
  permisoMigrante: permiso('migrante'),
  permisoFacilitador: permiso('facilitador'),
  traslape: wide(choice('El secreto anterior sigue sirviendo', TRASLAPE_WORDS)),
  logoSistema: fileField('logoSistema', {
    label: 'Logo',
    accept: ['image/png', 'image/jpeg'],
    bytes: 2 * 2 ** 20,
    ifTooHeavy: 'Si pesa más de 2 MB, guárdelo más pequeño.',
    note: ['PNG o JPG. Se muestra de hasta 512 puntos por lado.'],
  }),
} satisfies FieldCatalogue
