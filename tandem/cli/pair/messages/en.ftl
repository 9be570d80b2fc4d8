# The help and messages of tandem pair
short-pair = Pair schools: propose, explain, repair; mentor pairs
help-pair =
    Propose the pairs of a new round: which lead guides which partner, why, and what another choice would cost.

    A proposal is worked out from a list of schools, rules and weights, to be discussed; people adjust and approve it. When a school closes or merges, as little as possible is changed.
short-propose = Propose the pairs
help-propose =
    Propose pairs from a list of schools. SCHOOLS is CSV or Excel, headings may be Chinese; a list from elsewhere goes in with --mapping, which says what each column is.

    Writes arrangement.csv, arrangement.xlsx (the reasons of every pair), map.svg and run.json into the folder --out. If there are mistakes in the list each is told and nothing is written. Where partners cannot be placed the files are written all the same, with the reasons, and the exit code is 1.

    Examples:

    tandem pair propose schools.xlsx --out proposal

    tandem pair propose schools.csv --rules rules.toml --out proposal --lang zh-Hans

    tandem pair propose registry.csv --mapping mapping.toml --only county=Hualien --out proposal
short-pair-explain = Why a pair, and what another lead would cost
help-pair-explain =
    Explain why the partner PARTNER (id or name) has its lead: term by term, what the next best would cost in all, and who else would move.

    Example:

    tandem pair explain schools.xlsx S17 --rules rules.toml
short-repair = Change the pairs after a merger or closure
help-repair =
    Change the pairs after a school closed, merged, opened, or a lead's places changed: CURRENT is the arrangement.csv in force, --changes says what happened. Partners without a lead find a new one; of the others at most --at-most change, each with for whose sake.

    Example:

    tandem pair repair schools.xlsx proposal/arrangement.csv --changes changes.toml --at-most 2 --out repaired
short-mentors = Mentor pairs inside one collaboration
help-mentors =
    Propose the mentor pairs of one collaboration: who guides whom, and why (4.2, 5.1.3). PEOPLE is a CSV or Excel list of both schools' teachers, headings may be Chinese: teacher_id, name, side (mentor, mentee), subject (the main one first), and where known honour, mentees (guided already), places (0 to 2; 2 by default).

    Writes mentors.csv, mentors.xlsx (the reasons of every pair) and run.json into the folder --out. If there are mistakes in the list each is told and nothing is written. Where there are too few pairs, or a mentee has no mentor, the files are written all the same, with the reasons, and the exit code is 1.

    Example:

    tandem pair mentors teachers.xlsx --out mentors
help-at-least = How many mentor pairs there must be at least.
help-rules = Rules and weights; without it the default ones are used.
help-mapping = Mapping file: what each column of the list is.
help-only = Take only rows with this value in that column; may be repeated.
metavar-only = COLUMN=VALUE
help-travel = Travel times: a list of partner, lead and minutes, used instead of the straight line.
help-pair-out = Folder for the results.
help-current = The arrangement.csv in force; without it the proposal is explained.
help-changes = What changed: a TOML file or a list.
help-at-most = How many other pairs may change at most.

at-cell = { $place } row { $row }, column “{ $column }”: { $what }
at-row = { $place } row { $row }: { $what }
list-unusable =
    { $count ->
        [one] 1 mistake; nothing was written.
       *[other] { $count } mistakes; nothing was written.
    }
pairing-unusable =
    { $count ->
        [one] 1 problem; nothing was written.
       *[other] { $count } problems; nothing was written.
    }
notices-more =
    { $count ->
        [one] 1 notice more.
       *[other] { $count } notices more.
    }
no-rows-left = { $place }: none of { $count } rows meets the conditions; check --only, or only and leave_out of the mapping file.
duplicate-school = the id “{ $value }” stands in row { $first } already; write each school once.
cell-empty = must not be empty.
cell-bad_integer = “{ $value }” is not a whole number; write it like 120.
cell-integer_out_of_range = “{ $value }” is out of range; expected { $minimum } to { $maximum }.
cell-bad_number = “{ $value }” is not a number; write it like 118.25.
cell-number_out_of_range = “{ $value }” is out of range; expected { $minimum } to { $maximum }.
cell-too_long = too long ({ $length } letters); at most { $limit }.
cell-control_character = holds an invisible control character; delete it and write it anew.
cell-id_digits_lost = the spreadsheet has dropped the last digits of the id “{ $value }”; make the column text and write it anew.
word-unknown = “{ $value }” is unknown; expected one of: { $expected }.
word-empty = must not be empty; expected one of: { $expected }.
name-unknown = “{ $value }” is not in the list and is left out; write an id or the full name.
name-shared = several schools are called “{ $value }”: left out; write the id.
name-shared-error = several schools are called “{ $value }”; write the id.
school-unknown = “{ $value }” is not in the list; write an id or the full name. Schools that closed stay in the list, too.
subject-unknown = the subject “{ $value }” is unknown and compared as it stands; check its spelling.
too-many-teachers = { $place }: { $count } rows; the teachers of one collaboration are at most { $most }. List only those of the two schools.
duplicate-teacher = the id “{ $value }” stands in row { $first } already; write each teacher once.
honour-unknown = the honour “{ $value }” is unknown and does not count; check its spelling.
side-mentor = mentor
side-mentee = mentee
no-mentors = { $place }: there are no mentors in the list; check the column of the side.
no-mentees = { $place }: there are no mentees in the list; check the column of the side.
lone-school = { $school } at { $found } lies { $km } km from the nearest school, { $nearest }, where { $usual } km is usual; check its coordinates: is a digit wrong, is it in the sea? If it is right, leave it; lone_km in the rules file allows more, 0 says nothing.
lone-group =
    { $others ->
        [one] { $school } at { $found } and 1 school near it lie { $km } km from the nearest of the rest, { $nearest }, where { $usual } km is usual; check their coordinates: is a digit wrong, are they in the sea? If they are right, leave them; lone_km in the rules file allows more, 0 says nothing.
       *[other] { $school } at { $found } and { $others } schools near it lie { $km } km from the nearest of the rest, { $nearest }, where { $usual } km is usual; check their coordinates: is a digit wrong, are they in the sea? If they are right, leave them; lone_km in the rules file allows more, 0 says nothing.
    }
