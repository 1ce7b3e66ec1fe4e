// Distributions: a table with one shape, its amounts in the unit of what it is the distribution of.
#include <stdexcept>

#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

namespace {

/// Examples in the unit.
struct Examples {
  std::string_view low, middle, high, spread;
};

Examples examples_of(const Wanted& wanted) {
  if (&wanted == &in_hours) return {"2 hours", "5 hours", "12 hours", "6 hours"};
  if (&wanted == &in_working_days) return {"2 working days", "5 working days", "12 working days", "6 working days"};
  if (&wanted == &in_days) return {"2 weeks", "40 days", "90 days", "60 days"};
  if (&wanted == &in_years) return {"1 years", "6 years", "17 years", "9 years"};
  throw std::logic_error("a distribution in an unknown unit");
}

struct Shapes {
  explicit Shapes(const Wanted& wanted) {
    const auto amount = quantity(wanted, Range::at_least(0));
    const Examples like = examples_of(wanted);
    const auto spread = number(Range::at_least(0));
    exponential = {"exponential", "many short, few long", {{"mean", amount, "its mean", like.middle}}};
    lognormal = {"lognormal",
                 "most near the usual, some very long",
                 {{"mean", amount, "its mean", like.middle}, {"cv", spread, "standard deviation over mean", "0.8"}}};
    uniform = {"uniform",
               "any within the ends alike",
               {{"low", amount, "the least", like.low}, {"high", amount, "the most", like.high}}};
    triangular = {"triangular",
                  "between the ends, one value most often",
                  {{"low", amount, "the least", like.low},
                   {"mode", amount, "the most frequent", like.middle},
                   {"high", amount, "the most", like.high}}};
    weibull = {"weibull",
               "a chance of ending that falls (shape below 1) or grows (above 1) as time goes by",
               {{"scale", amount, "the time within which 63 % have ended", like.spread},
                {"shape", spread, "below 1: mostly soon or late; above 1: mostly about the scale", "0.9"}}};
    quartiles = {"quartiles",
                 "as published: a quarter lies between each of these and the next, evenly",
                 {{"lower", amount, "a quarter is less", like.low},
                  {"median", amount, "half is less", like.middle},
                  {"upper", amount, "three quarters are less", like.spread},
                  {"highest", amount, "the most", like.high},
                  {"lowest", amount, Default{"", "0"}, "the least", like.low}}};
    band = {"band",
            "a share of all, evenly within its ends",
            {{"from", amount, "its lower end", like.low},
             {"to", amount, "its upper end", like.middle},
             {"share", share(), "of all; the shares of all bands come to 100 %", "25%"}}};
    all = {"distribution",
           "one shape, by its name",
           {{"exponential", table(exponential), off, exponential.meaning, "{mean: 5 hours}"},
            {"lognormal", table(lognormal), off, lognormal.meaning, "{mean: 5 hours, cv: 0.8}"},
            {"uniform", table(uniform), off, uniform.meaning, "{low: 2 hours, high: 12 hours}"},
            {"triangular", table(triangular), off, triangular.meaning, "{low: 2 hours, mode: 5 hours, high: 12 hours}"},
            {"weibull", table(weibull), off, weibull.meaning, "{scale: 150 days, shape: 0.9}"},
            {"bands", list(table(band)), off, "shares of all between limits, as statistics publish them",
             "[{from: 0 years, to: 5 years, share: 35%}, {from: 5 years, to: 17 years, share: 65%}]"},
            {"quartiles", table(quartiles), off, quartiles.meaning,
             "{lower: 13 working days, median: 14 working days, upper: 15 working days, highest: 40 working days}"}},
           true};
    for (Table* const one : {&exponential, &lognormal, &uniform, &triangular, &weibull, &quartiles, &band})
      one->in_any_unit = true;
  }
  Shapes(const Shapes&) = delete;

  Table exponential, lognormal, uniform, triangular, weibull, quartiles, band, all;
};

const Shapes& shapes_of(const Wanted& wanted) {
  static const Shapes hours(in_hours), working_days(in_working_days), days(in_days), years(in_years);
  if (&wanted == &in_hours) return hours;
  if (&wanted == &in_working_days) return working_days;
  if (&wanted == &in_days) return days;
  return years;
}

}  // namespace

const Table& shapes(const Wanted& wanted) { return shapes_of(wanted).all; }
const Table& band(const Wanted& wanted) { return shapes_of(wanted).band; }

}  // namespace casetide::scenarios::language
