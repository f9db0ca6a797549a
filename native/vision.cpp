// The part of OpenCV that Palinode.Engine uses, behind a C interface. Pictures are 8-bit, rows without padding, 1 or 3 channels.
#include "guard.h"
#include <algorithm>
#include <opencv2/core.hpp>
#include <opencv2/features2d.hpp>
#include <opencv2/imgproc.hpp>

namespace {
cv::Mat view(const unsigned char* p, int w, int h, int c) { return cv::Mat(h, w, CV_8UC(c), const_cast<unsigned char*>(p)); }
cv::Mat view(const float* p, int w, int h) { return cv::Mat(h, w, CV_32F, const_cast<float*>(p)); }

// Threads are the caller's business: results must not depend on how many there are.
const bool single_threaded = [] { cv::setNumThreads(1); return true; }();
}  // namespace

PN_EXPORT int pn_last_error(char* buffer, int capacity) { return copy_last_error(buffer, capacity); }

PN_EXPORT int pn_resize(const unsigned char* src, int w, int h, int c, unsigned char* dst, int dw, int dh) {
    return guard([&] {
        cv::Mat out = view(dst, dw, dh, c);
        bool shrinks = dw < w || dh < h;
        cv::resize(view(src, w, h, c), out, cv::Size(dw, dh), 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_CUBIC);
        return 0;
    });
}

PN_EXPORT int pn_gaussian(const unsigned char* src, int w, int h, int c, double sigma, unsigned char* dst) {
    return guard([&] {
        cv::Mat out = view(dst, w, h, c);
        cv::GaussianBlur(view(src, w, h, c), out, cv::Size(0, 0), sigma, sigma, cv::BORDER_REFLECT_101);
        return 0;
    });
}

PN_EXPORT int pn_gaussian_f(const float* src, int w, int h, double sigma_x, double sigma_y, float* dst) {
    return guard([&] {
        cv::Mat out = view(dst, w, h);
        cv::GaussianBlur(view(src, w, h), out, cv::Size(0, 0), sigma_x, sigma_y, cv::BORDER_REFLECT_101);
        return 0;
    });
}

PN_EXPORT int pn_clahe(const unsigned char* src, int w, int h, double clip, int tiles, unsigned char* dst) {
    return guard([&] {
        cv::Mat out = view(dst, w, h, 1);
        cv::createCLAHE(clip, cv::Size(tiles, tiles))->apply(view(src, w, h, 1), out);
        return 0;
    });
}

// Warps with dst_from_src given as its inverse: m maps continuous destination coordinates to source coordinates, both with pixel
// centres at +0.5. Pixels from outside the source are set to `outside`.
PN_EXPORT int pn_warp(const unsigned char* src, int w, int h, int c, const double* m, unsigned char* dst, int dw, int dh, int outside) {
    return guard([&] {
        // OpenCV's centres lie at whole numbers: shift both ends by half a pixel.
        double k[6] = {m[0], m[1], m[0] * 0.5 + m[1] * 0.5 + m[2] - 0.5, m[3], m[4], m[3] * 0.5 + m[4] * 0.5 + m[5] - 0.5};
        cv::Mat map(2, 3, CV_64F, k), out = view(dst, dw, dh, c);
        cv::warpAffine(view(src, w, h, c), out, map, cv::Size(dw, dh), cv::INTER_CUBIC | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, cv::Scalar::all(outside));
        return 0;
    });
}

