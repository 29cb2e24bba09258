"""The picture for docs/speed.md: a few figures as bars, shorter is better."""

from xml.sax.saxutils import escape

# Title, figure, how it is written.
PANELS = [
    ("CPU per call, µs", "cpu_us, 1", "{:.0f}"),
    ("a call, µs (median)", "median_us, 1", "{:.0f}"),
    ("a process with one call, ms", "process", "{:.1f}"),
    ("peak memory, 16 threads, MiB", "peak_mib, 16", "{:.1f}"),
]
# Readable on white and on black.
COLOURS = {"hwlive": "#2f81f7", "libcurl by hand": "#8b949e", "bare socket": "#bf8700"}
TEXT = "#6e7781"
LEFT, WIDTH, BAR, GAP, PANEL_WIDTH = 150, 190, 16, 6, 430


def draw(figures):
    """`figures` by scheme and name; the static program is the same library and is left out."""
    cases = [case for case in figures if case[1] in COLOURS]
    height = 34 + len(cases) * (BAR + GAP)
    rows = (len(PANELS) + 1) // 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * PANEL_WIDTH} {rows * height + 10}" '
        'font-family="sans-serif" font-size="12" role="img">',
        "<title>hwlive beside libcurl by hand and a bare socket; shorter is better</title>",
    ]
    for at, (title, what, form) in enumerate(PANELS):
        x, y = at % 2 * PANEL_WIDTH, at // 2 * height
        longest = max(figures[case][what] for case in cases)
        parts.append(f'<text x="{x + LEFT}" y="{y + 20}" fill="{TEXT}" font-weight="bold">{escape(title)}</text>')
        for number, case in enumerate(cases):
            scheme, name = case
            value = figures[case][what]
            top = y + 30 + number * (BAR + GAP)
            length = max(1.0, value / longest * WIDTH)
            middle = top + BAR - 4
            parts += [
                f'<text x="{x + LEFT - 8}" y="{middle}" text-anchor="end" fill="{TEXT}">{escape(name)}, {scheme}</text>',
                f'<rect x="{x + LEFT}" y="{top}" width="{length:.1f}" height="{BAR}" rx="2" fill="{COLOURS[name]}"/>',
                f'<text x="{x + LEFT + length + 6:.1f}" y="{middle}" fill="{TEXT}">{form.format(value)}</text>',
            ]
    return "\n".join([*parts, "</svg>", ""])
