using System.Collections.Immutable;

namespace Palinode.Notices.Reading;

/// <summary>
/// Answers for what people did: concerns, investigations, requests, decisions, approvals. Each rule looks for its own words in a sentence and takes
/// the actors next to them; a sentence may satisfy several.
/// </summary>
internal sealed class ConductReader(Draft draft)
{
    /// <summary>Whether anything in the sentence was understood.</summary>
    public bool Read(Sentence s)
    {
        ImmutableArray<ActorMention> actors = Actors.In(s, (draft.Journal?.Value ?? draft.Article?.Journal)?.TrimEnd('.'));
        bool found = Journal(s, actors);
        found |= Approval(s, actors);
        found |= Requests(s, actors);
        found |= Decision(s, actors);
        found |= Concern(s, actors);
        found |= Investigation(s, actors);
        return found;
    }

    /// <summary>"the Editor and Publisher of the journal Examples and Trials".</summary>
    private bool Journal(Sentence s, ImmutableArray<ActorMention> actors)
    {
        if (draft.Journal is not null) return false;
        foreach (ActorMention actor in actors.Where(a => a.Actor.Role is Role.Editor or Role.Publisher or Role.EditorInChief or Role.Editors or Role.EditorsInChief))
        {
            int at = actor.End;
            if (!s.Sees(at, "of")) continue;
            at++;
            while (s.Sees(at, "the", "*") || at < s.Words.Length && s.Words[at].Text == "journal") at++;
            int end = at;
            while (end < s.Words.Length && (s.Words[end].StartsUpper || s.Sees(end, "and", "of", "in", "the", "for", "&", "*") && end + 1 < s.Words.Length && (s.Words[end + 1].StartsUpper || s.Sees(end + 1, "*")))) end++;
            while (end > at && s.Sees(end - 1, "*")) end--;
            if (end == at || s.Sees(at, "we")) continue;
            draft.Journal = new Stated<string>(s.Said(at, end), s.SpanOf(at, end));
            return true;
        }
        return false;
    }

    private bool Approval(Sentence s, ImmutableArray<ActorMention> actors)
    {
        for (int i = 0; i + 1 < s.Words.Length; i++)
        {
            if (!s.Sees(i, "approved") || !s.Sees(i + 1, "by")) continue;
            if (Actors.After(s, actors, i + 2) is not [var who, ..]) continue;
            string? organisation = null;
            int end = who.End;
            if (s.Sees(end, "of"))
            {
                int last = end + 1;
                while (last < s.Words.Length && (s.Words[last].StartsUpper || s.Sees(last, "and", "of", "the") && last + 1 < s.Words.Length && s.Words[last + 1].StartsUpper)) last++;
                // "of Example Press, Nowhere."
                if (last > end + 1 && s.Sees(last, ",") && last + 2 < s.Words.Length && s.Words[last + 1].StartsUpper && s.Sees(last + 2, ".")) last += 2;
                if (last > end + 1) organisation = s.Said(end + 1, last);
            }
            draft.Approvals.Add(new Approval(who.Actor, organisation, s.Span));
            return true;
        }
        return false;
    }

    private bool Requests(Sentence s, ImmutableArray<ActorMention> actors)
    {
        bool found = false;
        foreach (Phrase p in s.Find("request"))
        {
            Request? request = p.Value switch
            {
                "requestOf" when Actors.After(s, actors, p.End) is { IsEmpty: false } by => new Request { For = Purpose(s), By = Actors.Of(by) },
                "requestBefore" when Actors.Before(s, actors, p.First, 1) is { IsEmpty: false } by => new Request { For = Purpose(s), By = Actors.Of(by) },
                "asked" => new Request { For = Asked(s, p), Of = Actors.Of(Actors.Before(s, actors, p.First)) },
                "askedAuthors" => new Request { For = Asked(s, p), By = Actors.Of(Actors.Before(s, actors, p.First)), Of = Actors.Of(actors.Where(a => a.First >= p.First && a.End <= p.End)) },
                "data" or "explanation" or "agreement" or "notStated" or "inquiry" when !s.Sees(p.End - 1, "investigate") => new Request { For = Enum.Parse<RequestFor>(p.Value, ignoreCase: true), By = Actors.Of(Actors.Before(s, actors, p.First)), Of = Actors.Of(Asked(s, actors, p)), Quote = Quote(s) },
                "inquiry" => new Request { For = RequestFor.Inquiry, By = Actors.Of(Actors.Before(s, actors, p.First)) },
                "retraction" or "correction" or "replacement" when Actors.Before(s, actors, p.First) is { IsEmpty: false } by => new Request { For = Enum.Parse<RequestFor>(p.Value, ignoreCase: true), By = Actors.Of(by), Quote = Quote(s) },
                _ => null,
            };
            if (request is null) continue;
            draft.Requests.Add(request with { Span = s.Span });
            found = true;
        }
        return found;
    }

