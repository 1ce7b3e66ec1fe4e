// Streams: those who come beside first referrals, one at a time, how many, and that they leave first referrals alone.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

/// Four years in which 1,200 children a year are first referred, in households of one to three; half of the closed
/// households come back. Nobody has any work, so that nobody waits for anybody.
struct FourYears {
  FourYears() : service("2014-09-01", "2018-09-03") {
    referred = service.status("referred", false);
    in_need = service.status("in_need", false);
    in_care = service.status("in_care", false);
    contact = service.status("contact", false);
    auto& pathway = service.scenario.pathway;
    pathway.statuses[index(contact)].counts_as = CountsAs::contact;
    pathway.on_referral = {referred};
    Outcome closes = outcome("no_further_action");
    closes.closes = true;
    closes.share = 0.4;
    Outcome helps = outcome("help", {referred}, {in_need});
    helps.share = 0.6;
    service.lasts(referred, 10, service.decision("referral", {closes, helps}));
    service.lasts(in_need, 1, service.closing("end_of_help"));
    pathway.statuses[index(in_need)].need->amount = sim::Distribution(sim::Exponential{90});
    service.lasts(in_care, 300, service.closing("end_of_care"));
    service.lasts(contact, 1, service.closing("signposted"));
    auto& demand = service.scenario.demand;
    demand.first_referrals = {{day("2014-09-01"), day("2018-09-03"), 4800}};
    demand.household_size_share = {0.5, 0.3, 0.2};
    demand.month_factor = {1, 1, 1, 1, 1, 1, 1.2, 0.5, 1.1, 1, 1, 0.7};
    demand.returns = {0.5, sim::Distribution(sim::Exponential{200})};
    demand.age_years = sim::Distribution(sim::Uniform{0, 17});
  }
  Stream contacts() const { return {"contacts", {contact}, 1.5, 0, sim::Distribution::constant(0)}; }
  Stream arriving_alone() const {
    return {"arriving_alone", {in_care}, 0, 300, sim::Distribution(sim::Uniform{16, 17})};
  }
  Notes run_with(std::vector<Stream> streams) {
    service.scenario.demand.streams = std::move(streams);
    return run(service.scenario);
  }
  SmallService service;
  StatusId referred{}, in_need{}, in_care{}, contact{};
};

constexpr int years = 4;

/// Four standard deviations of a Poisson count.
double noise(double mean) { return 4 * std::sqrt(mean); }

TEST(Streams, BringSoManyForEachFirstReferralOrAYear) {
  in_child([] {
    FourYears those;
    const Notes notes = those.run_with({those.contacts(), those.arriving_alone()});
    const auto contacts = static_cast<double>(notes.of(FactKind::contact_received).size());
    EXPECT_NEAR(contacts, 1.5 * 4800, noise(1.5 * 4800));
    double alone = 0, first = 0;
    for (const Fact& begun : notes.of(FactKind::status_begun)) alone += StatusId{begun.place} == those.in_care;
    EXPECT_NEAR(alone, years * 300, noise(years * 300));
    for (const Fact& referral : notes.of(FactKind::referral_received)) first += referral.since == sim::never;
    EXPECT_NEAR(first, 4800, noise(4800 * 3.5 / 1.7));  // as households: mean size 1.7, mean square 3.5
  });
}

TEST(Streams, ByFirstReferralHaveItsSeasonsAndByTheYearHaveNone) {
  in_child([] {
    FourYears those;
    Stream contacts = those.contacts();
    contacts.per_first_referral = 10;
    Stream alone = those.arriving_alone();
    alone.a_year = 6000;
    const Notes notes = those.run_with({contacts, alone});
    // Working time of each month in the four years, with and without its factor.
    const auto& calendar = those.service.scenario.calendar;
    std::array<double, 13> days{}, contacts_in{}, alone_in{};
    for (sim::Date date = day("2014-09-01"); date < day("2018-09-03"); date += std::chrono::days{1})
      days[unsigned{std::chrono::year_month_day{date}.month()}] += calendar.is_working_day(date);
    for (const Fact& fact : notes.of(FactKind::status_begun)) {
      const unsigned month{std::chrono::year_month_day{sim::date_of(fact.at)}.month()};
      contacts_in[month] += StatusId{fact.place} == those.contact;
      alone_in[month] += StatusId{fact.place} == those.in_care;
    }
    double all_days = 0, weighted_days = 0;
    for (unsigned month = 1; month <= 12; ++month) {
      all_days += days[month];
      weighted_days += days[month] * those.service.scenario.demand.month_factor[month - 1];
    }
    for (unsigned month = 1; month <= 12; ++month) {
      const double weight = those.service.scenario.demand.month_factor[month - 1];
      const double of_contacts = 48000 * days[month] * weight / weighted_days;
      EXPECT_NEAR(contacts_in[month], of_contacts, noise(of_contacts)) << month;
      const double of_alone = 6000 * years * days[month] / all_days;
      EXPECT_NEAR(alone_in[month], of_alone, noise(of_alone)) << month;
    }
  });
}

