# The help of tandem draw
short-draw = Draw schools and inspectors by lot, for everybody to check
help-draw =
    The verifiable draw of spot checks. In this order:

    1. tandem draw freeze settles the lists and the rules and says a fingerprint. Publish it.

    2. Only then roll the dice in public, or wait for the lottery that was named.

    3. tandem draw run draws the schools with that seed; tandem draw assign draws the inspectors.

    4. Publish the record. Anybody can check it: with tandem draw verify, or by hand.
short-freeze = Settle the lists and rules before the seed exists
help-freeze =
    Settle the lists and rules, and say the fingerprint that is to be published before the seed exists.

    OBJECTS lists the schools or pairs (columns id, name, stratum, related, conflicts), INSPECTORS the people (id, name, department, strata, own, relatives, colleagues, approved, conflicts); both CSV or Excel. Several values in a cell are parted by commas. Somebody who left a school is written with the last day there: S12@2025-08-31; three years later it no longer counts.

    Examples:

    tandem draw freeze schools.xlsx inspectors.xlsx --share 0.2 --on 2026-05-20 --out frozen.json

    tandem draw freeze schools.csv inspectors.csv --number 12 --weight high=3 --on 2026-05-20 --out frozen.json
short-run = Draw the schools with the seed
help-run =
    Draw the schools with the seed that was rolled or published after FROZEN was.

    Example:

    tandem draw run frozen.json --seed 31415926535897932384 --on 2026-05-22 --out record.json
short-assign = Draw the inspectors, or replace somebody
help-assign =
    Draw the inspectors of all schools drawn: every assignment without a conflict has the same chance. With --absent: replace a school or an inspector that cannot take part. Either is added to RECORD.

    Examples:

    tandem draw assign record.json --on 2026-05-22

    tandem draw assign record.json --absent E07 --reason "ill" --on 2026-05-25
short-verify = Check a record
help-verify =
    Check a record, or what was frozen: everything is drawn again and compared. The exit code is 0 only if all of it holds.

    Example:

    tandem draw verify record.json --published 5f1c…
