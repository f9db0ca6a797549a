using Palinode.Evidence;
using Palinode.Notices;

namespace Palinode.Server.Cases.Forms;

/// <summary>What a finding says of places, as the beginning of a claim. A screening sees that places are alike; that they are the same, and how sure that is, a person says.</summary>
internal static class ClaimOfFinding
{
    /// <summary>Null where the places have no address that a claim could name.</summary>
    public static NoticeClaim? Begin(Finding finding)
    {
        if (finding.A.Figure is not { } figure || finding.B.Figure is not { } other) return null;
        bool across = finding.Relation == Evidence.Relation.Across;
        return new NoticeClaim
        {
            Targets = [new ClaimTarget { Figure = figure, Panel = finding.A.Panel, Row = finding.A.Row, Lane = Lane(finding.A), Position = Position(finding.A) }],
            Sources = [new ClaimSource { Figure = other, Panel = finding.B.Panel, Row = finding.B.Row, Lane = Lane(finding.B), Position = Position(finding.B), OtherWork = across, Work = across ? "another article" : null }],
            Relation = finding.Unit == Unit.Region ? ClaimRelation.Overlap : ClaimRelation.Similar,
            Partial = finding.Unit == Unit.Region,
            Unit = finding.Unit switch { Unit.Blot => ClaimUnit.Blot, Unit.Band => ClaimUnit.Band, _ => ClaimUnit.Image },
            Certainty = Certainty.Apparent, Pairing = Pairing.Each, Transform = TargetFromSource(finding.BFromA),
        };
    }

    /// <summary>The finding tells how B follows from A; the claim, how its target A follows from B. A flip with a turn undoes itself; a turn alone is turned back.</summary>
    private static ClaimTransform? TargetFromSource(Transform bFromA)
    {
        double turned = Math.Round(bFromA.Flip == Flip.None ? (360 - bFromA.Rotation) % 360 : bFromA.Rotation) % 360;
        ClaimFlip flip = bFromA.Flip switch { Flip.Horizontal => ClaimFlip.Horizontal, Flip.Vertical => ClaimFlip.Vertical, _ => ClaimFlip.None };
        return flip == ClaimFlip.None && turned == 0 ? null : new ClaimTransform { Flip = flip, Rotation = turned == 0 ? null : turned };
    }

    /// <summary>One lane by its name; several are left to a person.</summary>
    private static string? Lane(Region place) => place.Lane is { } lane && !lane.Contains(',', StringComparison.Ordinal) && !lane.StartsWith("lanes ", StringComparison.Ordinal) ? lane : null;

    /// <summary>Where there is no letter.</summary>
    private static string? Position(Region place) => place.Panel is null && place.Row is null ? place.Position : null;
}