    /// <summary>What a request that is only named ("at the request of …") was for: what the sentence decides.</summary>
    private static RequestFor Purpose(Sentence s) => s.Find("decision") is not [var d, ..] ? RequestFor.NotStated : d.Value.Split(' ')[0] switch
    {
        "retraction" or "partialRetraction" => RequestFor.Retraction,
        "correction" => RequestFor.Correction,
        "retractAndReplace" => RequestFor.Replacement,
        _ => RequestFor.NotStated,
    };

    /// <summary>"… from the authors", "… by the institution".</summary>
    private static ImmutableArray<ActorMention> Asked(Sentence s, ImmutableArray<ActorMention> actors, Phrase p)
    {
        for (int i = p.End; i < Math.Min(s.Words.Length, p.End + 3); i++)
            if (s.Sees(i, "from", "by", "to")) return Actors.After(s, actors, i + 1);
        return [];
    }

    private static RequestFor Asked(Sentence s, Phrase p)
    {
        for (int i = p.First; i < Math.Min(s.Words.Length, p.End + 8); i++)
        {
            if (s.Sees(i, "explanation", "explain", "clarification")) return RequestFor.Explanation;
            if (s.Sees(i, "data", "images", "scans", "files", "blots")) return RequestFor.Data;
            if (s.Sees(i, "agree", "agreement")) return RequestFor.Agreement;
        }
        return RequestFor.NotStated;
    }

    private static string? Quote(Sentence s)
    {
        int open = Find("“", "\""), close = s.Words.Length - 1;
        if (open < 0) return null;
        while (close > open && s.Words[close].Text is not ("”" or "\"")) close--;
        return close > open + 1 ? s.Said(open + 1, close) : null;
        int Find(params string[] any)
        {
            for (int i = 0; i < s.Words.Length; i++)
                if (any.Contains(s.Words[i].Text)) return i;
            return -1;
        }
    }

    private bool Decision(Sentence s, ImmutableArray<ActorMention> actors)
    {
        Phrase? p = s.Find("decision").FirstOrDefault();
        bool agreed = Agreement(s, actors);
        if (p is null) return agreed;
        string[] value = p.Value.Split(' ');
        NoticeKind action = Enum.Parse<NoticeKind>(value[0], ignoreCase: true);
        ImmutableArray<ActorMention> by = value[1] == "active" ? Actors.Before(s, actors, p.First) : [];
        if (value[1] == "passive")
        {
            for (int i = p.First; i < Math.Min(s.Words.Length, p.End + 4) && by.IsEmpty; i++)
                if (s.Sees(i, "by")) by = Actors.After(s, actors, i + 1, 4);
        }
        // "the Editorial decision": whose is not said.
        if (by.IsEmpty && p.First > 0 && s.Sees(p.First - 1, "editorial")) by = [new ActorMention(p.First - 1, p.First, new Actor(Role.Editorial, null, s.SpanOf(p.First - 1, p.First)))];
        // Authors who ask are a request, not a decision.
        bool asks = s.Find("request").Any(r => r.First < p.End && p.First < r.End);
        if (asks && by.All(a => a.Actor.Role is Role.Authors or Role.Author or Role.CorrespondingAuthor)) return agreed || Statement(s, action, [], false);
        bool wish = s.Find("wish").Any(w => w.First < p.End && p.First <= w.End && w.First >= p.First - 1);
        return Statement(s, action, by, wish);
    }

    private bool Statement(Sentence s, NoticeKind action, ImmutableArray<ActorMention> by, bool wish)
    {
        Decision decision = draft.Decision ?? new Decision { Action = action, Span = s.Span };
        if (decision.Action != action && decision.Action != NoticeKind.NotStated) return true;
        decision = decision with
        {
            By = decision.By.IsEmpty ? Actors.Of(by) : decision.By,
            Intended = decision.Intended || wish,
            Ground = decision.Ground ?? Ground(s),
            Statements = decision.Statements.Contains(s.Span) ? decision.Statements : [.. decision.Statements, s.Span],
        };
        draft.Decision = decision;
        return true;
    }

