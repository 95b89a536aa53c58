import { accessMessage, plainPath, readRequest } from '../access/request';
import { type RequestPart } from './usualNames';

const MISSING = Infinity;

/** Collects what the fields of a log say of a request: its method and path, of several the most specific. */
export class RequestTaker {
  private readonly request = { method: '', path: '' };
  private methodRank = MISSING;
  private pathRank = MISSING;

  begin(): void {
    this.methodRank = this.pathRank = MISSING;
  }

  take(part: RequestPart, rank: number, text: string): void {
    switch (part) {
      case 'request':
        this.takeLine(rank, text);
        break;
      case 'method':
        if (rank < this.methodRank) {
          this.request.method = text;
          this.methodRank = rank;
        }
        break;
      case 'path':
        if (rank < this.pathRank) {
          this.request.path = plainPath(text);
          this.pathRank = rank;
        }
        break;
    }
  }

  /**
   * What the request says as a message, see accessMessage; undefined where no method is known: a path alone may be a
   * file's.
   */
  message(statusCode: number): string | undefined {
    const { method, path } = this.request;
    return this.methodRank < MISSING
      ? accessMessage(method, this.pathRank < MISSING ? path : '', statusCode)
      : undefined;
  }

  /** `GET /orders HTTP/1.1` */
  private takeLine(rank: number, text: string): void {
    if (this.methodRank === MISSING) {
      readRequest(text, this.request);
      this.methodRank = this.pathRank = this.request.method === '' ? MISSING : rank;
    }
  }
}
