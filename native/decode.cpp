// Decodes pictures from outside in a process of its own, so that a file that breaks a decoder breaks nothing else.
//
//   palinode-decode --memory BYTES --cpu SECONDS --max-pixels N [--as-stored] FILE...
//
// For each file, in order, one frame on standard output:
//   "picture WIDTH HEIGHT CHANNELS PAGES BITS\n" and WIDTH * HEIGHT * CHANNELS bytes (grey, or R G B), rows from the top; or
//   "refused REASON\n".
// Only PNG, JPEG, TIFF and WebP are read, told apart by their first bytes. The size in the header is checked before anything is
// decoded. EXIF orientation is applied to JPEG unless --as-stored is given. Transparent pictures are laid on white.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

namespace {
using Bytes = std::vector<unsigned char>;

enum class Format { png, jpeg, tiff, webp };
struct Header {
    Format format;
    uint64_t width = 0, height = 0;
    int pages = 1, bits = 8;
};

struct Refusal : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Reader {
public:
    Reader(const Bytes& bytes, bool little) : bytes_(bytes), little_(little) {}
    uint64_t number(uint64_t at, int size) const {
        if (at > bytes_.size() || bytes_.size() - at < static_cast<uint64_t>(size)) throw Refusal("the file ends inside its header");
        uint64_t value = 0;
        for (int i = 0; i < size; i++) value |= static_cast<uint64_t>(bytes_[at + i]) << 8 * (little_ ? i : size - 1 - i);
        return value;
    }

private:
    const Bytes& bytes_;
    bool little_;
};

bool starts(const Bytes& b, size_t at, const char* text, size_t length) { return b.size() >= at + length && std::memcmp(b.data() + at, text, length) == 0; }

void read_jpeg(const Bytes& b, Header& h) {
    Reader r(b, false);
    for (uint64_t at = 2;;) {
        while (r.number(at, 1) != 0xFF) at++;  // decoders skip stray bytes between markers, and so do we
        while (r.number(at, 1) == 0xFF) at++;
        int marker = static_cast<int>(r.number(at++, 1));
        if (marker == 0x01 || marker == 0x00 || (marker >= 0xD0 && marker <= 0xD8)) continue;
        if (marker == 0xD9 || marker == 0xDA) throw Refusal("a JPEG without a frame header");
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
            h.bits = static_cast<int>(r.number(at + 2, 1));
            h.height = r.number(at + 3, 2);
            h.width = r.number(at + 5, 2);
            return;
        }
        at += r.number(at, 2);
    }
}

void read_tiff(const Bytes& b, Header& h) {
    Reader r(b, b[0] == 'I');
    bool big = r.number(2, 2) == 43;
    int offset_size = big ? 8 : 4, count_size = big ? 8 : 2, entry_size = big ? 20 : 12;
    uint64_t at = r.number(big ? 8 : 4, offset_size);
    std::vector<uint64_t> seen;
    for (h.pages = 0; at != 0 && h.pages < 10000; h.pages++) {
        if (std::find(seen.begin(), seen.end(), at) != seen.end()) break;  // a chain that bites its tail
        seen.push_back(at);
        uint64_t entries = r.number(at, count_size);
        if (entries > 4096) throw Refusal("a TIFF directory with too many entries");
        if (h.pages == 0) {
            for (uint64_t i = 0; i < entries; i++) {
                uint64_t e = at + count_size + i * entry_size;
                uint64_t tag = r.number(e, 2), type = r.number(e + 2, 2), count = r.number(e + 4, big ? 8 : 4), field = e + (big ? 12 : 8);
                int size = type == 1 ? 1 : type == 3 ? 2 : type == 4 ? 4 : type == 16 ? 8 : 0;
                if (size == 0 || (tag != 256 && tag != 257 && tag != 258)) continue;
                bool elsewhere = count > static_cast<uint64_t>(offset_size / size);
                uint64_t value = r.number(elsewhere ? r.number(field, offset_size) : field, size);
                if (tag == 256) h.width = value;
                if (tag == 257) h.height = value;
                if (tag == 258) h.bits = static_cast<int>(std::min<uint64_t>(value, 64));
            }
        }
        try {
            at = r.number(at + count_size + entries * entry_size, offset_size);
        } catch (const Refusal&) {
            at = 0;  // the first page may be whole all the same
        }
    }
}

