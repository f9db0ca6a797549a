// Every exported function runs inside guard(): C++ exceptions must not cross into managed code.
#pragma once
#include <cstring>
#include <exception>
#include <string>

#define PN_EXPORT extern "C" __attribute__((visibility("default")))

inline thread_local std::string last_error;

// Runs `work` and returns its result; on an exception remembers the message and returns -1.
template <class Work> int guard(Work work) {
    try {
        return work();
    } catch (const std::exception& e) {
        last_error = e.what();
    } catch (...) {
        last_error = "unknown native exception";
    }
    return -1;
}

inline int copy_last_error(char* buffer, int capacity) {
    if (capacity <= 0) return 0;
    std::strncpy(buffer, last_error.c_str(), static_cast<size_t>(capacity) - 1);
    buffer[capacity - 1] = 0;
    return static_cast<int>(std::strlen(buffer));
}
