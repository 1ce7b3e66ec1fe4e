// A service of two teams with a status of each kind: what ends by work, by time and by a decision, and one of those who
// have grown up. Small enough for many replications, with people who come, fall ill and go, and families who come back.
#pragma once

namespace casetide::testing {

inline constexpr const char* listed_service = R"(version: 1
title: A service of two teams
place: nowhere
period: {warm_up_from: 2015-01-05, from: 2016-04-04, until: 2017-10-02, sample_every: 7 days}
run: {seed: 20160404, replications: 3}
pathway:
  on_referral: [referred]
  adult_at: 18
  birthdays: {18: adulthood}
  roles:
    social_worker: {holds_cases: true}
    team_manager: {manages: true}
  statuses:
    referred: {label: Referred, needs_worker: false}
    in_assessment: {label: In assessment}
    in_need: {label: In need, need: {met_by: work, amount: {lognormal: {mean: 22 hours, cv: 1.1}}}}
    in_care: {label: In care, need: {met_by: time, amount: {lognormal: {mean: 400 days, cv: 1}}, then: leaving}}
    leaver: {label: Care leaver, counts_as: care_leaver, need: {met_by: time, amount: {uniform: {low: 100 days, high: 700 days}}, then: leaving}}
  obligations:
    referral_decision:
      label: Decision on the referral
      during: referred
      clock: {first: 1 working day, from: referral}
      basis: guidance
      source: test
      work: {by: team_manager, effort: 20 minutes, ready: at_once}
      decides: referral
      safeguard: waiting_for_a_decision
    first_visit:
      label: First visit
      during: in_assessment
      clock: {first: 10 working days, from: referral, then_every: [30 working days], renewed_by: seen}
      basis: local
      source: test
      work: {by: case_holder, effort: 2 hours, ready: {uniform: {low: 2 working days, high: 6 working days}}}
      effects: [sees_child]
      safeguard: child_not_seen
    assessment:
      label: Assessment
      during: in_assessment
      clock: {first: 45 working days, from: referral}
      basis: guidance
      source: test
      work: {by: case_holder, effort: {uniform: {low: 6 hours, high: 12 hours}}, ready: {uniform: {low: 5 working days, high: 30 working days}}}
      decides: assessment
      safeguard: assessment_overdue
    need_visit:
      label: Visit
      during: in_need
      clock: {first: 20 working days, then_every: [20 working days], renewed_by: seen}
      basis: local
      source: test
      work: {by: case_holder, effort: {exponential: {mean: 2 hours}}, ready: {uniform: {low: 1 working days, high: 5 working days}}}
      effects: [sees_child, progresses_plan]
      safeguard: child_not_seen
    need_work:
      label: Work on the plan
      during: in_need
      clock: {first: 4 weeks, then_every: [4 weeks]}
      basis: local
      source: test
      work: {by: case_holder, effort: 4 hours, ready: {uniform: {low: 1 working days, high: 5 working days}}}
      effects: [progresses_plan]
    need_review:
      label: Review of the plan
      during: in_need
      clock: {first: 6 weeks, then_every: [12 weeks]}
      basis: local
      source: test
      work: {by: case_holder, effort: 2 hours, ready: {uniform: {low: 1 working days, high: 5 working days}}}
      effects: [monitors, progresses_plan]
      decides: need_review
      safeguard: review_overdue
    need_watched:
      label: Somebody judges whether the plan works
      during: in_need
      clock: {first: 62 days, then_every: [62 days], renewed_by: monitored}
      basis: practice
      source: test
      safeguard: nobody_watching
    care_plan:
      label: Care plan
      during: in_care
      clock: {first: 10 working days}
      basis: law
      source: test
      work: {by: case_holder, effort: 4 hours, ready: {uniform: {low: 1 working days, high: 5 working days}}}
      safeguard: plan_not_set_going
    care_visit:
      label: Visit in care
      during: in_care
      clock: {first: 1 weeks, then_every: [6 weeks], renewed_by: seen}
      basis: law
      source: test
      work: {by: case_holder, effort: {exponential: {mean: 3 hours}}, ready: {uniform: {low: 1 working days, high: 4 working days}}}
      effects: [sees_child]
      safeguard: child_not_seen
    care_review:
      label: Review of care
      during: in_care
      clock: {first: 20 working days, then_every: [3 months, 6 months]}
      basis: law
      source: test
      work: {by: case_holder, effort: 4 hours, ready: {uniform: {low: 0 working days, high: 5 working days}}}
      effects: [monitors]
      safeguard: review_overdue
    care_limit:
      label: Permanence
      during: in_care
      clock: {first: 26 months}
      basis: guidance
      source: test
      safeguard: stuck
    leaver_visit:
      label: Visit to a care leaver
      during: leaver
      clock: {first: 2 months, then_every: [2 months], renewed_by: seen}
      basis: guidance
      source: test
      work: {by: case_holder, effort: 2 hours, ready: {uniform: {low: 1 working days, high: 5 working days}}}
      effects: [sees_child]
      safeguard: child_not_seen
    reading_in:
      label: New worker reads in
      starts: on_change_of_worker
      clock: {first: 5 working days}
      basis: practice
      source: test
      work: {by: case_holder, effort: 2 hours, ready: 5 working days}
  decisions:
    referral:
      cases:
        - outcomes:
            no_further_action: {share: 30%, closes: true, comes_back: 40%}
            assessment: {share: 70%, ends: [referred], begins: [in_assessment]}
    assessment:
      cases:
        - outcomes:
            not_in_need: {share: 55%, closes: true, comes_back: 30%}
            in_need: {share: 35%, ends: [in_assessment], begins: [in_need]}
            in_care: {share: 10%, ends: [in_assessment], begins: [in_care]}
    need_review:
      cases:
        - when: {need_met: true}
          outcomes:
            close: {share: 100%, closes: true, comes_back: 30%}
        - outcomes:
            go_on: {share: 95%}
            in_care: {share: 5%, ends: [in_need], begins: [in_care]}
    leaving:
      cases:
        - outcomes:
            close: {share: 100%, closes: true}
    adulthood:
      cases:
        - when: {holding: [in_care]}
          outcomes:
            grown_up: {share: 100%, ends: [in_care], begins: [leaver]}
        - when: {not_holding: [leaver]}
          outcomes:
            close: {share: 100%, closes: true}
        - outcomes:
            go_on: {share: 100%}
demand:
  household_sizes: {shares: {1: 60%, 2: 30%, 3: 10%}}
  ages: {uniform: {low: 0 years, high: 17 years}}
  returns: {share: 0%, after: {weibull: {scale: 150 days, shape: 0.9}}}
  first_referrals:
    unit: children
    periods: [{from: 2015-01-01, until: 2018-01-01, children: 1350}]
staffing:
  client_hours: {opens: "09:00", per_day: 5 hours}
  ceiling: 20 children
  supervision: {by: team_manager, every: 4 weeks, session: 90 minutes, per_child: 10 minutes}
  teams:
    assessment:
      label: Assessment
      serves: [referred, in_assessment]
      posts: {social_worker: 5, team_manager: 2}
      staff:
        - {role: social_worker, contract: permanent, fte: 4}
        - {role: social_worker, contract: agency, fte: 1}
        - {role: team_manager, contract: permanent, fte: 2, hours_per_day: 2 hours}
    long_term:
      label: Long term
      serves: [in_need, in_care, leaver]
      posts: {social_worker: 9, team_manager: 2}
      staff:
        - {role: social_worker, contract: permanent, fte: 7.5}
        - {role: social_worker, contract: newly_qualified, fte: 1}
        - {role: team_manager, contract: permanent, fte: 2, hours_per_day: 2 hours}
  absences:
    annual_leave: {spells_per_year: 5, length: {uniform: {low: 2 working days, high: 9 working days}}, planned: true}
    sickness: {spells_per_year: 1.5, length: {exponential: {mean: 6 working days}}}
  leaving:
    per_year: 18%
    notice: 8 weeks
    goes_to: {out_of_sector: 60%, other_authority: 30%, to_agency: 10%}
    years_in_post: {uniform: {low: 0 years, high: 8 years}}
  newly_qualified: {lasts: 12 months, protected: 10%}
  hiring:
    roles: [social_worker, team_manager]
    every: 2 weeks
    success: 65%
    fails_after: 6 weeks
    starts_after: {triangular: {low: 10 weeks, mode: 14 weeks, high: 20 weeks}}
  agency:
    roles: [social_worker]
    share: 60%
    arrives_after: 2 weeks
    booking: {lognormal: {mean: 26 weeks, cv: 0.5}}
    notice: 1 week
stocks:
  - {statuses: [in_assessment], children: 40, open: {uniform: {low: 0 days, high: 50 days}}}
  - {statuses: [in_need], children: 60, open: {uniform: {low: 0 days, high: 200 days}}}
  - {statuses: [in_care], children: 45, open: {uniform: {low: 0 days, high: 600 days}}}
  - {statuses: [leaver], children: 3, open: {uniform: {low: 0 days, high: 300 days}}, ages: {uniform: {low: 18 years, high: 20 years}}}
plans:
  no_change: {label: No change, measures: []}
)";

}  // namespace casetide::testing
