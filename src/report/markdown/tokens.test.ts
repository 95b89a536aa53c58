// cspell:ignore удалось подключиться базе данных
import { createHash } from 'node:crypto';
import { countTokens as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { tokensIn } from './tokens';

const digest = (i: number) => createHash('sha256').update(String(i)).digest();
const hex = (i: number) => digest(i).toString('hex');
const fifty = (text: (i: number) => string) => Array.from({ length: 50 }, (_, i) => text(i)).join(' ');

/** By tokensIn, of each token of the tokenizer that has more. */
const ofEach = (text: string) => tokensIn(text) / Math.max(o200k(text), cl100k(text));

describe('tokens are counted rather too high than too low', () => {
  it.each([
    ['sentences', fifty((i) => `database: ${i}% errors (${7 * i} of ${100 * i} logs), threshold 30%, usually 1%.`)],
    ['times', fifty((i) => `2026-11-30 14:05:${i} for ${i} minutes`)],
    ['levels', 'CRITICAL ERROR WARNING INFO DEBUG '.repeat(20)],
    ['ids', fifty(hex)],
    ['UUIDs', fifty((i) => hex(i).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5'))],
    ['addresses', fifty((i) => digest(i).subarray(0, 4).join('.'))],
    ['pods', fifty((i) => `checkout-api-${hex(i).slice(0, 10)}-x${hex(i).slice(0, 4)}`)],
    ['JSON', JSON.stringify(Array.from({ length: 30 }, (_, i) => ({ level: 'error', user_id: hex(i), took: i })))],
    [
      'stack traces',
      '\tat org.example.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:897)\n'.repeat(9),
    ],
    ['Chinese', '数据库连接失败，请稍后重试。'.repeat(20)],
    ['Russian', 'Не удалось подключиться к базе данных '.repeat(10)],
    ['emojis', '🔥💥🚨'.repeat(20)],
    ['signs', '!"#$%&/()=?{[]}\\`*_|<>;:,.-~^'.repeat(10)],
  ])('of %s', (_, text) => {
    expect(ofEach(text)).toBeGreaterThanOrEqual(1);
  });

  it('of letters of chance by a tenth too low at most', () => {
    expect(ofEach(fifty((i) => digest(i).toString('base64')))).toBeGreaterThan(0.9);
  });
});

it('usual sentences have not twice as many', () => {
  expect(
    ofEach('Find the client that asks too much of the gateway, make it back off, or raise its limit. ')
  ).toBeLessThan(2);
});
