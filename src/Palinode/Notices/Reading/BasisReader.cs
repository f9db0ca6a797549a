namespace Palinode.Notices.Reading;

/// <summary>Answers for what a notice rests on and what follows from it: policies, reasons, the state of the original, earlier notices, apologies.</summary>
internal sealed class BasisReader(Draft draft)
{
    public bool Read(Sentence s)
    {
        bool found = Reasons(s);
        found |= Policies(s);
        found |= Status(s);
        found |= Linked(s);
        found |= Remarks(s);
        return found;
    }

    private bool Reasons(Sentence s)
    {
        // "Among the reasons for this notice: …"
        if (s.Find("reasonNamed") is [{ First: 0 } named] && s.Words.Length > named.End + 1)
        {
            int end = s.Sees(s.Words.Length - 1, ".") ? s.Words.Length - 1 : s.Words.Length;
            Sequence<string> codes = [.. s.Find("reasons").Select(p => p.Value).Distinct()];
            draft.NameReason(s.Said(named.End, end), codes, s.Span);
            return true;
        }
        foreach (Phrase p in s.Find("reasons")) draft.AddReason(s.Said(p.First, p.End), p.Value, s.Span);
        return s.Has("reasons");
    }

    private bool Policies(Sentence s)
    {
        bool found = false;
        foreach (Phrase p in s.Find("policy"))
        {
            int first = p.First, end = p.End;
            if (p.Value is "policy" or "guideline")
            {
                while (first > 0 && (s.Words[first - 1].StartsUpper && first > 1 || s.Sees(first - 1, "editorial", "publishing", "ethics", "ethical", "integrity", "publication", "image"))) first--;
                if (s.Sees(first, "the", "in", "our")) first++;
                if (s.Sees(end, "on", "for", "regarding"))
                    while (end < s.Words.Length && !s.Words[end].IsMark && !(s.Sees(end, "and") && s.Sees(end + 1, "the", "our", "cope"))) end++;
            }
            bool cope = p.Value == "cope" || Enumerable.Range(Math.Max(0, first - 3), end - Math.Max(0, first - 3)).Any(i => s.Sees(i, "cope") && (i >= first || s.Sees(i + 1, "'s")));
            bool own = s.Sees(first - 1, "our", "'s", "its") || s.Words[first].StartsUpper || s.Sees(first, "editorial");
            string? url = null;
            if (s.Sees(end, "(") && s.Sees(end + 1, "https", "http"))
            {
                int close = end;
                while (close < s.Words.Length && s.Words[close].Text != ")") close++;
                url = s.SpanOf(end + 1, close).In(s.Text);
            }
            draft.Policies.Add(new PolicyBasis(cope ? PolicyKind.Cope : own ? PolicyKind.Own : PolicyKind.Other, s.Said(first, end), url, s.Span));
            found = true;
        }
        return found;
    }

    private bool Status(Sentence s)
    {
        if (!s.Has("status")) return false;
        if (s.Find("status").All(p => p.Value is "removed" or "replaced") && !s.Words.Any(w => w.Lower is "article" or "paper" or "publication")) return false;
        OriginalStatus status = draft.OriginalStatus ?? new OriginalStatus { Span = s.Span };
        foreach (Phrase p in s.Find("status"))
        {
            if (p.Value == "remains") status = status with { RemainsOnline = true };
            else if (p.Value == "removed") status = status with { Removed = true };
            else if (p.Value == "replaced") status = status with { Replaced = true };
            else status = status with { Watermark = status.Watermark ?? Mark(s, p) };
        }
        for (int i = 0; i + 1 < s.Words.Length; i++)
        {
            if (s.Sees(i, "each", "every") && s.Sees(i + 1, "page")) status = status with { OnEveryPage = true };
            if (!s.Sees(i, "to") || !s.Sees(i + 1, "maintain", "preserve", "ensure", "protect")) continue;
            int end = i;
            while (end < s.Words.Length && !s.Words[end].IsMark && !s.Sees(end, "but", "and")) end++;
            status = status with { Purpose = s.Said(i, end) };
        }
        draft.OriginalStatus = status;
        return true;
    }

    /// <summary>The word in quotes, or the last word of "marked as retracted".</summary>
    private static string Mark(Sentence s, Phrase p)
    {
        for (int i = p.End; i + 1 < s.Words.Length; i++)
            if (s.Words[i].Text is "“" or "\"" or "‘" && char.IsLetter(s.Words[i + 1].Text[0])) return s.Words[i + 1].Text;
        string last = s.Words[p.End - 1].Text;
        return last.StartsWith("water", StringComparison.OrdinalIgnoreCase) ? "" : last;
    }

    private bool Linked(Sentence s)
    {
        if (s.Find("linked") is not [var p, ..]) return false;
        NoticeKind kind = NoticeKind.ExpressionOfConcern;
        draft.LinkedNotices.Add(new LinkedNotice(kind, Enum.Parse<NoticeLink>(p.Value, ignoreCase: true), Articles.Doi.Find(s.Span.In(s.Text)), s.Span));
        return true;
    }

    private bool Remarks(Sentence s)
    {
        bool found = false;
        foreach (string kind in s.Find("remarks").Select(p => p.Value).Distinct())
        {
            // Authors who apologise are an answer of theirs.
            if (kind == "apology" && draft.Authors.Any(a => a.Span == s.Span && a.Act is AuthorsAct.Apologised or AuthorsAct.Regretted)) { found = true; continue; }
            // So are authors who say that the conclusions stand.
            if (kind == "unaffected" && draft.Authors.Any(a => a.Span == s.Span)) continue;
            RemarkKind remark = Enum.Parse<RemarkKind>(kind, ignoreCase: true);
            Sequence<Actor> by = remark switch
            {
                RemarkKind.Record => Actors.Of(Actors.In(s, null).Where(a => s.Sees(a.First - 1, "the") && s.Sees(a.First - 2, "by"))),
                RemarkKind.Apology => Actors.Of(Actors.In(s, null).Take(1)),
                _ => [],
            };
            draft.Remarks.Add(new Remark(remark, by, s.Span));
            found = true;
        }
        return found;
    }
}
