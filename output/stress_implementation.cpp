// STRESS-DES 5 and 6: the program, and how to get it. True of every scenario.
#include <fmt/format.h>

#include "output/stress_parts.hpp"

namespace casetide::output {

namespace {

std::string software() {
  return stress_item("5.1", "Software or programming language") +
         "Casetide " CASETIDE_VERSION
         ", written in C++20. Events run on SimGrid 3.32 or later; scenarios are read with yaml-cpp, results are HDF5 "
         "files, and Random123, Eigen, Boost.Math, fmt, nlohmann-json, CLI11, OpenSSL, libxlsxwriter, minizip and "
         "xxHash are used where they are needed. All are packages of Debian 12, on which it is built and tested with "
         "g++, CMake and Ninja (`scripts/setup`). The page of a report uses Apache ECharts. A result carries "
         "`software_version` and, where it was known, `source_revision`.\n\n";
}

std::string sampling() {
  return stress_item("5.2", "Random sampling") +
         "Philox4x32-10 of Random123, a generator without state: every draw is a function of (seed, replication, "
         "purpose, entity, number of the draw). Purposes are listed in `models/purpose.hpp`; an entity is a child, a "
         "household, a worker, a vacancy. Every distribution is sampled by its inverse CDF, one uniform for one "
         "value.\n\n"
         "So nothing that happens under one plan disturbs what another draws (common random numbers): the same first "
         "referrals, families, needs, absences and newcomers come under every plan, and each assumption is drawn by "
         "its name. The same seed gives the same bytes for any number of processes.\n\n";
}

std::string execution() {
  return stress_item("5.3", "Model execution") +
         "Next-event time advance: an agenda of records ordered by instant, phase and order of scheduling stands in "
         "SimGrid's own loop. Children and their work are records; the organisation's rhythms (managers' morning "
         "round, weekly look at everybody in post, recruitment board, leader of the plan, recorder) are SimGrid "
         "actors, each at a time of day of its own.\n\n"
         "What coincides is ordered once (`models/coincidence.hpp`): what ends comes first (work, meetings, statuses, "
         "a year of a child's life), then people go and come, then children come, then work becomes ready, then "
         "meetings begin, and last everybody chooses what to do next. Item 2.5.4 has the rules by which work and "
         "workers are chosen.\n\n"
         "Replications run in parallel, each in a process of its own with its own engine; they exchange nothing, so no "
         "time management between processes is needed. Parts may be run on several machines (`--shard`) and joined "
         "into the same bytes.\n\n";
}

std::string system() {
  return stress_item("5.4", "System specification") +
         "A machine with Debian 12; Ubuntu 24.04 should do, but has not been tried. Replications are shared out over "
         "its processors. The figures do not depend on the machine; `casetide check` estimates how long a run takes, "
         "and start, duration, processes and machine of a run stand in the manifest beside its result.\n\n";
}

std::string access() {
  return "## 6 Code access\n\n" + stress_item("6.1", "Computer model sharing statement") +
         "Program, pathway library, scenario and tests are one repository under the MIT licence; all other software is "
         "free. A result holds the whole scenario, so that `casetide verify` runs it again from the file alone and "
         "says what differs. Published figures are the Department for Education's and others' under the licences of "
         "their sources.\n";
}

}  // namespace

std::string stress_implementation(const Described&) {
  return "## 5 Implementation\n\n" + software() + sampling() + execution() + system() + access();
}

}  // namespace casetide::output
