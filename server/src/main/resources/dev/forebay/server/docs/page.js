'use strict';

// The key is a variable of this page and nothing else: it goes into no URL and no storage, and is
// forgotten with the page.
const specification = new URL('rest/v1/', document.baseURI).href;
const state = document.getElementById('state');

async function load(key) {
  const answer = await fetch(specification, { headers: { apikey: key } });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.message);
  }
  // Swagger UI knows only of the page's URL, and servers are relative to the document's.
  body.servers = body.servers.map(({ url }) => ({ url: new URL(url, specification).href }));
  return body;
}

function show(spec, key) {
  const ui = SwaggerUIBundle({
    spec,
    dom_id: '#ui',
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    onComplete: () => ui.preauthorizeApiKey('apikey', key),
  });
}

document.getElementById('key-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const key = document.getElementById('key').value.trim();
  state.value = 'Loading';
  try {
    const spec = await load(key);
    state.value = spec.info.title;
    show(spec, key);
  } catch (error) {
    state.value = error.message;
  }
});
