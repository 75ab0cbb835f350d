interface StackedBarsProps {
  /** What the drawing shows, and where the same stands as numbers. */
  label: string;
  series: readonly { key: string; name: string }[];
  rows: readonly { key: string; name: string; values: readonly number[]; total: string }[];
}

/** A bar for each row, its parts beside each other, all on one scale. A table must say the same. */
export function StackedBars({ label, series, rows }: StackedBarsProps) {
  const most = Math.max(1, ...rows.map(({ values }) => sum(values)));
  return (
    <figure className="stacked-bars">
      {series.length > 1 && (
        <ul className="legend" aria-hidden="true">
          {series.map(({ key, name }, index) => (
            <li key={key}>
              <svg viewBox="0 0 10 10">
                <rect width="10" height="10" data-series={index} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
      <div role="img" aria-label={label}>
        {rows.map(({ key, name, values, total }) => (
          <div key={key} className="span-row">
            <span>{name}</span>
            <div className="stacked-bar">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                {values.map((value, index) => (
                  <rect
                    key={series[index]?.key}
                    data-series={index}
                    x={(sum(values.slice(0, index)) / most) * 100}
                    y={1.5}
                    width={Math.max(0, (value / most) * 100 - (value > 0 ? 0.3 : 0))}
                    height={7}
                  />
                ))}
              </svg>
              <span className="number">{total}</span>
            </div>
          </div>
        ))}
      </div>
    </figure>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
