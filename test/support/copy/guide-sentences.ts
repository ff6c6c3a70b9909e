/**
 * Sentences of the guides that the product repeats verbatim (product.md “Pages”), which readability leaves out.
 * `{a|b}` means either. A sentence that only resembles the guides counts as ours.
 */
const GUIDES = [
  // Guide for migrantes, 1: the home page, the definition, requirements, considerations and notes.
  'CS: Sistema de registro para personas naturales, migrantes y jurídicas, en el cual el usuario podrá obtener su CS (Clave Sence) para ingresar a los otros sistemas de Sence.',
  'La Clave Sence (CS), antes CUS, es una contraseña que pueden solicitar las personas, organismos y empresas para ingresar en algunas plataformas del Sence, y de esta manera, realizar sus trámites y acceder a los programas, instrumentos o beneficios de su interés.',
  'Las Personas Naturales deben contar con Rut chileno.',
  'Las Personas Jurídicas deben contar con Rut de la empresa u Otec vigente.',
  'Las Personas Migrantes deben contar con NIE o Número de Identidad Extranjero.',
  'En el caso de ser Facilitador Extranjero, este acceso deberá ser solicitado por el Otec correspondiente, a través de su perfil de Persona Jurídica.',
  'Se sugiere a los usuarios que el uso de su Clave Sence sea de carácter personal e intransferible.',
  'Se prohíbe a los Otec solicitar o hacer un uso fraudulento de las claves registradas por los participantes de los cursos que estén ejecutando.',
  'Algunos aplicativos del Sence no requieren Clave Sence para su acceso, ya que utilizan claves propias, las que son generadas por sus usuarios dentro de cada sistema.',
  'La Clave Sence es propia de los sistemas del Sence, y no tiene relación actualmente con la ClaveÚnica del Servicio de Registro Civil.',
  'Si tiene alguna consulta o requiere generar, modificar o actualizar sus contraseñas, llámenos gratis al 800 80 10 30, de lunes a viernes de 09:00 a 18:00 horas.',
  'Si su Clave Sence no llega luego de solicitarla a nuestro Call Center, probablemente sus datos no se encuentran actualizados.',
  'Para solucionar este inconveniente, recuerde ingresar a la opción “Actualice sus datos aquí”, dentro de la plataforma de la CS.',
  // Guide for migrantes, 2 to 5: the forms and their pasos.
  'Queremos asegurarnos de que es una persona real quien está utilizando este sistema.',
  'Por favor, ingrese en el cuadro de texto las letras que muestra la siguiente imagen:',
  'En caso de error, haga clic en “Refrescar” para intentarlo nuevamente.',
  'Tamaño máximo permitido: 1 MB.',
  'Formatos de archivo permitidos: .jpg, .png, .pdf',
  'Debe ingresar en primera instancia su {RUT|NIE} y responder la pregunta secreta para validar la cuenta y luego realizar una comprobación de seguridad Captcha.',
  'IMPORTANTE: Asegúrese de tener sus datos de contacto actualizados antes de {recuperar la CS|cambiar su CS}, pues podría enviarse la clave a un e-mail que ya no tenga o no utilice.',
  'Para actualizar sus datos de contacto vaya a Actualizar Datos y seleccione la opción Actualizar Datos Persona {Natural|Jurídica|Extranjera} o bien presione aquí.',
  'Para cualquier consulta sobre {recuperar la CS|cambio de CS}, llame al 800 80 10 30.',
  'Automáticamente obtendrá una clave provisoria, la que deberá modificar desde el correo electrónico que le será enviado, o bien, vía SMS.',
  'Debe ingresar en primera instancia su {RUT|NIE} y CS actual (con mayúscula) para validar la cuenta, si sus datos son correctos podrá cambiar su CS por otra, finalmente deberá realizar una comprobación de seguridad Captcha.',
  'En el caso que la CS ingresada no sea válida considere generar una nueva haciendo clic aquí.',
  'Debe ingresar en primera instancia {RUT, Fecha de Nacimiento|NIE, Fecha de Nacimiento|RUT, Rut del Representante Legal} y Correo Electrónico utilizado al momento de registrarse, posteriormente se habilitarán los campos para que pueda actualizar sus datos.',
  'Finalmente, se le pedirá ingresar un código de comprobación de seguridad Captcha.',
  'IMPORTANTE: Para actualizar sus datos primero debe estar registrado en Sence, para registrarse presione aquí.',
  'En seguida aparecerá en pantalla un mensaje, confirmando dicha actualización.',
  'Asegúrese de tener sus datos de contacto actualizados antes de generar una nueva Clave Sence, pues podría enviarse a un e-mail que ya no tenga o no utilice.',
  // Guide for natural persons, 2, 3, 5 and 6.
  'Esta clave es personal y se utiliza para identificar de manera única a la persona en los distintos sistemas Sence.',
  'Esta opción permite generar una nueva CS en caso de olvido.',
  'Sus datos han sido actualizados correctamente.',
  'SENCE enviará una notificación a su e-mail del proceso registrado dentro de los próximos 10 minutos.',
  'La Clave Sence necesita un conjunto de datos mínimos para su correcta operación.',
]

const inEachForm = (sentence: string): string[] => {
  const [choice, shapes = ''] = /\{([^}]*)\}/.exec(sentence) ?? []
  return choice
    ? shapes.split('|').flatMap((shape) => inEachForm(sentence.replace(choice, shape)))
    : [sentence]
}

/** Normalises a sentence: quotes, emphasis and capitals are ignored. */
const toPlainWords = (sentence: string): string =>
  sentence
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const sentences = new Set(GUIDES.flatMap(inEachForm).map(toPlainWords))

/** Whether a sentence comes from the guides. */
export const isFromGuides = (sentence: string): boolean => sentences.has(toPlainWords(sentence))

/** Sentences of the guides that are not among these. */
export function missingSentences(sentencesRead: readonly string[]): string[] {
  const present = new Set(sentencesRead.map(toPlainWords))
  return [...sentences].filter((sentence) => !present.has(sentence))
}
