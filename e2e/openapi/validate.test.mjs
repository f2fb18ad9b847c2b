// The document against the official schema of OpenAPI 3.1, and its examples against its own.
import assert from 'node:assert';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

async function read() {
  const answer = await fetch(`${process.env.FOREBAY_URL}/rest/v1/`, {
    headers: { apikey: process.env.FOREBAY_SECRET_KEY },
  });
  assert.strictEqual(answer.status, 200);
  return answer.json();
}

const document = await read();
const ajv = new Ajv({ strict: false, allErrors: true, formats: formats() });
addFormats(ajv, { keywords: false });
ajv.addSchema(document, 'document');

/** Formats of OpenAPI's registry that JSON Schema does not have. */
function formats() {
  const numbers = ['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'];
  const others = Object.fromEntries([...numbers, 'float', 'double', 'decimal'].map((name) => [name, true]));
  return { ...others, 'date-time-local': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/ };
}

function requireValid(schema, value, where) {
  const validate = ajv.compile({ $ref: `document#${schema}` });
  assert.ok(validate(value), `${where}: ${JSON.stringify(value)} ${ajv.errorsText(validate.errors)}`);
}

const pointer = (...keys) => keys.map((key) => '/' + encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('');

test('the document is one of OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document));
  assert.deepStrictEqual(result.errors ?? [], []);
  assert.ok(result.valid);
  assert.strictEqual(validator.version, '3.1');
});

test('every reference leads somewhere', () => {
  const references = JSON.stringify(document).match(/"\$ref":"#([^"]+)"/g);
  assert.ok(references.length > 100);
  for (const reference of references) {
    const keys = reference.slice(9, -1).split('/').slice(1);
    assert.ok(keys.reduce((node, key) => node?.[key], document), reference);
  }
});

test('no operation has two parameters of one name, or the identity of another', () => {
  const ids = new Set();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      assert.ok(!ids.has(operation.operationId), operation.operationId);
      ids.add(operation.operationId);
      const names = (operation.parameters ?? [])
        .map((parameter) => (parameter.$ref ? document.components.parameters[parameter.$ref.split('/').pop()] : parameter))
        .map((parameter) => `${parameter.in} ${parameter.name}`);
      assert.strictEqual(new Set(names).size, names.length, `${method} ${path}: ${names}`);
    }
  }
});

test('every example row is one of its schema', () => {
  let rows = 0;
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    for (const example of schema.examples ?? []) {
      requireValid(pointer('components', 'schemas', name), example, name);
      rows++;
    }
  }
  assert.ok(rows > 3);
});

test('every example body is one of its schema', () => {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const content = operation.requestBody?.content?.['application/json'];
      const named = Object.values(content?.examples ?? {}).map((example) => example.value);
      for (const example of content?.example === undefined ? named : [content.example]) {
        const schema = pointer('paths', path, method, 'requestBody', 'content', 'application/json', 'schema');
        requireValid(schema, example, `${method} ${path}`);
      }
    }
  }
});
