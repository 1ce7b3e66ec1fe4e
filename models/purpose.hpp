// What chance is drawn for. Each purpose is a stream of its own; the numbers are part of the file format of results,
// because a seed means the same draws for ever: add at the end of a block, never renumber.
#pragma once

#include <cstdint>

#include "models/ids.hpp"

namespace casetide::models::purpose {

inline constexpr std::uint32_t referral_gap = 1;      // entity: arrival number
inline constexpr std::uint32_t household_size = 2;    // entity: household
inline constexpr std::uint32_t urgency = 3;           // entity: household, draw: episode
inline constexpr std::uint32_t household_return = 4;  // entity: household, draw: episode
inline constexpr std::uint32_t stock = 5;             // entity: household
inline constexpr std::uint32_t absence_gap = 6;       // entity: worker, draw: spell and kind
inline constexpr std::uint32_t absence_length = 7;
inline constexpr std::uint32_t age = 8;            // entity: child
inline constexpr std::uint32_t supervision = 9;    // entity: worker
inline constexpr std::uint32_t leaving = 10;       // entity: worker
inline constexpr std::uint32_t notice = 11;        // entity: worker; notice and destination
inline constexpr std::uint32_t tenure = 12;        // entity: worker
inline constexpr std::uint32_t advert = 13;        // entity: team and role, draw: number of the advert
inline constexpr std::uint32_t agency_start = 14;  // entity: team and role, draw: number of the order
inline constexpr std::uint32_t booking = 15;       // entity: worker; length and conversion
inline constexpr std::uint32_t within = 17;        // entity: team and role, draw: number of the advert
inline constexpr std::uint32_t haste = 16;         // entity: household or child, draw: occasion
inline constexpr std::uint32_t assumption = 18;    // entity: FNV-1a hash of its name

// Blocks indexed by a table of the pathway.
inline constexpr std::uint32_t block = 1000;
constexpr std::uint32_t need(StatusId status) { return 1 * block + static_cast<std::uint32_t>(index(status)); }
constexpr std::uint32_t decision(DecisionId id) { return 2 * block + static_cast<std::uint32_t>(index(id)); }
constexpr std::uint32_t effort(ObligationId id) { return 3 * block + static_cast<std::uint32_t>(index(id)); }
constexpr std::uint32_t pace(ObligationId id) { return 4 * block + static_cast<std::uint32_t>(index(id)); }
constexpr std::uint32_t authorisation(ObligationId id) { return 5 * block + static_cast<std::uint32_t>(index(id)); }
constexpr std::uint32_t phase(ObligationId id) { return 6 * block + static_cast<std::uint32_t>(index(id)); }

constexpr std::uint32_t stream_gap(std::size_t stream) { return 7 * block + static_cast<std::uint32_t>(stream); }
constexpr std::uint32_t attempt(ObligationId id) { return 8 * block + static_cast<std::uint32_t>(index(id)); }

}  // namespace casetide::models::purpose