// SIFT (Lowe 2004) with a low contrast threshold. mask may be null; non-zero means "may hold keypoints".
// points: x, y (pixel centres at +0.5), size (diameter), angle (degrees, clockwise on the page), response; descriptors: 128 bytes each.
// Fills at most `capacity` keypoints, strongest response first, and returns their number.
PN_EXPORT int pn_sift(const unsigned char* gray, int w, int h, const unsigned char* mask, int capacity, double contrast, double edge, double sigma,
                      float* points, unsigned char* descriptors) {
    return guard([&] {
        auto sift = cv::SIFT::create(0, 3, contrast, edge, sigma);
        std::vector<cv::KeyPoint> keys;
        cv::Mat image = view(gray, w, h, 1), found;
        sift->detect(image, keys, mask ? view(mask, w, h, 1) : cv::Mat());
        // A total order, so that equal responses fall the same way everywhere.
        std::sort(keys.begin(), keys.end(), [](const cv::KeyPoint& a, const cv::KeyPoint& b) {
            if (a.response != b.response) return a.response > b.response;
            if (a.pt.y != b.pt.y) return a.pt.y < b.pt.y;
            if (a.pt.x != b.pt.x) return a.pt.x < b.pt.x;
            if (a.size != b.size) return a.size > b.size;
            return a.angle < b.angle;
        });
        // Spatial balance: one keypoint per cell in turn, so that one bright corner does not use up the whole allowance.
        if (static_cast<int>(keys.size()) > capacity) {
            const int cells = 8;
            std::vector<std::vector<cv::KeyPoint>> grid(cells * cells);
            for (const auto& k : keys) {
                int cx = std::min(cells - 1, static_cast<int>(k.pt.x * cells / w)), cy = std::min(cells - 1, static_cast<int>(k.pt.y * cells / h));
                grid[std::max(0, cy) * cells + std::max(0, cx)].push_back(k);
            }
            keys.clear();
            for (size_t rank = 0; static_cast<int>(keys.size()) < capacity; rank++) {
                bool any = false;
                for (auto& cell : grid)
                    if (rank < cell.size() && static_cast<int>(keys.size()) < capacity) keys.push_back(cell[rank]), any = true;
                if (!any) break;
            }
        }
        if (keys.empty()) return 0;
        sift->compute(image, keys, found);
        for (size_t i = 0; i < keys.size(); i++) {
            float* p = points + 5 * i;
            p[0] = keys[i].pt.x + 0.5f, p[1] = keys[i].pt.y + 0.5f, p[2] = keys[i].size, p[3] = keys[i].angle, p[4] = keys[i].response;
            const float* d = found.ptr<float>(static_cast<int>(i));
            for (int j = 0; j < 128; j++) descriptors[128 * i + j] = cv::saturate_cast<unsigned char>(d[j]);
        }
        return static_cast<int>(keys.size());
    });
}

// 8-connected components of the non-zero pixels. labels: one int a pixel, 0 for the ground. stats: x0, y0, x1, y1, area per component,
// at most `capacity`; returns the number of components (which may exceed capacity), the ground not counted.
PN_EXPORT int pn_components(const unsigned char* mask, int w, int h, int* labels, int* stats, int capacity) {
    return guard([&] {
        cv::Mat out(h, w, CV_32S, labels), s, centroids;
        int n = cv::connectedComponentsWithStats(view(mask, w, h, 1), out, s, centroids, 8, CV_32S) - 1;
        for (int i = 0; i < std::min(n, capacity); i++) {
            const int* r = s.ptr<int>(i + 1);
            int* d = stats + 5 * i;
            d[0] = r[cv::CC_STAT_LEFT], d[1] = r[cv::CC_STAT_TOP], d[2] = d[0] + r[cv::CC_STAT_WIDTH], d[3] = d[1] + r[cv::CC_STAT_HEIGHT], d[4] = r[cv::CC_STAT_AREA];
        }
        return n;
    });
}

// Zero-mean normalised cross-correlation of a template at every shift: out is (w - tw + 1) x (h - th + 1), -1..1.
PN_EXPORT int pn_zncc_map(const float* image, int w, int h, const float* part, int tw, int th, float* out) {
    return guard([&] {
        cv::Mat result = view(out, w - tw + 1, h - th + 1);
        cv::matchTemplate(view(image, w, h), view(part, tw, th), result, cv::TM_CCOEFF_NORMED);
        return 0;
    });
}