    /// <summary>"Given these findings, …"</summary>
    private static Stated<string>? Ground(Sentence s)
    {
        if (!s.Sees(0, "given")) return null;
        int end = 1;
        while (end < s.Words.Length && !s.Words[end].IsMark) end++;
        return end > 1 && !s.Sees(1, "that") ? new Stated<string>(s.Said(1, end), s.SpanOf(1, end)) : null;
    }

    /// <summary>Editors and publishers who agree; authors who agree are a response.</summary>
    private bool Agreement(Sentence s, ImmutableArray<ActorMention> actors)
    {
        if (Between(s, actors) is { IsEmpty: false } parties)
        {
            Decision agreed = draft.Decision ?? new Decision { Action = draft.Kind == NoticeKind.NotStated ? NoticeKind.Retraction : draft.Kind, Span = s.Span };
            draft.Decision = agreed with { AgreedBy = parties, Statements = agreed.Statements.Contains(s.Span) ? agreed.Statements : [.. agreed.Statements, s.Span] };
            return true;
        }
        foreach (Phrase p in s.Find("acts").Where(a => a.Value == "agreed"))
        {
            ImmutableArray<ActorMention> by = Actors.Before(s, actors, p.First, 3);
            if (by.IsEmpty || by.Any(a => a.Actor.Role is Role.Author or Role.Authors or Role.CorrespondingAuthor or Role.FirstAuthor)) continue;
            Decision decision = draft.Decision ?? new Decision { Action = draft.Kind == NoticeKind.NotStated ? NoticeKind.Retraction : draft.Kind, Span = s.Span };
            draft.Decision = decision with { AgreedBy = Actors.Of(by), Statements = decision.Statements.Contains(s.Span) ? decision.Statements : [.. decision.Statements, s.Span] };
            return true;
        }
        return false;
    }

    /// <summary>"by agreement between the journal's Editor-in-Chief, Jane Nobody, the authors, and Example Publishing Ltd."</summary>
    private static Sequence<Actor> Between(Sentence s, ImmutableArray<ActorMention> actors)
    {
        int at = Enumerable.Range(1, Math.Max(0, s.Words.Length - 1)).FirstOrDefault(i => s.Sees(i, "between") && s.Sees(i - 1, "agreement"), -1);
        if (at < 0) return [];
        List<Actor> parties = [];
        for (int i = at + 1; i < s.Words.Length;)
        {
            int end = i;
            while (end < s.Words.Length && !s.Sees(end, ",", ";", "and", "(")) end++;
            if (actors.LastOrDefault(a => a.First >= i && a.End <= end && a.Actor.Role is not Role.Journal) is { } actor) parties.Add(actor.Actor);
            else
            {
                int first = i;
                while (s.Sees(first, "the", "dr", "prof", "professor", ".")) first++;
                bool name = end - first is > 0 and < 8 && Enumerable.Range(first, end - first).All(k => s.Words[k].StartsUpper || s.Sees(k, ".", "&", "-", "of", "de", "van", "von"));
                int last = end - 1;
                while (last > first && s.Sees(last, ".")) last--;
                bool company = name && Enumerable.Range(first, last + 1 - first).Any(k => s.Sees(k, "ltd", "limited", "llc", "inc", "gmbh", "b.v", "press", "publishing", "publishers", "periodicals", "sons", "society", "verlag", "group", "kgaa", "corporation"));
                if (company) parties.Add(new Actor(Role.Publisher, s.Said(first, last + 1), s.SpanOf(first, last + 1)));
                else if (name && parties.Count > 0 && parties[^1] is { Name: null, Role: Role.Editor or Role.EditorInChief or Role.EditorsInChief or Role.Editors }) parties[^1] = parties[^1] with { Name = s.Said(first, last + 1) };
                else if (!name && end > first) break;
            }
            while (end < s.Words.Length && s.Sees(end, ",", ";", "and")) end++;
            if (s.Sees(end, "(") || end == i) break;
            i = end;
        }
        return [.. parties];
    }

