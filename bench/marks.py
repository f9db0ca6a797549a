#!/usr/bin/env python3
"""Marks every PDF of a folder and measures what a mark does: ink on each page, words, links, bookmarks, bytes, seconds.

    python3 bench/marks.py ARTICLES [HOSTILE] > eval/results/marks.md

ARTICLES holds PDFs that are intact, HOSTILE files that broke other programs. Prints sums only; names no file. Needs poppler-utils and qpdf, and the
built program (./palinode --version builds it)."""
import json, os, resource, statistics, subprocess, sys, tempfile, time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "src/Palinode.Cli/bin/Release/net10.0/Palinode.Cli"
DPI, STEP = 18, 12           # a pixel is inked where a colour differs by more than STEP of 255
LEAST_INK, MOST_INK = .06, .35
FIXED, PER_PAGE = 20_000, 300


def run(*words, seconds=60):
    return subprocess.run([str(w) for w in words], capture_output=True, timeout=seconds)


def mark(source, target):
    """Exit code, wall seconds, processor seconds with all children, the first line of what was said."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = run(PROGRAM, "watermark", source, "--notice-doi", "10.5555/notice.1", "--date", "2026-11-21", "--out", target, "--force")
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.returncode, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stderr.decode(errors="replace").strip()


def pages(pdf):
    """Pictures of all pages as (width, height, bytes)."""
    data, at, found = run("pdftoppm", "-cropbox", "-r", DPI, pdf, seconds=300).stdout, 0, []
    while at < len(data):
        header = data[at:at + 40].split(None, 4)
        width, height = int(header[1]), int(header[2])
        start = data.index(b"255\n", at) + 4
        found.append((width, height, data[start:start + 3 * width * height]))
        at = start + 3 * width * height
    return found


def ink(a, b):
    assert a[:2] == b[:2]
    differs = [abs(x - y) > STEP for x, y in zip(a[2], b[2])]
    return sum(differs[i] or differs[i + 1] or differs[i + 2] for i in range(0, len(differs), 3)) / (a[0] * a[1])


def words(pdf):
    return Counter(run("pdftotext", "-raw", pdf, "-").stdout.split())


def links(pdf):
    return Counter(line.split(None, 2)[2] for line in run("pdfinfo", "-url", pdf).stdout.decode(errors="replace").splitlines()[1:] if len(line.split(None, 2)) == 3)


def outlines(pdf):
    def names(entries):
        return [(e.get("title"), names(e.get("kids", []))) for e in entries]
    return names(json.loads(run("qpdf", "--warning-exit-0", "--json=2", "--json-key=outlines", pdf).stdout).get("outlines", []))


def information(pdf):
    kept = ("Title", "Subject", "Keywords", "Author", "Creator", "CreationDate")
    return [line for line in run("pdfinfo", pdf).stdout.decode(errors="replace").splitlines() if line.split(":")[0] in kept]


def measure_articles(folder, here):
    files, total, shares, lost, over, worst, twice, kept = sorted(folder.glob("*.pdf")), 0, [], 0, [], 0, 0, Counter()
    for source in files:
        out, again, plain = here / "out.pdf", here / "again.pdf", here / "plain.pdf"
        code, _, _, said = mark(source, out)
        assert code == 0, said
        run("qpdf", "--object-streams=generate", "--deterministic-id", source, plain)
        before, after = pages(source), pages(out)
        assert len(before) == len(after) > 0
        total += len(before)
        shares += [ink(a, b) for a, b in zip(before, after)]
        lost += sum((words(source) - words(out)).values())
        beyond = out.stat().st_size - plain.stat().st_size
        over.append(beyond)
        worst = max(worst, beyond / (FIXED + PER_PAGE * len(before)))
        mark(out, again)
        twice += out.read_bytes() == again.read_bytes()
        new = links(out) - links(source)
        kept["links"] += not links(source) - links(out) and sum(new.values()) == len(before)
        kept["bookmarks"] += outlines(source) == outlines(out)
        kept["information"] += information(source) == information(out)
    return f"""| | |
|---|---:|
| articles, pages | {len(files)}, {total} |
| pages with ink on {LEAST_INK:.0%} to {MOST_INK:.0%} of their pixels | {sum(LEAST_INK <= s <= MOST_INK for s in shares)} of {total} |
| ink of a page: least, median, most | {min(shares):.1%}, {statistics.median(shares):.1%}, {max(shares):.1%} |
| words no longer found by pdftotext | {lost} |
| bytes beyond a rewrite by qpdf: median, most | {statistics.median(over):,.0f}, {max(over):,} |
| share of the allowed 20 kB + 300 B a page, the worst article | {worst:.0%} |
| marked again: the same bytes | {twice} of {len(files)} |
| links kept, and one new a page | {kept['links']} of {len(files)} |
| bookmarks kept | {kept['bookmarks']} of {len(files)} |
| title, authors, dates kept | {kept['information']} of {len(files)} |"""


def measure_speed(folder, here):
    many, hundred = here / "many.pdf", here / "hundred.pdf"
    run("qpdf", "--empty", "--pages", *sorted(folder.glob("*.pdf")), "--", many)
    run("qpdf", many, "--pages", ".", "1-100", "--", hundred)
    times = [mark(hundred, here / "fast.pdf")[1:3] for _ in range(5)]
    return f"A hundred pages of these articles in one file ({hundred.stat().st_size / 1e6:.0f} MB), best of five: {min(t[0] for t in times):.2f} s on the clock, {min(t[1] for t in times):.2f} s of processor time, start of the program included (mark: 2 s)."


def intact(pdf):
    return pdf.exists() and run("qpdf", "--warning-exit-0", "--check", pdf).returncode == 0 and run("pdfinfo", pdf).returncode == 0


def measure_hostile(folder, here):
    ends, slowest = Counter(), 0
    for source in sorted(folder.rglob("*")):
        if not source.is_file():
            continue
        out = here / "hostile.pdf"
        for file in here.glob("hostile.pdf*"):
            file.unlink()
        code, wall, _, said = mark(source, out)
        slowest = max(slowest, wall)
        if code == 0:
            ends["marked" if intact(out) else "marked, as damaged as before" if not intact(source) else "marked, and damaged"] += 1
        elif code == 2 and len(said.splitlines()) == 1 and not list(here.glob("hostile.pdf*")):
            ends["refused in one line, nothing written"] += 1
        else:
            ends["ended in any other way"] += 1
            print(f"{source.name}: {code} {said[:300]}", file=sys.stderr)
    rows = "\n".join(f"| {name} | {ends[name]} |" for name in ("marked", "marked, as damaged as before", "marked, and damaged", "refused in one line, nothing written", "ended in any other way"))
    return f"| files that broke other programs | {sum(ends.values())} |\n|---|---:|\n{rows}\n\nThe slowest took {slowest:.1f} s."


def main():
    version = run(PROGRAM, "--version").stdout.decode().strip()
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown processor")
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        print(f"# Marks on articles\n{version[0].upper()}{version[1:]}; {cpu}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start. Written by `python3 bench/marks.py ARTICLES HOSTILE`; sums only.\n")
        print("Open-access articles (not in the repository), every page rendered at 18 dpi before and after:\n")
        print(measure_articles(Path(sys.argv[1]), here) + "\n")
        print(measure_speed(Path(sys.argv[1]), here) + "\n")
        if len(sys.argv) > 2:
            print(measure_hostile(Path(sys.argv[2]), here))


main()
