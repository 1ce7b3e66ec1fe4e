// How a result's course lies over the replications: at each time the median and the bands in which half and nine tenths
// of the simulated futures lie, with what was published beside it. One fan holds series of one unit and one definition;
// a published figure stands only beside a series that counts as it does.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "output/headline_values.hpp"
#include "output/trace.hpp"

namespace casetide::output {

/// By time; NaN where no replication has a value. Quantiles are linear between order statistics.
struct Bands {
  std::vector<double> median;
  std::vector<double> low50, high50;  // 25th and 75th percentile
  std::vector<double> low90, high90;  // 5th and 95th
};

/// `values`: [replication][time], all of the same length.
Bands bands(const std::vector<std::vector<double>>& values);

struct FanSeries {
  std::string key;
  std::string label;
  std::vector<Bands> plans;
};

struct PublishedPoint {
  sim::Date date;  // the day of the figure: 31 March, 30 September
  double value = 0;
};

struct PublishedSeries {
  std::string series;  // key of the one beside which it stands
  std::string label;
  std::vector<PublishedPoint> points;
  models::Evidence evidence = models::Evidence::published;
  std::string source;
  std::string note;  // often empty
};

struct Fan {
  enum class Every : std::uint8_t { sample, month, year };
  std::string key;
  std::string title;
  std::string measure;  // what is shown, in words
  std::string unit;
  int decimals = 0;
  Every every = Every::sample;
  std::vector<sim::Date> times;
  std::vector<FanSeries> series;
  std::vector<PublishedSeries> published = {};
};

/// Takes traces as they are read, all of one plan before those of the next.
class FanWatch {
 public:
  /// Keeps the layout. `scenario`: that of the result, where it can be read; else nothing is published, and children
  /// are shown by every status.
  FanWatch(const Layout& layout, const models::Scenario* scenario);

  void add(std::size_t plan, const Trace& trace);

  /// The course of the whole period: at samples caseload, children by status, staff by contract; by month days at risk;
  /// and by year the social workers of the census, and every published figure that has no place yet.
  std::vector<Fan> fans(const Judged& judged);

  /// What is read of each trace.
  static std::span<const models::Measure> measures();

 private:
  using AtSample = std::function<double(const Reading&, std::size_t sample)>;
  struct Sampled {
    Fan fan;
    std::vector<AtSample> of;                              // by series
    std::vector<std::vector<std::vector<double>>> values;  // [series][replication][time] of the plan under way
  };
  static void add_series(Sampled& sampled, std::string key, std::string label, AtSample of);
  Sampled over_samples(std::string key, std::string title, std::string measure, std::string unit, int decimals) const;
  Sampled caseload() const;
  Sampled children() const;
  Sampled staff() const;
  void finish_plan();

  const Layout& layout_;
  const models::Scenario* scenario_;
  Stretch whole_;
  std::vector<Sampled> sampled_;
  std::size_t plan_ = 0;
};

/// The day after the last published figure; absent where nothing is.
std::optional<sim::Date> projection_from(const models::Scenario& scenario);

}  // namespace casetide::output
