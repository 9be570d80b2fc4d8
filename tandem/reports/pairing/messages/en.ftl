# A pairing proposal: reasons, workbook, map, summary
and = { ", " }
stop = { "; " }
lead = Lead
partner = Partner
none = none
no-data = no data
yes = yes
no = no
page-footer = Page &P of &N

# Reasons, a sentence each
costed = { $text }: { $cost }
travel-km = { $value } km in a straight line
travel-min = { $value } minutes on the way
stage-same = same stage
stage-other = stages that fit but differ: partner { $partner }, lead { $lead }
unknown-alike = { $text }: { $cost } for every pair alike, which decides nothing
size-fits = { $value } times the partner's pupils, which suits
size-low = { $value } times the partner's pupils, rather few
size-high = { $value } times the partner's pupils, rather many
size-unknown = numbers of pupils incomplete, no comparison
quality-fits = quality figure { $value } standard deviations higher, which suits
quality-low = quality figure { $value } standard deviations higher, too little to help
quality-high = quality figure { $value } standard deviations higher, too far ahead
quality-unknown = quality figures incomplete, no comparison
needs-all = strong in every subject needed
needs-some = strong in { $share } of the subjects needed
needs-none = strong in none of the subjects needed
needs-unknown = the lead's strong subjects are not known
earlier-kept = stays with an earlier partner
earlier-left = parts from an earlier partner
earlier-renewed = a change from the earlier partner
earlier-again = the earlier partner again
wishes-rank = the partner's wish no. { $rank }
wishes-none = not among the partner's wishes
alliance = approved alliance
alliance-why = approved alliance: { $why }

# The other choice
rank-first = the cheapest of the { $allowed } leads allowed
rank-later = cheapest no. { $rank } of the { $allowed } leads allowed
rank-only = the only lead allowed
next-lead = with { $lead } instead: { $price }
next-none = without this one no lead is left: { $price }
price-unplaced =
    { $count ->
        [one] 1 partner more without a lead
       *[other] { $count } partners more without a lead
    }
price-worst = dearest pair dearer by { $cost }
price-worst-less = dearest pair cheaper by { $cost }
price-total = total cost higher by { $cost }
price-total-less = total cost lower by { $cost }
price-same = total cost the same; the published hash of the ids decided
also-moves = { "; also moved: " }{ $moves }
move = { $partner } from { $from } to { $to }
move-new = { $partner } to { $to }
move-out = { $partner } from { $from } to no lead
next-no-other = there is no other arrangement
explain-unplaced = { $partner } has no lead.

# Why it does not fit
short = { $partners } can only go to { $leads }, with { $places } places in all: { $short } too few
short-nowhere = { $partners }: the rules leave no lead
short-own = { $partners } partners can only go to { $leads } leads, with { $places } places in all: { $short } too few
short-own-nowhere = the rules leave no lead
more-moves = { $moves } and others, { $count } moves in all
more-schools = { $names } and others, { $count } in all
conflict-head =
    { $count ->
        [one] To place everyone, this rule must give way:
       *[other] To place everyone, one of these { $count } rules must give way (no smaller conflict exists):
    }
conflict-head-open = To place everyone, one of these { $count } rules must give way (without any one of them the conflict is gone; too many rules to prove that none is smaller):
conflict-more =
    { $count ->
        [one] and 1 rule more
       *[other] and { $count } rules more
    }
rule-alliance = alliance: { $partner } with { $lead }
rule-forbidden = forbidden: { $partner } with { $lead }
rule-stages = stages: { $partner } does not go with { $lead }
rule-furthest = no further than { $km } km
rule-places = places: { $lead } takes at most { $places }
rule-why = { $rule } ({ $why })

# Summary
summary-title =
    { $pairs ->
        [one] Pairing proposal: 1 pair; { $used } of { $leads } leads have a partner
       *[other] Pairing proposal: { $pairs } pairs; { $used } of { $leads } leads have a partner
    }
summary-fair = Fair first: the dearest pair costs { $worst }, all together { $total }, { $mean } on average
summary-least = Least total: { $total }, { $mean } on average, the dearest pair { $worst }
summary-distance = In a straight line: { $mean } km on average, { $most } km at most ({ $partner } — { $lead })
summary-unit = A cost of 1 weighs as much as { $km } km of travel; lower is better. A proposal: people decide.
summary-unit-none = Lower costs are better. A proposal: people decide.
summary-unplaced =
    { $count ->
        [one] 1 partner has no lead: { $names }
       *[other] { $count } partners have no lead: { $names }
    }
warnings = Please look
warnings-more =
    { $count ->
        [one] 1 more in arrangement.xlsx
       *[other] { $count } more in arrangement.xlsx
    }
summary-lead = { $lead } ({ $used }/{ $places })
summary-partner = { $partner } { $distance }
summary-km = { $value } km
summary-min = { $value } min
summary-idle =
    { $count ->
        [one] 1 lead has no partner: { $names }
       *[other] { $count } leads have no partner: { $names }
    }
summary-more =
    { $count ->
        [one] 1 lead more in arrangement.xlsx
       *[other] { $count } leads more in arrangement.xlsx
    }
explain-title = { $partner } — { $lead }
explain-cost = Cost { $cost }:
explain-best = The other choice
explain-moves = Also moved:

# Repair
repair-title =
    { $pairs ->
        [one] After the change: 1 pair
       *[other] After the change: { $pairs } pairs
    }
repair-placed =
    { $count ->
        [one] 1 partner had no lead (lost it, is new, or never had one):
       *[other] { $count } partners had no lead (lost it, are new, or never had one):
    }