    private bool Concern(Sentence s, ImmutableArray<ActorMention> actors)
    {
        Phrase? p = s.Find("concern").FirstOrDefault();
        if (p is null) return false;
        int about = -1, end = s.Words.Length;
        for (int i = p.First; i < s.Words.Length && about < 0; i++)
            if (i >= p.First && s.Sees(i, "regarding", "about", "concerning", "that") || s.Sees(i, "relating", "related", "associated", "pertaining") && s.Sees(i + 1, "to", "with") || i >= p.End && s.Sees(i, "with") || i >= p.End - 1 && s.Sees(i, "to") && s.Sees(i - 3, "alerted", "alerting")) about = s.Sees(i + 1, "to", "with") && !s.Sees(i, "with", "to") ? i + 2 : i + 1;
        if (about > 0)
        {
            end = about;
            while (end < s.Words.Length && s.Words[end].Text is not ("," or ";" or ":" or "." or "[")) end++;
        }
        Certainty certainty = s.Find("hedges").Where(h => h.Value is "alleged" or "possible" && h.First < end).Select(h => Enum.Parse<Certainty>(h.Value, ignoreCase: true)).DefaultIfEmpty(Certainty.Stated).Max();
        ActorMention[] told = [.. actors.Where(a => a.First < p.End && a.Actor.Role is Role.Authors or Role.Editor or Role.EditorialBoard or Role.EditorialOffice or Role.Publisher or Role.Journal && (s.Sees(a.End, "were", "'s", "was", "'") && a.First < p.First || a.First >= p.First && a.End <= p.End))];
        ActorMention[] by = [.. actors.Where(a => a.Actor.Role is Role.Reader or Role.Reviewer or Role.Expert || s.Sees(a.First - 1, "by") && a.First >= p.First && a.First < (about > 0 ? about : s.Words.Length) || s.Sees(a.First - 2, "by") && s.Sees(a.First - 1, "the", "a") && a.First <= p.End + 3 && a.First >= p.First)];
        draft.Concerns.Add(new Concern
        {
            RaisedBy = Actors.Of(by.Except(told)), ToldTo = Actors.Of(told), When = When(s), About = about > 0 && end > about ? s.Said(about, end) : null, Certainty = certainty,
            Figures = [.. s.Mentions.SelectMany(m => m.Addresses).Select(a => new ClaimTarget { Figure = a.Figure, Panel = a.Panel, Row = a.Row, Lane = a.Lane })], Span = s.Span,
        });
        return true;
    }

    private bool Investigation(Sentence s, ImmutableArray<ActorMention> actors)
    {
        Phrase? p = s.Find("investigation").FirstOrDefault();
        if (p is null || s.Find("request").Any(r => r.Value == "inquiry")) return false;
        ImmutableArray<ActorMention> by = [];
        for (int i = p.First; i < Math.Min(s.Words.Length, p.End + 5) && by.IsEmpty; i++)
            if (s.Sees(i, "by")) by = Actors.After(s, actors, i + 1, 4);
        if (by.IsEmpty && s.Sees(p.First - 1, "its", "their")) by = Actors.Before(s, actors, p.First);
        string? about = null;
        Phrase? outcome = s.Find("outcome").FirstOrDefault(o => o.Value is not "confirmed" || s.Sees(o.First, "upheld", "concluded", "confirmed", "determined"));
        if (p.Value == "investigated" && !s.Sees(p.First - 1, "were", "was", "been", "having"))
        {
            // "The journal investigated the concerns": who acts stands before, what is looked into behind.
            by = Actors.Before(s, actors, p.First, 3);
            int end = p.End;
            while (end < s.Words.Length && !s.Words[end].IsMark && !s.Sees(end, "and", "but", "which")) end++;
            if (end > p.End) about = s.Said(p.End, end);
        }
        else if (p.Value == "investigated" && s.Sees(p.First - 1, "were", "was", "been"))
        {
            int end = p.First - 1, first = end;
            while (first > 0 && !s.Words[first - 1].IsMark) first--;
            if (end > first) about = s.Said(first, end);
        }
        else if (outcome is { Value: "couldNotConfirm" })
        {
            int end = outcome.End;
            while (end < s.Words.Length && !s.Words[end].IsMark && !s.Sees(end, "and", "but")) end++;
            if (end > outcome.End) about = s.Said(outcome.End, end);
        }
        draft.Investigations.Add(new Investigation { By = Actors.Of(by), When = When(s), About = about, Outcome = outcome is null ? InvestigationOutcome.NotStated : Enum.Parse<InvestigationOutcome>(outcome.Value, ignoreCase: true), Span = s.Span });
        return true;
    }

    private static Occasion When(Sentence s)
    {
        for (int i = 0; i < s.Words.Length; i++)
        {
            if (!s.Sees(i, "after", "following")) continue;
            for (int k = i + 1; k < Math.Min(s.Words.Length, i + 4); k++)
            {
                if (s.Sees(k, "publication", "published")) return Occasion.AfterPublication;
                if (s.Sees(k, "request")) return Occasion.AfterRequest;
            }
        }
        for (int i = 0; i + 1 < s.Words.Length; i++)
            if (s.Sees(i, "was") && s.Sees(i + 1, "published") && s.Sees(0, "after")) return Occasion.AfterPublication;
        return Occasion.NotStated;
    }
}
