#include <gtest/gtest.h>
#include <iostream>
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"
namespace casetide::models {
using namespace casetide::testing;
void ample(Scenario& s, double times, bool external) {
  for (Team& team : s.staffing.teams) {
    team.posts *= times;
    for (StaffGroup& g : team.staff) g.fte *= times;
  }
  s.staffing.absences.clear();
  if (!external) for (Obligation& o : s.pathway.obligations) if (o.work) o.work->external_wait = sim::Distribution::constant(0);
}
void show(double times, bool external) {
    std::cout << in_child([&](std::ostream& out) {
      Scenario s = worcestershire();
      s.period_until = day("2017-04-01");
      if (times > 0) ample(s, times, external);
      Notes n = run(s);
      out << "facts " << n.facts.size() << " tar " << n.grown(Measure::time_at_risk) << " open days " << n.grown(Measure::open_child_days) << "\n";
      for (std::size_t c = 0; c < component_count; ++c)
        for (std::size_t k = 0; k < cause_count; ++k) {
          double v = n.grown(Measure::time_at_risk, c * cause_count + k);
          if (v > 0) out << "  " << component_letters[c] << " " << component_names[c] << " " << cause_names[k] << " " << v << "\n";
        }
    });
}
TEST(Explore, A) { show(0, true); show(10, false); show(10, true); show(100,false);}
}
