# Policies told and compared
hash = Text hash (SHA-256) { $hash }
column-rule = Requirement
column-clause = Clause
column-duty = Duty
column-minimum = Minimum
column-conditions = Conditions

duty-both = both
duty-lead = lead
duty-partner = partner
duty-bureau = bureau
per-term = every semester
per-year = every year
per-round = once a round

unit-share = { $share }%
at-least-collaboration = at least { $amount } { $per }
at-least-mentorship = at least { $amount } { $per } for each mentor pair
at-least-secondment = at least { $amount } for each secondment { $per }
unit-activities =
    { $count ->
        [one] once
       *[other] { $count } times
    }
unit-sessions =
    { $count ->
        [one] 1 session
       *[other] { $count } sessions
    }
unit-topics =
    { $count ->
        [one] 1 topic
       *[other] { $count } different topics
    }
unit-subjects =
    { $count ->
        [one] 1 subject
       *[other] { $count } different subjects
    }
unit-mentorships =
    { $count ->
        [one] 1 mentor pair
       *[other] { $count } mentor pairs
    }
unit-secondments =
    { $count ->
        [one] 1 secondment
       *[other] { $count } secondments
    }
unit-evaluations =
    { $count ->
        [one] 1 evaluation
       *[other] { $count } evaluations
    }
unit-outputs =
    { $count ->
        [one] 1 piece
       *[other] { $count } pieces
    }
unit-plans =
    { $count ->
        [one] 1 plan
       *[other] { $count } plans
    }
unit-aid =
    { $count ->
        [one] 1 item of aid
       *[other] { $count } items of aid
    }
unit-visits =
    { $count ->
        [one] 1 visit
       *[other] { $count } visits
    }
enough-number =
    { $count ->
        [one] ; 1 pair that does is enough
       *[other] ; { $count } pairs that do are enough
    }
enough-share = ; { $share } of them is enough
advice = { " (advice, not assessed)" }
weight = { " (weight " }{ $weight })

or = { " or " }
and = { " + " }
joint = { "; " }
person-joint = { ", " }
mentor = the mentor
mentee = the mentee
host = at: { $places }
topic = topic: { $topics }
subject = subject: { $subjects }
from-side = from: { $sides }
post = post: { $posts }
weekdays =
    { $days ->
        [one] at least 1 weekday
       *[other] at least { $days } weekdays
    }
grade = grade: { $grades }
event-submitted = submitted
event-approved = approved
by-mentee = by the mentee
by-mentor = by the mentor
present = present: { $people }
shared-by = in equal parts by: { $people }
within-days =
    { $days ->
        [one] within 1 day of the start
       *[other] within { $days } days of the start
    }
due =
    { $days ->
        [0] by the plan's deadline
        [one] within 1 day of the plan's deadline
       *[other] within { $days } days of the plan's deadline
    }
if-none = not applicable where there are none
only-stage-both = only where both schools are: { $stages }
only-stage-either = only where one school is: { $stages }
only-stage-lead = only where the lead is: { $stages }
only-stage-partner = only where the partner is: { $stages }
only-batch = only batch { $batches }

judgment-title = Bundled assessment
judgment-lag = Fulfilment below { $limit } is lagging
judgment-progress = Δz of at least { $limit } is progress; no data with fewer than { $schools } schools of a kind
judgment-weights = Weights: fulfilment { $fulfilment }, check { $check }, progress { $progress }
judgment-mean = Mean of both scores, the lead weighing { $alpha }
judgment-min = The lower of both scores
judgment-bands = Excellent from { $excellent }, good from { $good }, pass from { $pass }; awards need at least: { $award }
judgment-quota = Share that may be shortlisted: { $quota }%
band-excellent = excellent
band-good = good
band-pass = pass
band-fail = fail

same = The two policies say the same.
rule = { $title } ({ $id })
rule-new = New: { $title } ({ $id })
rule-gone = Gone: { $title } ({ $id })
vocabulary = Vocabulary { $section }: { $code }
key-changed = { $key }: { $before } → { $after }
key-added = { $key }: now { $after }
key-gone = { $key }: no longer { $before }

effects-none = On these records nothing comes out differently.
effects =
    { $pairs ->
        [one] 1 collaboration is concerned
       *[other] { $pairs } collaborations are concerned
    }: { $findings ->
        [one] 1 finding changes
       *[other] { $findings } findings change
    }, the status of { $statuses }; { $verdicts ->
        [one] 1 yearly verdict changes
       *[other] { $verdicts } yearly verdicts change
    }
effects-rule =
    { $count ->
        [one] { $title }: 1 finding
       *[other] { $title }: { $count } findings
    }
effect-finding = { $period } · { $title }: { $before } → { $after }
effect-status = { $status } { $done }/{ $required }
effect-none = not asked
effect-verdict = Verdict { $year }: { $before } → { $after }
effect-judged = { $score } { $band }, { $standing }
no-score = no score
no-band = no band
