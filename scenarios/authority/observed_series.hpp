// Which published series stand beside which figure of the model.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "scenarios/authority/published_tables.hpp"

namespace casetide::scenarios {

struct ObservedSeries {
  std::string_view figure;  // as models/national_indicators.cpp names it
  std::string_view column;
  std::string_view of = {};  // the share of this column, in per cent; empty: the column itself
  std::string_view source;
  std::string_view note = {};
  int first = 2016;           // before, it was counted otherwise
  bool is_of_census = false;  // of 30 September
  double error = 0;           // with which a fit seeks to meet it, in an authority of 3,700 children in need: a part of
                              // the value, or points of a share or rate; 0: not fitted
  std::string_view within = {};    // how near a fitted model is to come in each year
  std::string_view together = {};  // ... and over all years
};

std::span<const ObservedSeries> observed_series();

/// The value of the year; none where it is suppressed, and for staff that are published together with another area's.
std::optional<double> observed_value(const PublishedArea& area, const ObservedSeries& series, int year);

}  // namespace casetide::scenarios
