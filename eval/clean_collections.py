#!/usr/bin/env python3
"""Collections of drawn papers in which nothing is duplicated, for the calibration of chance (palinode eval SET --calibrate).

    clean_collections.py --kit DIR --seeds 1-30 --papers 10 --out SET

DIR holds make_cases.py of the evaluation material, whose papers these are. Within a collection no part of a source picture is used twice, so every
pair of its papers is a pair of unrelated documents; pairs of different collections are not, since all draw on the same sources.
"""
import argparse, json, os, random, shutil, sys


def main():
    ap = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    ap.add_argument('--kit', required=True)
    ap.add_argument('--seeds', default='1-30', help='first-last')
    ap.add_argument('--papers', type=int, default=10)
    ap.add_argument('--pool', default='dev')
    ap.add_argument('--cache', help='where pictures taken out of source PDFs are kept')
    ap.add_argument('--out', required=True)
    a = ap.parse_args()
    sys.dont_write_bytecode = True
    sys.path.insert(0, a.kit)
    import make_cases as kit
    import numpy as np

    spec = json.load(open(os.path.join(a.kit, 'sources.json')))
    cache = a.cache or os.path.join(a.out, '.cache')
    pool = kit.Pool([kit.Source(s, os.path.join(a.kit, spec['root']), cache) for s in spec[a.pool]])
    first, last = (int(v) for v in a.seeds.split('-'))
    for seed in range(first, last + 1):
        rng, r = random.Random(f'clean:{seed}'), np.random.default_rng([777, seed])
        pool.start_case(rng)
        builder = kit.Builder(pool, rng, r)
        papers = []
        for k in range(a.papers):
            kinds = ['blotbar', 'micro', 'mixed', 'blots']
            rng.shuffle(kinds)
            papers.append(builder.paper(f'paper{k + 1:02d}.pdf', 'suspect' if k == 0 else 'corpus', rng.randint(3, 4), kinds))
        for source, boxes in pool.used.items():
            assert all(x[2] <= y[0] or y[2] <= x[0] or x[3] <= y[1] or y[3] <= x[1] for i, x in enumerate(boxes) for y in boxes[:i]), f'{source} handed out twice'
        folder = os.path.join(a.out, f'{seed:04d}')
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for paper in papers:
            paper.write(os.path.join(folder, paper.doc))
        case = {'id': f'clean-{seed:04d}', 'source': 'composed from ' + '; '.join(sorted({s for s, _ in pool.log})), 'suspect': papers[0].doc,
                'corpus': [p.doc for p in papers[1:]], 'complete': True, 'theme': 'clean', 'pairs': [], 'benign': []}
        json.dump(case, open(os.path.join(folder, 'case.json'), 'w'), indent=1)
        print(seed, len(papers), 'papers', flush=True)


if __name__ == '__main__':
    main()
