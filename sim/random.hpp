// Keyed chance: every draw is a pure function of (seed, replication, purpose, entity, draw).
// No generator has state, so drawing for one purpose never disturbs another.
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstdint>

namespace casetide::sim {

/// Philox4x32-10 of Random123: counter and key to 128 random bits.
inline std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  const philox4x32_ctr_t bits =
      philox4x32_R(10, {{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
  return {bits.v[0], bits.v[1], bits.v[2], bits.v[3]};
}

/// An odd multiple of 2^-53: (k + 1/2) / 2^52 with the first 52 of 64 random bits as k, exact and symmetric about 1/2.
/// With 53 bits for k the half would be rounded away, and the largest k would give 1.
constexpr double open_uniform(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t k = (std::uint64_t{high} << 32 | low) >> 12;
  return (static_cast<double>(k) + 0.5) * 0x1p-52;
}

/// The chance of one replication. Key = the 64-bit seed; counter = (entity, purpose, draw, replication).
class Chance {
 public:
  Chance(std::uint64_t seed, std::uint32_t replication)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}, replication_(replication) {}

  /// Two independent uniforms, each on the open interval (0, 1) in steps of 2^-52: never 0, never 1.
  std::array<double, 2> uniform_pair(std::uint32_t purpose, std::uint32_t entity, std::uint32_t draw) const {
    const auto bits = philox({entity, purpose, draw, replication_}, key_);
    return {open_uniform(bits[0], bits[1]), open_uniform(bits[2], bits[3])};
  }

  /// The first of the pair.
  double uniform(std::uint32_t purpose, std::uint32_t entity, std::uint32_t draw) const {
    return uniform_pair(purpose, entity, draw)[0];
  }

 private:
  std::array<std::uint32_t, 2> key_;  // low and high half of the seed
  std::uint32_t replication_;
};

}  // namespace casetide::sim
