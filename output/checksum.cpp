#include "output/checksum.hpp"

#include <fmt/format.h>

namespace casetide::output {

std::string Checksum::hex() const { return fmt::format("{:016x}", sum_); }

}  // namespace casetide::output
