import type { Router } from 'express'
import {
  validateForActualizar,
  validateWithClave,
} from '../../../application/citizen/actualizar/actualizar.ts'
import { actualizarDatos, readCurrentData } from '../../../application/citizen/actualizar/actualizar-datos.ts'
import {
  proveWithCodigo,
  proveWithRespuesta,
} from '../../../application/citizen/actualizar/actualizar-proofs.ts'
import { requestCodigo } from '../../../application/citizen/codigos/request-codigo.ts'
import { resultOf } from '../../../application/request/solicitudes.ts'
import { codigoMailbox } from '../../../domain/account/channels.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { type FieldName, fields } from '../../../domain/fields/fields.ts'
import { DIRECT_FIELDS } from '../../../domain/forms/cambios.ts'
import type { PerfilWith } from '../../../domain/forms/tramites.ts'
import { RUT_NEEDS_CODIGO } from '../../../domain/forms/tramites-migrante.ts'
import { organizacionFacts } from '../../../domain/pages/juridica-pages.ts'
import { wording } from '../../../domain/pages/wording.ts'
import { OPERACIONES } from '../../../domain/perfil.ts'
import { KNOWN_PREGUNTAS } from '../../../domain/secrets/respuesta-secreta.ts'
import { actualizarWithClaveUrl, pasoUrl } from '../../../domain/urls.ts'
import { formatRut } from '../../../domain/values/rut.ts'
import type { Typed } from '../../forms/form-body.ts'
import type { Services } from '../../services.ts'
import { identificadorFact } from '../shown-facts.ts'
import { mountPaso } from '../tramite/paso-form.ts'
import type { SecondaryAction } from '../tramite/paso-route.ts'
import { linked } from '../tramite/tramite-texts.ts'

/** Actualizar: registered data or the clave; then the pregunta or a mailed codigo; then the changes. */
export function mountActualizar(router: Router, services: Services, perfil: PerfilWith<'actualizar'>): void {
  const { deps } = services
  /** @param keepsDraft keeps what was typed until the codigo is proven. */
  const codigoButton = (text: string, { keepsDraft = false } = {}): SecondaryAction => ({
    value: 'codigo',
    text,
    run: async ({ context, solicitudId, version, typed, form }) => {
      const draft = keepsDraft ? { version, typed } : undefined
      await requestCodigo(deps, context, { solicitudId, draft, form })
      return 'codigo'
    },
  })

  mountPaso(router, services, perfil, {
    operacion: 'actualizar',
    paso: '',
    prepare: () => ({
      alternatives: [
        {
          text: wording[perfil].validateWithClave,
          url: actualizarWithClaveUrl(perfil),
        },
      ],
    }),
    submit: ({ context, data, form, req }) =>
      validateForActualizar(deps, context, data, {
        form,
        volver: req.session.volver ?? null,
        returnOperacion: null,
      }),
  })

  mountPaso(router, services, perfil, {
    operacion: 'actualizar',
    paso: 'clave',
    prepare: (_noSolicitud, req) => {
      const from = OPERACIONES.find((operacion) => operacion === req.query.desde)
      return { hiddenFields: { desde: from ?? '' } }
    },
    submit: ({ context, data, form, req, from }) =>
      validateWithClave(deps, context, data, {
        form,
        volver: req.session.volver ?? null,
        returnOperacion: OPERACIONES.find((operacion) => operacion === from) ?? null,
      }),
  })

  mountPaso(router, services, perfil, {
    operacion: 'actualizar',
    paso: 'seguridad',
    secondaryActions: [codigoButton(wording[perfil].requestCodigo)],
    prepare: (solicitud) => ({
      shownFacts: [identificadorFact(deps, solicitud)],
      options: { preguntaSecreta: KNOWN_OPTIONS },
      ...(resultOf(deps, solicitud).rutAlternativo && { opening: [linked(RUT_NEEDS_CODIGO, perfil)] }),
    }),
    submit: ({ context, data, form, solicitudId }) =>
      proveWithRespuesta(deps, context, {
        solicitudId,
        form,
        pregunta: data.preguntaSecreta,
        respuesta: data.respuestaSecreta,
      }),
  })

  mountPaso(router, services, perfil, {
    operacion: 'actualizar',
    paso: 'codigo',
    secondaryActions: [codigoButton('Enviar otro código')],
    prepare: (solicitud) => ({
      shownFacts: [identificadorFact(deps, solicitud)],
      alternatives: [
        {
          text: 'Responder mi pregunta secreta',
          url: pasoUrl(perfil, 'actualizar', 'seguridad', solicitud.id),
        },
      ],
      back: pasoUrl(perfil, 'actualizar', 'seguridad', solicitud.id),
    }),
    submit: ({ context, data, form, solicitudId }) =>
      proveWithCodigo(deps, context, { solicitudId, codigo: data.codigo, form }),
  })

  mountPaso(router, services, perfil, {
    operacion: 'actualizar',
    paso: 'datos',
    secondaryActions: [codigoButton(wording[perfil].requestCodigo, { keepsDraft: true })],
    find: (solicitud) => readCurrentData(deps, solicitud.id),
    overrides: ({ cuenta, codigoHelps, acceptsClave, fromRegistro }) => ({
      hidesButtons: !codigoHelps || !codigoMailbox(cuenta),
      omittedFields: [
        ...(cuenta.fechaNacimiento ? (['fechaNacimiento'] as const) : []),
        ...(fromRegistro ? (['rutRepresentante'] as const) : []),
        ...(acceptsClave ? [] : (['claveParaConfirmar'] as const)),
      ],
      requiredFields: cuenta.respuestaHash ? [] : ['preguntaNueva', 'respuestaNueva'],
      known: knownOf(cuenta),
    }),
    prepare: (solicitud, _req, { cuenta, fromRegistro, rutAlternativo, draft }) => {
      return {
        shownFacts: [
          identificadorFact(deps, solicitud),
          ...organizacionFacts(cuenta, fromRegistro),
          ...(rutAlternativo
            ? [
                {
                  name: 'rutAlternativo',
                  label: 'RUT que usará en lugar de su NIE',
                  value: formatRut(rutAlternativo),
                },
              ]
            : []),
        ],
        initialValues: draft ?? formTextsOf(cuenta),
        hiddenFields: { version: String(cuenta.version) },
      }
    },
    submit: ({ context, data, form, solicitudId, version }) =>
      actualizarDatos(deps, context, { solicitudId, data, version, form }),
  })
}

/** The question that an account has may be one that is no longer offered. */
const KNOWN_OPTIONS = KNOWN_PREGUNTAS.map(({ id, text }) => ({ value: id, text }))

/** What a new secret answer must not be. */
const knownOf = ({ nombres, apellidoPaterno, apellidoMaterno, razonSocial, email }: Cuenta) => ({
  nombres,
  apellidoPaterno,
  apellidoMaterno,
  razonSocial,
  emailRegistrado: email,
})

const PREFILLED_FIELDS = [...DIRECT_FIELDS, 'email'] as const satisfies FieldName[]

/** The stored data, as the fields show it at first. */
function formTextsOf(cuenta: Cuenta): Typed {
  const pairs = PREFILLED_FIELDS.map((name) => {
    const value = cuenta[name]
    return [name, value === null ? '' : (fields[name].format?.(value) ?? value)]
  })
  return { ...Object.fromEntries(pairs), sinCelular: cuenta.celular || !cuenta.direccion ? '' : 'si' }
}