void read_webp(const Bytes& b, Header& h) {
    Reader r(b, true);
    if (starts(b, 12, "VP8X", 4)) {
        h.width = r.number(24, 3) + 1, h.height = r.number(27, 3) + 1;
    } else if (starts(b, 12, "VP8L", 4)) {
        uint64_t v = r.number(21, 4);
        h.width = (v & 0x3FFF) + 1, h.height = ((v >> 14) & 0x3FFF) + 1;
    } else if (starts(b, 12, "VP8 ", 4)) {
        h.width = r.number(26, 2) & 0x3FFF, h.height = r.number(28, 2) & 0x3FFF;
    } else {
        throw Refusal("a WebP file without a picture");
    }
}

Header read_header(const Bytes& b) {
    Header h{};
    if (starts(b, 0, "\x89PNG\r\n\x1a\n", 8)) {
        Reader r(b, false);
        if (!starts(b, 12, "IHDR", 4)) throw Refusal("a PNG without its header");
        h.format = Format::png, h.width = r.number(16, 4), h.height = r.number(20, 4), h.bits = static_cast<int>(r.number(24, 1));
    } else if (starts(b, 0, "\xFF\xD8\xFF", 3)) {
        h.format = Format::jpeg;
        read_jpeg(b, h);
    } else if (starts(b, 0, "II*\0", 4) || starts(b, 0, "MM\0*", 4) || starts(b, 0, "II+\0", 4) || starts(b, 0, "MM\0+", 4)) {
        h.format = Format::tiff;
        read_tiff(b, h);
    } else if (starts(b, 0, "RIFF", 4) && starts(b, 8, "WEBP", 4)) {
        h.format = Format::webp;
        read_webp(b, h);
    } else {
        throw Refusal("neither PNG, JPEG, TIFF nor WebP by its content");
    }
    if (h.width == 0 || h.height == 0) throw Refusal("a picture without pixels");
    return h;
}

// Deeper pictures become 8-bit by a straight line from the 0.05th percentile (0) to the 99.95th (255) of all samples of all channels
// together: hot pixels do not darken the rest, the balance of the colours stays, and the same file gives the same bytes everywhere.
cv::Mat to_eight_bits(const cv::Mat& deep, int channels) {
    std::vector<float> samples;
    cv::Mat wide;
    deep.convertTo(wide, CV_32F);
    int all = wide.channels();
    samples.reserve(wide.total() * channels);
    for (int y = 0; y < wide.rows; y++) {
        float* p = wide.ptr<float>(y);
        for (int x = 0; x < wide.cols * all; x++) {
            if (!(p[x] > -3e38f && p[x] < 3e38f)) p[x] = 0;  // NaN and infinities
            if (x % all < channels) samples.push_back(p[x]);
        }
    }
    size_t tail = samples.size() / 2000;
    auto at = [&](size_t rank) { std::nth_element(samples.begin(), samples.begin() + rank, samples.end()); return samples[rank]; };
    double low = at(tail), high = at(samples.size() - 1 - tail);
    if (high <= low) low = at(0), high = at(samples.size() - 1);
    double scale = high > low ? 255.0 / (high - low) : 0;
    cv::Mat out(wide.size(), CV_8UC(all));
    for (int y = 0; y < wide.rows; y++) {
        const float* p = wide.ptr<float>(y);
        unsigned char* q = out.ptr(y);
        for (int x = 0; x < wide.cols * all; x++) q[x] = static_cast<unsigned char>(std::clamp((p[x] - low) * scale, 0.0, 255.0) + 0.5);
    }
    return out;
}

