// Lives and the children longest at risk, for people and for programs.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "output/identity.hpp"
#include "output/life.hpp"

namespace casetide::output {

/// Which replication is told of.
struct ToldRun {
  std::string file;  // name of the result, without its folder
  std::string place;
  PlanName plan;
  int replication = 0;
};

/// For people, in so many columns.
std::string text(const ToldRun& run, const LifeRecorder& record, const Life& life, int columns);
/// The first `count` of the children at risk, all of whom are given.
std::string text(const ToldRun& run, const LifeRecorder& record, std::span<const ChildAtRisk> children,
                 std::size_t count, int columns);

/// One JSON document; `worst` is null where nobody asked for the children longest at risk. Shape: FORMAT.md, "What
/// explain tells".
std::string json(const ToldRun& run, const LifeRecorder& record, const std::vector<ChildAtRisk>* worst,
                 std::size_t count, std::span<const Life> lives);

/// A paragraph on what is told of: place, plan, replication, file and period.
std::string heading_of(const ToldRun& run, const LifeRecorder& record, int columns);

/// The component's letter, name and label as files have them.
std::string component_label(models::Component component);  // "D assessment overdue"
std::string cause_label(models::Cause cause);              // "worker busy"

}  // namespace casetide::output
