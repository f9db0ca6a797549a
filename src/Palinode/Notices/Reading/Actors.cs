using System.Collections.Immutable;

namespace Palinode.Notices.Reading;

/// <summary>Somebody in a sentence, with the words that name them.</summary>
internal sealed record ActorMention(int First, int End, Actor Actor);

/// <summary>Finds who acts in a sentence.</summary>
internal static class Actors
{
    /// <summary>In order. "The Editor of the Journal of Examples" is one: journals behind "of" only say whose editor it is.</summary>
    /// <param name="s">The sentence.</param>
    /// <param name="journal">The journal's name, which may act itself.</param>
    public static ImmutableArray<ActorMention> In(Sentence s, string? journal)
    {
        var found = ImmutableArray.CreateBuilder<ActorMention>();
        // Its name first: the "Journal" within "Example Journal of Bands" is nobody.
        if (journal is not null) found.AddRange(Journal(s, journal));
        int named = found.Count;
        foreach (Phrase phrase in s.Find("roles"))
        {
            if (found.Take(named).Any(f => f.First < phrase.End && phrase.First < f.End) || InJournalName(s, phrase)) continue;
            Role role = Enum.Parse<Role>(phrase.Value, ignoreCase: true);
            int before = phrase.First - 1;
            while (s.Sees(before, "the", "a", "an", "our")) before--;
            // "the journal's Editors": only they act.
            if (role is Role.Journal && s.Sees(phrase.End, "'s") && s.Find("roles").Any(r => r.First > phrase.End && r.First <= phrase.End + 3)) continue;
            if (role is Role.Journal && (s.Sees(before, "of", "in", "from") || s.Sees(phrase.First - 1, "different", "another"))) continue;
            // "unrelated author groups", "by different authors": writers of other works.
            if (role is Role.Author or Role.Authors && s.Sees(phrase.First - 1, "unrelated", "different", "other", "same", "the same")) continue;
            if (role is Role.Author && s.Sees(phrase.End, "name", "list", "group", "groups", "contributions")) continue;
            (int first, int end, string? name) = Name(s, phrase, role);
            found.Add(new ActorMention(first, end, new Actor(role, name, s.SpanOf(first, end))));
        }
        return [.. found.OrderBy(f => f.First)];
    }

    /// <summary>The journal by its name, where it acts itself: not "the Editor of Examples and Trials".</summary>
    private static IEnumerable<ActorMention> Journal(Sentence s, string journal)
    {
        string[] words = journal.Split(' ');
        for (int i = 0; i + words.Length <= s.Words.Length; i++)
            if (words.Select((w, k) => s.Words[i + k].Text == w).All(x => x) && !s.Sees(i - 1, "of", "in", "*", "the", "journal"))
                yield return new ActorMention(i, i + words.Length, new Actor(Role.Journal, journal, s.SpanOf(i, i + words.Length)));
    }

    /// <summary>"the Editor of the Example Journal of Bands", "the Journal of Examples": a name that says whose editor it is.</summary>
    private static bool InJournalName(Sentence s, Phrase phrase) =>
        s.Words[phrase.First].Text == "Journal" && (s.Sees(phrase.End, "of") && phrase.End + 1 < s.Words.Length && s.Words[phrase.End + 1].StartsUpper || phrase.First > 1 && s.Words[phrase.First - 1].StartsUpper && !s.Sees(phrase.First - 1, "the", "this", "our"));

    /// <summary>Those joined by commas and "and" that end last before a word, not further away than a few words.</summary>
    public static ImmutableArray<ActorMention> Before(Sentence s, ImmutableArray<ActorMention> all, int word, int reach = 14)
    {
        int last = -1;
        for (int i = 0; i < all.Length; i++)
            if (all[i].End <= word && word - all[i].End <= reach) last = i;
        if (last < 0) return [];
        int first = last;
        while (first > 0 && Joined(s, all[first - 1].End, all[first].First)) first--;
        return all[first..(last + 1)];
    }

    /// <summary>Those that begin directly behind a word, articles apart.</summary>
    public static ImmutableArray<ActorMention> After(Sentence s, ImmutableArray<ActorMention> all, int word, int reach = 3)
    {
        int first = -1;
        for (int i = 0; i < all.Length && first < 0; i++)
            if (all[i].First >= word && all[i].First - word <= reach) first = i;
        if (first < 0) return [];
        int last = first;
        while (last + 1 < all.Length && Joined(s, all[last].End, all[last + 1].First)) last++;
        return all[first..(last + 1)];
    }

    public static Sequence<Actor> Of(IEnumerable<ActorMention> mentions) => [.. mentions.Select(m => m.Actor)];

    private static bool Joined(Sentence s, int from, int to)
    {
        bool and = false;
        for (int i = from; i < to; i++)
        {
            if (!s.Sees(i, ",", "and", "the", "&", "an", "a", "our", "all", "both")) return false;
            and |= s.Sees(i, ",", "and", "&");
        }
        return and;
    }

    private static (int First, int End, string? Name) Name(Sentence s, Phrase phrase, Role role)
    {
        if (role is Role.CorrespondingAuthor or Role.FirstAuthor or Role.Author)
        {
            int at = phrase.End;
            bool apart = s.Sees(at, ",", "(");
            if (apart) at++;
            bool titled = s.Sees(at, "dr", "prof", "professor", "mr", "ms", "mrs");
            while (s.Sees(at, "dr", "prof", "professor", "mr", "ms", "mrs", ".")) at++;
            int end = at;
            while (end < s.Words.Length && end - at < 4 && (s.Words[end].StartsUpper || s.Sees(end, ".") && s.Words[end - 1].Text.Length == 1)) end++;
            // Without a title a name stands between commas, or has initials, or at least two parts behind the bare word.
            int parts = Enumerable.Range(at, end - at).Count(i => s.Words[i].StartsUpper);
            bool closed = apart && s.Sees(end, ",", ")") && parts is >= 2 and <= 4;
            if (titled && end > at || closed || !apart && parts >= 2) return (phrase.First, closed ? end + 1 : end, s.Said(at, end));
        }
        if (role is Role.Institution)
        {
            int first = phrase.First, end = phrase.End;
            if (!s.Words[first].StartsUpper) return (first, end, null);
            while (first > 0 && s.Words[first - 1].StartsUpper && first > 1) first--;
            while (s.Sees(end, "of", "for") && end + 1 < s.Words.Length && s.Words[end + 1].StartsUpper || end < s.Words.Length && s.Words[end].StartsUpper) end++;
            return (first, end, s.Said(first, end));
        }
        if (role is Role.EditorialOffice && phrase.First > 1 && s.Words[phrase.First].StartsUpper && s.Words[phrase.First - 1].StartsUpper && !s.Sees(phrase.First - 1, "the", "our"))
        {
            int first = phrase.First;
            while (first > 1 && s.Words[first - 1].StartsUpper && !s.Sees(first - 1, "the", "our")) first--;
            return (first, phrase.End, s.Said(first, phrase.End));
        }
        return role is Role.IntegrityOffice or Role.GovernmentOffice ? (phrase.First, phrase.End, s.Said(phrase.First, phrase.End)) : (phrase.First, phrase.End, null);
    }
}
