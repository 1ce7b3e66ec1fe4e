// A checksum for what HDF5 itself leaves unchecked (chunk indexes, variable-length text), and for the run id.
// It finds damage, not forgery.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace casetide::output {

/// FNV-1a, 64 bits (Fowler, Noll and Vo), over bytes in the order they are added.
class Checksum {
 public:
  void add(std::string_view bytes) {
    for (const char byte : bytes) sum_ = (sum_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
  }
  /// The values as they lie in memory; little-endian on every machine we build for.
  template <typename Number>
  void add_values(std::span<const Number> values) {
    add({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  }
  /// Each text with its end, so that ("ab", "c") and ("a", "bc") differ.
  void add_texts(std::span<const std::string> texts) {
    for (const std::string& text : texts) add({text.c_str(), text.size() + 1});
  }
  /// 16 hexadecimal digits.
  std::string hex() const;

 private:
  std::uint64_t sum_ = 0xcbf29ce484222325u;
};

}  // namespace casetide::output
