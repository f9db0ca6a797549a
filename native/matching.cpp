// The inner loop of descriptor matching for processors with AVX-512 VNNI, which .NET 10 cannot reach at full width: NearestTwo.cs holds the plain
// form and the AVX2 form, and says what is computed.
#include "guard.h"
#include <algorithm>

#if defined(__x86_64__)
#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 takes the undefined parts inside its own intrinsics for variables that were forgotten (GCC bug 105593).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>

namespace {
constexpr int lanes = 8, groups = 32, block_bytes = lanes * groups * 4, rows = 4, wide = 4;

// Best two of one descriptor, for each of eight lanes, and who the best belongs to. Of equal ones the first stays.
struct Top {
    __m256i best, second, who;

    __attribute__((target("avx512f,avx512vl"))) void meet(__m256i dots, __m256i other) {
        __mmask8 better = _mm256_cmpgt_epi32_mask(dots, best);
        who = _mm256_mask_mov_epi32(who, better, other);
        second = _mm256_max_epi32(second, _mm256_min_epi32(best, dots));
        best = _mm256_max_epi32(best, dots);
    }
};

// Four descriptors of A against four blocks (32 descriptors) of B: sixteen sums in registers. A register holds two groups of four bytes for each of
// eight lanes, so each sum comes in two halves, which are added at the end.
__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))) void tile(const signed char* queries, const signed char* const* b, __m256i (*sums)[wide]) {
    __m512i s[rows][wide];
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 4
        for (int c = 0; c < wide; c++) s[r][c] = _mm512_setzero_si512();
    for (int k = 0; k < groups / 2; k++) {
        __m512i part[wide];
#pragma GCC unroll 4
        for (int c = 0; c < wide; c++) part[c] = _mm512_loadu_si512(b[c] + 64 * k);
#pragma GCC unroll 4
        for (int r = 0; r < rows; r++) {
            __m512i q = _mm512_load_si512(queries + (r * groups / 2 + k) * 64);
#pragma GCC unroll 4
            for (int c = 0; c < wide; c++) s[r][c] = _mm512_dpbusd_epi32(s[r][c], q, part[c]);
        }
    }
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 4
        for (int c = 0; c < wide; c++) sums[r][c] = _mm256_add_epi32(_mm512_castsi512_si256(s[r][c]), _mm512_extracti64x4_epi64(s[r][c], 1));
}

__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))) void strip(const signed char* a, int first, int count, const signed char* b, int blocks, int* const* of_a, int* const* of_b) {
    alignas(64) signed char queries[rows * groups / 2 * 64];
    for (int r = 0; r < rows; r++)
        for (int k = 0; k < groups / 2; k++) {
            // Where fewer than four are left, the last stands in for the missing ones and is not looked at again.
            const signed char* q = a + (first + std::min(r, count - 1)) * groups * 4 + 8 * k;
            int low, high;
            std::memcpy(&low, q, 4), std::memcpy(&high, q + 4, 4);
            _mm256_store_si256(reinterpret_cast<__m256i*>(queries + (r * groups / 2 + k) * 64), _mm256_set1_epi32(low));
            _mm256_store_si256(reinterpret_cast<__m256i*>(queries + (r * groups / 2 + k) * 64 + 32), _mm256_set1_epi32(high));
        }
    Top mine[rows];
    for (auto& m : mine) m = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_set1_epi32(-1)};
    for (int block = 0; block < blocks; block += wide) {
        const signed char* at[wide];
        for (int c = 0; c < wide; c++) at[c] = b + static_cast<size_t>(std::min(block + c, blocks - 1)) * block_bytes;
        __m256i sums[rows][wide];
        tile(queries, at, sums);
        for (int c = 0; c < wide && block + c < blocks; c++) {
            int j = (block + c) * lanes;
            __m256i others = _mm256_add_epi32(_mm256_set1_epi32(j), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
            auto vector = [j](int* values) { return reinterpret_cast<__m256i*>(values + j); };
            Top own = {_mm256_loadu_si256(vector(of_b[0])), _mm256_loadu_si256(vector(of_b[1])), _mm256_loadu_si256(vector(of_b[2]))};
            for (int r = 0; r < count; r++) {
                mine[r].meet(sums[r][c], others);
                own.meet(sums[r][c], _mm256_set1_epi32(first + r));
            }
            _mm256_storeu_si256(vector(of_b[0]), own.best);
            _mm256_storeu_si256(vector(of_b[1]), own.second);
            _mm256_storeu_si256(vector(of_b[2]), own.who);
        }
    }
    for (int r = 0; r < count; r++) {
        alignas(32) int best[lanes], second[lanes], who[lanes];
        _mm256_store_si256(reinterpret_cast<__m256i*>(best), mine[r].best);
        _mm256_store_si256(reinterpret_cast<__m256i*>(second), mine[r].second);
        _mm256_store_si256(reinterpret_cast<__m256i*>(who), mine[r].who);
        int most = 0, next = 0, whose = -1;
        for (int l = 0; l < lanes; l++) {
            if (best[l] > most || (best[l] == most && who[l] >= 0 && who[l] < whose)) next = std::max(most, next), most = best[l], whose = who[l];
            else next = std::max(next, best[l]);
            next = std::max(next, second[l]);
        }
        of_a[0][first + r] = most, of_a[1][first + r] = next, of_a[2][first + r] = whose;
    }
}
}  // namespace
#endif

// a: descriptors of 128 bytes, 0..127. b: blocks as DescriptorBlocks lays them out. The results of B must be as long as its blocks and hold
// 0, 0 and -1. Returns 1, or 0 where this processor cannot do it; nothing is written then.
PN_EXPORT int pn_nearest_two(const signed char* a, int count, const signed char* b, int blocks, int* best_a, int* second_a, int* who_a, int* best_b, int* second_b, int* who_b) {
#if defined(__x86_64__)
    static const bool able = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
    if (!able) return 0;
    int *of_a[] = {best_a, second_a, who_a}, *of_b[] = {best_b, second_b, who_b};
    for (int first = 0; first < count; first += rows) strip(a, first, std::min(rows, count - first), b, blocks, of_a, of_b);
    return 1;
#else
    (void)a, (void)count, (void)b, (void)blocks, (void)best_a, (void)second_a, (void)who_a, (void)best_b, (void)second_b, (void)who_b;
    return 0;
#endif
}
