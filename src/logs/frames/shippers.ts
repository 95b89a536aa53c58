import { fill, type Frame } from './frame';

/** Fluentd's files: time, tag and the record as JSON, parted by tabs. */
export const fluentd: Frame = {
  name: 'Fluentd',
  example: '2024-11-03T14:30:00+01:00\tdocker.cart\t{"log":"added"}',
  isByLine: true,
  isLoose: false,
  read(text, into) {
    const tab = text.indexOf('\t');
    if (tab < 19 || tab > 40) {
      return false;
    }
    const found = /^([^\t]{19,40})\t[^\t]{1,200}\t(?=\{)/.exec(text.slice(0, 250));
    return !!found && fill(into, found[0].length, found[1]);
  },
};

/** Fluent Bit's standard output: number, tag, time and the record as Ruby writes it. */
export const fluentBit: Frame = {
  name: 'Fluent Bit',
  example: '[0] docker.cart: [[1730640600.123456789, {}], {"log"=>"added"}]',
  isByLine: true,
  isLoose: false,
  read(text, into) {
    const first = text.charCodeAt(1);
    if (text.charCodeAt(0) !== 91 /* [ */ || !(first >= 48 && first <= 57)) {
      return false;
    }
    const found =
      /^\[\d{1,9}\] \S{1,200}: \[(?:\[(\d{9,12}\.\d{1,9}), \{[^{}]{0,200}\}\]|(\d{9,12}\.\d{1,9})), (?=\{)/.exec(
        text.slice(0, 480)
      );
    return !!found && fill(into, found[0].length, found[1] ?? found[2]);
  },
};

/** Heroku's `heroku logs`: the time, and the dyno that wrote the line. */
export const heroku: Frame = {
  name: 'Heroku',
  example: '2024-11-03T14:30:00.123456+00:00 app[web.1]: added',
  isByLine: false,
  isLoose: false,
  read(text, into) {
    if (!text.includes(']: ') || text.charCodeAt(10) !== 84 /* T */) {
      return false;
    }
    const found = /^(\S{19,40}) (?:app|heroku)\[([\w.-]{1,63})\]: /.exec(text.slice(0, 128));
    return !!found && fill(into, found[0].length, found[1], found[2].replace(/\.\d+$/, ''), -1, false, found[2]);
  },
};
