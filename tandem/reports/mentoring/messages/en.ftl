# Mentor pairs: reasons, workbook, summary
and = { ", " }
stop = { "; " }
no-data = no data
page-footer = Page &P of &N

# Reasons
one-to-one = one to one
one-to-two = one to two
reason-core = both teach { $subject }; Chinese and maths come first
reason-subject = both teach { $subject }
reason-only = the mentor's only mentee
reason-also = the mentor also guides { $other }
reason-already = the mentor's second mentee; guides one already
reason-honours = the mentor's honour: { $honours }
reason-second = the mentor's main subject is { $subject }
left-nobody = no mentor teaches { $subjects }
left-full =
    { $count ->
        [one] the 1 mentor who teaches { $subjects } has no place left: { $names }
       *[other] the { $count } mentors who teach { $subjects } have no place left: { $names }
    }
left-none = Every mentee has a mentor.
short =
    { $count ->
        [one] At least { $least } pairs are needed (5.1.3): 1 too few
       *[other] At least { $least } pairs are needed (5.1.3): { $count } too few
    }
short-subject =
    { $count ->
        [one] { $subject }: 1 mentee without a mentor; mentors who teach it: { $mentors }, places left: { $places }
       *[other] { $subject }: { $count } mentees without a mentor; mentors who teach it: { $mentors }, places left: { $places }
    }
short-mentees =
    { $count ->
        [one] the list has only 1 mentee, who has a mentor
       *[other] the list has only { $count } mentees, all of whom have a mentor
    }

# Summary
summary-title =
    { $count ->
        [one] 1 mentor pair, { $core } in Chinese or maths
       *[other] { $count } mentor pairs, { $core } in Chinese or maths
    }
summary-note = Proposed by subject, honour and load, to be discussed; the two schools agree on it.
summary-pair = { $mentor } — { $mentee }
summary-more =
    { $count ->
        [one] 1 more in mentors.xlsx
       *[other] { $count } more in mentors.xlsx
    }
summary-left =
    { $count ->
        [one] 1 mentee has no mentor:
       *[other] { $count } mentees have no mentor:
    }
summary-why = { $mentee }: { $why }

# Table
column-mentee-id = Mentee ID
column-mentee = Mentee
column-mentor-id = Mentor ID
column-mentor = Mentor
column-subject = Subject
column-kind = Form
column-reasons = Reasons
column-why = Why
column-honours = Honour
column-had = Mentees already
column-new = New mentees
column-free = Places left
column-key = Item
column-value = Value

# Workbook
sheet-pairs = Mentor pairs
sheet-left = Without a mentor
sheet-mentors = Mentors
sheet-about = About
pairs-title = Mentor pairs: who guides whom, and why
left-title = Mentees without a mentor
mentors-title = Mentors and whom they guide
about-title = Proposed mentor pairs
about-result = Result
about-lacking = Lacking
about-list = List
about-hash = Fingerprint of the list (SHA-256)
about-version = Version of the program
about-how = How
about-how-text = Mentor and mentee teach the same subject, and a mentor guides at most two at a time (4.2, 5.1.3). As many pairs as can be; Chinese and maths first, then mentors who have nobody yet, then the honour, then the main subject. The same list gives the same answer.
