// The page of a small pathway: what its tables say, what its diagram draws, and that no text breaks either.
#include "output/pathway_page.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <initializer_list>

#include "output/pathway_words.hpp"
#include "tests/output/pages.hpp"

namespace casetide::output {

namespace {

using models::Decision, models::DecisionId, models::Obligation, models::ObligationId, models::Outcome, models::RoleId,
    models::Span, models::StatusId;
using Unit = models::Span::Unit;

sim::Date date(int year, unsigned month, unsigned day) {
  return sim::Date{
      std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}};
}

Outcome outcome(const std::string& name, double share, std::vector<StatusId> ends, std::vector<StatusId> begins) {
  Outcome one;
  one.name = name;
  one.share = share;
  one.ends = std::move(ends);
  one.begins = std::move(begins);
  return one;
}

Outcome closing(const std::string& name, double share) {
  Outcome one = outcome(name, share, {}, {});
  one.closes = true;
  return one;
}

/// Referred children get help or come into care, where they live in one placement after the other.
class SmallPathway {
 public:
  SmallPathway() {
    scenario.title = "Small";
    pathway.roles = {"social_worker", "team_manager", "conference_chair"};
    referred = status("referred", "Referred");
    helped = status("helped", "Help plan");
    in_care = status("in_care", "In care");
    foster = status("foster", "Foster home", false);
    residential = status("residential", "Children's home", false);
    flag = status("flag", "Flagged", false);
    pathway.on_referral = {referred};
    pathway.national.looked_after = in_care;
    pathway.national.placements = {foster, residential};

    Decision::Case referral, met, unmet, move;
    referral.outcomes = {closing("no_action", 0.25), outcome("helped", 0.5, {referred}, {helped, flag}),
                         outcome("care", 0.25, {referred}, {in_care, foster})};
    met.need_met = true;
    met.outcomes = {closing("close", 1)};
    met.outcomes[0].comes_back = 0.3;
    unmet.outcomes = {outcome("care", 0.1, {helped}, {in_care, residential}), outcome("continue", 0.9, {}, {})};
    move.outcomes = {outcome("another_home", 0.6, {foster, residential}, {residential}),
                     outcome("back_to_carers", 0.3, {foster, residential}, {foster}),
                     outcome("adopted", 0.1, {in_care, foster, residential}, {})};
    decide(obligation("screening", "Screening", referred), decision("referral", {referral}));
    decide(obligation("review", "Review", helped), decision("review", {met, unmet}));
    const DecisionId moves = decision("move", {move});
    for (const StatusId placement : {foster, residential}) lasts(placement, 90, moves);
  }

  StatusId status(const std::string& name, const std::string& label, bool served = true) {
    const StatusId id{static_cast<std::uint8_t>(pathway.statuses.size())};
    models::Status one;
    one.name = name;
    one.label = label;
    pathway.statuses.push_back(one);
    if (served) team().serves.push_back(id);
    return id;
  }

  Obligation& obligation(const std::string& name, const std::string& label, StatusId during) {
    Obligation rule;
    rule.name = name;
    rule.label = label;
    rule.during = during;
    rule.due = {10, Unit::working_days};
    rule.work.emplace();
    return pathway.obligations.emplace_back(rule);
  }

  DecisionId decision(const std::string& name, std::vector<Decision::Case> cases) {
    pathway.decisions.push_back({name, true, std::move(cases)});
    return DecisionId(pathway.decisions.size() - 1);
  }

  static void decide(Obligation& rule, DecisionId id) { rule.decides = id; }

  void lasts(StatusId id, double days, DecisionId then) {
    pathway.statuses[index(id)].need =
        models::Need{models::Need::MetBy::time, sim::Distribution::constant(days), then, 0};
  }

  std::string page() const { return pathway_page(scenario, "scenarios/small.yaml"); }

  models::Scenario scenario;
  models::Pathway& pathway = scenario.pathway;
  StatusId referred{}, helped{}, in_care{}, foster{}, residential{}, flag{};

