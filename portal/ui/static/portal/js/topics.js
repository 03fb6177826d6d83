// A long list of topics gets a field that narrows it down. What is chosen always stays in sight.

const list = document.querySelector('#id_topics .choices')

const MANY = 8

if (list && list.querySelectorAll('.choice').length > MANY) {
  const filter = document.createElement('input')
  filter.type = 'search'
  filter.className = 'form-input topics-filter'
  filter.placeholder = document.querySelector('[data-find-topic]').dataset.findTopic
  filter.setAttribute('aria-label', filter.placeholder)
  filter.autocomplete = 'off'
  list.before(filter)
  list.classList.add('choices--scroll')

  const narrow = () => {
    const wanted = filter.value.trim().toLocaleLowerCase('da')
    for (const choice of list.querySelectorAll('.choice')) {
      const chosen = choice.querySelector('input').checked
      choice.hidden = !chosen && !choice.textContent.toLocaleLowerCase('da').includes(wanted)
    }
  }
  filter.addEventListener('input', narrow)
  filter.addEventListener('keydown', event => {
    // Enter narrows; it does not send half a question.
    if (event.key === 'Enter') event.preventDefault()
  })
}
