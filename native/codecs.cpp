// Writing pictures. Reading is done by palinode-decode, in a process of its own.
#include "guard.h"
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

PN_EXPORT int pn_codecs_last_error(char* buffer, int capacity) { return copy_last_error(buffer, capacity); }

// Encodes an 8-bit picture (1 channel, or 3 as R, G, B). extension: ".png" or ".jpg"; quality is JPEG's, 1 to 100.
// Writes at most `capacity` bytes; returns the length needed, so that a caller with too little room can come again.
PN_EXPORT int pn_encode(const unsigned char* src, int w, int h, int c, const char* extension, int quality, unsigned char* dst, int capacity) {
    return guard([&] {
        cv::setNumThreads(1);
        cv::Mat in(h, w, CV_8UC(c), const_cast<unsigned char*>(src)), bgr;
        if (c == 3) {
            bgr.create(h, w, CV_8UC3);
            const int swap[] = {0, 2, 1, 1, 2, 0};
            cv::mixChannels(&in, 1, &bgr, 1, swap, 3);
        } else {
            bgr = in;
        }
        std::vector<unsigned char> bytes;
        std::vector<int> params;
        if (std::string(extension) == ".jpg") params = {cv::IMWRITE_JPEG_QUALITY, quality};
        else params = {cv::IMWRITE_PNG_COMPRESSION, 6};
        if (!cv::imencode(extension, bgr, bytes, params)) throw std::runtime_error("the encoder refused the picture");
        if (static_cast<int>(bytes.size()) <= capacity) std::memcpy(dst, bytes.data(), bytes.size());
        return static_cast<int>(bytes.size());
    });
}