 private:
  models::Team& team() {
    if (scenario.staffing.teams.empty()) {
      scenario.staffing.teams.emplace_back();
      scenario.staffing.teams.back().label = "The team";
    }
    return scenario.staffing.teams.back();
  }
};

void expect_not_in(const std::string& page, const std::string& text) {
  EXPECT_EQ(page.find(text), std::string::npos) << text << "\nshould not be in\n" << page;
}

// --- text that would break the page --------------------------------------------------------------------------------

TEST(MarkdownText, IsShownAsItIs) {
  EXPECT_EQ(markdown("visit | review"), "visit \\| review");
  EXPECT_EQ(markdown("first line\nsecond\r\nthird\n"), "first line<br>second<br>third");
  EXPECT_EQ(markdown("*a* _b_ `c` [d] <e> f&g ~h~ $i$"),
            "\\*a\\* \\_b\\_ \\`c\\` \\[d\\] &lt;e> f&amp;g \\~h\\~ \\$i\\$");
  EXPECT_EQ(markdown("as first_visit, 52 %"), "as first_visit, 52 %");
  EXPECT_EQ(markdown("back\\slash"), "back\\\\slash");
  EXPECT_EQ(markdown("Größe – 3"), "Größe – 3");
}

TEST(MermaidText, IsShownAsItIs) {
  EXPECT_EQ(mermaid("a \"quoted\" [plan]; #1 {x} <b>"),
            "a #34;quoted#34; #91;plan#93;#59; #35;1 #123;x#125; #60;b#62;");
  EXPECT_EQ(mermaid("Child's plan, 8.1% (16-17)"), "Child's plan, 8.1% (16-17)");
  EXPECT_EQ(mermaid("1. visit"), "1#46; visit") << "Mermaid takes it for a list and refuses";
  EXPECT_EQ(mermaid("- visit"), "#45; visit");
  EXPECT_EQ(mermaid("one\ntwo"), "one<br>two");
}

TEST(ThePage, KeepsItsTablesWholeWhateverTheTextsSay) {
  SmallPathway small;
  small.scenario.title = "Here | there";
  small.pathway.statuses[index(small.helped)].label = "Help | \"plan\"";
  Obligation& visit = small.obligation("visit", "Visit |\nsecond", small.helped);
  visit.source = "a | b\nc\n";
  const std::string page = small.page();
  expect_in(page, "# Pathway: Here \\| there\n");
  expect_in(page, "### Help \\| \"plan\"\n");
  expect_in(page, "| Visit \\|<br>second | the child's worker |");
  expect_in(page, "| a \\| b<br>c |\n");
  expect_in(page, "status_helped[\"Help #124; #34;plan#34;\"]");
}

// --- words ---------------------------------------------------------------------------------------------------------

TEST(Words, OfNumbers) {
  EXPECT_EQ(percent(0.081), "8.1%");
  EXPECT_EQ(percent(1), "100%");
  EXPECT_EQ(percent(0.0055), "0.55%");
  EXPECT_EQ(amount(1400), "1400");
  EXPECT_EQ(amount(207.4), "207");
  EXPECT_EQ(amount(10.5), "10.5");
  EXPECT_EQ(amount(2), "2");
  std::string ordinals;
  for (const int number : {1, 2, 3, 4, 11, 12, 16, 21, 25, 111, 122}) ordinals += ordinal(number) + " ";
  EXPECT_EQ(ordinals, "1st 2nd 3rd 4th 11th 12th 16th 21st 25th 111th 122nd ");
}

TEST(Words, OfClocks) {
  models::Pathway pathway;
  pathway.statuses.push_back({.name = "court", .label = "Court"});
  pathway.obligations.emplace_back().label = "Review";
  Obligation rule;
  rule.due = {45, Unit::working_days};
  EXPECT_EQ(first_clock(rule), "45 working days from the start");
  EXPECT_EQ(later_clocks(rule, pathway), "once");
  rule.clock_from = models::ClockFrom::referral;
  EXPECT_EQ(first_clock(rule), "45 working days from the referral");
  rule.then_every = {
      {{1, Unit::weeks}, Span{4, Unit::weeks}}, {{6, Unit::weeks}, Span{12, Unit::months}}, {{3, Unit::months}}};
  EXPECT_EQ(later_clocks(rule, pathway),
            "every week in the first 4 weeks, then every 6 weeks in the first 12 months, then every 3 months");
  rule.then_every = {{{3, Unit::months}}, {{6, Unit::months}}};
  EXPECT_EQ(later_clocks(rule, pathway), "after 3 months, then every 6 months");
  models::Interval weekly({1, Unit::weeks}), in_court({4, Unit::weeks});
  weekly.before = models::ObligationId{0};
  in_court.holding = models::StatusId{0};
  rule.then_every = {weekly, in_court, {{6, Unit::weeks}}};
  EXPECT_EQ(later_clocks(rule, pathway),
            "every week until the first *Review*, then every 4 weeks while also *Court*, then every 6 weeks");
}

TEST(Words, OfClocksThatStartLater) {
  Obligation rule;
  rule.due = {1, Unit::working_days};
  rule.starts = Obligation::Starts::when_decided;
  EXPECT_EQ(first_clock(rule), "1 working day from the start, once it is asked for");
  rule.clock_from = models::ClockFrom::own_start;
  EXPECT_EQ(first_clock(rule), "1 working day from the decision that asks for it");
  rule.starts = Obligation::Starts::on_change_of_worker;
  EXPECT_EQ(first_clock(rule), "1 working day from the change of worker");
}

TEST(Words, OfWhatRenewsAClock) {
  Obligation rule;
  EXPECT_EQ(renewal(rule), "");
  rule.renewed_by = models::RenewedBy::seen;
  EXPECT_EQ(renewal(rule), "met when the child is seen");
  rule.renewed_by = models::RenewedBy::monitored;
  rule.then_every = {{{62, Unit::days}}};
  EXPECT_EQ(renewal(rule), "whenever the plan is monitored");
}

TEST(Words, OfWhenACaseApplies) {
  SmallPathway small;
  Decision::Case one;
  EXPECT_EQ(in_words(one, small.pathway), "");
  one.age_below = 5;
  EXPECT_EQ(in_words(one, small.pathway), "aged under 5");
  one.age_from = 4;
  EXPECT_EQ(in_words(one, small.pathway), "aged 4");
  one = {};
  one.need_met = true;
  one.holding = {small.helped, small.in_care};
  one.not_holding = {small.flag};
  one.occasion = 2;
  one.age_from = 16;
  one.in_force = {date(2018, 4, 1), date(2020, 4, 1)};
  EXPECT_EQ(in_words(one, small.pathway),
            "the need is met, and holding *Help plan* or *In care*, and not holding *Flagged*, and for the 2nd time or "
            "later, and aged 16 or over, and from 2018-04-01 until 2020-04-01");
}

// --- the tables ----------------------------------------------------------------------------------------------------

TEST(ThePage, SaysWhereItComesFrom) {
  expect_in(SmallPathway().page(), "printed by `casetide pathway scenarios/small.yaml` from that scenario");
}

TEST(ThePage, HasAClockWithItsDatesItsSafeguardAndItsBasis) {
  SmallPathway small;
  Obligation& visit = small.obligation("visit", "Visit", small.in_care);
  visit.then_every = {{{6, Unit::weeks}, Span{12, Unit::months}}, {{3, Unit::months}}};
  visit.renewed_by = models::RenewedBy::seen;
  visit.sees_child = true;
  visit.safeguard = models::Component::child_not_seen;
  visit.basis = models::Basis::law;
  visit.in_force.from = date(2018, 4, 1);
  visit.source = "regulation 28";
  expect_in(
      small.page(),
      "| Visit | the child's worker | sees the child | 10 working days from the start | every 6 weeks in the first "
      "12 months, then every 3 months | whenever the child is seen | C: child not seen | law | from 2018-04-01 | "
      "regulation 28 |\n");
}

TEST(ThePage, SaysWhoMeetsAndWhatMustBeReady) {
  SmallPathway small;
  small.obligation("report", "Report", small.helped);
  Obligation& conference = small.obligation("conference", "Conference", small.helped);
  conference.meeting = models::Meeting{{{true, {}}, {false, RoleId{2}}}, 10, {ObligationId{2}}};
  expect_in(small.page(), "| Conference | meeting of the child's worker and conference chair, not before *Report* |");
}

TEST(ThePage, SaysWhoAuthorisesAndWhatIsNobodysWork) {
  SmallPathway small;
  small.obligation("assessment", "Assessment", small.helped).work->authorised_by = models::Doer{false, RoleId{1}};
  Obligation& limit = small.obligation("limit", "Limit", small.helped);
  limit.work.reset();
  Obligation& watch = small.obligation("watch", "Watch", small.helped);
  watch.work.reset();
  watch.renewed_by = models::RenewedBy::monitored;
  const std::string page = small.page();
  expect_in(page, "| Assessment | the child's worker; authorised by team manager |");
  expect_in(page, "| Limit | nobody's own work: a limit |");
  expect_in(page, "| Watch | nobody's own work: other work renews it |");
}

TEST(ThePage, HasTheClocksOfEveryStatusWithAWorkerAndSupervision) {
  SmallPathway small;
  small.obligation("reading_in", "Reading in", {}).starts = Obligation::Starts::on_change_of_worker;
  small.scenario.staffing.supervision = models::Supervision{RoleId{1}, {1, Unit::months}};
  const std::string page = small.page();
  const std::size_t heading = page.find("### Any status with a worker");
  EXPECT_NE(page.find("by a team manager, every month: 90 minutes, 10 for each child", heading), std::string::npos);
  EXPECT_NE(page.find("| Reading in |", heading), std::string::npos);
  EXPECT_EQ(page.find("| Reading in |"), page.find("| Reading in |", heading)) << "it belongs to no status";
}

TEST(ThePage, SaysHowStatusesRunOut) {
  SmallPathway small;
  models::Need need;
  need.amount = sim::Distribution(sim::Uniform{10, 14});
  need.lost_on_change_of_worker = 0.1;
  small.pathway.statuses[index(small.helped)].need = need;
  const std::string page = small.page();
  expect_in(page, "| Foster home | time | 90 days | [move](#decision-move) |\n");
  expect_in(
      page,
      "| Help plan | work | 12 hours of work on the plan | noticed at: [review](#decision-review); a change of worker "
      "undoes 10% of the work done |\n");
}

TEST(ThePage, HasBirthdays) {
  SmallPathway small;
  Decision::Case any;
  any.outcomes = {closing("grown_up", 1)};
  small.pathway.birthdays = {{18, small.decision("turning_18", {any})}};
  const std::string page = small.page();
  expect_in(page, "| 18th | [turning 18](#decision-turning-18) |\n");
  expect_in(page, "### Decision: turning 18\n\nTaken at the 18th birthday.");
}

TEST(ThePage, HasDecisionsWithTheirCases) {
  const std::string page = SmallPathway().page();
  expect_in(page, "### Decision: review\n\nTaken at *Review*. Siblings who stand at it together share the draw.\n");
  expect_in(page, "| If the need is met | close | 100% | everything: the child is closed |  |  | 30% |\n");
  expect_in(page, "| Otherwise | care | 10% | Help plan | In care; Children's home |  |  |\n");
  expect_in(page, "|  | continue | 90% |  |  |  |  |\n");
  expect_in(page, "Taken when the time of *Foster home* is over or when the time of *Children's home* is over.");
}

TEST(ThePage, DoesNotRepeatALongListOfWhatEnds) {
  SmallPathway small;
  const std::vector<StatusId> all = {small.referred, small.helped, small.foster, small.residential};
  Decision::Case any;
  any.outcomes = {outcome("one", 0.5, all, {small.in_care}), outcome("other", 0.5, all, {small.flag})};
  small.pathway.birthdays = {{16, small.decision("turning_16", {any})}};
  const std::string page = small.page();
  expect_in(page, "| Always | one | 50% | Referred; Help plan; Foster home; Children's home | In care |");
  expect_in(page, "|  | other | 50% | as above | Flagged |");
}

// --- the diagram ---------------------------------------------------------------------------------------------------

TEST(TheDiagram, LeadsFromReferralToClosure) {
  const std::string page = SmallPathway().page();
  expect_in(page, "```mermaid\n");
  expect_in(page, "  referral([\"Referral\"])\n");
  expect_in(page, "  referral --> status_referred\n");
  expect_in(page, "  status_referred -->|\"care, 25%\"| status_in_care\n");
  expect_in(page, "  closed_after_status_referred([\"Closed:<br>no action, 25%\"]):::front_door\n");
  expect_in(page, "  status_referred --> closed_after_status_referred\n");
  expect_in(page, "  closed_after_status_helped([\"Closed:<br>need met\"]):::help\n");
}

TEST(TheDiagram, LeavesOutWordsThatRepeatWhereAnArrowLeads) {
  expect_in(SmallPathway().page(), "  status_referred -->|\"50%\"| status_helped\n");
}

TEST(TheDiagram, DrawsPlacementsAsOneBoxBesideCare) {
  const std::string page = SmallPathway().page();
  expect_in(page, "  status_foster[\"Foster home /<br>Children's home\"]:::care\n");
  expect_in(page, "  status_in_care --- status_foster\n");
  expect_not_in(page, "| status_foster\n");
  expect_not_in(page, "status_residential");
  expect_in(page, "  status_foster -.-> closed_after_status_foster\n");
  expect_in(page, "closed_after_status_foster([\"Closed:<br>adopted, 10%\"])");
}

TEST(TheDiagram, LeavesOutWhatStandsBesideOthersAndLeadsNowhere) {
  const std::string page = SmallPathway().page();
  expect_not_in(page, "status_flag");
  expect_in(page, "Nor these, which stand beside other statuses: Flagged.");
}

TEST(TheDiagram, DrawsAStatusReportedUnderAnotherWithIt) {
  SmallPathway small;
  const StatusId fresh = small.status("new_in_care", "New in care");
  small.pathway.statuses[index(fresh)].reported_under = small.in_care;
  const std::string page = small.page();
  expect_in(page, "status_in_care[\"In care /<br>New in care\"]:::care");
  expect_not_in(page, "status_new_in_care");
}

TEST(TheDiagram, MergesArrowsOfSeveralDecisionsAndCases) {
  SmallPathway small;
  Decision::Case young, other;
  young.age_below = 5;
  young.outcomes = {outcome("care", 0.4, {small.helped}, {small.in_care, small.foster}), closing("well", 0.6)};
  other.outcomes = {outcome("emergency", 0.2, {small.helped}, {small.in_care, small.foster}), closing("well", 0.8)};
  SmallPathway::decide(small.obligation("visit", "Visit", small.helped), small.decision("visit", {young, other}));
  const std::string page = small.page();
  expect_in(page, "  status_helped -->|\"care, 10–40%;<br>emergency, 20%\"| status_in_care\n");
  expect_in(page, "closed_after_status_helped([\"Closed:<br>need met;<br>well, 60–80%\"])");
}

TEST(TheDiagram, GivesADecisionThatAnotherBringsAboutANodeOfItsOwn) {
  SmallPathway small;
  Decision::Case held, asked;
  held.outcomes = {outcome("plan", 0.8, {small.referred}, {small.helped}), closing("no_plan", 0.2)};
  Obligation& conference = small.obligation("conference", "Initial conference", small.referred);
  conference.starts = Obligation::Starts::when_decided;
  SmallPathway::decide(conference, small.decision("conference", {held}));
  asked.outcomes = {outcome("conference", 1, {}, {})};
  asked.outcomes[0].starts = {ObligationId{2}};
  SmallPathway::decide(small.obligation("enquiry", "Enquiry", small.referred), small.decision("enquiry", {asked}));
  const std::string page = small.page();
  expect_in(page, "  decision_conference{{\"Initial<br>conference\"}}:::front_door\n");
  expect_in(page, "  status_referred -->|\"conference\"| decision_conference\n");
  expect_in(page, "  decision_conference -->|\"plan, 80%\"| status_helped\n");
  expect_in(page, "  decision_conference --> closed_after_decision_conference\n");
}

TEST(TheDiagram, ClosesWhereTheLastStatusEndsAndNotWhereAnotherGoesOn) {
  SmallPathway small;
  Decision::Case beside, alone;
  beside.holding = {small.in_care};
  beside.outcomes = {outcome("known_already", 1, {small.helped}, {})};
  alone.outcomes = {outcome("over", 0.7, {small.helped}, {}), outcome("flag_off", 0.3, {small.flag}, {})};
  small.lasts(small.helped, 30, small.decision("time_up", {beside, alone}));
  const std::string page = small.page();
  expect_in(page, "need met;<br>over, 70%");
  expect_not_in(page, "flag off, 30%");
  expect_not_in(page, "known already\"");
}

TEST(TheDiagram, ShowsStreamsAndBirthdays) {
  SmallPathway small;
  Decision::Case grown, other;
  grown.holding = {small.in_care};
  grown.outcomes = {closing("grown_up", 1)};
  other.outcomes = {closing("too_old", 1)};
  small.pathway.birthdays = {{18, small.decision("turning_18", {grown, other})}};
  models::Stream alone, enquiries;
  alone.name = "on_their_own";
  alone.begins = {small.in_care, small.foster};
  alone.a_year = 14;
  enquiries.name = "enquiries";
  enquiries.begins = {small.referred};
  enquiries.per_first_referral = 2.5;
  small.scenario.demand.streams = {alone, enquiries};
  const std::string page = small.page();
  expect_in(page, "  stream_on_their_own([\"On their own:<br>14 a year\"])\n");
  expect_in(page, "  stream_on_their_own --> status_in_care\n");
  expect_in(page, "  stream_enquiries([\"Enquiries:<br>2.5 for each<br>first referral\"])\n");
  expect_in(page, "closed_after_status_in_care([\"Closed:<br>at 18: grown up\"])");
}

TEST(TheDiagram, GroupsContactsAndCareLeavers) {
  SmallPathway small;
  const StatusId contact = small.status("contact", "Contact"), leaver = small.status("leaver", "Care leaver");
  small.pathway.statuses[index(contact)].counts_as = models::CountsAs::contact;
  small.pathway.statuses[index(leaver)].counts_as = models::CountsAs::care_leaver;
  const std::string page = small.page();
  expect_in(page, "status_contact[\"Contact\"]:::front_door");
  expect_in(page, "status_leaver[\"Care leaver\"]:::leaving_care");
}

}  // namespace

}  // namespace casetide::output
