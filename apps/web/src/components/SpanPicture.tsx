export interface Span {
  key: string;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  colour?: string;
}

interface SpanPictureProps {
  /** What the drawing shows, and where the same stands in words. */
  label: string;
  from: number;
  to: number;
  rows: readonly { key: string; name: string; spans: readonly Span[] }[];
}

/** In the units of the drawing; the page stretches it to the width there is. */
const width = 600;

/** What lasted from when to when, a row for each name, along time. A table must say the same. */
export function SpanPicture({ label, from, to, rows }: SpanPictureProps) {
  const xOf = (at: number) => ((at - from) / Math.max(1, to - from)) * width;
  return (
    <div className="span-picture" role="img" aria-label={label}>
      {rows.map(({ key, name, spans }) => (
        <div key={key} className="span-row">
          <span>{name}</span>
          <svg viewBox={`0 0 ${width} 10`} preserveAspectRatio="none" aria-hidden="true">
            {yearsWithin(from, to).map((year) => (
              <line key={year} x1={xOf(year)} x2={xOf(year)} y1={0} y2={10} className="year" />
            ))}
            {spans.map((span) => (
              <rect
                key={span.key}
                data-colour={span.colour}
                x={xOf(span.from)}
                y={1.5}
                width={Math.max(1.5, xOf(span.to) - xOf(span.from) - 0.75)}
                height={7}
              />
            ))}
          </svg>
        </div>
      ))}
    </div>
  );
}

/** The first days of the years in between, to read the length by. */
function yearsWithin(from: number, to: number): number[] {
  const years: number[] = [];
  const first = new Date(from).getUTCFullYear() + 1;
  for (let year = first; Date.UTC(year, 0) <= to; year++) years.push(Date.UTC(year, 0));
  return years;
}
