/** Fields of the console alone: what staff sign in with, and what is asked of a new one. */
import { MAX_PASSKEY_NAME } from '../staff/passkey.ts'
import { ROL_NAMES } from '../staff/rol-names.ts'
import { parseNombre } from '../values/nombre.ts'
import { parseRut } from '../values/rut.ts'
import { choice, type FieldCatalogue, optional, required } from './field.ts'

/** Longer than any that is accepted; only the work is bounded here. */
const MAX_CONTRASENA = 200

/** Never trimmed: it may begin or end with a blank. What a new one must be like is its use case's. */
const contrasena = (label: string) =>
  required(
    {
      label,
      control: 'secret',
      secret: true,
      trim: (text) => text,
      tooLongCode: 'contrasena_larga',
      autocomplete: 'current-password',
    },
    (text) =>
      text.length <= MAX_CONTRASENA
        ? { ok: true, value: text.normalize('NFC') }
        : { ok: false, code: 'contrasena_larga' },
  )

export const staffFields = {
  contrasena: contrasena('Contraseña'),
  contrasenaActual: contrasena('Su contraseña de ahora'),
  repetirContrasena: contrasena('Repita la contraseña'),
  codigoRecuperacion: required(
    {
      label: 'Código de recuperación',
      hint: 'Por ejemplo: ABCD-EFGH-JK23',
      autocomplete: 'off',
      width: 'medium',
      max: 40,
    },
    (text) => ({ ok: true, value: text }),
  ),
  nombrePasskey: optional(
    {
      label: 'Nombre de la llave',
      hint: 'Para distinguirla de las otras. Por ejemplo: Notebook de la oficina',
      autocomplete: 'off',
      max: MAX_PASSKEY_NAME,
    },
    (text) => ({ ok: true, value: text }),
  ),
  nombreFuncionario: required({ label: 'Nombre y apellido', autocomplete: 'off', max: 100 }, parseNombre),
  rol: choice('Rol', ROL_NAMES),
  rutFuncionario: optional(
    {
      label: 'RUT',
      hint: 'Con él, no podrá atender su propia cuenta. No se muestra después.',
      autocomplete: 'off',
      width: 'medium',
    },
    parseRut,
  ),
} satisfies FieldCatalogue
