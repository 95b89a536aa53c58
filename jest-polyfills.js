// jsdom lacks what @grafana/ui expects of every browser.
const { TextDecoder, TextEncoder } = require('node:util');
const { MessageChannel, MessagePort } = require('node:worker_threads');

Object.assign(globalThis, { TextDecoder, TextEncoder, MessageChannel, MessagePort });
