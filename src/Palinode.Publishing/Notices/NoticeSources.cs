using Palinode.Notices;

namespace Palinode.Publishing.Notices;

/// <summary>Everything that a form of a notice is written from.</summary>
internal sealed record NoticeSources(NoticeCase Case, NoticeStyle Style, NoticeBody Body)
{
    public Notice Notice => Case.Notice;
    public KindMarkup Kind => KindMarkup.Of(Notice.Kind)!;
    public string Language => Case.Publication?.Language ?? "en";
    public bool IsDraft => !Case.IsApproved;

    public NoticeDate? Date(NoticeEvent e) => Notice.Dates.FirstOrDefault(d => d.Event == e);

    /// <summary>The day the notice appears; of a notice without dates, the day it was approved.</summary>
    public NoticeDate? Published => Date(NoticeEvent.Published) ?? Date(NoticeEvent.Decided)
        ?? (Case.Approval is { } a ? new NoticeDate(NoticeEvent.Published, a.Date.Year, a.Date.Month, a.Date.Day) : null);
}
