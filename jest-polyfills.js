// jsdom lacks what @grafana/ui expects of every browser.
const { TextDecoder, TextEncoder } = require('node:util');

Object.assign(globalThis, { TextDecoder, TextEncoder });
