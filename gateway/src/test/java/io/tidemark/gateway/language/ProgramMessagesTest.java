package io.tidemark.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each message of the checker. A row replaces one section of a small valid program, in its first line; the rest of the
 * program stays, so that the one mistake is the only one.
 */
class ProgramMessagesTest {
    private static final Map<String, String> VALID = new LinkedHashMap<>();

    static {
        VALID.put("program", "p");
        VALID.put("groups", "{ pumps: { category: Pumps } }");
        VALID.put("activities", "{ course: {} }");
        VALID.put("measures", "{ volume: { sum: amount }, units: { sum: quantity } }");
        VALID.put("conditions", "{ big: { measure: volume, at-least: 10 } }");
        VALID.put("tracks", track("rules", "{ base: { rate: { by: volume, points: 1 } } }"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    program: a b                       | 1:10: program is not a name: a b — use letters a to z, digits, -, _ and . only, e.g. a-b
                    program: ''''                      | 1:10: program is not a name: "" — use letters
                    program: [p]                       | 1:10: program is a list — give a text
                    name: ' '                          | 1:7: name is blank — give 1 to 256 characters
                    name: "a\\nb"                      | 1:7: name holds a line break or a control character: a b — write it in one line of plain text
                    nam: x                             | 1:1: a program has no key nam — did you mean name?
                    quux-corge: x                      | 1:1: a program has no key quux-corge — known are program, name,
                    timezone: America/Chigaco          | 1:11: there is no time zone America/Chigaco — did you mean America/Chicago?
                    timezone: '+02:00'                 | 1:11: there is no time zone +02:00 — write it like America/Chicago
                    currency: usd                      | 1:11: there is no currency usd — did you mean USD?
                    runs: { from: 2026-02-30 }         | 1:15: there is no day 2026-02-30 — give a day of the calendar
                    runs: { from: 1/2/2026 }           | 1:15: from is not a date: 1/2/2026 — write year-month-day, e.g. 2026-01-31
                    runs: { from: 2026-02-01, until: 2026-02-01 } | 1:34: until 2026-02-01 is not after from 2026-02-01 — until is the first day that no longer counts, e.g. 2026-02-02
                    runs: { to: 2026-02-01 }           | 1:9: runs has no key to — known are from, until
                    effective: 2026-02-01              | 1:12: effective 2026-02-01 is not the first day of a period — a version holds for whole periods: 2026-01-01 or 2026-04-01
                    claims: { within: -1 }             | 1:19: within is -1 — give a whole number from 0 to 36500
                    claims: { requires: [] }           | 1:21: requires names nothing, one thing twice, or more than 8 — write fields that must be there
                    claims: { match: [sku, sku] }      | 1:18: match names nothing, one thing twice, or more than 8 — write fields that a sale has alike
                    claims: { auto-approve: { matched: true }, approve: [a] } | 1:36: claims match nothing — add match: [invoice, sku]
                    claims: { auto-approve: { amount-at-most: 5 } } | 1:25: auto-approve stands without approve — add approve: [STEP]
                    budget: { over: year }             | 1:9: budget has no points — add it, e.g. points: 500000
                    budget: { points: -1 }             | 1:19: points is below 0: -1 — give 0 or more
                    budget: { points: 60, over: week } | 1:29: over cannot be week — one of period, year
                    periods: quarter                   | 1:10: periods is a text — give keys and their values, e.g. { every: quarter }
                    periods: { every: week }           | 1:19: every cannot be week — one of month, quarter, year, 4-4-5
                    periods: { every: 4-4-5 }          | 1:10: 4-4-5 has 0 starts — give the first day of each year
                    periods: { every: 4-4-5, starts: [2026-02-01, 2027-02-01] } | 1:47: the year from 2026-02-01 would have 365 days — a year has 52 or 53 weeks: the next begins on 2027-01-31 or 2027-02-07
                    periods: { every: 4-4-5, starts: [2027-01-03, 2028-01-02] } | 1:26: two years would be called 2028, by the year of their last day — list the periods
                    periods: { every: 4-4-5, starts: [2026-02-01], fiscal-start-month: 2 } | 1:48: fiscal-start-month means nothing here — leave it out
                    periods: { list: [] }              | 1:12: list has 0 periods — give 1 to 1200
                    periods: { list: [ { id: a, from: 2026-01-01, until: 2026-02-01 }, { id: b, from: 2026-01-31, until: 2026-03-01 } ] } | 1:68: the period b begins before the period a ends — list periods in order of time
                    periods: { list: [ { id: a, from: 2026-01-01, until: 2026-02-01 }, { id: a, from: 2026-02-01, until: 2026-03-01 } ] } | 1:68: two periods are called a — give each an id
                    periods: { list: [ { id: a, from: 2026-01-01, until: 2026-01-01 } ] } | 1:54: until 2026-01-01 is not after from 2026-01-01 — until is the first day
                    periods: { list: [ { id: a, from: 2026-01-01 } ] } | 1:20: the period has no until — add it
                    periods: { every: month, list: [ { id: a, from: 2026-01-01, until: 2026-02-01 } ] } | 1:26: periods have every and list — keep one
                    periods: { starts: [2026-02-01] }  | 1:12: starts means nothing without every: 4-4-5 — add every
                    periods: { fiscal-start-month: 13 } | 1:32: fiscal-start-month is 13 — give a whole number from 1 to 12
                    periods: { grace: 1.5 }            | 1:19: grace is 1.5 — give a whole number from 0 to 36500
                    periods: { close: never }          | 1:19: close cannot be never — one of automatic, manual
                    periods: { late: drop }            | 1:18: late cannot be drop — one of carry, set-aside
                    points: { decimals: 5 }            | 1:21: decimals is 5 — give a whole number from 0 to 4
                    points: { rounding: up }           | 1:21: rounding cannot be up — one of down, half-up, half-even
                    points: { worth: -1 }              | 1:18: worth is below 0: -1 — give 0 or more
                    points: { minimum-payout: 1e3 }    | 1:27: minimum-payout is not a number: 1e3 — digits with at most four decimals
                    points: { worth: 1.23456 }         | 1:18: worth has 5 decimals: 1.23456 — at most four; round it to four
                    points: { worth: '50,000' }        | 1:18: worth is written with separators: 50,000 — write digits alone
                    points: { worth: 20% }             | 1:18: worth is a percentage: 20% — write it as a number, e.g. 0.2 for 20%
                    points: { worth: 1000000000.0001 } | 1:18: worth is too large: 1000000000.0001 — at most 1000000000 in size
                    points: { worth: 99999999999999999999 } | 1:18: worth is too large: 99999999999999999999 — at most
                    participants: { unknown: accept }  | 1:26: unknown cannot be accept — one of enrol, wait
                    products: { unknown: enrol }       | 1:22: unknown cannot be enrol — one of accept, wait
                    returns: { unmatched: no }         | 1:23: unmatched cannot be no — one of accept, wait
                    returns: { within: -1 }            | 1:20: within is -1 — give a whole number from 0 to 36500
                    notify: [ { when: rank-lost } ]    | 1:19: when cannot be rank-lost — one of tier-reached, gap-below
                    notify: [ { when: gap-below } ]    | 1:11: the notice has no percent — add it, e.g. percent: 10
                    """)
    void shouldSayWhatIsWrongWithSettings(String section, String expected) {
        check(section, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    groups: [pumps]                                 | 1:9: groups is a list — give keys and their values
                    groups: { pumps: { category: Pumps }, 'a b': { x: y } } | 1:39: the name of a group is not a name: a b — use letters
                    groups: { pumps: {} }                           | 1:18: the group pumps tests nothing — name at least one field
                    groups: { pumps: Pumps }                        | 1:18: the group pumps is a text — give keys and their values
                    groups: { pumps: { category: [] } }             | 1:30: the list of values of category is empty — give 1 to 10000 values
                    groups: { pumps: { category: {} } }             | 1:30: the test of category says nothing — give a value
                    groups: { pumps: { category: { nor: A } } }     | 1:32: the test of category has no key nor — did you mean not?
                    groups: { pumps: { category: [[A]] } }          | 1:31: category is a list — give a text
                    groups: { pumps: { m: { not: A, at-most: 1 } } } | 1:25: not stands beside a bound — use either
                    groups: { pumps: { m: { at-least: 2, at-most: 1 } } } | 1:47: at-least 2 and at-most 1 hold for no number — give at-most
                    activities: { sale: {} }                        | 1:15: sale is a kind that always exists — declare only further kinds
                    activities: { claim: {} }                       | 1:15: claim is a kind that always exists — declare
                    activities: { course: { once-per: quantity } }  | 1:35: once-per cannot be quantity — name participant, sku, serial
                    activities: { course: { once-per: [] } }        | 1:35: once-per names 0 fields — name 1 to 8
                    activities: { course: { once-per: [a, a] } }    | 1:35: once-per names a twice — name it once
                    activities: { course: { sign: minus } }         | 1:31: sign cannot be minus — one of positive, any
                    measures: { volume: {} }                        | 1:21: the measure volume does not say what it measures — add sum: amount
                    measures: { volume: { sum: amount, count: sale } } | 1:36: the measure volume has sum and count — keep one
                    measures: { volume: { sum: amount, of: pump } } | 1:40: there is no group pump — did you mean pumps?
                    measures: { volume: { sum: amount, of: course } } | 1:40: there is no group course; course is a kind of activity — known are pumps
                    measures: { volume: { sum: amount, kind: sales } } | 1:42: there is no kind of activity sales — did you mean sale?
                    measures: { volume: { sum: amount, kind: status } } | 1:42: a measure of the kind status is part of the language but not supported by this version — measure sale
                    measures: { volume: { count: cours } }          | 1:30: there is no kind of activity cours — did you mean course?
                    measures: { volume: { count: sale, kind: sale } } | 1:36: kind stands beside count — drop it
                    measures: { volume: { sum: '' } }               | 1:28: sum names no field — write amount
                    measures: { volume: { distinct: amount } }      | 1:33: distinct cannot be amount — name sku, serial, invoice, a role or an attribute
                    measures: { volume: { last: amount } }          | 1:29: last cannot be amount — write last: quantity
                    measures: { volume: { last: quantity, kind: sale } } | 1:39: last stands beside the kind sale — drop kind for reports of stock, or name a declared kind
                    measures: { volume: { last: quantity, kind: claim } } | 1:39: last stands beside the kind claim
                    measures: { volume: { last: quantity, kind: stock } } | 1:45: there is no kind of activity stock
                    measures: { volume: { given: '' } }             | 1:30: given names no number — write what your targets file has under name
                    measures: { volume: { given: quota, of: pumps } } | 1:37: of stands beside given — drop it; a given number is no sum of facts
                    measures: { volume: { sum: amount, shift: before } } | 1:43: shift cannot be before — one of previous, last-year
                    measures: { volume: { sum: amount, where: {} } } | 1:43: where tests nothing — name at least one field
                    measures: { volume: { sum: amount, where: { kind: sale } } } | 1:45: kind cannot be tested here — write kind: beside sum
                    measures: { volume: { sum: amount, where: { date: x } } } | 1:45: date cannot be tested here — write from: and until: beside sum
                    measures: { volume: { sum: amount, where: { amount: { at-least: 5 } } } } | 1:45: amount cannot be tested here — test territory, invoice, a role or an attribute; this version does not test amount
                    measures: { volume: { sum: amount, form: 2026-01-01 } } | 1:36: the measure volume has no key form — did you mean from?
                    measures: { volume: { sum: amount }, points: { sum: amount } } | 1:38: a measure cannot be called points — points is the word
                    measures: { volume: { sum: amount }, base: { sum: amount } } | 1:38: base is a measure and a rule — measures and rules share their names; rename one of them
                    measures: { volume: { sum: amuont } }           | 1:28: warning: amuont is read as the name of an attribute — did you mean amount?
                    conditions: { big: { measure: volum, at-least: 1 } } | 1:31: there is no measure volum — did you mean volume?
                    conditions: { big: { measure: volume } }        | 1:20: the condition big has no bound — give exactly one of at-least and at-most
                    conditions: { big: { measure: volume, at-least: 1, at-most: 2 } } | 1:20: the condition big has both at-least and at-most — give exactly one
                    conditions: { big: { at-least: 1 } }            | 1:20: the condition big names no measure — write { measure
                    conditions: { big: { measure: volume, ratio: units, to: volume, at-most: 1 } } | 1:39: the condition big has measure and ratio — keep one
                    conditions: { big: { ratio: volume, at-least: 1 } } | 1:22: ratio has no to — a ratio has two measures
                    conditions: { big: { measure: volume, to: units, at-least: 1 } } | 1:39: to stands beside measure — a ratio has two measures
                    conditions: { big: { measure: volume, at-least: 1, over: week } } | 1:58: over cannot be week — one of period, year and { last: 4 }
                    conditions: { big: { status: map } }            | 1:20: the condition big has no is — add it, e.g. is: ok
                    conditions: { big: { status: '', is: ok } }     | 1:30: status names nothing — write what your statuses file has
                    conditions: { big: { any: 2, of: [volume], each: { at-least: 1 } } } | 1:27: any asks for 2 of 1 — ask for as many as of lists at most
                    conditions: { big: { all: [big] } }             | 1:28: the condition big is part of itself — take its name out
                    conditions: { big: { not: big } }               | 1:27: the condition big is part of itself — take its name out
                    conditions: { big: { any: [] } }                | 1:27: any is an empty list — name a condition
                    conditions: { big: { all: volume } }            | 1:27: all is a text — write a list of conditions: all: [ … ]
                    conditions: { big: { not: { measure: volume } } } | 1:27: the condition has no bound — give exactly one of at-least and at-most
                    conditions: { big: { points-of: reps, at-least: 1 } } | 1:33: there is no rule reps; reps is a track — known are base, points
                    rules: { a: { bonus: { points: 1, when: { status: map, is: ok } } } } | 1:89: the bonus would pay whoever sold nothing — add a condition on a measure or on points
                    ladder: { tiers: { a: {}, b: { when: { tier: a, whose: distributor } } } } | 1:92: no track of the kind distributor has a tier a
                    conditions: { big: { tier: gold } }            | 1:28: there is no tier gold
                    rules: { a: { rate: { by: volume, points: 1 }, needs: { tier: gold } } } | 1:117: there is no tier gold
                    ladder: { tiers: { a: {}, b: { when: { tier: a } } } } | 1:92: a tier asks for a tier of its own ladder — repeat its conditions instead
                    conditions: { big: { measure: volume, at-least: 1, whose: location } } | 1:52: the condition big has no key whose — known are
                    """)
    void shouldSayWhatIsWrongWithFacts(String section, String expected) {
        check(section, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tracks: {}                                      | 1:9: the program has no tracks — add one
                    tracks: { reps: { credit: rep, rules: {} } }    | 1:17: the track reps has no kind — add it, e.g. kind: distributor-rep
                    tracks: { reps: { kind: distributor-rep, rules: {} } } | 1:17: the track reps has no credit — add it, e.g. credit: rep
                    tracks: { reps: { kind: dealer, credit: rep, rules: {} } } | 1:41: the role rep names participants of the kind distributor-rep, and the track is for the kind dealer: nobody could ever be credited — write credit: dealer, or kind: distributor-rep
                    tracks: { reps: { kind: rep, credit: rep, rules: {} } } | 1:38: the role rep names participants of the kind distributor-rep, and the track is for the kind rep: nobody could ever be credited — write kind: distributor-rep
                    rules: { a: { bonus: { points: 1, when: volume > 5 } } } | 1:95: when is written as a sentence: volume > 5 — write { measure: volume, at-least: 1000 } or a name
                    rules: { a: volume }                            | 1:67: the rule a is a text — give keys and their values, e.g. { rate: { by: volume, points: 1 } }
                    tracks: { reps: { kind: distributor-rep, credit: dealer, rules: {} } } | 1:50: the role dealer names participants of the kind dealer, and the track is for the kind distributor-rep: nobody could ever be credited — write credit: rep, or kind: dealer
                    tracks: { reps: { kind: distributor-rep, credit: [rep, designer], rules: {} } } | 1:56: the role designer names participants of the kind designer, and the track is for the kind distributor-rep: nobody could ever be credited — write a further role of that kind, e.g. rep.designer, or kind: designer
                    tracks: { reps: { kind: distributor-rep, credit: [rep, rep], rules: {} } } | 1:56: the role rep is credited twice — name every role once
                    tracks: { reps: { kind: distributor-rep, credit: [{ role: rep, share: 0 }], rules: {} } } | 1:71: share is not above 0 and at most 1: 0 — write a half as 0.5
                    tracks: { reps: { kind: distributor-rep, credit: [{ role: rep, share: 1.5 }], rules: {} } } | 1:71: share is not above 0 and at most 1: 1.5 — write a half as 0.5
                    tracks: { reps: { kind: distributor-rep, credit: [], rules: {} } } | 1:42: credit names 0 roles — name 1 to 20
                    tracks: { reps: { kind: distributor-rep, credit: rep, cap: { points: -1 }, rules: {} } } | 1:70: points is below 0: -1 — give 0 or more
                    tracks: { reps: { kind: distributor-rep, credit: rep } } | 1:17: warning: the track reps has neither rules nor a ladder — add rules
                    rules: { points: { rate: { by: volume, points: 1 } } } | 1:64: a rule cannot be called points — points is the word
                    rules: { a: {} }                                | 1:67: the rule a does not say how it pays — add one of rate, bands, retro, milestone, bonus
                    rules: { a: { rat: {} } }                       | 1:67: the rule a does not say how it pays — add one of
                    rules: { a: { rate: { by: volume, points: 1 }, retro: {} } } | 1:102: the rule a is rate and retro — keep one of them
                    rules: { a: { rate: 5 } }                       | 1:75: rate of the rule a is a text — give keys
                    rules: { a: { rate: { points: 1 } } }           | 1:75: rate of the rule a has no by — add it, e.g. by: volume
                    rules: { a: { rate: { by: volume } } }          | 1:75: rate of the rule a has no points — add it, e.g. points: 1
                    rules: { a: { rate: { by: big, points: 1 } } }  | 1:81: there is no measure big; big is a condition — known are volume, units
                    rules: { a: { rate: { by: volume, points: { attribut: x } } } } | 1:97: points has no attribute — add it, e.g. attribute: rate
                    rules: { a: { rate: { by: volume, points: 1, up-to: unit } } } | 1:107: there is no measure unit — did you mean units?
                    rules: { a: { rate: { by: volume, points: 1, per: 0 } } } | 1:100: per is not above 0 — give the amount
                    rules: { a: { rate: { by: volume, points: 1, above: 5, up-to: 4 } } } | 1:110: up-to is not more than above
                    rules: { a: { rate: { by: volume, points: 1, upto: 4 } } } | 1:100: rate of the rule a has no key upto — did you mean up-to?
                    rules: { a: { rate: { by: volume, points: 1 }, over: week } } | 1:108: over cannot be week — one of period, year
                    rules: { a: { rate: { by: volume, points: 1 }, needs: { points-of: points, at-least: 1 } } } | 1:109: a rule asks for the points that it is part of itself — name rules of the track
                    rules: { a: { rate: { by: volume, points: 1 }, needs: { points-of: b, at-least: 1 } }, b: { rate: { by: volume, points: 1 }, needs: { points-of: a, at-least: 1 } } } | 1:64: rules build on each other in a loop: a → b → a — take one of them out of a base or a condition
                    rules: { a: { rate: { by: volume, points: 1 }, cap: -5 } } | 1:107: cap is below 0: -5 — give 0 or more
                    rules: { a: { rate: { by: volume, points: 1 }, needs: bigg } } | 1:109: there is no condition bigg — did you mean big?
                    rules: { a: { rate: { by: volume, points: 1 }, needs: [] } } | 1:109: needs is an empty list — name a condition
                    rules: { a: { rate: { by: volume, points: 1 }, needs: [[big]] } } | 1:110: needs holds a list within a list — write one list
                    rules: { a: { rate: { by: volume, points: 1 }, needs: [big, { measure: volume, at-most: 5 }] } } | 1:115: volume at-most 5 and volume at-least 10 never hold together — let the at-most be 10 or more, or drop one of them
                    rules: { a: { rate: { by: volume, points: 1 }, best-of: x } } | 1:111: warning: a is alone in best-of x — give
                    rules: { a: { bands: { by: volume, steps: 5 } } } | 1:90: steps is not a list of steps — write [ { at
                    rules: { a: { bands: { by: volume, steps: [] } } } | 1:90: steps is not a list of steps — write [ { at
                    rules: { a: { bands: { by: volume, steps: [ { points: 1 } ] } } } | 1:99: the step has no at — add it, e.g. at: 50000
                    rules: { a: { bands: { by: volume, steps: [ { at: 1 } ] } } } | 1:99: the step gives neither points nor times — write
                    rules: { a: { bands: { by: volume, steps: [ { at: 1, points: 1, times: 1 } ] } } } | 1:99: the step gives points and times — write
                    rules: { a: { bands: { by: volume, steps: [ { at: 2, points: 1 }, { at: 1, points: 2 } ] } } } | 1:121: the step at 1 stands after the step at 2 — order the steps
                    rules: { a: { bands: { by: volume, steps: [ { at: 2, points: 1 }, { at: 2, points: 2 } ] } } } | 1:121: two steps begin at 2 — give each step an at of its own
                    rules: { a: { bands: { by: volume, steps: [ { at: 2, times: 1 } ] } } } | 1:90: steps with times need a base to multiply — add base
                    rules: { a: { bands: { by: volume, base: [b], steps: [ { at: 2, times: 1 } ] } } } | 1:97: there is no rule b — known are a
                    rules: { a: { bands: { by: volume, base: [], steps: [ { at: 2, times: 1 } ] } } } | 1:90: base is an empty list — name at least one rule
                    rules: { a: { milestone: { by: volume, steps: [ { at: 0, points: 1 } ] } } } | 1:94: a step at or below 0 pays before anything is sold — begin above 0
                    rules: { a: { bonus: { when: big } } }          | 1:78: the bonus says when but not what — add points
                    ladder: { over: week, tiers: { a: {} } }        | 1:71: over cannot be week — one of period, year and { last: 4 }
                    ladder: { keep: 61, tiers: { a: {} } }          | 1:71: keep is 61 — give a whole number from 0 to 60
                    ladder: { drop: two-step, tiers: { a: {} } }    | 1:71: drop cannot be two-step — one of to-qualified, one-step
                    ladder: {}                                      | 1:63: ladder has no tiers — add it
                    ladder: { tiers: {} }                           | 1:72: the ladder has no tiers — write at least one
                    ladder: { tiers: { a: { when: big } } }         | 1:74: the first tier a has conditions — everybody is at least in the first tier
                    ladder: { tiers: { a: {}, b: {} } }             | 1:81: the tier b has no conditions, so the tiers below it are never reached — add when
                    ladder: { tiers: { a: {}, b: { when: { measure: volume, at-least: 9 } }, c: { when: { measure: volume, at-least: 9 } } } } | 1:81: the tier b can never be reached: whoever fulfils it fulfils the higher c as well — let c ask for more, or drop one of the two
                    ladder: { tiers: { a: {}, b: { when: [big, { measure: volume, at-most: 5 }] } } } | 1:98: volume at-most 5 and volume at-least 10 never hold together — let
                    board: { rank: points }                         | 1:14: the board b has no track — add it, e.g. track: reps
                    board: { track: rep, rank: points }             | 1:23: there is no track rep — did you mean reps?
                    board: { track: reps }                          | 1:14: the board b has no rank — add it, e.g. rank: points
                    board: { track: reps, rank: volum }             | 1:35: there is no measure volum — did you mean volume?
                    board: { track: reps, rank: base }              | 1:35: there is no measure base; base is a rule — known are volume, units, points
                    board: { track: reps, rank: { ratio: volume } } | 1:35: the rank has no to — add it, e.g. to: units
                    board: { track: reps, rank: points, ties: [unit] } | 1:50: there is no measure unit — did you mean units?
                    board: { track: reps, rank: points, ties: [units, units] } | 1:57: units stands twice in ties — name it once
                    board: { track: reps, rank: points, level: distributor-rep } | 1:50: warning: level distributor-rep is the kind of the track's own participants — leave level out
                    board: { track: reps, rank: points, per: ' ' }  | 1:48: per names no attribute — write e.g. territory
                    board: { track: reps, rank: points, over: { last: 0 } } | 1:57: last is 0 — give a whole number from 1 to 60
                    board: { track: reps, rank: points, prizes: [ { at: 1 } ] } | 1:53: the prize has no points — add it, e.g. points: 10000
                    board: { track: reps, rank: points, prizes: [ { at: 0, points: 5 } ] } | 1:59: at is 0 — give a whole number from 1 to 999999
                    board: { track: reps, rank: points, prizes: [ { at: 3, to: 2, points: 5 } ] } | 1:66: the prize is for the places 3 to 2 — to is the last of them
                    board: { track: reps, rank: points, prizes: [ { at: 1, to: 2, points: 5 }, { at: 2, points: 3 } ] } | 1:88: place 2 has a prize already, or stands behind a later place — name places in order and each once: this one from 3 on
                    board: { track: reps, rank: points, prizes: [ { at: 1, points: -5 } ] } | 1:70: points is below 0: -5 — give 0 or more
                    board: { track: reps, rank: points, tie-prizes: half } | 1:55: tie-prizes cannot be half — one of split, all
                    board: { track: reps, rank: points, tie-prizes: all } | 1:55: warning: the board has no prizes that could be tied — leave it out
                    """)
    void shouldSayWhatIsWrongWithTracksAndBoards(String section, String expected) {
        check(section, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '{"program": 5}'                   | 1:13: program is a number without quotes: 5 — write "5"
                    '{"name": true}'                   | 1:10: name is true or false without quotes: true — write "true"
                    '{"points": {"worth": true}}'      | 1:22: worth is not a number: true — digits
                    '{"points": {"worth": 1e3}}'       | 1:22: worth is not a number: 1e3 — digits
                    '{"groups": {"g": {"sku": 235}}}'  | 1:26: sku is a number without quotes: 235 — write "235"
                    '{"name": "\\ud800"}'             | 1:10: name holds a line break or a control character
                    '[]'                               | 1:1: the file holds a list — a program is keys and values: program: spring-push
                    """)
    void shouldSayWhatIsWrongInJson(String text, String expected) {
        Problems problems = new Problems();

        ProgramReader.read("p.json", text, problems);

        assertThat(problems.toString()).contains("p.json:" + expected);
    }

    private static void check(String section, String expected) {
        Map<String, String> rest = new LinkedHashMap<>(VALID);
        int colon = section.indexOf(':');
        String key = section.substring(0, colon);
        String first = section.replace("''''", "''");
        if (key.equals("rules") || key.equals("ladder")) {
            first = "tracks: " + track(key, section.substring(colon + 2));
            rest.remove("tracks");
        } else if (key.equals("board")) {
            first = "boards: { b: " + section.substring(colon + 2) + " }";
        }
        rest.remove(key);
        StringBuilder text = new StringBuilder(first).append('\n');
        rest.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        Problems problems = new Problems();

        ProgramReader.read("p.yaml", text.toString(), problems);

        assertThat(problems.toString().lines().toList()).anyMatch(line -> line.startsWith("p.yaml:" + expected));
    }

    private static String track(String key, String value) {
        return "{ reps: { kind: distributor-rep, credit: rep, " + key + ": " + value + " } }";
    }
}
