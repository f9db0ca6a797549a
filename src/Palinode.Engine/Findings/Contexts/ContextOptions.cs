namespace Palinode.Engine.Findings.Contexts;

/// <summary>When a finding is told to be possibly appropriate. All are facts about places and pixels; none touches significance.</summary>
public sealed record ContextOptions
{
    /// <summary>
    /// Two panels may show one field in place when no corner moves further than this share of the panel's side. Channels are registered; the
    /// transform, estimated from what two stains share, is off by up to a tenth. Whether they are in place the channels' correlation decides.
    /// </summary>
    public double SameField { get; init; } = 0.12;

    /// <summary>Least correlation of a channel with the picture that shows it alone. Encoding colour at half resolution costs a few hundredths.</summary>
    public double ChannelFrom { get; init; } = 0.8;

    /// <summary>
    /// Variance that one stain leaves unexplained in a channel, over the strongest channel's variance, from which a picture holds a second stain. On
    /// drawn tinted stains encoding noise stays below 0.015; merged pictures of them begin at 0.05.
    /// </summary>
    public double OwnContentFrom { get; init; } = 0.04;

    /// <summary>Such variance that a picture of one stain may hold itself (scale bars, letters, a dye that shines through), where the merged one holds <see cref="TimesRest"/> as much.</summary>
    public double MostRest { get; init; } = 0.2;

    public double TimesRest { get; init; } = 2;

    /// <summary>Least probability, by the model of kinds, that a panel is a drawing.</summary>
    public double DrawnFrom { get; init; } = 0.5;

    /// <summary>Least enlargement of an inset on the page; below it, two croppings of one picture are as likely.</summary>
    public double EnlargedFrom { get; init; } = 1.5;

    /// <summary>The inset's picture is filled at least this far by the enlarged part: an inset shows nothing else.</summary>
    public double InsetFilled { get; init; } = 0.6;

    /// <summary>The enlarged part is at most this share of its parent.</summary>
    public double InsetPart { get; init; } = 0.6;

    /// <summary>Largest turn in degrees of what is told to be unturned; estimates are rarely off by more than one.</summary>
    public double MostTurn { get; init; } = 3;

    /// <summary>Largest difference of scale from 1 of neighbours in a series.</summary>
    public double SeriesScale { get; init; } = 0.04;

    /// <summary>Characters of a caption that are quoted at most.</summary>
    public int MostQuoted { get; init; } = 160;
}
