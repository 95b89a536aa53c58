import { CRITICAL, DEBUG, ERROR, INFO, WARNING } from '../level';
import { parseLevel, parseLevelLetter, parseSeverityWord } from './parseLevel';

describe('parseLevel', () => {
  it.each([
    ['trace', DEBUG],
    ['Debug', DEBUG],
    ['Verbose', DEBUG],
    ['FINEST', DEBUG],
    ['INFO', INFO],
    ['Information', INFO],
    ['notice', INFO],
    ['DEFAULT', INFO],
    ['SUCCESS', INFO],
    ['warn', WARNING],
    ['Warning', WARNING],
    ['err', ERROR],
    ['ERROR', ERROR],
    ['severe', ERROR],
    ['fatal', CRITICAL],
    ['CRITICAL', CRITICAL],
    [' crit ', CRITICAL],
    ['alert', CRITICAL],
    ['emerg', CRITICAL],
    ['panic', CRITICAL],
    ['INCIDENT_ERROR', ERROR],
    ['E', ERROR],
  ])('gives the level of the name %s', (text, level) => {
    expect(parseLevel(text)).toBe(level);
  });

  it.each([
    ['[ERROR]', ERROR],
    ['<Warning>', WARNING],
    ['| info  |', INFO],
    ['ERROR:', ERROR],
    ['\x1b[31mERROR\x1b[0m', ERROR],
    ['\u001b[33mwarn\u001b[39m', WARNING],
    ['production.ERROR', ERROR],
    ['user.err', ERROR],
    ['daemon.warning', WARNING],
    ['LogLevel.Error', ERROR],
    ['LOG_ERR', ERROR],
    ['LOG_LEVEL_WARN', WARNING],
    ['SEVERITY_NUMBER_ERROR2', ERROR],
    ['DEBUG1', DEBUG],
    ['FATAL4', CRITICAL],
    ['3 - Error', ERROR],
    ['Warning (4)', WARNING],
    ['DEBUG-4', DEBUG],
    ['INFO+2', INFO],
    ['WARN+1', WARNING],
    ['WARN+4', ERROR],
    ['ERROR+4', CRITICAL],
  ])('gives the level of %j, as loggers write it', (text, level) => {
    expect(parseLevel(text)).toBe(level);
  });

  it.each([
    ['Fehler', ERROR],
    ['Warnung', WARNING],
    ['Informationen', INFO],
    ['Kritisch', CRITICAL],
    ['SCHWERWIEGEND', ERROR],
    ['Avertissement', WARNING],
    ['Erreur', ERROR],
    ['Advertencia', WARNING],
    ['Información', INFO],
    ['Errore', ERROR],
    ['Waarschuwing', WARNING],
    ['Fout', ERROR],
    ['Błąd', ERROR],
    ['Ошибка', ERROR],
    ['ПРЕДУПРЕЖДЕНИЕ', WARNING],
    ['警告', WARNING],
    ['エラー', ERROR],
    ['错误', ERROR],
    ['信息', INFO],
    ['오류', ERROR],
  ])('knows %s of another language', (text, level) => {
    expect(parseLevel(text)).toBe(level);
  });

  it.each([
    ['30', INFO],
    ['50', ERROR],
    ['60', CRITICAL],
    ['3', ERROR],
    ['7', DEBUG],
    ['30.0', INFO],
    ['400', ERROR],
    ['20000', INFO],
  ])('reads the number %s', (text, level) => {
    expect(parseLevel(text)).toBe(level);
  });

  it.each(['', 'unknown', 'errors', '8', '99', '-1', '3.5', 'high', 'none', 'no_error', 'x'.repeat(100_000)])(
    'gives undefined for %j',
    (text) => {
      expect(parseLevel(text)).toBeUndefined();
    }
  );
});

describe('a field that may say many things', () => {
  it.each([
    ['error', ERROR],
    ['Warning', WARNING],
    ['ok', INFO],
    ['success', undefined],
    ['failed', undefined],
    ['log', undefined],
    ['request', undefined],
    ['200', undefined],
  ])('says by the word %s what it says', (word, level) => {
    expect(parseSeverityWord(word)).toBe(level);
  });

  it('says by a letter what MongoDB does', () => {
    expect(['I', 'W', 'E', 'F', 'D2', 'x', 'in', ''].map(parseLevelLetter)).toEqual([
      INFO,
      WARNING,
      ERROR,
      CRITICAL,
      DEBUG,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
