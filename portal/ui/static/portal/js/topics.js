// A long list of topics gets a field that narrows it down, also by other words for them. What is chosen always
// stays in sight, under the list as well when that is folded.

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
      const words = `${choice.textContent} ${choice.dataset.words ?? ''}`.toLocaleLowerCase('da')
      choice.hidden = !chosen && !words.includes(wanted)
    }
  }
  filter.addEventListener('input', narrow)

  const names = list.closest('.field').querySelector('[data-chosen]')
  list.addEventListener('change', () => {
    names?.replaceChildren(...[...list.querySelectorAll('.choice:has(:checked)')].flatMap(choice => {
      const tag = document.createElement('span')
      tag.className = 'tag'
      tag.textContent = choice.textContent.trim()
      return [tag, ' ']
    }))
  })
  filter.addEventListener('keydown', event => {
    // Enter narrows; it does not send half a question.
    if (event.key === 'Enter') event.preventDefault()
  })
}