repair-no-orphans = No partner lost its lead.
repair-taken =
    { $count ->
        [one] 1 pair went along with a merger:
       *[other] { $count } pairs went along with a merger:
    }
repair-changed =
    { $count ->
        [one] 1 other pair changes (at most { $most } allowed):
       *[other] { $count } other pairs change (at most { $most } allowed):
    }
repair-unchanged =
    { $count ->
        [one] The 1 other pair stays as it is.
       *[other] The other { $count } pairs stay as they are.
    }
repair-none-changed = No other pair changes.
repair-because = { $move }, to place { $names }
repair-fewer-places = { $move }, since its lead has fewer places
repair-more-needed =
    { $count ->
        [one] If 1 pair were allowed to change, more partners could be placed.
       *[other] If { $count } pairs were allowed to change, more partners could be placed.
    }
move-placed = { $partner } to { $to }
move-unplaced = { $partner } has no lead for now

# Tables
column-partner = Partner
column-lead = Lead
column-partner-id = Partner ID
column-lead-id = Lead ID
column-km = Straight line (km)
column-min = On the way (min)
column-cost = Cost
column-fixed = Alliance
column-reasons = Reasons
column-other = The other choice
column-why = Why
column-pupils = Pupils
column-places = Places
column-used = Used
column-free = Free
column-partners = Partners
column-term = What counts
column-measure = Measure
column-key = Item
column-value = Value
column-rule = Rule

# Workbook
sheet-about = About
sheet-pairs = Pairs
sheet-unplaced = Unplaced
sheet-leads = Leads
sheet-terms = Costs in detail
sheet-rules = Rules and weights
about-title = Pairing proposal
about-note = Worked out by program from the rules and weights herein, to be discussed; people adjust and approve it. The same list and rules give the same result, letter by letter.
pairs-title = Pairs: the reasons for each, and the other choice
unplaced-title = Partners without a lead
unplaced-empty = Every partner has a lead.
leads-title = Leads: places and partners
terms-title = Costs in detail: every pair, term by term
rules-title = Rules and weights
about-schools = School list
about-hash = Fingerprint of the list (SHA-256)
about-rules = Rules file
about-rules-default = default rules and weights
about-rules-hash = Fingerprint of the rules (SHA-256)
about-version = Program version
about-leads = Leads
about-partners = Partners
about-pairs = Pairs
about-unplaced = Unplaced
about-places = Places in all
about-total = Total cost
about-worst = Dearest pair
about-fairness = Fairness
about-cost = Cost
about-cost-text = The sum of its terms; lower is better. A term without data counts half, never zero.
count-schools =
    { $count ->
        [one] 1 school
       *[other] { $count } schools
    }
count-pairs =
    { $count ->
        [one] 1 pair
       *[other] { $count } pairs
    }
fairness-worst_off = first the dearest pair as cheap as possible, then the least total
fairness-least_total = the least total alone

# Terms and weights
term-travel = Travel
term-stage = Stage
term-size = Size
term-quality = Quality
term-needs = Subjects
term-earlier = Earlier pairing
term-wishes = Wishes
weight-travel = { $weight } a kilometre
weight-minute = where travel times are given, { $weight } a minute
weight-stage = { $weight } if the stages differ
weight-size = up to { $weight } (at { $slack } times outside) if the ratio of pupils lies outside { $low } to { $high }
weight-quality = up to { $weight } (at { $slack } outside) if the difference of quality figures lies outside { $low } to { $high } standard deviations
weight-needs = { $weight } if the lead is strong in none of the subjects needed, by share
weight-earlier-keep = { $weight } for leaving an earlier partner
weight-earlier-renew = { $weight } for staying with an earlier partner
weight-earlier-ignore = earlier pairings do not count
weight-wishes = { $weight } if neither side wished it, half for either
weight-none = does not count
rules-stages = Stages
rules-stage = { $partner } may go with { $leads }
rules-places = Places
rules-places-text = where none are given, by mentors: at least { $pairs } mentor pairs a collaboration, { $mentees } mentees a mentor, at most { $most } partners; unknown mentors are taken as { $share } of the teachers; all unknown: { $default }
rules-furthest = Furthest
rules-furthest-text = { $km } km
rules-alliances = Alliances
rules-forbidden = Forbidden pairs
rules-area = Area
rules-area-text = latitude { $south } to { $north }, longitude { $west } to { $east }
rules-lone = Lone schools
rules-lone-text = a warning beyond { $km } km from the nearest school
rules-lone-none = no warning
pair = { $partner } — { $lead }
pair-why = { $partner } — { $lead }: { $why }

# Map
map-title = Pairing proposal
map-subtitle =
    { $pairs ->
        [one] 1 pair; placed by longitude and latitude, no base map
       *[other] { $pairs } pairs; placed by longitude and latitude, no base map
    }
map-lead = lead
map-lead-free = lead without a partner
map-partner = partner
map-unplaced = partner without a lead
map-pair = pair
map-alliance = alliance
map-enlarged = enlarged
map-km = { $value } km
map-m = { $value } m
map-unlabelled =
    { $count ->
        [one] 1 school more is not named: too crowded
       *[other] { $count } schools more are not named: too crowded
    }
map-unknown =
    { $count ->
        [one] 1 school more has no coordinates
       *[other] { $count } schools more have no coordinates
    }
map-tip-lead = { $name } (lead, { $used }/{ $places })
map-tip-partner = { $name } — { $lead }, { $distance }
map-tip-unplaced = { $name } (no lead)
map-alt = Map: { $leads } leads and { $partners } partners, lines join the pairs
