import type { Router } from 'express'
import { requestCodigo } from '../../../application/citizen/codigos/request-codigo.ts'
import {
  answerPregunta,
  preguntaFor,
  startRecuperar,
} from '../../../application/citizen/recuperar/recuperar.ts'
import { requestEnlace } from '../../../application/citizen/recuperar/recuperar-by-mail.ts'
import { recuperarWithCodigo } from '../../../application/citizen/recuperar/recuperar-codigo.ts'
import { resultOf } from '../../../application/request/solicitudes.ts'
import type { PerfilWith } from '../../../domain/forms/tramites.ts'
import { TOLL_FREE } from '../../../domain/pages/page.ts'
import type { Parts } from '../../../domain/parts.ts'
import { preguntaText } from '../../../domain/secrets/respuesta-secreta.ts'
import { pasoUrl } from '../../../domain/urls.ts'
import { identificadorIn } from '../../../domain/values/identificador.ts'
import type { Services } from '../../services.ts'
import { identificadorFact } from '../shown-facts.ts'
import { mountPaso } from '../tramite/paso-form.ts'

/** What to do without the code; only who answered right reads it. */
const CODIGO_HELP: Parts = [
  {
    text: 'Su respuesta es correcta. Por seguridad, escriba también el código que enviamos a su correo: sirve 15 minutos. Si no llega, revise el correo no deseado o pida otro. ¿Ya no usa ese correo? Llame ',
  },
  ...TOLL_FREE,
]

/** Recuperar: identificador, then the pregunta or a mailed enlace. */
export function mountRecuperar(router: Router, services: Services, perfil: PerfilWith<'recuperar'>): void {
  const { deps } = services

  mountPaso(router, services, perfil, {
    operacion: 'recuperar',
    paso: '',
    submit: ({ context, data, form, req }) => {
      const volver = req.session.volver ?? null
      return startRecuperar(deps, context, { perfil, identificador: identificadorIn(data), volver, form })
    },
  })

  mountPaso(router, services, perfil, {
    operacion: 'recuperar',
    paso: 'pregunta',
    prepare: async (solicitud) => {
      const pregunta = await preguntaFor(deps, solicitud)
      return {
        shownFacts: [
          identificadorFact(deps, solicitud),
          { name: 'preguntaSecreta', label: 'Pregunta Secreta', value: preguntaText(pregunta) ?? '' },
        ],
        alternatives: [
          {
            text: 'No recuerdo la respuesta a mi pregunta secreta',
            url: pasoUrl(perfil, 'recuperar', 'correo', solicitud.id),
          },
        ],
      }
    },
    submit: ({ context, data, form, solicitudId }) =>
      answerPregunta(deps, context, { solicitudId, respuesta: data.respuestaSecreta, form }),
  })

  mountPaso(router, services, perfil, {
    operacion: 'recuperar',
    paso: 'codigo',
    secondaryActions: [
      {
        value: 'codigo',
        text: 'Enviar otro código',
        run: async ({ context, solicitudId, form }) => {
          await requestCodigo(deps, context, { solicitudId, operacion: 'recuperar', form })
          return 'codigo'
        },
      },
    ],
    prepare: (solicitud) => ({
      opening: [CODIGO_HELP],
      shownFacts: [
        identificadorFact(deps, solicitud),
        {
          name: 'correoConfirmado',
          label: 'Enviamos un código a',
          value: resultOf(deps, solicitud).maskedEmail ?? '',
        },
      ],
    }),
    submit: ({ context, data, form, solicitudId }) =>
      recuperarWithCodigo(deps, context, { solicitudId, codigo: data.codigo, form }),
  })

  mountPaso(router, services, perfil, {
    operacion: 'recuperar',
    paso: 'correo',
    prepare: (solicitud) => ({
      opening: [
        [
          {
            text: 'Le enviaremos un enlace a su correo registrado para crear una nueva CS. No necesita responder la pregunta secreta.',
          },
        ],
      ],
      shownFacts: [identificadorFact(deps, solicitud)],
      back: pasoUrl(perfil, 'recuperar', 'pregunta', solicitud.id),
    }),
    submit: ({ context, form, solicitudId }) => requestEnlace(deps, context, { solicitudId, form }),
  })
}