help-title = What the draw is called.
help-on = The day on which this is done.
help-dice = So many decimal dice (0 to 9) will be rolled in public.
help-dice-default = 20, or none where a lottery is named
help-lottery = The lottery whose numbers will be the seed: which one, of what day. May be repeated.
help-method = tickets (Rivest's) or rfc3797.
help-number = Draw so many in all.
help-share = Draw this share of all, for example 0.2 or 20%.
help-weight = A stratum's weight, for example high=3; 1 for the others. May be repeated.
help-at-least = At least so many in every stratum.
help-draws-left = Everybody at least once in the round, which has so many draws left, this one included.
help-earlier = The record of an earlier draw of the round. May be repeated.
help-inspectors-each = Inspectors for every school; at least 2.
help-per-inspector = The most schools for one inspector.
help-hide-reasons = Publish conflicts without their reasons.
help-out-file = The file to write; one that exists is never replaced.
help-seed = What was rolled or published, once for every source, in their order.
help-absent = The id of the school or inspector that cannot take part.
help-reason = Why; it is published.
help-published = The fingerprint that was published before the seed existed.

# What was done
exists = { $path } is there already. A frozen list or a record is never replaced: choose another name.
refused = Nothing was written.
frozen = Frozen: { $objects } to draw from, { $inspectors } inspectors, { $places } to be drawn.
frozen-stratum = { $stratum }: { $places } of { $size }
frozen-stratum-first = { $stratum }: { $places } of { $size }, { $first } of them among those not drawn yet in the round
frozen-publish = Publish this fingerprint now, before the seed exists:
frozen-lists = Fingerprints of the lists: objects { $objects }, inspectors { $inspectors }
frozen-next-dice = Then roll { $digits } decimal dice in public, in order{ $name }.
frozen-next-lottery = Then take the numbers of: { $name }
written = Written to { $path }
seed-read = The seed as it was read: { $seed }
drawn = Drawn: { $count }
stratum-none = (no stratum)
drawn-stratum = { $stratum } ({ $count })
team = { $object }: { $inspectors }
entry = { $id } { $name }
between = { ", " }
needs-both = --absent and --reason go together.
one-size = Give either --number or --share.
bad-weight = --weight is written STRATUM=NUMBER, for example high=3; found “{ $found }”.
bad-earlier = { $path } is no record of a draw that can be used: { $why }
not-a-plan = { $path } is a record, not what was frozen.
not-a-record = { $path } is what was frozen, not a record. First: tandem draw run
unreadable = { $path } cannot be read: { $reason }
unusable = { $path } does not hold, so nothing is added to it:
note-same-name = Please look: “{ $name }” is listed under { $ids }. Whoever is listed twice has twice the chance.
note-strange-conflict = Please look: a conflict of { $inspector } names { $id }, which no object on the list has.

# What a check found
verify-head = { $title } ({ $path })
verify-head-untitled = Draw ({ $path })
holds-form = The file is written in the one form allowed; no byte can change unnoticed.
fails-form = The file cannot count as a record: { $why }
holds-seal = The record's own fingerprint is right: { $computed }
fails-seal = The record's own fingerprint is wrong: it says { $recorded }, what it holds gives { $computed }. Something was changed.
holds-frozen = What was frozen has the fingerprint { $computed }
fails-frozen = What was frozen was changed: the record says { $recorded }, the lists and rules give { $computed }
holds-published = That is the fingerprint published beforehand.
fails-published = That is not the fingerprint published beforehand: { $recorded } was published, the lists and rules give { $computed }
holds-objects = The list of objects has the fingerprint { $computed }
fails-objects = The list of objects was changed: it should have the fingerprint { $recorded }, it has { $computed }
holds-inspectors = The list of inspectors has the fingerprint { $computed }
fails-inspectors = The list of inspectors was changed: it should have the fingerprint { $recorded }, it has { $computed }
holds-plan = The lists are in order, and the places of every stratum follow from the rule.
fails-plan = What was frozen breaks the rules. { $parts }
holds-earlier = Earlier draw { $number } is the one that this draw counts.
fails-earlier = Earlier draw { $number } is not one that this draw counts, or was changed.
holds-seed = The seed is one that the named sources give: { $seed }
fails-seed = The seed is not one that the named sources give, or its day is wrong.
holds-drawn = The seed draws exactly these { $count }.
fails-drawn = The seed draws others than the { $count } recorded.
holds-assign = Step { $number }: the lots give exactly these inspectors (tries needed: { $tries }).
fails-assign = Step { $number }: the lots give other inspectors, or need another number of tries.
holds-object = Step { $number }: { $absent } is replaced by { $substitute }, the next in the order of lots. Reason: { $reason }
holds-object-none = Step { $number }: { $absent } drops out; nobody of its stratum is left. Reason: { $reason }
fails-object = Step { $number }: { $absent } is replaced, but not by the next in the order of lots, or not by the lots' inspectors.
holds-inspector = Step { $number }: inspector { $absent } is replaced by lot. Reason: { $reason }
fails-inspector = Step { $number }: inspector { $absent } is replaced, but not by whom the lots give.
holds-step = Step { $number } holds.
fails-step = Step { $number } is of a kind that there is not.
holds-teams = Everybody drawn has { $each } inspectors, none with a conflict, none sent to more than { $most }.
fails-teams = Somebody drawn has too few inspectors, one with a conflict, or one sent to more than { $most }.
fails-parts = Not as the rule gives it: { $parts }.
verdict-holds = Everything holds.
verdict-fails = { $count } of { $all } do not hold. Do not rely on this record.
note-published = What no file can show: that the fingerprint was public before the seed existed. Compare it with the announcement (--published).
note-earlier = The earlier draws were not looked at; give them with --earlier.
note-unassigned = The inspectors have not been drawn yet.
note-undrawn = Nothing has been drawn yet; publish the fingerprint of what was frozen: { $hash }

form-too-large = it is too large.
form-bom = it begins with a byte order mark.
form-not-utf8 = line { $at } is not UTF-8.
form-not-json = line { $at } is not JSON.
form-not-object = it is not a JSON object.
form-too-deep = it is nested too deeply.
form-member-twice = the member “{ $at }” occurs twice in one object.
form-number = “{ $at }” is not a plain whole number.
form-unclean-text = the text “{ $at }” holds control characters, blanks at its ends or another Unicode form.
form-kind = { $at } has no place in a record.
form-other-form = line { $at } is not written in the one form allowed (order, blanks, escapes).
form-other-format = its format is “{ $at }”; expected tandem-draw-1.
form-shape = “{ $at }” is missing, unknown or of the wrong kind.

# What stands in the way
problem-size-below-least = The minimum in every stratum makes { $least } in all; only { $number } are to be drawn.
problem-size-too-many = { $number } are to be drawn, but only { $most } can be.
problem-size-share = The share “{ $found }” must be above 0 and at most 1, for example 0.2 or 20%.
problem-size-number = The number to draw must be at least 1; found { $found }.
problem-size-least = The minimum in every stratum must not be negative; found { $found }.
problem-size-draws-left = The draws left must not be negative; found { $found }.
problem-weight-stratum = There is no stratum “{ $found }” to weight; there are: { $known }
problem-weight = The weight of “{ $stratum }” must be a number from 0 to 999999999, at most 8 decimals; found “{ $found }”.
problem-weight-twice = “{ $stratum }” has more than one weight.
problem-rfc3797-pool = RFC 3797 orders at most { $limit }; there are { $found }.
problem-seed-dice = “{ $found }” is not what { $digits } decimal dice give: { $count } characters.
problem-seed-lottery = “{ $found }” is not a row of numbers.
problem-seed-grouped = “{ $found }” may be one number or several: write { $plain }, or { $parts } with blanks between.
problem-too-many-tries = After { $tries } tries no assignment of { $inspectors } inspectors to { $objects } objects was free of conflicts. There are some, but too few to meet one by chance: add inspectors with fewer conflicts, or give the strata inspectors of their own.
problem-no-objects = There is nothing to draw from.
problem-object-twice = The object { $id } is listed { $count } times.
problem-inspector-twice = The inspector { $id } is listed { $count } times.
problem-object-unnamed = The object { $id } has no name.
problem-inspector-unnamed = The inspector { $id } has no name.
problem-id-both = { $id } is the id of an object and of an inspector; one of them must be another.
problem-serves-unknown = The inspector { $id } serves the stratum “{ $stratum }”, which no object has.
problem-conflict-unknown = The object { $id } names the inspector { $inspector }, who is not on the list.
problem-text = “{ $found }” is too long, or holds control characters, blanks at its ends or another Unicode form.
problem-id-empty = An id is empty.
problem-method = The method “{ $found }” is unknown; there are tickets and rfc3797.
problem-no-source = Say where the seed will come from.
problem-source = “{ $found }” is no source of a seed; there are dice and lottery.
problem-dice = { $found } dice are too few or too many; at least { $least }, at most 1000. About 20 are usual.
problem-source-name = Say which lottery it is, in at most 200 characters; found “{ $found }”.
problem-inspectors-each = At least two inspectors go to every object; found { $found }.
problem-per-inspector = An inspector must be allowed at least one object; found { $found }.
problem-too-large = Numbers of at most { $most } are meant here; found { $found }.
problem-file-size = The lists are too long: the file would have { $size } MB, and a draw may have { $most }. Draw in parts, or with shorter names.
problem-earlier = An earlier draw is not named by its fingerprint and ids: “{ $found }”.
problem-earlier-twice = An earlier draw is given twice.
problem-seed-count = { $expected } seeds are needed, one for every source; found { $found }.
problem-assigned-already = The inspectors are drawn already. To replace somebody use --absent and --reason.
problem-no-inspectors = No inspectors were frozen with the lists.
problem-reason = A reason is needed, of at most { $limit } characters in one line.
problem-absent-already = { $id } was replaced before.
problem-absent-not-drawn = { $id } was not drawn, so there is nothing to replace.
problem-absent-unknown = { $id } is neither an object nor an inspector of this draw.
problem-date-before = { $found } is before { $earliest }, the day of the step before it.
problem-not-enough-inspectors = No assignment without a conflict exists.
shortage = No assignment without a conflict exists: { $objects } need { $needed } inspectors together. { $able }
shortage-nobody = Nobody may go there.
shortage-some = Only { $inspectors } may go there, for { $available } places at most.
shortage-more = { $names } and { $count } more
shortage-help = Add inspectors, or allow several objects each (--per-inspector) when freezing.

# The lists
list-no-id = { $place }, row { $row }: the id is missing.
list-text = { $place }, row { $row }: “{ $found }” is too long or holds control characters.
