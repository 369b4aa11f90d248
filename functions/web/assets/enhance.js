import { checkDigit } from '../../../schemas/check-digit.ts'

/** Every page works without this. It spares a person a round trip, and a second press. */

const summary = document.querySelector('.nhsuk-error-summary')
if (summary) {
  summary.setAttribute('tabindex', '-1')
  summary.focus()
}

for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = 'yes'
  })
}

// A page that comes back out of the browser's memory may be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form')) delete form.dataset.sent
})

/** Says under the box what a slip of the finger did to an NHS number, as soon as all ten digits are there. */
for (const box of document.querySelectorAll('input[data-check="nhs-number"]')) {
  const told = document.createElement('p')
  told.className = 'check-result'
  told.setAttribute('role', 'status')
  box.after(told)
  box.addEventListener('input', () => {
    const digits = box.value.replace(/[\s-]/g, '')
    if (!/^\d{10}$/.test(digits)) told.textContent = digits.length > 10 ? 'That is more than ten digits.' : ''
    else
      told.textContent =
        checkDigit(digits) === Number(digits[9])
          ? 'The digits fit together.'
          : 'The digits do not fit together: at least one is wrong.'
  })
}

// The secret of an agency's link stands behind the #, which no server sees: it is put into its box, and leaves the address.
const link = document.querySelector('input[name="link"]')
if (link && /^#[\w-]{43}$/.test(window.location.hash)) {
  link.value = window.location.hash.slice(1)
  window.history.replaceState(null, '', window.location.pathname)
}
