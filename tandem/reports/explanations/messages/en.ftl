# Where a result comes from: what counted and what nearly did
heading = { $title }, { $period }
clause = Clause { $clause }: { $text }
counted-title =
    { $count ->
        [0] Counted: nothing
       *[other] Counted ({ $count }):
    }
share = Of this by { $people }: { $done }, at least { $required }
near-title = Nearly counted ({ $count }):
reasons = { "; " }
unit = { $name }: { $done }/{ $required }
no-unit = There is nothing of the kind that this is asked of.
strays = Records that belong to none of these
sessions =
    { $count ->
        [one] , 1 session
       *[other] , { $count } sessions
    }

fact-activities = { $held_on } { $kind } · { $host_side } ({ $id })
fact-mentorships = { $mentor_id } → { $mentee_id } · { $subject } · from { $starts_on } ({ $id })
fact-secondments = { $person_id } · { $post } · { $starts_on } to { $ends_on } · evaluated { $evaluated_on } ({ $id })
fact-secondments-unevaluated = { $person_id } · { $post } · { $starts_on } to { $ends_on } · not evaluated ({ $id })
fact-outputs = { $completed_on } { $kind } · { $person_id } ({ $id })
fact-plans = Plan, not submitted ({ $id })
fact-plans-submitted = Plan, submitted { $submitted_on } ({ $id })
fact-plans-approved = Plan, approved { $approved_on } ({ $id })
fact-plans-submitted-approved = Plan, submitted { $submitted_on }, approved { $approved_on } ({ $id })
fact-aid = { $kind } { $value_yuan } yuan · accepted { $accepted_on } ({ $id })
fact-aid-unaccepted = { $kind } { $value_yuan } yuan · handed over { $handed_over_on }, not accepted ({ $id })
fact-visits = { $visited_on } { $department } ({ $id })

or = { " or " }
person-joint = { ", " }
person-mentor = the mentor
person-mentee = the mentee
person-part = as { $parts }
missed-status = not confirmed by the other school
missed-as-of = dated after { $as_of }
missed-period = not within { $period } ({ $first } to { $last })
missed-mentorship = names no mentor pair, or one that covers less than half of the period
missed-kind = must be: { $expected }
missed-host = must be held at: { $expected }
missed-topic = needs one of the topics: { $expected }
missed-subject = subject must be: { $expected }
missed-present = nobody on record who is: { $expected }
missed-within-days = must be within { $expected } days of the start
missed-covers-half = covers less than half of { $period }
missed-ended = has not ended by { $as_of }
missed-from-side = must come from: { $expected }
missed-post = post must be: { $expected }
missed-weekdays = fewer than { $expected } weekdays
missed-evaluated = not evaluated by { $as_of }
missed-evaluated-in-time = evaluated too late
missed-grade = grade must be: { $expected }
missed-mentee = not by the mentee of a pair of this period
missed-mentor = not by the mentor of a pair of this period
missed-submitted = not submitted by { $as_of }
missed-approved = not approved by { $as_of }
missed-in-time = later than { $last }
missed-accepted = not yet accepted by the partner
missed-department = department must be: { $expected }
not-owed-starts = The collaboration began on { $day }, after the first day of the period ({ $first }), so it owes nothing here.
not-owed-ends = The collaboration ended on { $day }, before the last day of the period ({ $last }), so it owes nothing here.
not-owed-none = There is nothing of the kind in this period, so nothing is owed.
not-owed-other = This requirement does not concern this pair of schools.
