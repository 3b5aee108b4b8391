import { initAll } from './nhsuk-frontend.min.js'

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')
initAll()

// A double click sends a form once. It may be sent again after a while, because a browser without
// a connection may stay on the page, and when the Back button brings the page back.
const A_WHILE = 5000 // ms
const sent = new WeakSet()
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return
  if (sent.has(event.target)) return event.preventDefault()
  sent.add(event.target)
  setTimeout(() => sent.delete(event.target), A_WHILE)
})
addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.forms) sent.delete(form)
})

// What is written in a form marked data-unsaved is not lost without a question.
const unsaved = new Set()
document.addEventListener('input', (event) => {
  if (event.target.form?.matches('[data-unsaved]')) unsaved.add(event.target.form)
})
document.addEventListener('submit', (event) => unsaved.delete(event.target))
addEventListener('beforeunload', (event) => {
  if (unsaved.size) event.preventDefault()
})