same-school = { $school } ({ $id }) has the name and the place of row { $row } ({ $other }); if it is one school, keep one row.
pair-twice = the partner “{ $value }” stands twice; write each partner once.
opened-not-new = { $school } is said to have opened, but is in the arrangement in force already; remove the change, or write another.
change-needs-into = a merger needs the school that takes over.
change-needs-places = a change of places needs the new number.
travel-twice = this pair has a travel time already; write each pair once.
travel-strangers =
    { $count ->
        [one] { $place }: 1 row names schools that are not in the list; left out.
       *[other] { $place }: { $count } rows name schools that are not in the list; left out.
    }
only-form = --only is written COLUMN=VALUE; found “{ $value }”.
unknown-partner = “{ $value }” is not in the list. Similar: { $known }
not-a-partner = { $school } is a lead; name a partner.

rule-alliance = alliance
rule-forbidden = forbidden pair
# Why a proposal cannot be made
pairing-no-leads = There are no leads in the list; check the column of the side, or [side] of the mapping file.
pairing-no-partners = There are no partners in the list; check the column of the side, or [side] of the mapping file.
pairing-empty-id = A school has no id; give it one.
pairing-duplicate-school = The id “{ $school }” stands twice; write each school once.
pairing-both-sides = { $school } is a lead and a partner; keep one of them.
pairing-unknown-stage = The stage “{ $found }” is unknown; expected one of: { $expected }.
pairing-no-coordinates = { $school } has no coordinates; add them, or give its travel times to all schools with --travel.
pairing-coordinates-out-of-range = { $school }: the coordinates “{ $found }” are not on the earth; latitude is -90 to 90, longitude -180 to 180, in degrees.
pairing-coordinates-swapped = { $school }: the coordinates “{ $found }” are not right: latitude and longitude seem to be exchanged; probably “{ $expected }” is meant.
pairing-coordinates-zero = { $school }: the coordinates are 0, 0, which lies in the Atlantic; give the real place.
pairing-bad-area = The south, north, west and east of [area] ({ $found }) are no area: south is at most north, west at most east, the first two -90 to 90 degrees, the others -180 to 180.
pairing-outside-area = { $school }: the place “{ $found }” lies outside the area ({ $expected }); check its coordinates.
pairing-far-from-others = { $school } lies too far from all others ({ $found }, expected { $expected } km); check its coordinates: is it in the sea, or a digit wrong?
pairing-bad-number = { $school }: “{ $found }” does not do for “{ $key }”; expected: { $expected }.
pairing-unknown-school = “{ $school }” is not in the list ({ $rule } { $key }); write an id or full name of the list.
pairing-weight-out-of-range = The weight { $key } is out of range: { $found }; expected: { $expected }.
pairing-all-weights-zero = All weights are zero, so there is nothing to compare by; give at least one.
pairing-band-order = The lower end of { $key } is above its upper end ({ $found }).
pairing-alliance-twice = { $school } has two alliances, with { $expected } and { $found }; a partner may have one.
pairing-alliance-forbidden = { $school } and { $found } are an alliance and a forbidden pair; remove one of the two rules.
pairing-alliance-stages = The stages of the alliance { $school } with { $found } do not fit; possible: { $expected }.
pairing-alliance-too-far = The alliance { $school } with { $found } km is too far apart ({ $expected } allowed); allow more, or remove it.
pairing-alliance-over-places = { $school } has more alliances than its places ({ $expected }); give it more places, or remove one.
pairing-pair-twice = { $school } stands twice in the arrangement in force; write each partner once.
pairing-over-places = { $school } has more partners in the arrangement in force than places ({ $found }); give it more places, or fewer partners first.
pairing-change-twice = { $school } has two changes; write each school once.
pairing-no-successor = The merger of { $school } needs another school that takes over.
pairing-no-school = The change of { $school } is not complete: a school that opened must be in the list, a change of places needs a number.
pairing-not-a-lead = { $school } is no lead and has no places.
pairing-bad-fairness = The fairness “{ $found }” is unknown; expected one of: { $expected }.
pairing-bad-limit = { $key } must be a whole number of at least zero; found “{ $found }”.
pairing-too-many-mentees = { $school } has { $found } mentees already, more than two.
pairing-bad-shape = Costs, places and what is forbidden do not fit each other in size.
pairing-not-finite = There are costs that are no numbers.
pairing-cost-range = The costs are too large to add up exactly; make the weights smaller.
pairing-duplicate-teacher = The teacher “{ $school }” stands twice; write each once.
