import { type Hit } from './searchAnswer';

interface Page {
  readonly hits: readonly Hit[];
  readonly span: number;
}

/**
 * Pages of spans come in any order, and the same documents have to say the same: holds pages back until the first one
 * that is not empty, in the order of the spans, is there to learn from.
 */
export class LearnFirst {
  private readonly waiting: Page[] = [];
  private first = 0;
  private isLearned = false;

  constructor(
    private readonly learn: (hits: readonly Hit[]) => void,
    private readonly append: (hits: readonly Hit[]) => void
  ) {}

  take(hits: readonly Hit[], span: number): void {
    if (this.isLearned) {
      this.append(hits);
      return;
    }
    this.waiting.push({ hits, span });
    for (let page = this.next(); page && !this.isLearned; page = this.next()) {
      if (page.hits.length === 0) {
        this.first++;
      } else {
        this.isLearned = true;
        this.learn(page.hits);
        this.waiting.forEach((each) => this.append(each.hits));
      }
    }
  }

  private next(): Page | undefined {
    return this.waiting.find(({ span }) => span === this.first);
  }
}
