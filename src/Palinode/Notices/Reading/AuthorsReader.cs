using System.Collections.Immutable;

namespace Palinode.Notices.Reading;

/// <summary>Answers for what the authors did, said or were told, one act at a time: responses, explanations, data they gave or did not give, agreement.</summary>
internal sealed class AuthorsReader(Draft draft)
{
    public bool Read(Sentence s)
    {
        ImmutableArray<ActorMention> actors = Actors.In(s, null);
        List<(int At, AuthorsResponse Response)> found = [];
        foreach (Phrase p in s.Find("acts"))
        {
            AuthorsAct act = Enum.Parse<AuthorsAct>(p.Value, ignoreCase: true);
            bool anyone = act is AuthorsAct.DidNotRespond or AuthorsAct.CouldNotBeReached or AuthorsAct.DataNotSatisfactory || act is AuthorsAct.NoLongerHaveData or AuthorsAct.CouldNotProvideData && s.Has("dataNoun");
            if ((AuthorNames.Before(s, p.First) ?? Subject(s, actors, p)) is not { } who)
            {
                if (!anyone || act is AuthorsAct.NoLongerHaveData or AuthorsAct.CouldNotProvideData && actors.Any(a => !IsAuthor(a.Actor))) continue;
                who = actors.Where(a => IsAuthor(a.Actor)).Select(a => a.Actor).FirstOrDefault() ?? new Actor(Role.Authors);
            }
            // What is quoted as the reason of a request stands there.
            if (act == AuthorsAct.Explained && draft.Requests.Any(r => r.Span == s.Span && r.Quote is not null)) continue;
            if (act == AuthorsAct.Agreed && Negated(s, p.First)) act = AuthorsAct.Disagreed;
            if (act == AuthorsAct.DidNotRespond && s.Find("acts").Any(o => o.Value == "didNotSayWhetherTheyAgree")) continue;
            if (act == AuthorsAct.Responded && Negated(s, p.First)) act = AuthorsAct.DidNotRespond;
            found.Add((p.First, new AuthorsResponse { Act = act, Who = who with { Span = null }, What = act is AuthorsAct.HadChanceToRespond or AuthorsAct.Agreed or AuthorsAct.Disagreed or AuthorsAct.DidNotSayWhetherTheyAgree ? null : What(s, p.End), Span = s.Span }));
        }
        foreach (Phrase p in s.Find("provide"))
            if (Provided(s, actors, p) is { } response) found.Add((p.First, response));
        draft.Authors.AddRange(found.OrderBy(f => f.At).Select(f => f.Response));
        return found.Count > 0;
    }

    /// <summary>"provided several files", "unable to provide a satisfactory explanation for …", "or provide satisfactory data".</summary>
    private AuthorsResponse? Provided(Sentence s, ImmutableArray<ActorMention> actors, Phrase p)
    {
        if (s.Find("request").Any(r => r.First <= p.First && p.First <= r.End)) return null;
        bool passive = s.Sees(p.First - 1, "were", "was", "been");
        if (Subject(s, actors, p) is not { } who || passive) return null;
        bool not = Negated(s, p.First);
        int end = End(s, p.End);
        Phrase? explanation = s.Find("explanationNoun").FirstOrDefault(e => e.First >= p.End && e.End <= end);
        Phrase? data = s.Find("dataNoun").FirstOrDefault(e => e.First >= p.End && e.End <= end);
        if (explanation is not null && (data is null || explanation.First < data.First))
        {
            int what = explanation.End;
            if (s.Sees(what, "for", "of", "to")) what++;
            return new AuthorsResponse { Act = not ? AuthorsAct.CouldNotExplain : AuthorsAct.Explained, Who = who, What = what > explanation.End && End(s, what) > what ? s.Said(what, End(s, what)) : null, Span = s.Span };
        }
        if (data is null) return null;
        // "blot data": the last of several nouns in a row.
        while (s.Find("dataNoun").FirstOrDefault(d => d.First == data.End) is { } next) data = data with { End = next.End };
        int first = p.End;
        while (s.Sees(first, "a", "an", "the", "any", "some", "satisfactory", "all", "their")) first++;
        if (not) draft.AddReason(s.Said(p.First, data.End), "Original Data and/or Images not Provided and/or not Available", s.Span);
        return new AuthorsResponse { Act = not ? AuthorsAct.CouldNotProvideData : AuthorsAct.ProvidedData, Who = who, What = s.Said(first, end), Span = s.Span };
    }

    /// <summary>The authors, where they are the last who were named before the words, or stand directly behind ("nor could they").</summary>
    private static Actor? Subject(Sentence s, ImmutableArray<ActorMention> actors, Phrase p)
    {
        ActorMention? last = actors.LastOrDefault(a => a.End <= p.First && (SpeaksOn(s, a) || !s.Sees(a.First - 1, "by", "to", "from") && !(s.Sees(a.First - 1, "the", "our") && s.Sees(a.First - 2, "by", "to", "from", "with"))));
        bool pronoun = Enumerable.Range(Math.Max(0, p.First - 6), Math.Min(6, p.First)).Any(i => s.Sees(i, "they", "he", "she"));
        if (last is null) return pronoun || actors.IsEmpty && s.Sees(0, "they") ? new Actor(Role.Authors) : null;
        return IsAuthor(last.Actor) ? last.Actor with { Span = null } : null;
    }

    /// <summary>"… to the corresponding author, who could not …".</summary>
    private static bool SpeaksOn(Sentence s, ActorMention a) => s.Sees(a.End, "who") || s.Sees(a.End, ",") && s.Sees(a.End + 1, "who");

    private static bool IsAuthor(Actor actor) => actor.Role is Role.Author or Role.Authors or Role.CorrespondingAuthor or Role.FirstAuthor;

    /// <summary>A negation before the verb; it holds on behind "or".</summary>
    private static bool Negated(Sentence s, int at)
    {
        for (int i = at - 1; i >= 0 && at - i < 24; i--)
        {
            if (s.Find("cannot").Any(n => n.First == i)) return true;
            if (s.Sees(i, ".", ";", "but", "however") || s.Sees(i, ",") && at - i > 1 || s.Sees(i, "and") && !s.Sees(i - 1, ",")) return false;
        }
        return false;
    }

    private static string? What(Sentence s, int from)
    {
        while (s.Sees(from, "that", "directly", "further", "either")) from++;
        int end = End(s, from);
        return end > from ? s.Said(from, end) : null;
    }

    /// <summary>Where an object ends: at a sign, at "but" and "nor", and where a further act begins.</summary>
    private static int End(Sentence s, int from)
    {
        int end = from;
        for (; end < s.Words.Length; end++)
        {
            // A full stop within a sentence belongs to an abbreviation: "Fig. 6".
            if (s.Words[end].Text is "," or ";" or ":" or "(" or "[" || s.Words[end].Text is "." && end == s.Words.Length - 1 || s.Sees(end, "but", "nor", "however", "therefore")) break;
            if (s.Sees(end, "and", "or") && (s.Find("acts").Any(a => a.First - end is 1 or 2) || s.Find("provide").Any(a => a.First - end is 1 or 2) || s.Sees(end + 1, "the") && s.Sees(end + 2, "authors", "editor", "publisher", "journal") || s.Sees(end + 1, "that", "they", "had", "has", "have", "were", "was"))) break;
        }
        return end;
    }
}
