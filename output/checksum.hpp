// A checksum for what HDF5 itself leaves unchecked (chunk indexes, variable-length text), and for the run id.
// It finds damage, not forgery. The door to xxHash.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace casetide::output {

/// XXH3, 64 bits (Collet, xxHash 0.8), over bytes in the order they are added.
class Checksum {
 public:
  Checksum();

  void add(std::string_view bytes);
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
  struct Free {
    void operator()(XXH3_state_s* state) const;
  };
  std::unique_ptr<XXH3_state_s, Free> state_;
};

}  // namespace casetide::output
