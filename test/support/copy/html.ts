import { HtmlValidate } from 'html-validate'

const pageValidator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Matters of taste: HTML takes both.
    'doctype-style': 'off',
    'no-implicit-button-type': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'tel-non-breaking': 'off',
    // Everything comes from our own origin, under an address made from its content.
    'require-sri': 'off',
    // A secret answer is hidden like a key, and is none: no password manager may fill it in.
    'autocomplete-password': 'off',
  },
})

/** What mail programs need and browsers do not: styles in place, attributes of old, tables that say they are layout. */
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

async function validationErrors(checker: HtmlValidate, html: string): Promise<string[]> {
  const { results } = await checker.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`),
  )
}

/** What is not valid in a page, one line each: `line:column rule: message`. */
export const htmlErrors = (html: string): Promise<string[]> => validationErrors(pageValidator, html)

/** The same of a mail. */
export const mailHtmlErrors = (html: string): Promise<string[]> => validationErrors(mailValidator, html)