TEST(Streams, BringOneChildAtATimeWhoOpensACaseOfItsOwnWithoutAReferral) {
  in_child([] {
    FourYears those;
    const Notes notes = those.run_with({those.arriving_alone()});
    std::map<HouseholdId, std::set<ChildId>> households;
    for (const Fact& begun : notes.of(FactKind::status_begun))
      if (StatusId{begun.place} == those.in_care) households[begun.household].insert(begun.child);
    EXPECT_GT(households.size(), 1000u);
    std::set<ChildId> came_alone;
    for (const auto& [household, members] : households) {
      EXPECT_EQ(members.size(), 1u);
      came_alone.insert(members.begin(), members.end());
    }
    // Children of streams are referred only after they have been closed.
    std::set<ChildId> closed;
    for (const Fact& fact : notes.facts) {
      if (fact.kind == FactKind::child_closed) closed.insert(fact.child);
      if (fact.kind != FactKind::referral_received || !came_alone.contains(fact.child)) continue;
      EXPECT_TRUE(closed.contains(fact.child));
    }
    EXPECT_GE(notes.grown(Measure::opened), static_cast<double>(households.size()));
  });
}

TEST(Streams, ThatAreAddedChangeNothingAboutThoseWhoAreFirstReferred) {
  // Every fact about the first referred in the first run stands in the others, in the same order, to the byte.
  const auto facts_of_first_referrals = [](bool contacts, bool alone) {
    return in_child([&](std::ostream& out) {
      FourYears those;
      std::vector<Stream> streams;
      if (contacts) streams.push_back(those.contacts());
      if (alone) streams.push_back(those.arriving_alone());
      const Notes notes = those.run_with(streams);
      std::set<ChildId> referred_first;
      for (const Fact& fact : notes.of(FactKind::referral_received))
        if (fact.since == sim::never) referred_first.insert(fact.child);
      std::vector<Fact> about_them;
      std::set<ChildId> from_streams;
      for (const Fact& fact : notes.of(FactKind::status_begun))
        if (StatusId{fact.place} == those.in_care || StatusId{fact.place} == those.contact)
          from_streams.insert(fact.child);
      for (const Fact& fact : notes.facts)
        if (referred_first.contains(fact.child) && !from_streams.contains(fact.child)) about_them.push_back(fact);
      out << about_them.size() << ' ' << std::hash<std::string>{}(bytes_of(about_them));
    });
  };
  const std::string without = facts_of_first_referrals(false, false);
  EXPECT_GT(std::stod(without), 20'000);
  EXPECT_EQ(facts_of_first_referrals(true, false), without);
  EXPECT_EQ(facts_of_first_referrals(false, true), without);
  EXPECT_EQ(facts_of_first_referrals(true, true), without);
}

TEST(Streams, ThatAreAddedChangeNothingAboutEachOther) {
  const auto arrivals_alone = [](bool contacts) {
    return in_child([&](std::ostream& out) {
      FourYears those;
      std::vector<Stream> streams = {those.arriving_alone()};
      if (contacts) streams.push_back(those.contacts());
      const Notes notes = those.run_with(streams);
      for (const Fact& fact : notes.of(FactKind::status_begun))
        if (StatusId{fact.place} == those.in_care) out << sim::text(fact.at) << ' ' << index(fact.child) << '\n';
    });
  };
  EXPECT_GT(arrivals_alone(false).size(), 10'000u);
  EXPECT_EQ(arrivals_alone(true), arrivals_alone(false));
}

TEST(Streams, OfContactsAreNoReferralsAndOpenNobody) {
  std::vector<std::string> figures;
  for (double contacts_for_each : {0.0, 1000.0})
    figures.push_back(in_child([&](std::ostream& out) {
      FourYears those;
      those.service.scenario.demand.first_referrals[0].children = 10;
      Stream contacts = those.contacts();
      contacts.per_first_referral = contacts_for_each;
      const Notes notes = those.run_with({contacts});
      EXPECT_EQ(notes.of(FactKind::contact_received).size() > 9000, contacts_for_each > 0);
      for (Measure measure : {Measure::referrals, Measure::re_referrals, Measure::opened, Measure::closed,
                              Measure::open_child_days, Measure::team_days})
        out << notes.grown(measure) << ' ';
    }));
  EXPECT_EQ(figures[0], figures[1]);
}

}  // namespace

}  // namespace casetide::models
