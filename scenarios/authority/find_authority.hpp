// An authority by the name that somebody types.
#pragma once

#include <string>

#include "scenarios/authority/published_tables.hpp"

namespace casetide::scenarios {

/// The authority of the name, whatever its case, commas, "and" or "&", and "City of" or "County of". Throws
/// sim::OutputError (bad usage) for a region or England, for an area that the tables have no figures of, and for an
/// unknown name, with the nearest.
const PublishedArea& find_authority(const PublishedTables& tables, const std::string& name);

/// As part of a file's name: "city_of_london".
std::string file_name_of(const std::string& name);

}  // namespace casetide::scenarios
