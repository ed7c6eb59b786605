/* Number phrases: the ways in which others have misread them, and those in which this one might. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "number.h"
#include "record.h"

static struct numberer *lex;
static struct number_style style;

/* The spans of a text in short: "words=low/best/high q" for counts, "words:why" for the others. */
static void
check(const char *text, const char *want)
{
	json_t *list = numberer_tag(lex, text, NULL, style), *s;
	char got[2048] = "", *at = got;
	size_t i;

	json_array_foreach(list, i, s) {
		size_t room = sizeof got - (size_t)(at - got);
		int start = (int)get_int(s, "s", 0), end = (int)get_int(s, "e", 0);

		at += snprintf(at, room, "%s%.*s", i > 0 ? "; " : "", end - start, text + start);
		room = sizeof got - (size_t)(at - got);
		if (has(s, "why"))
			at += snprintf(at, room, ":%s", get_str(s, "why"));
		else
			at += snprintf(at, room, "=%lld/%lld/%lld %s", get_int(s, "low", -1), get_int(s, "best", -1),
			    get_int(s, "high", -1), get_str(s, "q"));
	}
	json_decref(list);
	assert_string_equal(got, want);
}

static void
words(void **state)
{
	(void)state;
	check("thirty five thousand", "thirty five thousand=35000/35000/35000 exact");
	check("One Hundred and Eighty Eight", "One Hundred and Eighty Eight=188/188/188 exact");
	check("hundred and twenty", "hundred and twenty=120/120/120 exact");
	check("nineteen eighty four", "nineteen eighty four:year");
	check("twenty thousand", "twenty thousand=20000/20000/20000 exact");
	check("two hundred thousand and six", "two hundred thousand and six=200006/200006/200006 exact");
	check("half a dozen", "half a dozen=6/6/6 exact");
	check("two dozen", "two dozen=24/24/24 exact");
	check("a score of men", "a score=20/20/20 exact");
	check("a hundred dead", "a hundred=100/100/100 approx");
	check("two and a half million", "two and a half million=2500000/2500000/2500000 exact");
	check("twenty-two", "twenty-two=22/22/22 exact");
	check("fifteen hundred", "fifteen hundred=1500/1500/1500 exact");
}

static void
digits(void **state)
{
	(void)state;
	check("1,200", "1,200=1200/1200/1200 exact");
	check("1 200 men", "1 200=1200/1200/1200 exact");
	check("1\xC2\xA0" "200", "1\xC2\xA0" "200=1200/1200/1200 exact");
	check("1\xE2\x80\x89" "200\xE2\x80\x89" "000", "1\xE2\x80\x89" "200\xE2\x80\x89" "000=1200000/1200000/1200000 exact");
	check("1.200.000", "1.200.000=1200000/1200000/1200000 exact");
	check("1.200", "1.200:decimal");
	style.dots = true;
	check("1.200", "1.200=1200/1200/1200 exact");
	style.dots = false;
	check("2.5 million", "2.5 million=2500000/2500000/2500000 exact");
	check("3 thousand", "3 thousand=3000/3000/3000 exact");
	check("1.2m people", "1.2m=1200000/1200000/1200000 exact");
	check("999999999999999999", "999999999999999999:id");
	check("346 and 55,000", "346=346/346/346 exact; 55,000=55000/55000/55000 exact");
}

static void
ranges(void **state)
{
	(void)state;
	check("between five and six", "between five and six=5/5/6 range");
	check("6-65", "6-65=6/6/65 range");
	check("5-24", "5-24=5/5/24 range");
	check("17–19", "17–19=17/17/19 range");
	check("1,000–1,500+", "1,000–1,500+=1000/1000/-1 range");
	check("ten to twelve", "ten to twelve=10/10/12 range");
	check("two or three", "two or three=2/2/3 range");
	check("2 to 3 million", "2 to 3 million=2000000/2000000/3000000 range");
	check("at least 4 and perhaps up to 9", "at least 4 and perhaps up to 9=4/4/9 range");
	check("rose from 12 to 15", "12=12/12/12 exact; 15=15/15/15 exact");
	check("2012-13", "2012-13:year");
	check("between 2 towns", "2=2/2/2 exact");
}

static void
qualifiers(void **state)
{
	(void)state;
	check("at least 12", "at least 12=12/12/-1 at_least");
	check("12 or more", "12 or more=12/12/-1 at_least");
	check("20+", "20+=20/20/-1 at_least");
	check("more than a dozen", "more than a dozen=12/12/-1 over");
	check("an estimated 40", "an estimated 40=40/40/40 approx");
	check("~50", "~50=50/50/50 approx");
	check("≈374,000", "≈374,000=374000/374000/374000 approx");
	check("200 (est.)", "200 (est.)=200/200/200 approx");
	check("nearly 30", "nearly 30=-1/30/30 under");
	check("as many as 30", "as many as 30=-1/30/30 up_to");
	check("at least reportedly 7", "at least reportedly 7=7/7/-1 at_least");
	check("no fewer than nine", "no fewer than nine=9/9/-1 at_least");
	check("victory over 300 men", "300=300/300/300 exact");
}

static void
vague(void **state)
{
	(void)state;
	check("dozens", "dozens=24/24/-1 vague");
	check("several dozen", "several dozen=36/36/-1 vague");
	check("several", "several=3/3/-1 vague");
	check("a couple", "a couple=2/2/2 vague");
	check("hundreds of thousands", "hundreds of thousands=200000/200000/-1 vague");
	check("some soldiers and some support", "some=3/3/-1 vague");
	check("several times for many days", "several:times; many:duration");
	check("none", "none=0/0/0 exact");
	check("no casualties", "no=0/0/0 exact");
	check("no longer", "no:pronoun");
	check("all but one of 17", "all but one of 17=16/16/16 exact");
	check("caught 17 and shot all but two of them", "17=17/17/17 exact; all but two=15/15/15 exact");
	check("20 (+3)", "20=20/20/20 exact; (+3)=3/3/3 exact");
}

static void
not_counts(void **state)
{
	(void)state;
	check("the 6th Army and 2nd Brigade", "6:ordinal; 2:unit");
	check("a C-130, a Mirage 2000, an AK-47", "C-130:model; 2000:model; AK-47:model");
	check("France 24, Boeing 737, Task Force 58", "France 24:unit; 737:model; 58:unit");
	check("Hill 875 and Highway 1", "875:unit; 1:unit");
	check("Resolution 2085, Article 5, page 3", "2085:unit; 5:unit; 3:unit");
	check("aged 17, a 17-year-old, Ann Lee, 17, was", "17:age; 17:age; 17:age");
	check("40 km, $3 million, 30 tons, 155 mm, 40%", "40:distance; 3 million:money; 30:weight; 155:calibre; 40:percent");
	check("at 0530 GMT and 10:30", "0530:time; 10:time; 30:time");
	check("won 1–0", "1–0:score");
	check("one of the largest, one another, no one", "one:pronoun; one:pronoun; no one:pronoun");
	check("one of them, one soldier", "one=1/1/1 exact; one=1/1/1 exact");
	check("+223 20 22 51 43", "+223 20 22 51 43:phone");
	check("two-thirds in two days", "two-thirds:fraction; two:duration");
}

static int
load(void **state)
{
	(void)state;
	lex = numberer_load("default");
	return lex == NULL;
}

static int
unload(void **state)
{
	(void)state;
	numberer_free(lex);
	return 0;
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(digits),
		cmocka_unit_test(ranges),
		cmocka_unit_test(qualifiers),
		cmocka_unit_test(vague),
		cmocka_unit_test(not_counts),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
