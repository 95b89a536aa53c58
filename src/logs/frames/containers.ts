import { fill, type Frame } from './frame';

/** The log files of Kubernetes' nodes, of containerd, CRI-O and Podman. */
export const cri: Frame = {
  name: 'CRI',
  example: '2024-11-03T14:30:00.123456789Z stdout F added',
  isByLine: true,
  isLoose: false,
  read(text, into) {
    // Looked for by its place first: all lines of plain text come by here.
    const stream = text.indexOf(' std', 19);
    if (stream < 0 || stream > 40 || text.charCodeAt(10) !== 84 /* T */) {
      return false;
    }
    const found = /^(\S+) (std(?:out|err)) ([PF])(?::[PF])* ?/.exec(text.slice(0, 64));
    return !!found && fill(into, found[0].length, found[1], '', -1, found[3] === 'P', found[2]);
  },
};

/** `docker compose logs`. */
export const compose: Frame = {
  name: 'Docker Compose',
  example: 'cart-1  | added',
  isByLine: false,
  isLoose: true,
  read(text, into) {
    const found = /^(?:\d+\|)?([A-Za-z][\w.-]{0,63}) *\|(?: |$)/.exec(text.slice(0, 128));
    return !!found && fill(into, found[0].length, '', found[1].replace(/[-_]\d+$/, ''), -1, false, found[0]);
  },
};

/** `kubectl logs --prefix`. */
export const kubectl: Frame = {
  name: 'kubectl --prefix',
  example: '[pod/cart-7d9f8b6c5-x2x4z/cart] added',
  isByLine: false,
  isLoose: false,
  read(text, into) {
    if (!text.startsWith('[pod/')) {
      return false;
    }
    const found = /^\[pod\/[^\]/\s]{1,253}\/([^\]/\s]{1,63})\] ?/.exec(text.slice(0, 330));
    return !!found && fill(into, found[0].length, '', found[1], -1, false, found[0]);
  },
};

/** stern: the names of pod and container. */
export const stern: Frame = {
  name: 'stern',
  example: 'cart-7d9f8b6c5-x2x4z cart added',
  isByLine: false,
  isLoose: true,
  read(text, into) {
    const found =
      /^[a-z0-9.-]{1,230}-(?:[a-z0-9]{5}|\d{1,5}) › ?([a-z0-9-]{1,63}) |^[a-z][a-z0-9.-]{0,230}-[a-z0-9]{5} ([a-z][a-z0-9-]{0,62}) /.exec(
        text.slice(0, 330)
      );
    return !!found && fill(into, found[0].length, '', found[1] ?? found[2], -1, false, found[0]);
  },
};

/** Docker, Kubernetes and others with `--timestamps`: a time before lines that have their own; PM2's has a colon. */
export const timestamps: Frame = {
  name: '--timestamps',
  example: '2024-11-03T14:30:00.123456789Z 2024-11-03 14:30:00,123 INFO added',
  isByLine: true,
  isLoose: true,
  read(text, into) {
    const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:(?:Z|[+-]\d\d:\d\d)(?= )|(?=: ))):? /.exec(
      text.slice(0, 40)
    );
    return !!found && fill(into, found[0].length, found[1]);
  },
};