// Grey or R, G, B on white, 8 bits.
cv::Mat to_plain(cv::Mat in) {
    int channels = in.channels(), colours = channels >= 3 ? 3 : 1;
    cv::Mat alpha;
    if (channels == 4 || channels == 2) {
        cv::extractChannel(in, alpha, channels - 1);
        if (alpha.depth() == CV_16U) alpha.convertTo(alpha, CV_8U, 1 / 257.0);
        else if (alpha.depth() != CV_8U) alpha.release();
    }
    if (in.depth() != CV_8U) in = to_eight_bits(in, colours);
    cv::Mat out(in.size(), CV_8UC(colours));
    for (int y = 0; y < in.rows; y++) {
        const unsigned char *p = in.ptr(y), *a = alpha.empty() ? nullptr : alpha.ptr(y);
        unsigned char* q = out.ptr(y);
        for (int x = 0; x < in.cols; x++)
            for (int c = 0; c < colours; c++) {
                int v = p[x * channels + (colours == 3 ? 2 - c : 0)];
                q[x * colours + c] = static_cast<unsigned char>(a ? (v * a[x] + 255 * (255 - a[x]) + 127) / 255 : v);
            }
    }
    return out;
}

void answer(const char* file, uint64_t max_pixels, bool as_stored) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw Refusal("the file cannot be opened");
    Bytes bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    Header h = read_header(bytes);
    if (h.width > max_pixels || h.height > max_pixels || h.width * h.height > max_pixels)
        throw Refusal(std::to_string(h.width) + " x " + std::to_string(h.height) + " pixels are more than the " + std::to_string(max_pixels) + " allowed");
    int flags = h.format == Format::jpeg ? cv::IMREAD_ANYCOLOR | cv::IMREAD_ANYDEPTH : cv::IMREAD_UNCHANGED;
    if (as_stored && h.format == Format::jpeg) flags |= cv::IMREAD_IGNORE_ORIENTATION;
    cv::Mat decoded = cv::imdecode(bytes, flags);
    if (decoded.empty()) throw Refusal("the picture is damaged or of an unknown kind");
    if (decoded.total() > max_pixels) throw Refusal("more pixels than its header says");
    cv::Mat plain = to_plain(decoded);
    std::printf("picture %d %d %d %d %d\n", plain.cols, plain.rows, plain.channels(), h.pages, h.bits);
    std::fwrite(plain.data, 1, plain.total() * plain.channels(), stdout);
}

void limit(__rlimit_resource what, uint64_t value) {
    rlimit r{value, value};
    if (value > 0) setrlimit(what, &r);
}
}  // namespace

int main(int argc, char** argv) {
    uint64_t memory = 0, cpu = 0, max_pixels = 100'000'000;
    bool as_stored = false;
    int i = 1;
    for (; i < argc && argv[i][0] == '-'; i++) {
        std::string option = argv[i];
        if (option == "--as-stored") { as_stored = true; continue; }
        if (i + 1 >= argc) return 64;
        uint64_t value = std::strtoull(argv[++i], nullptr, 10);
        if (option == "--memory") memory = value;
        else if (option == "--cpu") cpu = value;
        else if (option == "--max-pixels") max_pixels = value;
        else return 64;
    }
    // OpenCV reads this limit while it is loaded, so it has to stand in the environment before the program starts.
    if (!std::getenv("OPENCV_IO_MAX_IMAGE_PIXELS")) {
        setenv("OPENCV_IO_MAX_IMAGE_PIXELS", std::to_string(max_pixels).c_str(), 1);
        setenv("OPENCV_LOG_LEVEL", "SILENT", 1);
        execv("/proc/self/exe", argv);
    }
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_AS, memory);
    limit(RLIMIT_CPU, cpu);
    cv::setNumThreads(1);
    for (; i < argc; i++) {
        try {
            answer(argv[i], max_pixels, as_stored);
        } catch (const Refusal& e) {
            std::printf("refused %s\n", e.what());
        } catch (const std::exception&) {
            std::printf("refused the picture is damaged or needs more memory than allowed\n");
        }
        std::fflush(stdout);
    }
    return 0;
}
