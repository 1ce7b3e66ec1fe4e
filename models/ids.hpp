// Identifiers as distinct types: a WorkerId cannot be passed as a ChildId.
#pragma once

#include <cstddef>
#include <cstdint>

namespace casetide::models {

// Places in the scenario's tables.
enum class StatusId : std::uint8_t {};
enum class ObligationId : std::uint8_t {};
enum class DecisionId : std::uint8_t {};
enum class TeamId : std::uint8_t {};
enum class RoleId : std::uint8_t {};

// People of one replication.
enum class ChildId : std::uint32_t {};
enum class HouseholdId : std::uint32_t {};
enum class WorkerId : std::uint32_t {};

inline constexpr WorkerId nobody{0xffffffff};

/// The place of an id in its table.
template <typename Id>
constexpr std::size_t index(Id id) {
  return static_cast<std::size_t>(id);
}

/// The id of a place.
template <typename Id>
constexpr Id id_at(std::size_t place) {
  return static_cast<Id>(place);
}

}  // namespace casetide::models
