import { HtmlValidate } from 'html-validate'

const pageValidator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Matters of style; both forms are valid HTML.
    'doctype-style': 'off',
    'no-implicit-button-type': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'tel-non-breaking': 'off',
    // All assets come from our own origin, under content-hashed URLs.
    'require-sri': 'off',
    // The respuesta secreta is masked but is not a password: no password manager may fill it in.
    'autocomplete-password': 'off',
  },
})

/** Mail clients need inline styles, deprecated attributes and layout tables. */
const mailValidator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'tel-non-breaking': 'off',
    'no-inline-style': 'off',
    'no-deprecated-attr': 'off',
    'presentation-role-style': 'off',
  },
})

async function validationErrors(validator: HtmlValidate, html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`),
  )
}

/** Errors in the HTML of a page, as `line:column rule: message`. */
export const htmlErrors = (html: string): Promise<string[]> => validationErrors(pageValidator, html)

/** Errors in the HTML of a mail, in the same format. */
export const mailHtmlErrors = (html: string): Promise<string[]> => validationErrors(mailValidator, html)
