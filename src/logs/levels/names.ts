import { CRITICAL, DEBUG, ERROR, INFO, WARNING } from '../level';

/** Names of one level, lower-case, parted by spaces; for `_` within a name a space may stand. */
type Names = ReadonlyArray<readonly [level: number, names: string]>;

/**
 * Of syslog, log4j, zap, pino, Serilog, .NET, java.util.logging, glog, logcat, Python, npm, PostgreSQL, MySQL, Oracle,
 * Grafana.
 */
const ENGLISH: Names = [
  [DEBUG, 'debug dbg dbug debu trace trac trce trc verbose vrb vrbs verb silly fine finer finest d t v'],
  [
    INFO,
    'info inf information informational informative notice note log default http success ok config mark audit normal ' +
      'notification ntc i n',
  ],
  [WARNING, 'warn warning wrn warnings deprecated w'],
  [ERROR, 'error err eror erro severe fail failed failure exception e incident_error'],
  [
    CRITICAL,
    'critical crit fatal ftl fatl fata fat alert emerg emer emergency panic pani dpanic crt f c fault internal_error fatal_error',
  ],
];

/**
 * As run times and databases write them where their language is set: java.util.logging, Windows' event viewer,
 * PostgreSQL, MySQL. German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish, Czech, Turkish, Russian,
 * Ukrainian, Japanese, Chinese, Korean.
 */
const LOCALIZED: Names = [
  [DEBUG, 'fein feiner am_feinsten précis détail débogage depuración ausführlich отладка 調試 调试 デバッグ 디버그'],
  [
    INFO,
    'informationen informatie infos información informações informazioni informazione informacje informace bilgi ' +
      'hinweis meldung konfiguration remarque avis aviso_legal сведения информация сообщение замечание інформація ' +
      '情報 お知らせ 信息 資訊 日志 정보 알림 로그',
  ],
  [
    WARNING,
    'warnung avertissement attention advertencia aviso advertência avvertenza avviso attenzione waarschuwing varning ' +
      'ostrzeżenie upozornění varování uyarı предупреждение попередження 警告 주의 경고',
  ],
  [
    ERROR,
    'fehler schwerwiegend schwerer_fehler erreur grave errore erro fout fel allvarlig błąd chyba hata ошибка помилка ' +
      'エラー 错误 錯誤 重大 严重 오류 심각',
  ],
  [
    CRITICAL,
    'kritisch panik critique fatale fatal_error crítico critico katastrofalny krytyczny kritický kritik panico pánico ' +
      'критический критическая важно паника 致命的エラー 致命错误 致命的 严重错误 치명적오류 위험 关键 緊急',
  ],
];

const spell = (names: Names): Array<readonly [string, number]> =>
  names.flatMap(([level, words]) =>
    words.split(' ').flatMap((word) => [[word, level] as const, [word.replaceAll('_', ' '), level] as const])
  );

/** The level that a name says, by the name in lower case. */
export const LEVEL_OF_NAME: ReadonlyMap<string, number> = new Map([...spell(LOCALIZED), ...spell(ENGLISH)]);

/** Names in other languages: in text they count only before a colon. */
export const LOCALIZED_NAMES: ReadonlyMap<string, number> = new Map(spell(LOCALIZED));
