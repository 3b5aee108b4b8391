// Comfort for those who mark many essays: Ctrl and Enter save, and a saved comment is put into the
// comment at once. Without this script, the buttons of the form do the same.
const form = document.querySelector('[data-marking]')
let isChanged = false

function addComment() {
  const { comment, saved } = form.elements
  const text = saved.selectedOptions[0].dataset.text
  if (!text) return saved.focus()
  comment.value = [comment.value.trimEnd(), text].filter(Boolean).join('\n\n')
  saved.value = ''
  isChanged = true
  comment.focus()
  comment.setSelectionRange(comment.value.length, comment.value.length)
}

if (form) {
  const add = form.querySelector('[data-add-comment]')
  if (add) add.hidden = false
  add?.addEventListener('click', addComment)
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.requestSubmit(form.querySelector('[data-save]'))
  })
  form.querySelector('[data-marking-keys]').hidden = false
  form.addEventListener('input', () => (isChanged = true))
  form.addEventListener('submit', () => (isChanged = false))
  addEventListener('beforeunload', (event) => {
    if (isChanged) event.preventDefault()
  })
}
